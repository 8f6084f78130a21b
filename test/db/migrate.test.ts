import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, type Database } from '../../db/connect';
import { dumpSchema } from '../../db/dump-schema';
import { migrate } from '../../db/migrate';
import { migrations } from '../../db/migrations';
import { connection } from '../../db/transaction';
import { roles } from '../../infra/databases';
import { createEmptyDatabase, type TestDatabase } from '../support/database';

let at: TestDatabase;
const open: Database[] = [];
beforeEach(async () => {
  at = await createEmptyDatabase();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.close()));
  await at.drop();
});

const run = (more: object = {}) =>
  migrate({ ownerUrl: at.ownerUrl, serviceRole: roles.service, readerRole: roles.reader, ...more });
const owner = async () => {
  const database = await connect({ url: at.ownerUrl, as: 'owner' });
  open.push(database);
  return database;
};
const names = migrations.map(({ name }) => name);

describe('migrate', () => {
  it('brings an empty database to the newest shape, and then changes nothing', async () => {
    expect(await run()).toEqual(names);
    const before = await dumpSchema(connection(await owner()), roles);
    expect(await run()).toEqual([]);
    expect(await dumpSchema(connection(await owner()), roles)).toBe(before);
  });

  it('makes what db/schema.sql says (else: npm run schema:dump)', async () => {
    await run();
    const committed = await readFile(join(__dirname, '../../db/schema.sql'), 'utf8');
    expect(await dumpSchema(connection(await owner()), roles)).toBe(committed);
  });

  it('runs each migration once when several migrate at once', async () => {
    const ran = await Promise.all([run(), run(), run()]);
    expect(ran.flat()).toEqual(names);
  });

  it('needs no role for reading', async () => {
    expect(await run({ readerRole: null })).toEqual(names);
    const service = await connect({ url: at.serviceUrl, as: 'service' });
    open.push(service);
    expect((await service.pool.query('select from log.event')).rowCount).toBe(0);
  });

  it('stops at a migration that ran with another text', async () => {
    await run();
    const [first, ...rest] = migrations;
    const changed = [{ name: first?.name ?? '', sql: '-- another text' }, ...rest];
    await expect(run({ migrations: changed })).rejects.toThrow('0001_log');
  });

  it('leaves nothing of a migration that fails, and keeps those before it', async () => {
    const failing = { name: '9999_fails', sql: 'create table log.half (id integer); select 1 / 0' };
    await expect(run({ migrations: [...migrations, failing] })).rejects.toThrow('division by zero');
    const database = await owner();
    expect((await database.pool.query(`select from pg_tables where tablename = 'half'`)).rowCount).toBe(0);
    expect(await run()).toEqual([]);
  });

  it('runs only what is new on a database with data', async () => {
    await run();
    const next = { name: '9999_next', sql: 'alter table read.pilot add note text' };
    expect(await run({ migrations: [...migrations, next] })).toEqual(['9999_next']);
  });

  it('names a role that is missing', async () => {
    await expect(run({ serviceRole: 'nobody_at_all' })).rejects.toThrow('nobody_at_all');
  });

  it('numbers its migrations without a gap', () => {
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
  });
});
