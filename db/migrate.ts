import { createHash } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { migrations as all } from './migrations';
import type { Migration } from './migrations/migration';

/** Where to migrate, and the two roles that are given rights (the owner is who connects). */
export interface MigrateOptions {
  /** `DATABASE_OWNER_URL`. */
  readonly ownerUrl: string;
  readonly serviceRole: string;
  /** Null where there is no role for reading alone. */
  readonly readerRole: string | null;
  readonly migrations?: readonly Migration[];
}

/** Any number will do, as long as every migration of this project takes the same. */
const advisoryLock = 4_207_311;

/**
 * Brings a database to the newest shape, each migration in a transaction of its own. Running it again changes
 * nothing; several at once wait for each other. The roles have to be there: they are the cluster's, not the
 * database's.
 *
 * @returns the names of the migrations that this call ran
 * @throws Error when a migration that ran before is not the one that the code has, or a role is missing
 */
export async function migrate(options: MigrateOptions): Promise<readonly string[]> {
  const { ownerUrl, migrations = all } = options;
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    await client.query(`create table if not exists public.migration (
      name text primary key,
      hash text not null,
      ran_at timestamptz(3) not null default clock_timestamp()
    )`);
    const done = await client.query<{ name: string; hash: string }>(
      'select name, hash from public.migration',
    );
    const hashes = new Map(done.rows.map(({ name, hash }) => [name, hash]));
    const ran: string[] = [];
    for (const migration of migrations) {
      const before = hashes.get(migration.name);
      if (before === undefined) {
        await run(client, migration, options);
        ran.push(migration.name);
      } else if (before !== migrationHash(migration)) {
        throw new Error(
          `The migration ${migration.name} ran on this database with another text: put its text back, and make the change in a new migration.`,
        );
      }
    }
    return ran;
  } finally {
    await client.end();
  }
}

/** What the database remembers of a migration. */
export const migrationHash = (migration: Migration): string =>
  createHash('sha256').update(migration.sql).digest('hex');

async function run(client: Client, migration: Migration, options: MigrateOptions): Promise<void> {
  const { serviceRole, readerRole } = options;
  const text = migration.sql
    .replaceAll('{service}', escapeIdentifier(serviceRole))
    .replaceAll('{reader}', escapeIdentifier(readerRole ?? serviceRole));
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into public.migration (name, hash) values ($1, $2)', [
      migration.name,
      migrationHash(migration),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
