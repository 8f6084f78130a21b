import { Client } from 'pg';
import { connect } from '../../db/connect';
import { begunProbe, useLog } from '../support/log';

const log = useLog();

/** Runs a statement as a role, and gives the SQLSTATE with which it is refused; null when it goes through. */
async function refusalOf(
  role: 'serviceUrl' | 'ownerUrl' | 'readerUrl',
  statement: string,
): Promise<string | null> {
  const client = new Client({ connectionString: log.current.at[role] });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(statement);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    await client.end();
  }
}

const noRight = '42501';
const record = ['event', 'outcome', 'checkpoint'];
const changes = (table: string) => [
  `update log.${table} set ${table === 'outcome' ? 'caller = caller' : 'hash = hash'}`,
  `delete from log.${table}`,
  `truncate log.${table}`,
];

describe('the record', () => {
  beforeAll(async () => {
    await begunProbe(log.current.commit);
  });

  it.each(record.flatMap(changes))("refuses the service's own role: %s", async (statement) => {
    expect(await refusalOf('serviceUrl', statement)).toBe(noRight);
  });

  it.each(record.flatMap(changes))('refuses even the owner, by its trigger: %s', async (statement) => {
    expect(await refusalOf('ownerUrl', statement)).toBe(noRight);
  });

  it('refuses the owner where triggers are asked to be silent', async () => {
    const silent = `set local session_replication_role = replica; delete from log.event`;
    const client = new Client({ connectionString: log.current.at.superuserUrl });
    await client.connect();
    await client.query('begin');
    await expect(client.query(silent)).rejects.toMatchObject({ code: noRight });
    await client.end();
  });

  it.each([
    `insert into log.event select * from log.event`,
    `update log.head set position = 7`,
    `delete from log.head`,
    `update log.stream set version = 7`,
    `delete from log.stream`,
    `drop table log.event`,
    `alter table log.event disable trigger append_only`,
    `create or replace function log.refuse_change() returns trigger language plpgsql as 'begin return null; end'`,
    `update vault.person_key set key = key`,
  ])('gives the service no other way to its events: %s', async (statement) => {
    expect(await refusalOf('serviceUrl', statement)).toBe(noRight);
  });

  it.each(["log.lock_stream('probe/1')", "log.append_events(array[]::text[], '{}', '{}', null)"])(
    'lets the reader not even call %s',
    async (call) => {
      expect(await refusalOf('readerUrl', `select ${call}`)).toBe(noRight);
    },
  );

  it('takes no event that does not follow the last one, whoever brings it', async () => {
    const stray = JSON.stringify({ stream: 'probe/stray', version: 2, previous: null });
    const call = `select log.lock_stream('probe/stray'), log.append_events(array['${stray}'], '{}', '{}', null)`;
    expect(await refusalOf('serviceUrl', call)).toBe('23000');
  });
});

describe('the reader', () => {
  it('reads the log and the read tables, and no key of a person', async () => {
    expect(await refusalOf('readerUrl', 'select from log.event, read.pilot')).toBeNull();
    expect(await refusalOf('readerUrl', 'select from vault.person_key')).toBe(noRight);
    expect(await refusalOf('readerUrl', 'insert into read.seat default values')).toBe(noRight);
  });
});

describe('the service', () => {
  it.each([
    ['the owner of the tables', 'ownerUrl'],
    ['a superuser', 'superuserUrl'],
  ] as const)('does not start as %s', async (what, url) => {
    await expect(connect({ url: log.current.at[url], as: 'service' })).rejects.toThrow(what);
  });
});
