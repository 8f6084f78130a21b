import { sql } from 'kysely';
import { connect } from '../../db/connect';
import { signLogHead } from '../../db/checkpoint';
import { openLog } from '../../db/open-log';
import { connection } from '../../db/transaction';
import { verify, verifyStream } from '../../db/verify';
import { createTestDatabase } from '../support/database';
import { begunProbe, command, freshSigningKey, openTestLog, type TestLog } from '../support/log';

let log: Awaited<ReturnType<typeof openTestLog>>;
/** Two probes whose events alternate: positions 2 to 9, after the registration of the log's key. */
let one: string;
let two: string;

beforeEach(async () => {
  log = await openTestLog();
  one = await begunProbe(log.commit);
  two = await begunProbe(log.commit);
  for (const text of ['a', 'b', 'c']) {
    await log.commit(one, command('note', { text }));
    await log.commit(two, command('note', { text }));
  }
});
afterEach(() => log.close());

/** Changes the log as only the owner of the machine could: with its triggers taken away. */
async function tamper({ at }: TestLog, ...statements: string[]): Promise<void> {
  const owner = await connect({ url: at.ownerUrl, as: 'owner' });
  await owner.pool.query(
    ['event', 'checkpoint', 'head', 'stream', 'outcome']
      .map((table) => `alter table log.${table} disable trigger append_only;`)
      .join('') + statements.join(';'),
  );
  await owner.close();
}

describe('verify', () => {
  it('finds an honest log clean, in batches of any size', async () => {
    expect(await verify(log.database, { from: 'all' })).toEqual({ from: 1, to: 9, broken: null });
    expect(await verify(log.database, { from: 'all', batch: 2 })).toMatchObject({ broken: null });
    expect(await verify(log.database, { from: { last: 3 } })).toEqual({ from: 7, to: 9, broken: null });
  });

  it('goes on from the last signed checkpoint', async () => {
    expect(await signLogHead(log.database, log.key)).toBe(9);
    expect(await signLogHead(log.database, log.key)).toBeNull();
    await log.commit(one, command('note', { text: 'd' }));
    expect(await verify(log.database, { from: 'checkpoint' })).toEqual({ from: 10, to: 10, broken: null });
  });

  const wrongs = [
    ['changed data', `update log.event set data = '{}' where position = 5`, 5, 'columns'],
    ['a changed author', `update log.event set person = 'p2' where position = 5`, 5, 'columns'],
    [
      'changed bytes',
      `update log.event set hashed = replace(hashed, '"a"', '"x"') where position = 5`,
      5,
      'bytes',
    ],
    [
      'changed bytes with the right hash',
      `update log.event set hashed = replace(hashed, '"a"', '"x"'), data = replace(data::text, '"a"', '"x"')::jsonb
         where position = 5;
       update log.event set hash = encode(sha256(convert_to(hashed, 'UTF8')), 'hex') where position = 5`,
      5,
      'in the log',
    ],
    ['an event that is gone', `delete from log.event where position = 5`, 6, 'position 5'],
    [
      'two events changed over',
      `update log.event set position = 99 where position = 5; update log.event set position = 5 where position = 6;
       update log.event set position = 6 where position = 99`,
      5,
      'in the log',
    ],
    [
      'a tail that is gone',
      `delete from log.event where position > 7; update log.head set position = 7,
         hash = (select log_hash from log.event where position = 7)`,
      null,
      'head of the stream',
    ],
    ['a head that was moved', `update log.head set hash = repeat('0', 64)`, 9, 'head of the log'],
    [
      'a head that lags',
      `update log.head set position = 8, hash = (select log_hash from log.event where position = 8)`,
      9,
      'after the head',
    ],
    ['a head that runs ahead', `update log.head set position = 12`, 10, 'before its head'],
    [
      'a signature that is another',
      `update log.stream set signature = repeat('A', 86) where type = 'probe'`,
      8,
      'signature',
    ],
    [
      'a stream whose head lags',
      `update log.stream set version = 3, hash = (select hash from log.event e where e.stream = stream.stream and e.version = 3) where type = 'probe'`,
      8,
      'head of the stream',
    ],
  ] as const;
  it.each(wrongs)('names the first broken place: %s', async (_what, statement, position, what) => {
    await tamper(log, statement);
    const { broken } = await verify(log.database, { from: 'all' });
    expect(broken?.what).toContain(what);
    if (position !== null) expect(broken?.position).toBe(position);
  });

  it('finds out a checkpoint that is not the log’s, and a log that ends before one', async () => {
    await signLogHead(log.database, log.key);
    await tamper(
      log,
      `delete from log.event where position = 9; update log.head set position = 8,
      hash = (select log_hash from log.event where position = 8);
      update log.stream set version = 3, position = 7, hash = (select hash from log.event where position = 7)
      where position = 9`,
    );
    const { broken } = await verify(log.database, { from: 'checkpoint' });
    expect(broken).toMatchObject({
      position: 9,
      what: expect.stringContaining('no event any more') as string,
    });
  });

  it('finds out a checkpoint that nobody of the log has signed', async () => {
    await signLogHead(log.database, freshSigningKey());
    const { broken } = await verify(log.database, { from: 'checkpoint' });
    expect(broken).toMatchObject({ position: 9, what: expect.stringContaining('signature') as string });
  });

  it('finds out a whole history that was written anew with another key', async () => {
    await tamper(log, `update log.stream set key_id = '${freshSigningKey().id}' where type = 'probe'`);
    expect((await verify(log.database, { from: 'all' })).broken?.what).toContain('signature');
  });

  it('checks one stream without the others', async () => {
    expect(await verifyStream(log.database, one)).toBeNull();
    await tamper(log, `update log.event set data = '{}' where stream = '${two}' and version = 3`);
    expect(await verifyStream(log.database, one)).toBeNull();
    expect(await verifyStream(log.database, two)).toMatchObject({ stream: two, version: 3 });
  });

  it('sees a stream that lost its last event, or one in the middle', async () => {
    await tamper(log, `delete from log.event where stream = '${one}' and version = 4`);
    expect(await verifyStream(log.database, one)).toMatchObject({
      what: expect.stringContaining('head') as string,
    });
    await tamper(log, `delete from log.event where stream = '${one}' and version = 2`);
    expect(await verifyStream(log.database, one)).toMatchObject({
      version: 3,
      what: expect.stringContaining('version 2') as string,
    });
  });
});

