import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect } from '../../db/connect';
import { openCommit } from '../../db/open-commit';
import { findPersons } from '../../db/queries/directory';
import { createSigningKeyFile, isSignedBy, loadSigningKey } from '../../db/signing-key';
import { leaseWakes } from '../../db/wakes';
import { person } from '../../workflows/directory/person';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { ada, command, smallDirectory, useLog } from '../support/log';
import pino from 'pino';

let at: TestDatabase;
let folder: string;
let keyFile: string;
const quiet = pino({ level: 'silent' });
const open = (file = keyFile) =>
  openCommit({
    url: at.serviceUrl,
    keyFile: file,
    applicationName: 'test',
    maxClockLead: 1e12,
    logger: quiet,
    erasuresFile: join(folder, 'erasures.jsonl'),
  });

beforeAll(async () => {
  at = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'scripts-'));
  keyFile = join(folder, 'key.pem');
  await createSigningKeyFile(keyFile);
  const { commit, database } = await open();
  await smallDirectory(commit);
  await database.close();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await at.drop();
});

/** Runs a script of the operator as npm does, on the test's database. */
async function run(script: string, args: readonly string[] = [], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', join('db/run', `${script}.ts`), ...args], {
    cwd: join(__dirname, '../..'),
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: at.serviceUrl,
      DATABASE_OWNER_URL: at.ownerUrl,
      SIGNING_KEY_FILE: keyFile,
      DATA_DIR: folder,
      ...environment,
    },
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await closed, out, err };
}
async function asOwner(statement: string): Promise<void> {
  const database = await connect({ url: at.ownerUrl, as: 'owner' });
  await database.pool.query(statement);
  await database.close();
}

describe('the scripts of the operator', () => {
  it('verify: clean is 0, broken is 1 and names the place', async () => {
    expect(await run('verify', ['--all'])).toEqual({
      code: 0,
      out: expect.stringContaining('Positions 1 to 5 are as they were written.') as string,
      err: '',
    });
    expect(await run('verify', ['--stream', 'person/pia'])).toMatchObject({ code: 0 });
    await asOwner(`alter table log.event disable trigger append_only;
      update log.event set person = 'eve' where position = 5`);
    expect(await run('verify')).toMatchObject({
      code: 1,
      out: expect.stringContaining('position 5, person/pia') as string,
    });
    expect(await run('verify', ['--stream', 'person/pia'])).toMatchObject({ code: 1 });
    expect(await run('verify', ['--stream', 'person/ada'])).toMatchObject({ code: 0 });
    await asOwner(`update log.event set person = 'ada' where position = 5;
      alter table log.event enable always trigger append_only`);
  });

  it('verify: finds a snapshot that is not what its events come to', async () => {
    const { foldVersion } = person;
    await asOwner(`insert into log.snapshot (stream, version, fold_version, state)
      values ('person/ada', 1, ${foldVersion}, '{"entry": {"id": "eve"}}')`);
    expect(await run('verify')).toMatchObject({
      code: 1,
      out: expect.stringContaining('person/ada, version 1: its snapshot is not') as string,
    });
    expect(await run('verify', ['--stream', 'person/ada'])).toMatchObject({ code: 1 });
    expect(await run('verify', ['--stream', 'person/pia'])).toMatchObject({ code: 0 });
    await asOwner(`delete from log.snapshot`);
    expect(await run('verify')).toMatchObject({ code: 0 });
  });

  it('migrate and rebuild: bring the tables up to date', async () => {
    expect(await run('migrate')).toMatchObject({ code: 0, out: 'The database has the newest shape.\n' });
    await asOwner(`delete from read.person`);
    expect(await run('rebuild')).toMatchObject({
      code: 0,
      out: expect.stringContaining('up to position 5') as string,
    });
    const { database } = await open();
    expect(await findPersons(database, ['pia'])).toHaveLength(1);
    await database.close();
  });

  it('rotate-key: the new key is known, the old one still is, a lost one is told for ever', async () => {
    const next = join(folder, 'next.pem');
    expect(await run('rotate-key', [next])).toMatchObject({ code: 0 });
    const { commit, database } = await open(next);
    const rename = command('change-organisation', { name: 'Under the new key' }, { caller: ada });
    expect(await commit('organisation/ministry', rename)).toMatchObject({ outcome: 'accepted' });
    await database.close();
    expect(await run('verify', ['--all'])).toMatchObject({
      code: 0,
      out: expect.not.stringContaining('Note') as string,
    });

    const stranger = join(folder, 'stranger.pem');
    const lost = await run('rotate-key', [stranger], { SIGNING_KEY_FILE: join(folder, 'gone.pem') });
    expect(lost).toMatchObject({ code: 1, err: expect.stringContaining('SIGNING_KEY_FILE') as string });
    expect(await run('rotate-key', [stranger, '--old-key-is-lost'])).toMatchObject({ code: 0 });
    const { out } = await run('verify', ['--all']);
    expect(out).toContain('took over without the signature of the key before it');
  });

  it('erase: takes personal data away, and says where the list is', async () => {
    const erased = await run('erase', ['pia']);
    expect(erased).toMatchObject({ code: 0, out: expect.stringContaining('erasures.jsonl') as string });
    expect(await readFile(join(folder, 'erasures.jsonl'), 'utf8')).toContain('"person":"pia"');
    expect(await run('erase', ['pia'])).toMatchObject({ code: 1 });
    const { database } = await open();
    expect((await findPersons(database, ['pia']))[0]?.personal).toBeNull();
    await database.close();
  });

  it.each([
    ['verify', ['--everything'], {}, 'Usage'],
    ['erase', [], {}, 'Usage'],
    ['rotate-key', [], {}, 'Usage'],
    ['verify', [], { DATABASE_URL: '', DATABASE_OWNER_URL: '' }, 'Set DATABASE_URL'],
    ['rebuild', [], { DATABASE_OWNER_URL: '' }, 'Set DATABASE_OWNER_URL'],
    ['verify', [], { DATABASE_URL: 'mysql://x', PORT: 'x' }, 'PORT'],
  ] as const)('%s %j with %j ends with one sentence', async (script, args, environment, sentence) => {
    const { code, err, out } = await run(script, args, environment);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });
});

