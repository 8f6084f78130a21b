import type { Logger } from 'pino';
import { type Commit, createCommit } from '../db/commit';
import { connect, type Database } from '../db/connect';
import { createDirectory, type Directory } from '../db/directory';
import { openLog } from '../db/open-log';
import { projections } from '../db/projections';
import { loadSigningKey } from '../db/signing-key';
import { deciders } from '../workflows/registry';

/** The log with everything that a door needs; whoever opens it closes the database. */
export interface Door {
  readonly database: Database;
  readonly directory: Directory;
  readonly commit: Commit;
}

/** What of the configuration a door needs. */
export interface DoorOptions {
  readonly databaseUrl: string;
  readonly signingKeyFile: string | undefined;
  /** Milliseconds. */
  readonly maxClockLead: number;
  readonly applicationName: string;
  readonly logger: Logger;
}

/**
 * Connects as the service and opens the log. A log that a check has closed is opened all the same: reading works,
 * and every command is answered `read-only`.
 *
 * @throws Error in a plain sentence when database or key cannot be used
 */
export const openDoor = async (options: DoorOptions): Promise<Door> => {
  const { databaseUrl, signingKeyFile, maxClockLead, applicationName, logger } = options;
  const key = await loadSigningKey(signingKeyFile);
  const onError = (err: Error) => {
    logger.warn({ err }, 'an idle connection to the database broke');
  };
  const database = await connect({ url: databaseUrl, as: 'service', applicationName, onError });
  try {
    await openLog({ database, key, logger });
  } catch (error) {
    await database.close();
    throw error;
  }
  const directory = createDirectory();
  const commit = createCommit({
    database,
    deciders,
    context: directory,
    projections,
    key,
    logger,
    maxClockLead,
  });
  return { database, directory, commit };
};
