import { useLog } from '../support/log';
import { atRest, currentDetails, historyOf, timersStarted } from '../support/probe-history';
import { eventually, inDays, type ProbeHost, useProbeHosts } from '../support/probe-host';
import { skipTime } from '../support/temporal';

const log = useLog();
const hosts = useProbeHosts(log);

/** An instant as an operator reads it. */
const shown = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

describe('the clock of a process', () => {
  it('rings for a reminder and for the deadline, and ends when nothing can come any more', async () => {
    const host = await hosts.start();
    await host.give('begin', { deadline: inDays(60), remindAt: inDays(53) });
    await host.wake();
    expect(await skipTime(hosts.temporal.client, host.stream, '61 days')).toBe('ended');
    expect(await host.events()).toEqual(['probe-begun', 'reminder-recorded', 'probe-lapsed']);
    expect((await host.workflow.describe()).status.name).toBe('COMPLETED');
  });

  it('gives a tick the instant that it answers, on Temporal’s clock', async () => {
    const host = await hosts.start();
    const deadline = inDays(60);
    await host.give('begin', { deadline, remindAt: null });
    await host.wake();
    await skipTime(hosts.temporal.client, host.stream, '61 days');
    const { rows } = await log.current.database.pool.query<{ occurred_at: string }>(
      `select occurred_at from log.event where stream = $1 and type = 'probe-lapsed'`,
      [host.stream],
    );
    const [lapsed] = rows;
    expect(Date.parse(lapsed?.occurred_at ?? '') - Date.parse(deadline)).toBeGreaterThanOrEqual(0);
    expect(Date.parse(lapsed?.occurred_at ?? '') - Date.parse(deadline)).toBeLessThan(60_000);
  });

  it('goes on when a wake moves nothing, without a trace of a second timer', async () => {
    const host = await hosts.start();
    await host.give('begin', { deadline: inDays(60), remindAt: null });
    for (const text of ['one', 'two', 'three']) {
      await host.give('note', { text });
      await host.wake();
    }
    await atRest(host.workflow);
    expect(await timersStarted(host.workflow)).toEqual(['lapse']);
  });

  it('is set anew when the wake-up moves', async () => {
    const host = await hosts.start();
    await host.give('begin', { deadline: inDays(1), remindAt: null });
    await host.wake();
    await eventually('the first timer', async () => (await timersStarted(host.workflow)).length === 1);
    await host.give('move-deadline', { deadline: inDays(90), remindAt: inDays(83) });
    await host.wake();
    await eventually('the second timer', async () => (await timersStarted(host.workflow)).length === 2);
    await skipTime(hosts.temporal.client, host.stream, '2 days');
    expect(await host.events()).toEqual(['probe-begun', 'deadline-moved']);
    expect(await timersStarted(host.workflow)).toEqual(['lapse', 'reminder −7 days: deadline, KE']);
  });
});

describe('a wake that comes while the agenda is read', () => {
  it('is not lost: the agenda is read again', async () => {
    let failures = 0;
    const moved = inDays(90);
    const host: ProbeHost = await hosts.start({
      // Five failures, and the reading is an ordinary activity: signals are seen while it goes on.
      staged: ({ readAgenda }) => ({
        async readAgenda(input) {
          if ((failures += 1) <= 5) throw new Error('It is away.');
          const agenda = await readAgenda(input);
          if (failures === 6) {
            await host.give('move-deadline', { deadline: moved, remindAt: null });
            await host.wake();
            await eventually('the wake is seen', () => wakeSeen(host));
          }
          return agenda;
        },
      }),
    });
    await host.give('begin', { deadline: inDays(60), remindAt: null });
    await host.wake();
    await eventually('the new deadline', async () =>
      (await currentDetails(host.workflow)).includes(shown(moved)),
    );
  });

  /** The last wake was in a task that the workflow has completed. */
  const wakeSeen = async (host: ProbeHost): Promise<boolean> => {
    const events = await historyOf(host.workflow);
    const wakes = events.filter((event) => event.workflowExecutionSignaledEventAttributes != null);
    const lastTask = events.findLast((event) => event.workflowTaskCompletedEventAttributes != null);
    return wakes.length === 2 && Number(lastTask?.eventId ?? 0) > Number(wakes[1]?.eventId);
  };
});

describe('a poisoned stream', () => {
  const ticks = async (stream: string): Promise<number> => {
    const { rows } = await log.current.database.pool.query<{ ticks: number }>(
      `select count(*) as ticks from log.outcome where stream = $1 and command = 'tick'`,
      [stream],
    );
    return rows[0]?.ticks ?? 0;
  };

  it('is shown, is ticked ever more rarely, and heals by the next tick that moves it on', async () => {
    const { client } = hosts.temporal;
    const host = await hosts.start();
    await host.give('begin', { deadline: inDays(1), remindAt: null });
    await host.give('jam');
    await host.wake();
    await skipTime(client, host.stream, '26 hours');
    await atRest(host.workflow);
    expect(await currentDetails(host.workflow)).toContain('Poisoned');
    const jammed = await ticks(host.stream);
    // 1, 2, 4, … seconds up to an hour: twelve in the first hour, then one an hour.
    expect(jammed).toBeGreaterThanOrEqual(10);
    expect(jammed).toBeLessThanOrEqual(16);
    await host.give('unjam');
    expect(await skipTime(client, host.stream, '2 hours')).toBe('ended');
    expect(await ticks(host.stream)).toBe(jammed + 1);
    expect(await host.events()).toEqual(['probe-begun', 'clock-jammed', 'clock-unjammed', 'probe-lapsed']);
  });
});

describe('what an operator sees', () => {
  it('says since when something is overdue', async () => {
    const host = await hosts.start();
    const deadline = inDays(60);
    await host.give('begin', { deadline, remindAt: null });
    await host.give('enter-stage', { stage: 'overdue' });
    await host.wake();
    await eventually('the details', async () =>
      (await currentDetails(host.workflow)).includes(`Overdue since ${shown(deadline)}`),
    );
  });

  it('is the case: stage, next deadline and what is under way, and search attributes', async () => {
    const host = await hosts.start({ performers: { letter: hosts.silence } });
    const deadline = inDays(60);
    await host.give('begin', { deadline, remindAt: null });
    await host.give('ask-effect', { kind: 'letter' });
    await host.wake();
    await eventually('the timer', async () => (await timersStarted(host.workflow)).length === 1);
    const details = await currentDetails(host.workflow);
    expect(details.split('\n\n')).toEqual([
      '**first.waiting**',
      `Next, ${shown(deadline)}: lapse`,
      `Next deadline: ${shown(deadline)}`,
      'Under way: letter',
    ]);
    const { typedSearchAttributes } = await host.workflow.describe();
    expect(
      Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value])),
    ).toMatchObject({
      processType: 'probe',
      stage: 'first',
      step: 'waiting',
      region: 'Africa',
      programme: 'probes',
      nextDue: new Date(deadline),
      overdue: false,
    });
  });
});
