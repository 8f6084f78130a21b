import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { canonical } from './canonical';
import type { Connection } from './transaction';

const nonceLength = 12;
const tagLength = 16;

/** A fresh key of a person, 256 bits. */
export const newPersonKey = (): Buffer => randomBytes(32);

/** The streams whose events may hold personal data, each under a key of its own. */
export const hasPersonKey = (stream: string): boolean => stream.startsWith('person/');

/** @returns false when the stream has a key already, and nothing was written */
export async function keepPersonKey(tx: Connection, stream: string, key: Buffer): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into vault.person_key (stream, key) values (${stream}, ${key}) on conflict do nothing returning 1`);
  return rows.length === 1;
}

/**
 * Seals personal data (name, address, phone, language) under the person's key: AES-256-GCM, bound to the stream.
 * The answer is nonce, tag and ciphertext in base64url.
 */
export function seal(key: Buffer, stream: string, personal: unknown): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(stream, 'utf8'));
  const text = Buffer.concat([cipher.update(canonical(personal), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** Opens what `seal` made. @throws Error when the key or the stream is another, or a byte was changed */
export function unseal(key: Buffer, stream: string, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength))
    .setAAD(Buffer.from(stream, 'utf8'))
    .setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
  const text = Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]);
  return JSON.parse(text.toString('utf8'));
}

/** Event data in which `personal` has been replaced by `sealed`; other data is given back as it is. */
export function sealData(key: Buffer | null, stream: string, data: unknown): unknown {
  if (!hasField(data, 'personal')) return data;
  if (key === null) throw new TypeError('Personal data can only stand in the events of a person.');
  const { personal, ...rest } = data;
  return { ...rest, sealed: seal(key, stream, personal) };
}

/** The other way round; data whose key was erased stays sealed. */
export function unsealData(key: Buffer | null, stream: string, data: unknown): unknown {
  if (key === null || !hasField(data, 'sealed') || typeof data.sealed !== 'string') return data;
  const { sealed, ...rest } = data;
  return { ...rest, personal: unseal(key, stream, sealed) };
}

/** Does this event data hold personal data that has to be sealed? */
export const isPersonal = (data: unknown): boolean => hasField(data, 'personal');

function hasField<Name extends string>(data: unknown, name: Name): data is Record<Name, unknown> {
  return typeof data === 'object' && data !== null && name in data;
}
