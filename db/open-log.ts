import type { CommitOptions } from './commit-options';
import type { Database } from './connect';
import { applyErasures } from './erasure';
import { migrationHash } from './migrate';
import { migrations } from './migrations';
import { registerFirstKey } from './rotate-key';
import type { SigningKey } from './signing-key';
import { connection } from './transaction';
import { publicKeys, verify } from './verify';

/** How many events before the head a start looks at. */
const tail = 200;

/** What a log is opened with. */
export interface OpenLogOptions {
  readonly database: Database;
  readonly key: SigningKey;
  readonly logger: CommitOptions['logger'];
  /** The list of erased persons, applied again at every start; null where none is kept. */
  readonly erasuresFile?: string | null;
}

/**
 * Opens the log for writing, once at the start of each process: checks migrations, tail and head, and that the log
 * knows the signing key; the first key ever is registered. Until this has succeeded every commit is refused
 * `read-only`; reading works all the same.
 *
 * @returns null when the log takes writes, else why it does not, in words
 * @throws Fault or Error when the database does not answer
 */
export async function openLog(options: OpenLogOptions): Promise<string | null> {
  const { database, key, logger, erasuresFile = null } = options;
  const back = erasuresFile === null ? 0 : await applyErasures(database, erasuresFile);
  if (back > 0) logger.warn({ persons: back }, 'persons who had been erased were erased again');
  const { gate } = database;
  gate.closed = (await disagreement(database)) ?? (await keyProblem(database, key));
  if (gate.closed === null && (await publicKeys(connection(database))).size === 0) {
    const answer = await registerFirstKey(options, key);
    if (answer.outcome === 'refused') gate.closed = answer.refusal.detail;
  }
  if (gate.closed !== null) {
    logger.error({ reason: gate.closed, alarm: true }, 'the log is closed for writing');
  }
  return gate.closed;
}

/** Where migrations, head or tail disagree with the code or with each other, in words; null when they agree. */
export async function disagreement(database: Database): Promise<string | null> {
  const rows = await connection(database).run(
    database.kysely.selectFrom('public.migration').select(['name', 'hash']),
  );
  const ran = new Map(rows.map(({ name, hash }) => [name, hash]));
  for (const migration of migrations) {
    const hash = ran.get(migration.name);
    if (hash === undefined)
      return `the migration ${migration.name} has not run on this database: start the stack with DATABASE_OWNER_URL, or run npm run migrate`;
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
