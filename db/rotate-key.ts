import { sql } from 'kysely';
import { type CommandInput, operatorCaller } from '../workflows/decider';
import type { CommandOutcome } from '../workflows/outcome';
import { createCommit } from './commit';
import type { CommitOptions } from './commit-options';
import type { Database } from './connect';
import { createDirectory } from './directory';
import { endorsementText, logKeys, logKeysStream, type Rotation } from './log-keys';
import type { SigningKey } from './signing-key';
import { connection } from './transaction';

/** What the keys of the log are kept with. */
export interface KeyOptions {
  readonly database: Database;
  readonly logger: CommitOptions['logger'];
}

/**
 * Registers the first key of a log. Several processes with the same key may do so at once.
 *
 * @throws Fault
 */
export const registerFirstKey = (options: KeyOptions, key: SigningKey): Promise<CommandOutcome> =>
  give(options, key, 'register-key', { publicKey: key.publicKey });

/**
 * Hands the log over to a new key. Both are valid from then on, so that processes can change one after the other.
 *
 * @param oldKey endorses the new one; null only where every old key is lost, which `npm run verify` tells for ever
 * @throws Fault
 */
export function rotateKey(
  options: KeyOptions,
  newKey: SigningKey,
  oldKey: SigningKey | null,
): Promise<CommandOutcome> {
  const { publicKey } = newKey;
  const rotation: Rotation = {
    publicKey,
    endorsement: oldKey && { keyId: oldKey.id, signature: oldKey.sign(endorsementText(publicKey)) },
  };
  return give(options, oldKey ?? newKey, 'rotate-key', rotation);
}

async function give(
  { database, logger }: KeyOptions,
  key: SigningKey,
  name: string,
  body: { readonly publicKey: string },
): Promise<CommandOutcome> {
  const [clock] = await connection(database).run(sql<{ now: string }>`select clock_timestamp() as now`);
  const command: CommandInput = {
    id: `${name}:${body.publicKey}`,
    name,
    body,
    at: clock?.now ?? new Date().toISOString(),
    caller: operatorCaller,
  };
  const commit = createCommit({
    database,
    deciders: { log: logKeys },
    context: createDirectory(),
    projections: {},
    key,
    logger,
  });
  return commit(logKeysStream, command);
}
