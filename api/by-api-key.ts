import type { Database } from '../db/connect';
import { findApiKey } from '../db/queries/api-keys';
import { hashOfKey, looksLikeKey, sameHash } from './api-key';
import type { AuthenticationMethod } from './authentication';

/** API keys of the directory. Looked up at each request, so that a revoked key opens nothing any more. */
export const byApiKey =
  (database: Database): AuthenticationMethod =>
  async (credential) => {
    if (!looksLikeKey(credential)) return null;
    const hash = hashOfKey(credential);
    const found = await findApiKey(database, hash);
    if (found === undefined || !sameHash(found.hash, hash)) return null;
    if (found.revoked !== null || !found.holder.active) return null;
    const { keyId, person, organisation } = found;
    return { caller: { door: 'http', person, organisation }, apiKey: keyId };
  };
