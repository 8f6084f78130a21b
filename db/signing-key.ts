import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { canonical } from './canonical';

/** The Ed25519 key that signs the heads of streams and of the log (`SIGNING_KEY_FILE`). */
export interface SigningKey {
  /** First 16 hex digits of the SHA-256 of the public key. */
  readonly id: string;
  /** JWK `x`, base64url. */
  readonly publicKey: string;
  sign(text: string): string;
}

/** Makes a key file (PEM, PKCS 8), readable by its owner alone. Refuses to replace one. */
export async function createSigningKeyFile(file: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
}

/** @throws Error in a plain sentence when the file is missing or holds no Ed25519 private key */
export async function loadSigningKey(file: string | undefined): Promise<SigningKey> {
  if (file === undefined || file === '') {
    throw new Error(
      'SIGNING_KEY_FILE is not set: the heads of the log could not be signed. Name a file with an Ed25519 private key.',
    );
  }
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(await readFile(file));
  } catch (error) {
    throw new Error(
      'SIGNING_KEY_FILE cannot be read as a private key (PEM): name a file with an Ed25519 private key.',
      { cause: error },
    );
  }
  return signingKeyOf(privateKey);
}

/** @throws Error when the key is not an Ed25519 key */
export function signingKeyOf(privateKey: KeyObject): SigningKey {
  const { crv, x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (crv !== 'Ed25519' || x === undefined) {
    throw new Error('SIGNING_KEY_FILE holds another kind of key: name a file with an Ed25519 private key.');
  }
  return {
    id: keyIdOf(x),
    publicKey: x,
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'),
  };
}

/** The id of a public key (JWK `x`). */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);

/** Was `text` signed with the private half of this public key (JWK `x`)? Malformed keys and signatures: no. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

/** What is signed of a stream's head. The key id is part of it. */
export const streamHeadText = (stream: string, version: number, hash: string, keyId: string): string =>
  canonical({ stream, version, hash, keyId });

/** What is signed of the log's head. */
export const logHeadText = (position: number, hash: string, keyId: string): string =>
  canonical({ position, hash, keyId });
