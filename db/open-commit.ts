import type { Logger } from 'pino';
import { deciders } from '../workflows/registry';
import { type Commit, createCommit } from './commit';
import type { CommitOptions } from './commit-options';
import { connect, type Database } from './connect';
import { createDirectory, type Directory } from './directory';
import { openLog } from './open-log';
import { projections } from './projections';
import { loadSigningKey, type SigningKey } from './signing-key';

/** Where to open the log, and as whom. */
export interface OpenCommitOptions {
  /** The address of the database, with the service's role. */
  readonly url: string;
  /** The file of the key that signs the log. */
  readonly keyFile: string | undefined;
  readonly applicationName: string;
  readonly poolSize?: number;
  /** The list of erased persons, applied again at the start. Whoever shows personal data has to give it. */
  readonly erasuresFile?: string;
  /** `MAX_CLOCK_LEAD`, in milliseconds. */
  readonly maxClockLead: number;
  readonly logger: Logger;
}

/** An open log and the one way into it. */
export interface OpenCommit {
  readonly database: Database;
  readonly directory: Directory;
  readonly commit: Commit;
  readonly key: SigningKey;
  /** What `commit` is made of, for the bulk commit. */
  readonly options: CommitOptions;
}

/**
 * Connects as the service, opens the log for writing and makes `commit` for all process types. A log that does not
 * take writes stays readable; the gate of the database says why.
 *
 * @throws Error in a plain sentence when the database does not answer or the key cannot be read
 */
export async function openCommit(options: OpenCommitOptions): Promise<OpenCommit> {
  const { keyFile, erasuresFile = null, maxClockLead, logger, ...connecting } = options;
  const key = await loadSigningKey(keyFile);
  const database = await connect({
    ...connecting,
    as: 'service',
    onError: (err) => logger.warn({ err }, 'an idle connection to the database broke'),
  });
  try {
    await openLog({ database, key, logger, erasuresFile });
  } catch (error) {
    await database.close();
    throw error;
  }
  const directory = createDirectory();
  const made = { database, deciders, context: directory, projections, key, logger, maxClockLead };
  return { database, directory, commit: createCommit(made), key, options: made };
}
