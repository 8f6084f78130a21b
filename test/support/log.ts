import { generateKeyPairSync } from 'node:crypto';
import pino from 'pino';
import { createCommit, type Commit } from '../../db/commit';
import type { CommitOptions } from '../../db/commit-options';
import { connect, type ConnectOptions, type Database } from '../../db/connect';
import { createDirectory } from '../../db/directory';
import type { CommitInput } from '../../db/door';
import { openLog } from '../../db/open-log';
import { type SigningKey, signingKeyOf } from '../../db/signing-key';
import { createTestDatabase, type TestDatabase } from './database';
import { probe } from './probe-process';

/** An open log on a database of its own, with everything that a commit is made of. */
export interface TestLog {
  readonly at: TestDatabase;
  readonly database: Database;
  readonly key: SigningKey;
  readonly options: CommitOptions;
  readonly commit: Commit;
  /** Lines of the log, newest last. */
  readonly lines: Record<string, unknown>[];
  /** Another pool on the same database, ended with the log. */
  connect(options?: Partial<ConnectOptions>): Promise<Database>;
}

/** A fresh Ed25519 key, in memory. */
export const freshSigningKey = (): SigningKey => signingKeyOf(generateKeyPairSync('ed25519').privateKey);

/** For all tests of a file: an opened log that carries probes, and whatever `more` adds. */
export function useLog(more: Partial<CommitOptions> = {}): { readonly current: TestLog } {
  let log: TestLog | undefined;
  const open: Database[] = [];
  let at: TestDatabase | undefined;
  beforeAll(async () => {
    at = await createTestDatabase();
    const lines: Record<string, unknown>[] = [];
    const logger = pino(
      { level: 'info' },
      { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
    );
    const place = at;
    const connectMore = async (extra: Partial<ConnectOptions> = {}) => {
      const more = await connect({ url: place.serviceUrl, as: 'service', ...extra });
      open.push(more);
      more.gate.closed = null;
      return more;
    };
    const database = await connectMore();
    const key = freshSigningKey();
    await openLog({ database, key, logger });
    const options: CommitOptions = {
      database,
      deciders: { probe },
      context: createDirectory(),
      projections: {},
      key,
      logger,
      maxClockLead: 100 * 365 * 24 * 60 * 60 * 1000,
      ...more,
    };
    log = { at, database, key, options, commit: createCommit(options), lines, connect: connectMore };
  });
  afterAll(async () => {
    await Promise.all(open.map((database) => database.close()));
    await at?.drop();
  });
  return {
    get current() {
      if (log === undefined) throw new Error('The log is opened before the first test, not earlier.');
      return log;
    },
  };
}

let commands = 0;

/** A command of the person `p1` through the API, at a time in 2027; each call has an id of its own. */
export const command = (name: string, body: unknown = {}, more: Partial<CommitInput> = {}): CommitInput => ({
  id: `command-${(commands += 1)}`,
  name,
  body,
  at: '2027-03-01T09:00:00.000Z',
  caller: { door: 'http', person: 'p1', organisation: null },
  ...more,
});

let streams = 0;

/** The name of a probe that nobody has used. */
export const freshStream = (): string => `probe/${(streams += 1)}`;
