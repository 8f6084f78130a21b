import { randomUUID } from 'node:crypto';
import type { Commit } from '../db/commit';
import { isFault } from '../db/faults';
import { type Instant, operatorCaller } from '../workflows/decider';
import { mintKey } from './api-key';

/** How making the first administrator ended. `unknown`: the key may be in force, and may not. */
export type FirstAdministrator =
  | { readonly outcome: 'made' | 'unknown'; readonly key: string; readonly person: string }
  | { readonly outcome: 'refused'; readonly reason: string };

const tries = 3;

/**
 * Makes the first administrator with a first key, while the directory has none: as the operator at the machine,
 * and at no other door. Without an answer the same command is sent again, so that the key is not lost with it.
 */
export const makeFirstAdministrator = async (
  commit: Commit,
  { name, at }: { readonly name: string; readonly at: Instant },
): Promise<FirstAdministrator> => {
  const [person, id] = [randomUUID(), randomUUID()];
  const { key, hash } = mintKey();
  const apiKey = { keyId: randomUUID(), hash, organisation: null, label: 'First key' };
  const command = {
    id,
    name: 'register-first-administrator',
    body: { personal: { name }, apiKey },
    at,
    caller: operatorCaller,
  };
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    try {
      const answer = await commit(`person/${person}`, command);
      return answer.outcome === 'accepted'
        ? { outcome: 'made', key, person }
        : { outcome: 'refused', reason: answer.refusal.detail };
    } catch (error) {
      if (!isFault(error) || !error.retryable) throw error;
      if (error.code === 'read-only') return { outcome: 'refused', reason: error.message };
    }
  }
  return { outcome: 'unknown', key, person };
};