describe('the start', () => {
  const reopened = async (key = log.key) => {
    const database = await connect({ url: log.at.serviceUrl, as: 'service' });
    try {
      return await openLog({ database, key, logger: log.options.logger });
    } finally {
      await database.close();
    }
  };

  it('opens an honest log, again and again', async () => {
    expect(await reopened()).toBeNull();
    expect(await reopened()).toBeNull();
    expect(await log.rows('select from log.event')).toHaveLength(9);
  });

  it.each([
    ['a broken tail', `update log.event set data = '{}' where position = 9`, 'position 9'],
    ['a head that disagrees', `update log.head set position = 10`, 'before its head'],
    [
      'a migration that did not run',
      `delete from public.migration where name = '0001_log'`,
      'npm run migrate',
    ],
    [
      'a migration with another text',
      `update public.migration set hash = 'x' where name = '0001_log'`,
      'another text',
    ],
  ])('keeps the log closed at %s, and says why', async (_what, statement, why) => {
    await tamper(log, statement);
    expect(await reopened()).toContain(why);
    expect(log.lines.at(-1)).toMatchObject({ alarm: true });
  });

  it('lets code run on a database that is one migration ahead', async () => {
    await tamper(log, `insert into public.migration (name, hash) values ('9999_next', 'x')`);
    expect(await reopened()).toBeNull();
  });

  it('keeps the log closed to a key that it does not know', async () => {
    expect(await reopened(freshSigningKey())).toContain('rotate-key');
  });

  it('by two processes at once registers one first key, and closes the log to another', async () => {
    const at = await createTestDatabase();
    const databases = await Promise.all([1, 2, 3].map(() => connect({ url: at.serviceUrl, as: 'service' })));
    const { logger } = log.options;
    const opened = await Promise.all(
      databases.map((database, index) =>
        openLog({ database, key: index < 2 ? log.key : freshSigningKey(), logger }),
      ),
    );
    const [row] = await connection(databases[0] ?? log.database).run(
      sql<{ events: number }>`select count(*) as events from log.event`,
    );
    expect(row).toEqual({ events: 1 });
    expect(opened.filter((closed) => closed !== null).length).toBeGreaterThan(0);
    expect(opened[0]).toEqual(opened[1]);
    await Promise.all(databases.map((database) => database.close()));
    await at.drop();
  });
});
