import { createCommit } from '../../db/commit';
import { createDirectory } from '../../db/directory';
import { command, useLog } from '../support/log';
import { useClockworks } from '../support/probe-clockwork';
import { atRest, timersStarted } from '../support/probe-history';
import { eventually, inDays } from '../support/probe-host';
import { useProbeLines } from '../support/probe-line';
import { probe } from '../support/probe-process';
import { stackUnderTest } from '../support/stack';
import { freshTaskQueue, skipTime, useTemporal } from '../support/temporal';

const log = useLog();
const clockworks = useClockworks(log);
const temporal = useTemporal();
const lines = useProbeLines();

const give = (stream: string, name: string, body: object) =>
  log.current.commit(stream, command(name, body, { at: new Date().toISOString() }));
const begin = (stream: string, deadline = inDays(60)) => give(stream, 'begin', { deadline, remindAt: null });

const armed = (stream: string, timers = 1) =>
  eventually(`${stream} has its timer`, async () => {
    const workflow = temporal.client.workflow.getHandle(stream);
    return (await timersStarted(workflow).catch(() => [])).length === timers;
  });

const lapsed = (stream: string) =>
  eventually(`${stream} has lapsed`, async () => {
    const { rows } = await log.current.database.pool.query(
      `select from log.event where stream = $1 and type = 'probe-lapsed'`,
      [stream],
    );
    return rows.length === 1;
  });

describe('the clockwork', () => {
  it('gives every process its workflow and its timer, and moves it, by commits alone', async () => {
    const taskQueue = freshTaskQueue();
    const stream = `probe/${taskQueue}`;
    clockworks.start(taskQueue);
    await begin(stream);
    await armed(stream);
    await give(stream, 'move-deadline', { deadline: inDays(90), remindAt: null });
    await armed(stream, 2);
    await atRest(temporal.client.workflow.getHandle(stream));
    expect(await skipTime(temporal.client, stream, '89 days')).toBe('passed');
    expect(await skipTime(temporal.client, stream, '2 days')).toBe('ended');
  });

  it('signs the head of the log when it stops', async () => {
    const clockwork = clockworks.start(freshTaskQueue());
    await begin(`probe/${freshTaskQueue()}`);
    await clockwork.stop();
    const { rows } = await log.current.database.pool.query<{ head: number; signed: number }>(
      `select position as head, (select max(position) from log.checkpoint) as signed from log.head`,
    );
    expect(rows[0]?.signed).toBe(rows[0]?.head);
  });

  it('waits for a Temporal that is away at the start, and again when it goes away', async () => {
    const { temporalAddress } = stackUnderTest();
    const line = await lines.open();
    const taskQueue = freshTaskQueue();
    const [one, two] = [`probe/${taskQueue}-1`, `probe/${taskQueue}-2`];
    clockworks.start(taskQueue, { address: line.address });
    await begin(one);
    await line.join(temporalAddress);
    await armed(one);
    await line.cut();
    expect(await begin(two, inDays(0))).toMatchObject({ outcome: 'accepted' });
    await line.join(temporalAddress);
    await lapsed(two);
  });

  it('catches up with what fell due while PostgreSQL was away', async () => {
    const url = new URL(log.current.at.serviceUrl);
    const line = await lines.open();
    await line.join(url.host);
    const database = await log.current.connect({ url: Object.assign(url, { host: line.address }).href });
    const commit = createCommit({ ...log.current.options, database, context: createDirectory() });
    const taskQueue = freshTaskQueue();
    const stream = `probe/${taskQueue}`;
    const clockwork = clockworks.start(taskQueue, { database, commit });
    await begin(stream);
    await armed(stream);
    await line.cut();
    const passing = skipTime(temporal.client, stream, '61 days');
    await eventually('the tick has failed often enough to be an ordinary activity', async () => {
      const { raw } = await temporal.client.workflow.getHandle(stream).describe();
      return (raw.pendingActivities?.length ?? 0) > 0;
    });
    await line.join(new URL(log.current.at.serviceUrl).host);
    expect(await passing).toBe('ended');
    await lapsed(stream);
    await clockwork.stop();
  });

  it('computes agendas again for a new fold version, and wakes what differs', async () => {
    const taskQueue = freshTaskQueue();
    const stream = `probe/${taskQueue}`;
    const before = clockworks.start(taskQueue);
    await begin(stream);
    await armed(stream);
    await before.stop();
    const newer = {
      ...probe,
      foldVersion: probe.foldVersion + 1,
      agenda: (state: typeof probe.initial) => ({
        ...probe.agenda(state),
        wakeAt: inDays(30),
        wakeFor: 'half-time',
      }),
    };
    clockworks.start(taskQueue, { deciders: { probe: newer } });
    await armed(stream, 2);
    const workflow = temporal.client.workflow.getHandle(stream);
    expect(await timersStarted(workflow)).toEqual(['lapse', 'half-time']);
  });
});
