import { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import pino from 'pino';
import { relayWakes } from '../../activities/relay';
import { openClient } from '../../activities/temporal-client';
import { healthFacts } from '../../db/queries/health';
import { leaseWakes } from '../../db/wakes';
import type { Advanced } from '../../workflows/host-contract';
import { freePorts } from '../../infra/ports';
import { command, useLog } from '../support/log';
import { historyOf } from '../support/probe-history';
import { inDays } from '../support/probe-host';
import { freshTaskQueue, useTemporal } from '../support/temporal';

const log = useLog();
const temporal = useTemporal();

const give = (stream: string, name: string, body: object) =>
  log.current.commit(stream, command(name, body, { at: new Date().toISOString() }));

/** A stream with an agenda; no worker serves it, so that only signals make its history. */
async function begun(): Promise<{ stream: string; taskQueue: string }> {
  const taskQueue = freshTaskQueue();
  const stream = `probe/${taskQueue}`;
  await give(stream, 'begin', { deadline: inDays(60), remindAt: null });
  return { stream, taskQueue };
}

const relay = (taskQueue: string, client = temporal.client) =>
  relayWakes({ database: log.current.database, client, taskQueue, logger: pino({ level: 'silent' }) });

/** Lets the wakes of a stream, and its pauses, be so many seconds older. */
async function age(stream: string, seconds: number): Promise<void> {
  const { pool } = log.current.database;
  await pool.query(
    `update relay.wake set created_at = created_at - make_interval(secs => $2) where stream = $1`,
    [stream, seconds],
  );
  await pool.query(
    `update relay.agenda set not_before = not_before - make_interval(secs => $2) where stream = $1`,
    [stream, seconds],
  );
}

const waiting = async (stream: string): Promise<number> => {
  const { rows } = await log.current.database.pool.query('select from relay.wake where stream = $1', [
    stream,
  ]);
  return rows.length;
};

async function advances(stream: string): Promise<Advanced[]> {
  const events = await historyOf(temporal.client.workflow.getHandle(stream));
  return events.flatMap(({ workflowExecutionSignaledEventAttributes: signaled }) =>
    signaled?.signalName === 'advanced'
      ? [defaultPayloadConverter.fromPayload<Advanced>(signaled.input?.payloads?.[0] ?? {})]
      : [],
  );
}

describe('the relay', () => {
  it('sends one signal for a burst of commands, with what they led to and no data', async () => {
    const { stream, taskQueue } = await begun();
    for (let n = 1; n <= 20; n += 1)
      await give(stream, 'move-deadline', { deadline: inDays(60 + n), remindAt: null });
    expect(await waiting(stream)).toBe(21);
    await age(stream, 1);
    await relay(taskQueue);
    expect(await waiting(stream)).toBe(0);
    const [first, ...more] = await advances(stream);
    expect(more).toEqual([]);
    expect(first?.events).toHaveLength(21);
    expect(first?.events[0]).toEqual({ type: 'probe-begun', version: 1 });
    expect(first?.events[20]).toEqual({ type: 'deadline-moved', version: 21 });
  });

  it('names at most the last 50 events', async () => {
    const { stream, taskQueue } = await begun();
    for (let n = 1; n <= 60; n += 1) await give(stream, 'note', { text: 'a note' });
    await age(stream, 1);
    await relay(taskQueue);
    const [advanced] = await advances(stream);
    expect(advanced?.events.map(({ version }) => version)).toEqual(
      Array.from({ length: 50 }, (_, n) => n + 12),
    );
  });

  it('waits for the end of a burst, but not for long', async () => {
    const { stream, taskQueue } = await begun();
    await give(stream, 'move-deadline', { deadline: inDays(61), remindAt: null });
    const { pool } = log.current.database;
    const hold = `update relay.wake set created_at = clock_timestamp() + interval '1 hour' where id =
      (select max(id) from relay.wake where stream = $1)`;
    await pool.query(hold, [stream]);
    await relay(taskQueue);
    expect(await waiting(stream)).toBe(2);
    await age(stream, 10);
    await relay(taskQueue);
    expect(await waiting(stream)).toBe(0);
  });

  it('starts no workflow for an empty agenda, and is done with it', async () => {
    const { stream, taskQueue } = await begun();
    await give(stream, 'end', { reopenableUntil: null });
    await age(stream, 1);
    await relay(taskQueue);
    expect(await waiting(stream)).toBe(0);
    await expect(temporal.client.workflow.getHandle(stream).describe()).rejects.toThrow(/not found/i);
  });

  it('signals a workflow that runs when the agenda has become empty', async () => {
    const { stream, taskQueue } = await begun();
    await age(stream, 1);
    await relay(taskQueue);
    await give(stream, 'end', { reopenableUntil: null });
    await age(stream, 1);
    await relay(taskQueue);
    expect((await advances(stream)).map(({ events }) => events)).toEqual([
      [{ type: 'probe-begun', version: 1 }],
      [{ type: 'probe-ended', version: 2 }],
    ]);
  });

  it('keeps the wakes while Temporal is away, and shows how old they are', async () => {
    const { stream, taskQueue } = await begun();
    await age(stream, 90);
    const [port] = await freePorts(1);
    const nobody = openClient(`127.0.0.1:${String(port)}`, temporal.client.options.namespace);
    await expect(relay(taskQueue, nobody.client)).rejects.toThrow('Temporal cannot be reached.');
    await nobody.close();
    expect(await waiting(stream)).toBe(1);
    expect((await healthFacts(log.current.database)).oldestWakeAge).toBeGreaterThanOrEqual(90);
    await age(stream, 2);
    await relay(taskQueue);
    expect(await waiting(stream)).toBe(0);
  });

  it('takes a namespace that is not there (yet) for Temporal being away, an empty agenda included', async () => {
    const { stream, taskQueue } = await begun();
    await give(stream, 'end', { reopenableUntil: null });
    await age(stream, 1);
    const { connection } = temporal;
    const elsewhere = new Client({ connection, namespace: 'no-such-namespace' });
    await expect(relay(taskQueue, elsewhere)).rejects.toThrow('Temporal cannot be reached.');
    expect(await waiting(stream)).toBe(2);
  });

  it('backs off from a stream that Temporal refuses, longer each time, and goes on with the others', async () => {
    const { stream } = await begun();
    const noQueue = '';
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await age(stream, 100);
      await relay(noQueue);
      const { rows } = await log.current.database.pool.query<{ pause: number; attempts: number }>(
        `select extract(epoch from not_before - clock_timestamp())::float8 as pause, attempts
         from relay.agenda where stream = $1`,
        [stream],
      );
      expect(rows[0]?.attempts).toBe(attempt + 1);
      pauses.push(Math.round(rows[0]?.pause ?? 0));
    }
    expect(pauses).toEqual([1, 2, 4]);
    const other = await begun();
    await age(other.stream, 1);
    await relay(other.taskQueue);
    expect(await waiting(other.stream)).toBe(0);
    expect(await waiting(stream)).toBe(1);
  });

  it('sends once when two relays work at the same time', async () => {
    const { stream, taskQueue } = await begun();
    await age(stream, 1);
    await Promise.all([relay(taskQueue), relay(taskQueue), relay(taskQueue)]);
    expect(await advances(stream)).toHaveLength(1);
  });

  it('takes up what a relay that died had leased', async () => {
    const { stream, taskQueue } = await begun();
    await age(stream, 1);
    const lease = { limit: 1_000, leaseMs: 15_000, quietMs: 0, longestMs: 0 };
    const leased = await leaseWakes(log.current.database, lease);
    expect(leased.map((wake) => wake.stream)).toContain(stream);
    await relay(taskQueue);
    expect(await waiting(stream)).toBe(1);
    await age(stream, 20);
    await relay(taskQueue);
    expect(await waiting(stream)).toBe(0);
  });
});
