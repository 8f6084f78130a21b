import type { Database } from '../../db/connect';
import { dumpSchema } from '../../db/dump-schema';
import { rebuild } from '../../db/rebuild';
import { connection } from '../../db/transaction';
import { roles } from '../../infra/databases';
import { holdTransaction, whenBlocked } from '../support/held';
import { ada, begunProbe, command, smallDirectory, useLog } from '../support/log';

const log = useLog();
let owner: Database;

beforeAll(async () => {
  owner = await log.current.connect({ url: log.current.at.ownerUrl, as: 'owner', statementTimeout: 60_000 });
  await smallDirectory(log.current.commit);
});

const run = (more: object = {}) => {
  const { deciders, projections } = log.current.options;
  return rebuild({ database: owner, deciders, projections, ...more });
};
const position = async () =>
  Number((await log.current.rows<{ position: number }>('select position from log.head'))[0]?.position);
const contents = async () => {
  const { rows } = log.current;
  return {
    organisation: await rows('select * from read.organisation order by id'),
    person: await rows('select * from read.person order by id'),
    api_key: await rows('select * from read.api_key order by key_id'),
    programme: await rows('select * from read.programme order by id'),
  };
};
let names = 0;
const rename = () => {
  names += 1;
  return log.current.commit(
    'organisation/ministry',
    command('change-organisation', { name: `Ministry ${names}` }, { caller: ada }),
  );
};
const nameShown = async () =>
  (
    await log.current.rows<{ name: string }>(
      `select entry ->> 'name' as name from read.organisation where id = 'ministry'`,
    )
  )[0]?.name;

describe('a rebuild', () => {
  it('gives the same rows again, with the same indexes and rights', async () => {
    const before = [await contents(), await dumpSchema(connection(owner), roles)];
    expect(await run()).toBe(await position());
    expect([await contents(), await dumpSchema(connection(owner), roles)]).toEqual(before);
    const { commit } = log.current;
    expect(
      await commit('person/pia', command('change-person', { organisations: [] }, { caller: ada })),
    ).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('puts right what is not what the log says', async () => {
    const before = await contents();
    await log.current.rows(`update read.organisation set entry = '{}'`);
    await log.current.rows(`delete from read.person`);
    await run();
    expect(await contents()).toEqual(before);
  });

  it('wakes nobody and sends nothing', async () => {
    await begunProbe(log.current.commit, { remindAt: '2027-03-02T09:00:00.000Z' });
    const waiting = () => log.current.rows('select id from relay.wake union all select id from relay.outbox');
    const before = await waiting();
    await run();
    expect(await waiting()).toEqual(before);
  });

  it('runs beside commands: none is lost, and none finds the old tables', async () => {
    const { rows, commit } = log.current;
    const register = (index: number) =>
      commit(
        `organisation/o${index}`,
        command(
          'register-organisation',
          { name: `O ${index}`, kind: 'ngo', timeZone: 'UTC' },
          { caller: ada },
        ),
      );
    await Promise.all(Array.from({ length: 20 }, (_, index) => register(index)));
    let rebuilt = false;
    const busy = async (index: number) => {
      let count = 0;
      for (; !rebuilt; count += 1) {
        await commit(
          `organisation/o${index}`,
          command('change-organisation', { name: `O ${index}.${count}` }, { caller: ada }),
        );
      }
      return count;
    };
    const writers = [0, 1, 2, 3].map(busy);
    for (let turn = 0; turn < 3; turn += 1) await run({ batch: 3, mostUnderLock: 20 });
    rebuilt = true;
    expect(Math.min(...(await Promise.all(writers)))).toBeGreaterThan(0);
    const disagreeing = await rows(`
      select s.stream, s.version, r.version as read from log.stream s left join (
        select stream, version from read.organisation union all select stream, version from read.person
      ) r using (stream)
      where s.type in ('organisation', 'person') and s.version is distinct from r.version`);
    expect(disagreeing).toEqual([]);
  });

  it('lets a writer who waits at the swap write into the new tables', async () => {
    const { at } = log.current;
    const head = await holdTransaction(at.superuserUrl);
    await head.query('select from log.head for update');
    const running = run();
    await whenBlocked(at.superuserUrl, 1);
    const writing = rename();
    await whenBlocked(at.superuserUrl, 2);
    await head.rollback();
    const [end, answer] = await Promise.all([running, writing]);
    expect(answer).toMatchObject({ outcome: 'accepted' });
    expect(await position()).toBe(end + 1);
    expect(await nameShown()).toBe(`Ministry ${names}`);
  });

  it('waits for a writer who has written beside and not yet appended', async () => {
    const { at } = log.current;
    const head = await holdTransaction(at.superuserUrl);
    await head.query('select from log.head for update');
    const writing = rename();
    await whenBlocked(at.superuserUrl, 1);
    const running = run();
    await whenBlocked(at.superuserUrl, 2);
    await head.rollback();
    const [end] = await Promise.all([running, writing]);
    expect(await position()).toBe(end);
    expect(await nameShown()).toBe(`Ministry ${names}`);
  });

  it('does not run twice at a time', async () => {
    const { at } = log.current;
    const head = await holdTransaction(at.superuserUrl);
    await head.query('select from log.head for update');
    const first = run();
    await whenBlocked(at.superuserUrl, 1);
    await expect(run()).rejects.toThrow('Another rebuild is running');
    await head.rollback();
    await first;
  });

  it('begins anew where one was interrupted', async () => {
    const before = await contents();
    await owner.pool.query('create schema read_next; create table read_next.person (left_behind text)');
    await run();
    expect(await contents()).toEqual(before);
    expect(
      await log.current.rows(`select from pg_namespace where nspname in ('read_next', 'read_old')`),
    ).toEqual([]);
  });
});
