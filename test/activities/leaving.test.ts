import { temporal } from '@temporalio/proto';
import { projections } from '../../db/projections';
import type { Agenda } from '../../workflows/decider';
import type { TemporalCommand } from '../../workflows/host-contract';
import type { CommandOutcome } from '../../workflows/outcome';
import { isEmpty } from '../../workflows/host-contract';
import { deciders } from '../../workflows/registry';
import { useLog } from '../support/log';
import { atRest, currentDetails, historyOf, timersStarted } from '../support/probe-history';
import { atTheInstantOf, eventually, inDays, type ProbeHost, useProbeHosts } from '../support/probe-host';
import { probe } from '../support/probe-process';
import { aSigner, type Signer } from '../support/signer';
import { skipTime } from '../support/temporal';

const log = useLog({ deciders: { ...deciders, probe }, projections });
const hosts = useProbeHosts(log);
let signer: Signer;
beforeAll(async () => {
  signer = await aSigner(log.current);
});

const inStage = (stage: string) => (agenda: Agenda) => agenda.details.stage === stage;

async function begin(host: ProbeHost): Promise<string> {
  await host.give('begin', { deadline: inDays(60), remindAt: null });
  await host.wake();
  await eventually('the timer', async () => (await timersStarted(host.workflow)).length === 1);
  return runOf(host);
}

const runOf = async ({ workflow }: ProbeHost): Promise<string> => (await workflow.describe()).runId;

/** The last event of a run says how it closed. */
async function closing(host: ProbeHost, runId: string): Promise<string | undefined> {
  const run = hosts.temporal.client.workflow.getHandle(host.stream, runId);
  const last = (await historyOf(run)).at(-1);
  return Object.keys(last ?? {}).find(
    (key) => key.endsWith('EventAttributes') && last?.[key as 'eventId'] != null,
  );
}

const continued = (host: ProbeHost, from: string): Promise<string> =>
  eventually('it has continued as new', async () => {
    const runId = await runOf(host);
    return runId !== from && runId;
  });

const unhandled = temporal.api.enums.v1.WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND;

/** Did the server refuse to close a run, because a signal was there that the workflow had not seen? */
const refusedToClose = async (host: ProbeHost): Promise<boolean> =>
  (await historyOf(host.workflow)).some(
    ({ workflowTaskFailedEventAttributes: failed }) => failed?.cause === unhandled,
  );

const update = (host: ProbeHost, command: TemporalCommand) =>
  host.workflow.executeUpdate<CommandOutcome, [TemporalCommand]>('command', { args: [command] });

describe('a workflow that finishes', () => {
  it('stays when the process is reopened at that very instant', async () => {
    const host: ProbeHost = await hosts.start({
      staged: atTheInstantOf(isEmpty, async () => {
        await host.give('reopen', { deadline: inDays(30) });
        await host.wake();
      }),
    });
    const first = await begin(host);
    await host.give('end', { reopenableUntil: null });
    await host.wake(true);
    await eventually(
      'the new timer',
      async () =>
        (await timersStarted(host.workflow)).length > 0 && (await host.events()).includes('probe-reopened'),
    );
    await atRest(host.workflow);
    expect(await runOf(host)).toBe(first);
    expect(await refusedToClose(host)).toBe(true);
    expect(await skipTime(hosts.temporal.client, host.stream, '31 days')).toBe('ended');
    expect(await host.events()).toEqual(['probe-begun', 'probe-ended', 'probe-reopened', 'probe-lapsed']);
  });

  it('stays when a command that it brings itself reopens the process while the agenda is read', async () => {
    let readings = 0;
    const host: ProbeHost = await hosts.start({
      // From the end on five failures, and the reading is an ordinary activity, beside which commands are brought.
      staged: ({ readAgenda }) => ({
        async readAgenda(input) {
          const agenda = await readAgenda(input);
          if (!isEmpty(agenda) || (readings += 1) > 6) return agenda;
          if (readings <= 5) throw new Error('It is away.');
          await update(host, signer.sign(host.stream, 'reopen', { deadline: inDays(30) }));
          return agenda;
        },
      }),
    });
    const first = await begin(host);
    await host.give('end', { reopenableUntil: null });
    await host.wake(true);
    await eventually('it is reopened', async () => (await host.events()).includes('probe-reopened'));
    await atRest(host.workflow);
    const { status, runId } = await host.workflow.describe();
    expect([status.name, runId]).toEqual(['RUNNING', first]);
  });

  it('is started anew by the wake of a reopening that comes later', async () => {
    const host = await hosts.start();
    await begin(host);
    await host.give('end', { reopenableUntil: null });
    await host.wake(true);
    await eventually(
      'it has finished',
      async () => (await host.workflow.describe()).status.name === 'COMPLETED',
    );
    await host.give('reopen', { deadline: inDays(30) });
    await host.wake();
    await atRest(host.workflow);
    expect(await skipTime(hosts.temporal.client, host.stream, '31 days')).toBe('ended');
    expect(await host.events()).toEqual(['probe-begun', 'probe-ended', 'probe-reopened', 'probe-lapsed']);
  });

  it('does not finish while a reopening window is open, and finishes at its end', async () => {
    const host = await hosts.start();
    await begin(host);
    await host.give('end', { reopenableUntil: inDays(90) });
    await host.wake();
    expect(await skipTime(hosts.temporal.client, host.stream, '89 days')).toBe('passed');
    expect(await skipTime(hosts.temporal.client, host.stream, '2 days')).toBe('ended');
    expect(await host.events()).toEqual(['probe-begun', 'probe-ended', 'probe-settled']);
  });
});

