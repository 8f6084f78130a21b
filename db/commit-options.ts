import type { Logger } from 'pino';
import type { Database } from './connect';
import type { Directory } from './directory';
import type { Deciders } from './load';
import type { Projections } from './read-rows';
import type { SigningKey } from './signing-key';

/** What a commit is made of. */
export interface CommitOptions {
  readonly database: Database;
  readonly deciders: Deciders;
  /** This process's directory: one for all commits. */
  readonly context: Directory;
  readonly projections: Projections;
  /** Signs the heads of streams. */
  readonly key: SigningKey;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Milliseconds by which a door's clock may lead the database's (`MAX_CLOCK_LEAD`); 5,000 where not given. */
  readonly maxClockLead?: number;
}
