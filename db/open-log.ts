import { sql } from 'kysely';
import type { Logger } from 'pino';
import { type CommandInput, operatorCaller } from '../workflows/decider';
import { createCommit } from './commit';
import type { Database } from './connect';
import { createDirectory } from './directory';
import { logKeys, logKeysStream } from './log-keys';
import { migrationHash } from './migrate';
import { migrations } from './migrations';
import type { SigningKey } from './signing-key';
import { connection } from './transaction';
import { publicKeys, verify } from './verify';

/** How many events before the head a start looks at. */
const tail = 200;

/**
 * Opens the log for writing, once at the start of each process: checks migrations, tail and head, and that the log
 * knows the signing key; the first key ever is registered. Until this has succeeded every commit is refused
 * `read-only`; reading works all the same.
 *
 * @returns null when the log takes writes, else why it does not, in words
 * @throws Fault or Error when the database does not answer
 */
export async function openLog(options: {
  readonly database: Database;
  readonly key: SigningKey;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
}): Promise<string | null> {
  const { database, key, logger } = options;
  const { gate } = database;
  gate.closed = (await disagreement(database)) ?? (await keyProblem(database, key));
  if (gate.closed === null) await registerFirstKey(options);
  else logger.error({ reason: gate.closed, alarm: true }, 'the log is closed for writing');
  return gate.closed;
}

async function disagreement(database: Database): Promise<string | null> {
  const rows = await connection(database).run(
    database.kysely.selectFrom('public.migration').select(['name', 'hash']),
  );
  const ran = new Map(rows.map(({ name, hash }) => [name, hash]));
  for (const migration of migrations) {
    const hash = ran.get(migration.name);
    if (hash === undefined)
      return `the migration ${migration.name} has not run on this database: run npm run migrate`;
    if (hash !== migrationHash(migration)) return `the migration ${migration.name} ran with another text`;
  }
  const { broken } = await verify(database, { from: { last: tail } });
  if (broken === null) return null;
  const place = broken.position === null ? '' : ` at position ${broken.position}`;
  return `the log is broken${place}: ${broken.what}`;
}

async function keyProblem(database: Database, key: SigningKey): Promise<string | null> {
  const known = await publicKeys(connection(database));
  return known.size === 0 || known.has(key.id)
    ? null
    : `the log does not know the key of SIGNING_KEY_FILE (${key.id}): run npm run rotate-key`;
}

async function registerFirstKey({ database, key, logger }: Parameters<typeof openLog>[0]): Promise<void> {
  if ((await publicKeys(connection(database))).size > 0) return;
  const commit = createCommit({
    database,
    deciders: { log: logKeys },
    context: createDirectory(),
    projections: {},
    key,
    logger,
  });
  const [clock] = await connection(database).run(sql<{ now: string }>`select clock_timestamp() as now`);
  const command: CommandInput = {
    id: `register-key:${key.id}`,
    name: 'register-key',
    body: { publicKey: key.publicKey },
    at: clock?.now ?? new Date().toISOString(),
    caller: operatorCaller,
  };
  const answer = await commit(logKeysStream, command);
  if (answer.outcome === 'refused') database.gate.closed = answer.refusal.detail;
}
