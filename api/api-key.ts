import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new key: what its holder keeps, and what the log keeps of it. */
export interface MintedKey {
  /** Shown once. */
  readonly key: string;
  /** SHA-256 of the key, hex. */
  readonly hash: string;
}

/** The prefix tells people and leak scanners whose key it is. */
const shape = /^ssp_[A-Za-z0-9_-]{43}$/;

/** Makes a key of 256 random bits. A plain hash is enough for it: there is nothing to guess. */
export const mintKey = (): MintedKey => {
  const key = `ssp_${randomBytes(32).toString('base64url')}`;
  return { key, hash: hashOfKey(key) };
};

/** Does this credential look like a key of ours? */
export const looksLikeKey = (credential: string): boolean => shape.test(credential);

/** SHA-256, hex. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Compares two hashes in a time that tells nothing about them. */
export const sameHash = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return a.length === b.length && timingSafeEqual(a, b);
};
