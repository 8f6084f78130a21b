import type { CompiledQuery, RawBuilder } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { Database } from './connect';

/** Where queries run: on any connection of the pool, or on the one of an open transaction. */
export interface Connection {
  run<Row>(query: RawBuilder<Row> | Built<Row>): Promise<Row[]>;
}

/** A query that Kysely's builder made. */
interface Built<Row> {
  compile(): CompiledQuery<Row>;
}

/** Each query on its own, on any connection of the pool. */
export const connection = (database: Database): Connection => on(database, database.pool);

/**
 * Runs `work` in a transaction of its own (read committed), and commits. On any error it rolls back; a connection
 * that cannot even do that is thrown away, for the server may still hold its transaction open.
 */
export const transaction = <Answer>(
  database: Database,
  work: (tx: Connection) => Promise<Answer>,
): Promise<Answer> => tentatively(database, async (tx) => ({ keep: true, answer: await work(tx) }));

/** Like `transaction`, for work that may find that nothing is to be written: without `keep` it is rolled back. */
export async function tentatively<Answer>(
  database: Database,
  work: (tx: Connection) => Promise<{ readonly keep: boolean; readonly answer: Answer }>,
): Promise<Answer> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => (broken = error);
  client.on('error', onError);
  try {
    await client.query('begin');
    const { keep, answer } = await work(on(database, client));
    await client.query(keep ? 'commit' : 'rollback');
    return answer;
  } catch (error) {
    broken ??= await rollback(client);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

const on = (database: Database, client: Pool | PoolClient): Connection => ({
  async run<Row>(query: RawBuilder<Row> | Built<Row>): Promise<Row[]> {
    const { sql, parameters } = query.compile(database.kysely);
    const { rows } = await client.query(sql, [...parameters]);
    return rows as Row[];
  },
});

async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('The rollback failed.', { cause: error });
  }
}
