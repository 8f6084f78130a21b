import { sql } from 'kysely';
import { connect, type Database } from '../../db/connect';
import { connection, transaction } from '../../db/transaction';
import { withClient } from '../../infra/databases';
import { until } from '../support/held';
import { useEmptyDatabase } from '../support/database';

const empty = useEmptyDatabase();
const opened: Database[] = [];
const open = async (more: Partial<Parameters<typeof connect>[0]> = {}) => {
  const database = await connect({ url: empty.current.serviceUrl, as: 'service', ...more });
  opened.push(database);
  return database;
};
const setting = async (database: Database, name: string) => {
  const [row] = await connection(database).run(
    sql<{ value: string }>`select current_setting(${name}) as value`,
  );
  return row?.value;
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});

describe('a connection', () => {
  it.each([
    ['lock_timeout', '500ms'],
    ['statement_timeout', '1s'],
    ['idle_in_transaction_session_timeout', '5s'],
    ['synchronous_commit', 'on'],
    ['TimeZone', 'UTC'],
    ['tcp_keepalives_idle', '10'],
    ['fsync', 'on'],
    ['full_page_writes', 'on'],
  ])('has %s = %s', async (name, value) => {
    expect(await setting(await open(), name)).toBe(value);
  });

  it('has synchronous_commit on where the database says otherwise', async () => {
    const owner = await open({ url: empty.current.ownerUrl, as: 'owner' });
    await owner.pool.query(`alter database ${empty.current.name} set synchronous_commit = off`);
    expect(await setting(await open(), 'synchronous_commit')).toBe('on');
  });

  it('gives instants as text with milliseconds, and positions as numbers', async () => {
    const rows = await connection(await open()).run(
      sql`select '2027-03-01 12:00:00.5+03'::timestamptz as at, 9007199254740991::bigint as position`,
    );
    expect(rows).toEqual([{ at: '2027-03-01T09:00:00.500Z', position: 9007199254740991 }]);
  });

  it('to nobody is refused within its time limit, in a plain sentence', async () => {
    const url = 'postgres://pilots_service@127.0.0.1:1/nowhere';
    await expect(connect({ url, as: 'service' })).rejects.toThrow('ECONNREFUSED');
  });

  it('that breaks while it is idle is told, and replaced', async () => {
    const told: string[] = [];
    const database = await open({
      onError: ({ message }) => told.push(message),
      applicationName: 'to-be-broken',
    });
    const superuser = await open({ url: empty.current.superuserUrl, as: 'owner' });
    await superuser.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to-be-broken'`,
    );
    await until('it is told', () => Promise.resolve(told.length === 1));
    expect(await setting(database, 'TimeZone')).toBe('UTC');
  });

  it('that breaks while it is lent out fails the next query, and does not end the process', async () => {
    const database = await open();
    const lent = await database.pool.connect();
    try {
      const { rows } = await lent.query<{ pid: number }>('select pg_backend_pid() as pid');
      const ended = new Promise((done) => lent.once('end', done));
      await withClient(empty.current.superuserUrl, (superuser) =>
        superuser.query('select pg_terminate_backend($1)', [rows[0]?.pid]),
      );
      await ended;
      await expect(lent.query('select 1')).rejects.toThrow();
    } finally {
      lent.release(true);
    }
    expect(await setting(database, 'fsync')).toBe('on');
  });
});

describe('a transaction', () => {
  it('that fails is rolled back, and its connection serves again', async () => {
    const database = await open({ url: empty.current.ownerUrl, as: 'owner', poolSize: 1 });
    await transaction(database, (tx) => tx.run(sql`create temporary table kept (id integer)`));
    const failing = transaction(database, async (tx) => {
      await tx.run(sql`insert into kept values (1)`);
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await connection(database).run(sql`select * from kept`)).toEqual([]);
  });

  it('whose connection died does not go back into the pool', async () => {
    const database = await open({ poolSize: 1 });
    const dying = transaction(database, async (tx) => {
      await tx.run(sql`select pg_terminate_backend(pg_backend_pid())`);
    });
    await expect(dying).rejects.toThrow();
    expect(await setting(database, 'TimeZone')).toBe('UTC');
  });
});
