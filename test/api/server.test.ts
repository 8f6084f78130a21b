import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSigningKeyFile } from '../../db/signing-key';
import { withClient } from '../../infra/databases';
import { freePorts } from '../../infra/ports';
import { useTestDatabase } from '../support/database';

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'api-'));
const SIGNING_KEY_FILE = join(folder, 'signing-key.pem');
const children: ChildProcess[] = [];
beforeAll(() => createSigningKeyFile(SIGNING_KEY_FILE));
afterAll(async () => {
  for (const child of children.filter(({ exitCode }) => exitCode === null)) {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  rmSync(folder, { recursive: true });
});

// Each starts processes of their own.
jest.setTimeout(60_000);

const settings = () => ({ DATABASE_URL: database.current.serviceUrl, SIGNING_KEY_FILE, DATA_DIR: folder });

/** Runs one of our scripts, with nothing else in its environment. */
const run = (script: string, env: Record<string, string>, args: readonly string[] = []) => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout?.on('data', (data) => (said.out += String(data)));
  child.stderr?.on('data', (data) => (said.err += String(data)));
  return { child, said, ended: once(child, 'close').then(([code]: unknown[]) => code) };
};

const startApi = async (env: Record<string, string> = {}) => {
  const [port = 0] = await freePorts(1);
  const api = run('api/server.ts', { ...settings(), PORT: String(port), ...env });
  await Promise.race([once(api.child, 'message'), api.ended]);
  return { ...api, url: `http://127.0.0.1:${port}` };
};

describe('the API process', () => {
  it('says ready once it answers, writes nothing but its log, and ends in order on SIGTERM', async () => {
    const api = await startApi();
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
    api.child.kill('SIGTERM');
    expect(await api.ended).toBe(0);
    const lines = api.said.out.split('\n').filter((line) => line !== '');
    expect(lines.map((line) => (JSON.parse(line) as { name: string }).name)).toEqual(lines.map(() => 'api'));
    expect(api.said.err).toBe('');
  });

  it('carries the command that is under way to its end before it goes', async () => {
    const admin = run('infra/create-admin.ts', settings(), ['Grace']);
    expect(await admin.ended).toBe(0);
    const key = /ssp_\S+/.exec(admin.said.out)?.[0] ?? '';
    const api = await startApi();
    const post = (path: string, id: string, body: object) =>
      fetch(`${api.url}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': id,
        },
        body: JSON.stringify(body),
      });
    const created = await post('/v1/organisations', 'one', { name: 'A', kind: 'ngo', country: 'KE' });
    const { id } = (await created.json()) as { id: string };
    await withClient(database.current.ownerUrl, async (client) => {
      await client.query('begin');
      await client.query(`select from log.stream where stream = 'organisation/${id}' for update`);
      const answer = post(`/v1/organisations/${id}/commands/change-organisation`, 'two', { name: 'B' });
      await waitsForLock();
      api.child.kill('SIGTERM');
      await client.query('rollback');
      expect((await answer).status).toBe(200);
    });
    expect(await api.ended).toBe(0);
  });

  it.each([
    ['no database is named', { DATABASE_URL: '' }, /^Set DATABASE_URL/],
    ['a value is wrong', { PORT: 'eighty' }, /^PORT .*\n$/],
    ['the database does not answer', { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/none' }, /\S/],
    ['there is no signing key', { SIGNING_KEY_FILE: '/nowhere/key.pem' }, /^SIGNING_KEY_FILE cannot be read/],
  ])('does not start when %s, and says in a sentence what to do', async (_, env, sentence) => {
    const api = run('api/server.ts', { ...settings(), ...env });
    expect(await api.ended).toBe(1);
    expect(api.said.err).toMatch(sentence);
    expect(api.said.err).not.toContain('    at ');
    expect(api.said.err).not.toContain(':p@');
  });
});

describe('npm run create-admin', () => {
  it('makes an administrator once: the second time it says whom to ask, and ends with 1', async () => {
    const again = run('infra/create-admin.ts', settings());
    expect(await again.ended).toBe(1);
    expect(again.said.err).toMatch(/There is an administrator already/);
    expect(again.said.out).toBe('');
  });

  it('says where a database is missing', async () => {
    const lost = run('infra/create-admin.ts', { DATA_DIR: folder });
    expect(await lost.ended).toBe(1);
    expect(lost.said.err).toMatch(/^Set DATABASE_URL, or start the stack/);
  });
});

/** Resolves once some session of the database waits for a lock. */
const waitsForLock = async (): Promise<void> => {
  await withClient(database.current.ownerUrl, async (client) => {
    for (const deadline = Date.now() + 5_000; Date.now() < deadline;) {
      const { rowCount } = await client.query(
        `select from pg_locks where not granted and locktype in ('transactionid', 'tuple')`,
      );
      if (rowCount !== 0) return;
      await new Promise((done) => setTimeout(done, 5));
    }
    throw new Error('Nobody waits for a lock.');
  });
};
