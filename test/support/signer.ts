import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { publicKeyFor, signCommand } from '../../db/signed-command';
import type { Instant } from '../../workflows/decider';
import type { TemporalCommand } from '../../workflows/host-contract';
import { command, type TestLog } from './log';

/** A person of the directory who signs commands for the Temporal door. */
export interface Signer {
  readonly person: string;
  /** A signed command for this stream, dated `at`. */
  sign(stream: string, name: string, body: object, at?: Instant): TemporalCommand & { readonly jws: string };
}

/** Registers the first administrator, with a signing key of her own. */
export async function aSigner({ commit }: TestLog): Promise<Signer> {
  const person = randomUUID();
  const stream = `person/${person}`;
  const at = new Date().toISOString();
  const apiKey = { keyId: 'first', hash: '0'.repeat(64), organisation: null, label: 'first' };
  const personal = { name: 'Amina Otieno' };
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const key = { id: `${person}:laptop`, privateKey: String(privateKey) };
  for (const given of [
    command('register-first-administrator', { personal, apiKey }, { at, caller: operator }),
    command(
      'register-signing-key',
      { name: 'laptop', publicKey: publicKeyFor(key.privateKey) },
      {
        at,
        caller: { door: 'http', person, organisation: null },
      },
    ),
  ]) {
    const answer = await commit(stream, given);
    if (answer.outcome === 'refused') throw new Error(answer.refusal.detail);
  }
  return {
    person,
    sign(of, name, body, at = new Date().toISOString()) {
      const id = randomUUID();
      return { id, name, body, jws: signCommand({ stream: of, command: name, id, body }, key, at) };
    },
  };
}

const operator = { door: 'operator', person: null, organisation: null } as const;
