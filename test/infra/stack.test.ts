import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { withClient } from '../../infra/databases';
import { guard } from './guard';
import { projectRoot } from '../../infra/node-part';
import { pollUntil } from '../../infra/poll';
import { type ProcessMark, isRunning, markOf } from '../../infra/processes';
import type { StackAddresses } from '../../infra/stack';

interface Running extends StackAddresses {
  readonly child: ChildProcess;
  readonly said: () => string;
}

const never = new AbortController().signal;
const patience = 60_000;

/** One folder for all tests: each takes up what the one before it left. */
const dataDir = mkdtempSync(join(tmpdir(), 'stack-'));
let running: Running | null = null;

beforeAll(async () => {
  guard(dataDir);
  const stack = await start();
  await withClient(stack.ownerUrl ?? '', (client) =>
    client.query('create table trace as select 42 as left_behind'),
  );
  await withTemporal(stack, async (client) => {
    await client.workflow.start('waiting', { workflowId: 'trace', taskQueue: 'nobody' });
  });
}, patience);

afterEach(async () => {
  if (running !== null) await stop(running.child);
}, patience);

afterAll(() => {
  // Whatever a failed test left: the recorded processes are this test's own.
  for (const mark of recorded()) if (isRunning(mark)) process.kill(mark.pid, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

function spawnStack() {
  const script = join(projectRoot, 'test/infra/bare-stack.ts');
  return spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function start(): Promise<Running> {
  const child = spawnStack();
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error(`The stack did not start: ${said}`))),
  ]);
  running = { ...(JSON.parse(String(line[0])) as StackAddresses), child, said: () => said };
  return running;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** The processes that the supervisor wrote down: PostgreSQL and Temporal. */
function recorded(): ProcessMark[] {
  const text = readFileSync(join(dataDir, 'processes.json'), 'utf8');
  return (JSON.parse(text) as { mark: ProcessMark }[]).map(({ mark }) => mark);
}

async function gone(marks: readonly ProcessMark[]): Promise<void> {
  await pollUntil(
    () => (marks.some(isRunning) ? Promise.reject(new Error('still running')) : Promise.resolve()),
    never,
    patience,
  );
}

/** The row in the database and the workflow in Temporal that were left before the first test. */
async function expectTraces(stack: Running): Promise<void> {
  const { rows } = await withClient(stack.ownerUrl ?? '', (client) => client.query('select * from trace'));
  expect(rows).toEqual([{ left_behind: 42 }]);
  await withTemporal(stack, async (client) => {
    expect((await client.workflow.getHandle('trace').describe()).status.name).toBe('RUNNING');
  });
}

async function withTemporal(stack: Running, work: (client: TemporalClient) => Promise<void>): Promise<void> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  try {
    await work(new TemporalClient({ connection, namespace: stack.namespace }));
  } finally {
    await connection.close();
  }
}

describe('the servers of a data folder', () => {
  it(
    'leave no process on SIGTERM, and come back on the same addresses with what they held',
    async () => {
      const first = running ?? (await start());
      const marks = recorded();
      expect(marks.filter(isRunning)).toHaveLength(2);
      await stop(first.child);
      expect(first.child.exitCode).toBe(0);
      expect(marks.filter(isRunning)).toEqual([]);

      const second = await start();
      expect(second.temporalAddress).toBe(first.temporalAddress);
      expect(second.ownerUrl).toBe(first.ownerUrl);
      await expectTraces(second);
    },
    patience,
  );

  it(
    'come back after kill -9 of all of them',
    async () => {
      const first = await start();
      const marks = recorded();
      first.child.kill('SIGKILL');
      for (const { pid } of marks) process.kill(pid, 'SIGKILL');
      await gone(marks);
      await expectTraces(await start());
    },
    patience,
  );

  it(
    'are ended and started anew when their supervisor alone was killed',
    async () => {
      const first = await start();
      const orphans = recorded();
      first.child.kill('SIGKILL');
      await once(first.child, 'exit');
      expect(orphans.filter(isRunning)).toHaveLength(2);

      const second = await start();
      expect(orphans.filter(isRunning)).toEqual([]);
      expect(second.said()).toMatch(/ending Temporal.*ending PostgreSQL/s);
      await expectTraces(second);
    },
    patience,
  );

  it(
    'are started again when they die alone',
    async () => {
      const stack = await start();
      const marks = recorded();
      for (const { pid } of marks) process.kill(pid, 'SIGKILL');
      await gone(marks);
      await pollUntil(() => expectTraces(stack), never, patience);
      expect(recorded()).not.toEqual(marks);
    },
    patience,
  );

  it(
    'are stopped too when the start is interrupted half way',
    async () => {
      const child = spawnStack();
      await pollUntil(
        async () => {
          await Promise.resolve();
          expect(recorded()).toHaveLength(1);
        },
        never,
        patience,
      );
      const marks = recorded();
      child.kill('SIGTERM');
      await once(child, 'exit');
      expect(marks.filter(isRunning)).toEqual([]);
      expect(recorded()).toEqual([]);
    },
    patience,
  );

  it(
    'do not touch a process that has got the pid of one of theirs',
    async () => {
      const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
      const pid = bystander.pid ?? 0;
      const mark = { pid, startedAt: 'long ago' };
      const record = [{ name: 'Temporal', mark, stopSignal: 'SIGTERM', stopPatience: 0 }];
      writeFileSync(join(dataDir, 'processes.json'), JSON.stringify(record));
      await start();
      expect(markOf(pid)).not.toBeNull();
      bystander.kill();
    },
    patience,
  );

  it(
    'take over the lock of a killed PostgreSQL whose pid another program has got',
    async () => {
      const lock = [
        process.pid,
        join(dataDir, 'postgres'),
        1_700_000_000,
        5432,
        '',
        '127.0.0.1',
        '',
        '',
      ].join('\n');
      writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), lock);
      await expectTraces(await start());
    },
    patience,
  );
});
