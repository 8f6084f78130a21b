import { generateKeyPairSync } from 'node:crypto';
import pino from 'pino';
import { type Commit, createCommit } from '../../db/commit';
import type { CommitOptions } from '../../db/commit-options';
import { connect, type ConnectOptions, type Database } from '../../db/connect';
import { createDirectory } from '../../db/directory';
import type { CommitInput } from '../../db/door';
import { openLog } from '../../db/open-log';
import { projections } from '../../db/projections';
import { type SigningKey, signingKeyOf } from '../../db/signing-key';
import { operatorCaller } from '../../workflows/decider';
import { organisation } from '../../workflows/directory/organisation';
import { person } from '../../workflows/directory/person';
import { programme } from '../../workflows/directory/programme';
import { createTestDatabase, type TestDatabase } from './database';
import { probe } from './probe-process';

/** An open log on a database of its own, with everything that a commit is made of. */
export interface TestLog {
  readonly at: TestDatabase;
  readonly database: Database;
  readonly key: SigningKey;
  readonly options: CommitOptions;
  readonly commit: Commit;
  /** What was logged, newest last. */
  readonly lines: Record<string, unknown>[];
  /** Another pool on the same database, ended with the log. */
  readonly connect: (options?: Partial<ConnectOptions>) => Promise<Database>;
  /** Rows of any query, as the superuser. */
  readonly rows: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;
}

/** A fresh Ed25519 key, in memory. */
export const freshSigningKey = (): SigningKey => signingKeyOf(generateKeyPairSync('ed25519').privateKey);

/** Opens a log that carries probes and the directory, and whatever `more` says instead. `close` ends and drops it. */
export async function openTestLog(
  more: Partial<CommitOptions> = {},
): Promise<TestLog & { close(): Promise<void> }> {
  const at = await createTestDatabase();
  const open: Database[] = [];
  const connectMore = async (extra: Partial<ConnectOptions> = {}) => {
    const database = await connect({ url: at.serviceUrl, as: 'service', ...extra });
    open.push(database);
    database.gate.closed = null;
    return database;
  };
  const lines: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'info' },
    { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const database = await connectMore();
  const key = freshSigningKey();
  await openLog({ database, key, logger });
  const options: CommitOptions = {
    database,
    deciders: { probe, organisation, person, programme },
    context: createDirectory(),
    projections,
    key,
    logger,
    maxClockLead: farAhead,
    ...more,
  };
  const superuser = await connect({ url: at.superuserUrl, as: 'owner', poolSize: 2 });
  open.push(superuser);
  return {
    at,
    database,
    key,
    options,
    commit: createCommit(options),
    lines,
    connect: connectMore,
    async rows<Row extends object>(text: string, values: unknown[] = []) {
      const { rows } = await superuser.pool.query<Row>(text, values);
      return rows;
    },
    async close() {
      await Promise.all(open.map((each) => each.close()));
      await at.drop();
    },
  };
}

/** The tests' commands are of 2027, whatever the database's clock says. */
const farAhead = 100 * 365 * 24 * 60 * 60 * 1000;

/** `openTestLog` for all tests of a file. */
export function useLog(more: Partial<CommitOptions> = {}): { readonly current: TestLog } {
  let log: Awaited<ReturnType<typeof openTestLog>> | undefined;
  beforeAll(async () => {
    log = await openTestLog(more);
  });
  afterAll(() => log?.close());
  return {
    get current() {
      if (log === undefined) throw new Error('The log is opened before the first test, not earlier.');
      return log;
    },
  };
}

let commands = 0;

/** A command of the person `p1` through the API, in 2027; each call has an id of its own. */
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

/** A probe that has begun. */
export async function begunProbe(commit: Commit, clocks: object = {}): Promise<string> {
  const stream = freshStream();
  await commit(stream, command('begin', { deadline: null, remindAt: null, ...clocks }));
  return stream;
}

const ministry = { name: 'Ministry of Environment', kind: 'government', country: 'KE', focalPointFor: 'KE' };

/** Ada, the administrator of `smallDirectory`. */
export const ada = { door: 'http', person: 'ada', organisation: null } as const;

/** Ada, the administrator, registers the ministry and Pia, who belongs to it. */
export async function smallDirectory(commit: Commit): Promise<void> {
  const must = async (stream: string, name: string, body: unknown, caller: CommitInput['caller'] = ada) => {
    const answer = await commit(stream, command(name, body, { caller }));
    if (answer.outcome === 'refused') throw new Error(JSON.stringify(answer.refusal));
  };
  const apiKey = { keyId: 'first', hash: 'a'.repeat(64), organisation: null, label: 'First key' };
  const admin = { personal: { name: 'Ada' }, apiKey };
  await must('person/ada', 'register-first-administrator', admin, operatorCaller);
  await must('organisation/ministry', 'register-organisation', ministry);
  const pia = { organisations: ['ministry'], personal: { name: 'Pia Wanjiru' } };
  await must('person/pia', 'register-person', pia);
}
