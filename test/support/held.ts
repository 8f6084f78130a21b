import { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

/** A transaction that a test holds open, to stage a race instead of hoping for one. */
export interface Held {
  query<Row extends object = object>(text: string, values?: unknown[]): Promise<Row[]>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** Opens a transaction on a connection of its own; `commit` and `rollback` also end the connection. */
export async function holdTransaction(url: string): Promise<Held> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  const end = async (how: 'commit' | 'rollback') => {
    await client.query(how);
    await client.end();
  };
  return {
    async query<Row extends object>(text: string, values: unknown[] = []) {
      const { rows } = await client.query<Row>(text, values);
      return rows;
    },
    commit: () => end('commit'),
    rollback: () => end('rollback'),
  };
}

/** Resolves as soon as `count` sessions of the database wait for a lock. */
export async function whenBlocked(superuserUrl: string, count = 1): Promise<void> {
  const client = new Client({ connectionString: superuserUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await until(`${count} sessions wait for a lock`, async () => {
      const { rows } = await client.query<{ waiting: string }>(`
        select count(*) as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      return Number(rows[0]?.waiting) >= count;
    });
  } finally {
    await client.end();
  }
}

/** Asks again and again until it is so. @throws Error after ten seconds */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`It never came to this: ${what}.`);
    await pause(5);
  }
}
