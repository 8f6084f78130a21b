import type { FastifyBaseLogger } from 'fastify';
import type { Commit } from '../db/commit';
import type { Database } from '../db/connect';
import type { Directory } from '../db/directory';
import { connection } from '../db/transaction';
import type { Caller, Instant } from '../workflows/decider';
import type { DirectoryContext } from '../workflows/directory/entries';

/** What the routes stand on: everything else is a pure function of it and of the request. */
export interface Services {
  readonly database: Database;
  readonly commit: Commit;
  /** This process's directory, the one that `commit` decides by. */
  readonly directory: Directory;
  /** This process's clock: the door sets the time of a command, never the caller. */
  readonly clock: () => Instant;
  readonly logger: FastifyBaseLogger;
  /** Host and port of Temporal, for the health page alone; null where there is none to ask. */
  readonly temporalAddress: string | null;
}

/** The directory as it is now. */
export const directoryNow = async ({ database, directory }: Services): Promise<DirectoryContext> => {
  await directory.refresh(connection(database), Infinity);
  return directory.open().context;
};

/** Who looks: a caller and what the directory says now. */
export interface Viewer {
  readonly caller: Caller;
  readonly directory: DirectoryContext;
}