describe('a workflow that continues as new', () => {
  it('does so at a stage’s end, and has its timer again', async () => {
    const host = await hosts.start();
    const first = await begin(host);
    await host.give('enter-stage', { stage: 'second' });
    await host.wake();
    await continued(host, first);
    expect(await closing(host, first)).toBe('workflowExecutionContinuedAsNewEventAttributes');
    await eventually('the timer', async () => (await timersStarted(host.workflow)).length === 1);
    expect(await skipTime(hosts.temporal.client, host.stream, '61 days')).toBe('ended');
  });

  it('misses no wake that comes at that very instant', async () => {
    const host: ProbeHost = await hosts.start({
      staged: atTheInstantOf(inStage('second'), async () => {
        await host.give('move-deadline', { deadline: inDays(90), remindAt: null });
        await host.wake();
      }),
    });
    const first = await begin(host);
    await host.give('enter-stage', { stage: 'second' });
    await host.wake();
    await continued(host, first);
    await atRest(host.workflow);
    expect(await skipTime(hosts.temporal.client, host.stream, '89 days')).toBe('passed');
    expect(await skipTime(hosts.temporal.client, host.stream, '2 days')).toBe('ended');
  });

  it('misses no command that is signalled at that very instant', async () => {
    const host: ProbeHost = await hosts.start({
      staged: atTheInstantOf(inStage('second'), () =>
        host.workflow.signal('command', signer.sign(host.stream, 'note', { text: 'in time' })),
      ),
    });
    const first = await begin(host);
    await host.give('enter-stage', { stage: 'second' });
    await host.wake();
    await eventually('the note', async () => (await host.events()).includes('note-taken'));
    await continued(host, first);
  });

  it('answers an update that comes at that very instant', async () => {
    let answer: Promise<CommandOutcome> | undefined;
    const host: ProbeHost = await hosts.start({
      staged: atTheInstantOf(inStage('second'), () => {
        answer = update(host, signer.sign(host.stream, 'note', { text: 'in time' }));
        return eventually('the update is on its way', async () => {
          const { raw } = await host.workflow.describe();
          return raw.pendingWorkflowTask != null;
        });
      }),
    });
    const first = await begin(host);
    await host.give('enter-stage', { stage: 'second' });
    await host.wake();
    await continued(host, first);
    expect(await answer).toMatchObject({ outcome: 'accepted' });
    expect(await host.events()).toEqual(['probe-begun', 'stage-entered', 'note-taken']);
  });

  it('waits until the caller of an update has its answer', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const host = await hosts.start({
      staged: ({ bring }) => ({ bring: (input) => held.then(() => bring(input)) }),
    });
    const first = await begin(host);
    const answer = update(host, signer.sign(host.stream, 'note', { text: 'slow' }));
    await eventually('the update is accepted', async () =>
      (await historyOf(host.workflow)).some(
        (event) => event.workflowExecutionUpdateAcceptedEventAttributes != null,
      ),
    );
    await host.give('enter-stage', { stage: 'second' });
    await host.wake();
    await eventually('the new stage is shown', async () =>
      (await currentDetails(host.workflow)).includes('second'),
    );
    expect(await runOf(host)).toBe(first);
    release();
    expect(await answer).toMatchObject({ outcome: 'accepted' });
    await continued(host, first);
  });

  it('takes an effect in flight up again, under the same id', async () => {
    const tried: string[] = [];
    const host = await hosts.start({
      performers: {
        letter: ({ id }) => (tried.push(id) === 1 ? hosts.silence() : Promise.resolve()),
      },
    });
    const first = await begin(host);
    await host.give('ask-effect', { kind: 'letter' });
    await host.wake();
    await eventually('the effect is under way', () => tried.length === 1);
    await host.give('enter-stage', { stage: 'second' });
    await host.wake();
    await continued(host, first);
    await eventually('the effect is done', async () => (await host.events()).includes('effect-completed'));
    expect(tried).toEqual(['effect-1', 'effect-1']);
  });

  it('keeps the place of a poisoned stream in its back-off', async () => {
    const host = await hosts.start();
    await host.give('begin', { deadline: inDays(1), remindAt: null });
    await host.give('jam');
    await host.wake();
    await skipTime(hosts.temporal.client, host.stream, '26 hours');
    await atRest(host.workflow);
    const first = await runOf(host);
    const ticks = async () => {
      const { rows } = await log.current.database.pool.query(
        `select from log.outcome where stream = $1 and command = 'tick'`,
        [host.stream],
      );
      return rows.length;
    };
    const before = await ticks();
    await host.give('enter-stage', { stage: 'second' });
    await host.wake();
    await continued(host, first);
    await eventually('it is shown again', async () =>
      (await currentDetails(host.workflow)).includes('Poisoned'),
    );
    expect(await ticks()).toBe(before);
  });

  it('does so when the server suggests it', async () => {
    const host = await hosts.start();
    const first = await begin(host);
    // The server suggests it from 4 MiB of history on; nobody reads what a wake holds.
    for (let sent = 0; sent < 4; sent += 1)
      await host.workflow.signal('advanced', { events: [], padding: 'x'.repeat(1.5 * 1024 * 1024) });
    await continued(host, first);
  });
});
