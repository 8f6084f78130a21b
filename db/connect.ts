import { Kysely, PostgresDialect } from 'kysely';
import { Pool, TypeOverrides } from 'pg';
import type { Schema } from './schema';

/** An open database of this project. */
export interface Database {
  readonly kysely: Kysely<Schema>;
  readonly pool: Pool;
  /** Why the log takes no writes, in words; null when it does. `openLog` sets it. */
  readonly gate: { closed: string | null };
  close(): Promise<void>;
}

/** How to connect. All durations in milliseconds. */
export interface ConnectOptions {
  readonly url: string;
  /** `service` is refused when it is owner or superuser; `owner` migrates and rebuilds; `reader` reads. */
  readonly as: 'service' | 'owner' | 'reader';
  readonly applicationName?: string;
  readonly poolSize?: number;
  readonly lockTimeout?: number;
  readonly statementTimeout?: number;
  readonly idleInTransactionTimeout?: number;
  /** An idle connection that breaks; without a listener it would end the process. */
  readonly onError?: (error: Error) => void;
}

const int8 = 20;
const timestamptz = 1184;
const date = 1082;

/** Positions fit a number (2^53), and an instant or a day is text, as everywhere in this project. */
const parsers = new TypeOverrides();
parsers.setTypeParser(int8, Number);
parsers.setTypeParser(date, (text) => text);
parsers.setTypeParser(timestamptz, (text) => new Date(text).toISOString());

/**
 * Opens a pool with every time limit set: lock 500 ms < statement 1 s < the caller's own, 5 s idle in a
 * transaction, keepalive on both ends (architecture.md section 3, "Event log").
 *
 * @throws Error in a plain sentence when the server does not answer, when a `service` is owner or superuser, or
 * when the server would lose what it has acknowledged (`fsync`, `full_page_writes`)
 */
export async function connect(options: ConnectOptions): Promise<Database> {
  const pool = poolOf(options);
  const close = () => pool.end();
  try {
    await checkServer(pool);
    if (options.as === 'service') await checkService(pool);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kysely: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }),
    pool,
    gate: { closed: 'the log has not been opened yet' },
    close,
  };
}

function poolOf(options: ConnectOptions): Pool {
  const { statementTimeout = 1_000, lockTimeout = 500, idleInTransactionTimeout = 5_000 } = options;
  const settings = {
    timezone: 'UTC',
    synchronous_commit: 'on',
    tcp_keepalives_idle: 10,
    tcp_keepalives_interval: 5,
    tcp_keepalives_count: 3,
  };
  const pool = new Pool({
    connectionString: options.url,
    application_name: options.applicationName ?? options.as,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    lock_timeout: lockTimeout,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: idleInTransactionTimeout,
    // The server's own limit comes first; this one is for a server that has stopped answering at all.
    query_timeout: statementTimeout + 1_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    types: parsers,
  });
  pool.on('error', (error) => options.onError?.(error));
  // A connection that breaks while it is lent out fails its query; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function checkServer(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ fsync: string; pages: string }>(
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages`,
  );
  if (rows[0]?.fsync !== 'on' || rows[0].pages !== 'on') {
    throw new Error(
      'PostgreSQL runs with fsync or full_page_writes off and would lose acknowledged events: switch both on, then start again.',
    );
  }
}

async function checkService(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ role: string; super: boolean; owner: boolean | null }>(`
    select current_user as role, r.rolsuper as super,
      (select bool_or(pg_has_role(current_user, n.nspowner, 'member'))
       from pg_namespace n where n.nspname in ('log', 'read', 'relay', 'vault')) as owner
    from pg_roles r where r.rolname = current_user`);
  const found = rows[0];
  if (found?.super === true || found?.owner === true) {
    throw new Error(
      `DATABASE_URL connects as ${found.role}, which is ${found.super ? 'a superuser' : 'the owner of the tables'} and could change the log: give it the service role, and keep the owner for DATABASE_OWNER_URL.`,
    );
  }
}
