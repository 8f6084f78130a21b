import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSigningKeyFile } from '../../db/signing-key';
import { useTestDatabase } from '../support/database';
import { useProbeLines } from '../support/probe-line';
import { stackUnderTest } from '../support/stack';
import { freshTaskQueue } from '../support/temporal';

const database = useTestDatabase();
const lines = useProbeLines();
const children: ChildProcess[] = [];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worker-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A worker process, and what it says. */
interface WorkerProcess {
  readonly child: ChildProcess;
  readonly ready: Promise<unknown>;
  /** Its exit code. */
  readonly ended: Promise<unknown>;
  readonly said: () => string;
}

function startWorker(env: Record<string, string>): WorkerProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'activities/worker.ts'], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', TMPDIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (text += String(data)));
  return {
    child,
    ready: once(child, 'message').then(([message]: unknown[]) => message),
    ended: once(child, 'close').then(([code]: unknown[]) => code),
    said: () => text,
  };
}

async function settings(): Promise<Record<string, string>> {
  const { temporalAddress, namespace } = stackUnderTest();
  const SIGNING_KEY_FILE = join(folder, 'signing-key.pem');
  await createSigningKeyFile(SIGNING_KEY_FILE);
  return {
    DATABASE_URL: database.current.serviceUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    TASK_QUEUE: freshTaskQueue(),
    SIGNING_KEY_FILE,
  };
}

// Each starts a process of its own, which bundles the host first.
jest.setTimeout(90_000);

describe('the worker process', () => {
  it('waits for PostgreSQL and Temporal, says that it is ready, and ends in order on SIGTERM', async () => {
    const url = new URL(database.current.serviceUrl);
    const [postgres, temporal] = [await lines.open(), await lines.open()];
    const { host } = url;
    url.host = postgres.address;
    const worker = startWorker({
      ...(await settings()),
      DATABASE_URL: url.href,
      TEMPORAL_ADDRESS: temporal.address,
    });
    await said(worker, 'the database takes no writes yet');
    await postgres.join(host);
    await said(worker, 'failed, tries again');
    await temporal.join(stackUnderTest().temporalAddress);
    expect(await worker.ready).toBe('ready');
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect((await readdir(folder)).filter((name) => name.startsWith('pilots-'))).toEqual([]);
  });

  it('ends at once on SIGTERM while it still waits for PostgreSQL', async () => {
    const nowhere = await lines.open();
    const url = Object.assign(new URL(database.current.serviceUrl), { host: nowhere.address }).href;
    const worker = startWorker({ ...(await settings()), DATABASE_URL: url });
    await said(worker, 'the database takes no writes yet');
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
  });

  it('says in a sentence what is wrong, and ends, where waiting does not help', async () => {
    const fine = await settings();
    const wrong: [Record<string, string>, RegExp][] = [
      [{}, /^Set DATABASE_URL and TEMPORAL_ADDRESS/],
      [
        { ...fine, MAX_CLOCK_LEAD: 'much', TASK_QUEUE: 'a b' },
        /TASK_QUEUE .*\n.*MAX_CLOCK_LEAD|MAX_CLOCK_LEAD/,
      ],
      [{ ...fine, SIGNING_KEY_FILE: '' }, /SIGNING_KEY_FILE is not set/],
      [
        { ...fine, DATABASE_URL: database.current.ownerUrl },
        /pilots_owner, which is the owner of the tables/,
      ],
    ];
    await Promise.all(
      wrong.map(async ([env, sentence]) => {
        const worker = startWorker(env);
        expect(await worker.ended).toBe(1);
        expect(worker.said()).toMatch(sentence);
        expect(worker.said()).not.toContain('    at ');
      }),
    );
  });
});

async function said({ child, said: text, ended }: WorkerProcess, words: string): Promise<void> {
  while (!text().includes(words)) {
    const more = child.stdout === null ? ended : Promise.race([once(child.stdout, 'data'), ended]);
    await more;
    if (child.exitCode !== null) throw new Error(`The worker ended: ${text()}`);
  }
}