describe('recover', () => {
  const log = useLog();

  it('wakes every stream that has something to do', async () => {
    const begin = command('begin', { deadline: '2027-05-01T14:00:00.000Z', remindAt: null });
    await log.current.commit('probe/recovered', begin);
    await log.current.rows('delete from relay.wake');
    const recovered = await run('recover', [], { DATABASE_URL: log.current.at.serviceUrl });
    expect(recovered).toMatchObject({ code: 0 });
    const leased = await leaseWakes(log.current.database, { limit: 5, leaseMs: 1, quietMs: 0, longestMs: 0 });
    expect(leased.map(({ stream }) => stream)).toEqual(['probe/recovered']);
  });
});

describe('the signing key', () => {
  it('is made once, readable by its owner alone, and signs so that its public half can tell', async () => {
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    await expect(createSigningKeyFile(keyFile)).rejects.toMatchObject({ code: 'EEXIST' });
    const key = await loadSigningKey(keyFile);
    expect(isSignedBy(key.publicKey, 'head', key.sign('head'))).toBe(true);
    expect(isSignedBy(key.publicKey, 'other head', key.sign('head'))).toBe(false);
    expect(isSignedBy('no key', 'head', key.sign('head'))).toBe(false);
  });

  it('is asked for in a plain sentence where it is missing or another kind of key', async () => {
    await expect(loadSigningKey(undefined)).rejects.toThrow('SIGNING_KEY_FILE is not set');
    await expect(loadSigningKey(join(folder, 'none.pem'))).rejects.toThrow('cannot be read');
    const other = join(folder, 'x25519.pem');
    await writeFile(other, generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await expect(loadSigningKey(other)).rejects.toThrow('another kind of key');
  });
});
