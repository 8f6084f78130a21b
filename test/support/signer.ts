import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { publicKeyFor, signCommand } from '../../db/signed-command';
import type { Instant } from '../../workflows/decider';
import type { TemporalCommand } from '../../workflows/host-contract';
import type { TestApi } from './api';
import { command, type TestLog } from './log';

/** A person of the directory who signs commands for the Temporal door. */
export interface Signer {
  readonly person: string;
  /** A signed command for this stream, dated `at`. */
  sign(stream: string, name: string, body: object, at?: Instant): TemporalCommand & { readonly jws: string };
}

/** Somebody’s key, and what she signs with it. */
function keyOf(person: string) {
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const key = { id: `${person}:laptop`, privateKey: String(privateKey) };
  const signer: Signer = {
    person,
    sign(of, name, body, at = new Date().toISOString()) {
      const id = randomUUID();
      return { id, name, body, jws: signCommand({ stream: of, command: name, id, body }, key, at) };
    },
  };
  return { signer, registration: { name: 'laptop', publicKey: publicKeyFor(key.privateKey) } };
}

/** Registers the first administrator, with a signing key of her own. */
export async function aSigner({ commit }: TestLog): Promise<Signer> {
  const person = randomUUID();
  const stream = `person/${person}`;
  const at = new Date().toISOString();
  const apiKey = { keyId: 'first', hash: '0'.repeat(64), organisation: null, label: 'first' };
  const personal = { name: 'Amina Otieno' };
  const { signer, registration } = keyOf(person);
  const herself = { door: 'http', person, organisation: null } as const;
  for (const given of [
    command('register-first-administrator', { personal, apiKey }, { at, caller: operator }),
    command('register-signing-key', registration, { at, caller: herself }),
  ]) {
    const answer = await commit(stream, given);
    if (answer.outcome === 'refused') throw new Error(answer.refusal.detail);
  }
  return signer;
}

/** A sample person registers a signing key through HTTP. */
export async function aSampleSigner(api: TestApi, handle: string): Promise<Signer> {
  const { person } = api.idOf(handle);
  const { signer, registration } = keyOf(person);
  const to = `/v1/persons/${person}/commands/register-signing-key`;
  const answer = await api.post(to, registration, { as: handle });
  if (answer.status !== 200) throw new Error(answer.text);
  return signer;
}

const operator = { door: 'operator', person: null, organisation: null } as const;
