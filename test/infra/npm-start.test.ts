import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { Client, Connection } from '@temporalio/client';
import { runningStack } from '../../infra/data-folder';
import { projectRoot } from '../../infra/node-part';
import { pollUntil } from '../../infra/poll';
import { freePorts } from '../../infra/ports';
import { type ProcessMark, isRunning } from '../../infra/processes';
import { timersStarted } from '../support/probe-history';
import { guard } from './guard';
import { type Start, npmStart, withNpm } from './npm-start';

type Keys = Readonly<
  Record<
    string,
    {
      readonly key: string;
      readonly organisation: string;
      readonly seats: string[];
    }
  >
>;

const never = new AbortController().signal;
const patience = 120_000;
const dataDir = mkdtempSync(join(tmpdir(), 'npm-start-'));
let env: Record<string, string>;
let api: string;
let running: Start | null = null;
let pilot: string;

/** Starts, and waits for the last line. */
async function start(): Promise<Start> {
  running = npmStart(env);
  await running.says(/Ready\./);
  return running;
}

function recorded(): { name: string; mark: ProcessMark }[] {
  return JSON.parse(readFileSync(join(dataDir, 'processes.json'), 'utf8')) as {
    name: string;
    mark: ProcessMark;
  }[];
}

const runningParts = (): string[] =>
  recorded()
    .filter(({ mark }) => isRunning(mark))
    .map(({ name }) => name);

/** Who may register a pilot: the first sample person who sits as coordinator. */
function headers(): Record<string, string> {
  const keys = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')) as Keys;
  const coordinator = Object.values(keys).find(({ seats }) => seats.includes('coordinator'));
  return { authorization: `Bearer ${coordinator?.key ?? ''}`, 'content-type': 'application/json' };
}

async function expectPilot(): Promise<void> {
  const answer = await fetch(`${api}/v1/pilots/${pilot}`, { headers: headers() });
  expect(answer.status).toBe(200);
}

/** Runs a command beside the stack, which is told of the data folder alone. */
async function beside(command: string, ...args: string[]): Promise<{ code: unknown; said: string }> {
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, said };
}

async function gone(marks: readonly { mark: ProcessMark }[]): Promise<void> {
  const attempt = (): Promise<void> =>
    marks.some(({ mark }) => isRunning(mark))
      ? Promise.reject(new Error('still running'))
      : Promise.resolve();
  await pollUntil(attempt, never, patience);
}

beforeAll(async () => {
  guard(dataDir);
  const port = String((await freePorts(1))[0]);
  env = { DATA_DIR: dataDir, PORT: port };
  api = `http://127.0.0.1:${port}`;
  await start();
  const keys = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')) as Keys;
  const proponent = Object.values(keys).find(({ seats }) => seats.includes('proponent'));
  const answer = await fetch(`${api}/v1/pilots`, {
    method: 'POST',
    headers: { ...headers(), 'idempotency-key': 'the-pilot-that-stays' },
    body: JSON.stringify({ programme: 'ssc-pilot', title: 'Stays', proponent: proponent?.organisation }),
  });
  expect(answer.status).toBe(201);
  pilot = ((await answer.json()) as { id: string }).id;
}, patience);

afterAll(async () => {
  running?.child.kill('SIGTERM');
  await running?.exited;
  // Whatever a failed test left: the recorded processes are this test's own.
  for (const { mark } of recorded()) if (isRunning(mark)) process.kill(mark.pid, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
}, patience);

describe('npm start', () => {
  it('ends with a line that says where the API, its docs and the keys are', async () => {
    const [, line] = (await running?.says(/"msg":"(Ready\.[^"]*)"/)) ?? [];
    expect(line).toBe(
      `Ready. API ${api}/v1 · docs ${api}/docs · sample API keys ${join(dataDir, 'keys.json')}`,
    );
    expect((await fetch(`${api}/docs`)).status).toBe(200);
    expect(await (await fetch(`${api}/health/ready`)).json()).toMatchObject({ status: 'ready' });
    await expectPilot();
  });

  it('runs four processes, and keeps what holds a password to its user', () => {
    expect(runningParts()).toEqual(['PostgreSQL', 'Temporal', 'worker', 'API']);
    for (const file of ['secrets.json', 'stack.json', 'keys.json', 'signing-key.pem']) {
      expect([file, statSync(join(dataDir, file)).mode & 0o777]).toEqual([file, 0o600]);
    }
  });

  it('lets commands beside it find their addresses', async () => {
    const stack = runningStack(dataDir);
    expect(
      await beside(process.execPath, '--import', 'tsx', 'infra/with-stack.ts', 'test/infra/say-addresses.ts'),
    ).toEqual({ code: 0, said: `${stack?.databaseUrl ?? ''} ${stack?.temporalAddress ?? ''}\n` });
  });

  it(
    'lets npm run recover give a pilot its workflow and its timer again, when Temporal has lost it',
    async () => {
      const { temporalAddress, temporalNamespace: namespace } = runningStack(dataDir) ?? {};
      const connection = await Connection.connect({ address: temporalAddress ?? '' });
      const workflow = new Client({ connection, namespace: namespace ?? '' }).workflow.getHandle(
        `pilot/${pilot}`,
      );
      const armed = async (): Promise<string> => {
        const { runId, status } = await workflow.describe();
        expect([status.name, await timersStarted(workflow)]).toEqual([
          'RUNNING',
          ['reminder −30 days: draft, proponent'],
        ]);
        return runId;
      };
      const lost = await pollUntil(armed, never, patience);
      await workflow.terminate('lost');
      expect(await beside('npm', 'run', '--silent', 'recover')).toEqual({
        code: 0,
        said: expect.stringContaining('Every stream with something to do has been woken') as string,
      });
      expect(await pollUntil(armed, never, patience)).not.toBe(lost);
      await connection.close();
    },
    patience,
  );

  it.each(['API', 'worker'])('starts the %s again when it dies alone', async (name) => {
    const before = recorded().find((part) => part.name === name);
    process.kill(before?.mark.pid ?? 0, 'SIGKILL');
    await running?.says(new RegExp(`${name} is back`));
    expect(recorded().find((part) => part.name === name)?.mark).not.toEqual(before?.mark);
    await expectPilot();
  });

  it(
    'takes up everything after kill -9 of its process group',
    async () => {
      const before = recorded();
      if (running?.child.pid !== undefined) process.kill(-running.child.pid, 'SIGKILL');
      await running?.exited;
      await start();
      expect(before.filter(({ mark }) => isRunning(mark))).toEqual([]);
      await expectPilot();
    },
    patience,
  );

  it(
    'takes up everything after kill -9 of all its processes',
    async () => {
      const before = recorded();
      running?.child.kill('SIGKILL');
      for (const { mark } of before) process.kill(mark.pid, 'SIGKILL');
      await gone(before);
      await start();
      await expectPilot();
    },
    patience,
  );

  it(
    'stops everything on SIGINT and leaves no process',
    async () => {
      const before = recorded();
      running?.child.kill('SIGINT');
      expect(await running?.ended).toBe(0);
      expect(before.filter(({ mark }) => isRunning(mark))).toEqual([]);
      expect(existsSync(join(dataDir, 'stack.json'))).toBe(false);
    },
    patience,
  );

  it(
    'stops everything when npm itself gets a SIGTERM',
    async () => {
      running = npmStart(env, withNpm);
      await running.says(/Ready\./);
      const before = recorded();
      running.child.kill('SIGTERM');
      await running.ended;
      expect(before.filter(({ mark }) => isRunning(mark))).toEqual([]);
    },
    patience,
  );
});
