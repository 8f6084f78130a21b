import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { configurationOf } from '../../infra/environment';
import { type Stack, startStack } from '../../infra/stack';
import { command, useLog } from '../support/log';
import { useClockworks } from '../support/probe-clockwork';
import { timersStarted } from '../support/probe-history';
import { eventually, inDays } from '../support/probe-host';
import { useProbeLines } from '../support/probe-line';
import { freshTaskQueue } from '../support/temporal';

const log = useLog();
const clockworks = useClockworks(log);
const lines = useProbeLines();

// Starts two Temporal servers with databases of their own, one after the other.
jest.setTimeout(120_000);
const stacks: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of stacks.splice(0)) await end();
});

const namespace = 'pilots';

/** A Temporal server that nobody has used. `end` stops it and throws its databases away. */
async function freshTemporal(): Promise<{ address: string; end: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pilots-recovery-'));
  await chmod(dataDir, 0o755);
  const stack: Stack = await startStack({
    dataDir,
    namespace,
    releases: configurationOf(process.env).TEMPORAL_RELEASES,
    logger: pino({ level: 'silent' }),
    database: { serviceUrl: log.current.at.serviceUrl, ownerUrl: null },
  });
  const end = async () => {
    stacks.splice(stacks.indexOf(end), 1);
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  stacks.push(end);
  return { address: stack.addresses.temporalAddress, end };
}

const give = (stream: string, name: string, body: object) =>
  log.current.commit(stream, command(name, body, { at: new Date().toISOString() }));

/** Streams that have a workflow with a timer. */
async function armed(address: string, streams: readonly string[]): Promise<string[]> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const timers = await Promise.all(
    streams.map((stream) => timersStarted(client.workflow.getHandle(stream)).catch(() => [])),
  );
  await connection.close();
  return streams.filter((_stream, index) => timers[index]?.length === 1);
}

it('gives every process its workflow and its timer again when Temporal’s databases were thrown away', async () => {
  const taskQueue = freshTaskQueue();
  const before = Array.from({ length: 12 }, (_, n) => `probe/${taskQueue}-${n}`);
  const line = await lines.open();
  const first = await freshTemporal();
  await line.join(first.address);
  clockworks.start(taskQueue, { address: line.address, namespace });
  for (const stream of before) await give(stream, 'begin', { deadline: inDays(60), remindAt: null });
  await eventually(
    'all have their timer',
    async () => (await armed(first.address, before)).length === before.length,
  );

  await line.cut();
  await first.end();
  const [missed = ''] = before;
  const during = `probe/${taskQueue}-during`;
  expect(await give(during, 'begin', { deadline: inDays(60), remindAt: null })).toMatchObject({
    outcome: 'accepted',
  });
  expect(await give(missed, 'move-deadline', { deadline: inDays(61), remindAt: inDays(-1) })).toMatchObject({
    outcome: 'accepted',
  });

  const second = await freshTemporal();
  await line.join(second.address);
  const all = [...before, during];
  await eventually(
    'all have their timer again',
    async () => (await armed(second.address, all)).length === all.length,
  );
  const { rows } = await log.current.database.pool.query<{ stream: string }>(
    `select stream from log.event where type = 'reminder-recorded'`,
  );
  expect(rows).toEqual([{ stream: missed }]);
});
