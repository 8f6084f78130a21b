import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projections } from '../../db/projections';
import { readAgenda } from '../../db/state';
import { loadSample, type SampleKeys } from '../../infra/sample-directory';
import { clockCaller, type Instant, type RecordedEvent } from '../../workflows/decider';
import type { PilotEventType, PilotFacts } from '../../workflows/pilot/events';
import { deciders } from '../../workflows/registry';
import { command, useLog } from '../support/log';
import { completeProposal } from '../support/pilot-people';
import { useClockworks } from '../support/probe-clockwork';
import { atRest, currentDetails, timersStarted } from '../support/probe-history';
import { eventually, inDays } from '../support/probe-host';
import { freshTaskQueue, skipTime, useTemporal } from '../support/temporal';

const log = useLog({ deciders, projections });
const clockworks = useClockworks(log);
const temporal = useTemporal();

// A year of clocks, on a machine that may have other things to do.
jest.setTimeout(90_000);

let keys: SampleKeys;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  const file = await loadSample(log.current.commit, folder, () => inDays(-500));
  keys = JSON.parse(readFileSync(file ?? '', 'utf8')) as SampleKeys;
  rmSync(folder, { recursive: true });
});

const idsOf = (handle: string) => {
  const found = keys[handle];
  if (found === undefined) throw new Error(`The sample directory has no ${handle}.`);
  return found;
};

async function give(stream: string, by: string, name: string, body: object, at: Instant): Promise<void> {
  const { person, organisation } = idsOf(by);
  const caller = { door: 'http', person, organisation } as const;
  const answer = await log.current.commit(stream, command(name, body, { at, caller }));
  if (answer.outcome === 'refused') throw new Error(`${name}: ${answer.refusal.detail}`);
}

/** A draft with all that a submission needs, registered at that instant; it lapses 365 days later. */
async function draft(at: Instant): Promise<string> {
  const stream = `pilot/${freshTaskQueue()}`;
  await give(stream, 'coordinator-1', 'register-pilot', registration(), at);
  await give(stream, 'proponent', 'revise-proposal', completeProposal, at);
  return stream;
}

const registration = () => ({
  programme: 'ssc-pilot',
  title: 'Weevils against water hyacinth',
  proponent: idsOf('proponent').organisation,
});

async function events<Type extends PilotEventType>(stream: string, type: Type) {
  const { rows } = await log.current.database.pool.query<{ event: RecordedEvent<Type, PilotFacts[Type]> }>(
    `select hashed::json as event from log.event where stream = $1 and type = $2 order by version`,
    [stream, type],
  );
  return rows.map(({ event }) => event);
}

const noticesOfTheDraft = async (stream: string) =>
  (await events(stream, 'reminder-recorded'))
    .filter(({ data }) => data.obligation.includes('proposal.draft'))
    .map(({ data, occurredAt }) => ({ ...data, occurredAt }));

/** What the clocks did back then, up to that instant: one tick at each wake-up. */
async function clocksRan(stream: string, until: Instant): Promise<void> {
  for (;;) {
    const { wakeAt } = await readAgenda(log.current.database, deciders, stream);
    if (wakeAt === null || wakeAt > until) return;
    await log.current.commit(stream, command('tick', {}, { at: wakeAt, caller: clockCaller }));
  }
}

const armed = (stream: string) =>
  eventually('the timer', async () => {
    const workflow = temporal.client.workflow.getHandle(stream);
    return (await timersStarted(workflow).catch(() => [])).length > 0;
  });

const days = (from: Instant, to: Instant) => (Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1_000);

describe('a draft that nobody touches', () => {
  it('has its notices at −30, −7 and −1, lapses, and is settled when it can be reopened no more', async () => {
    const taskQueue = freshTaskQueue();
    const stream = await draft(inDays(0));
    clockworks.start(taskQueue);
    await armed(stream);
    expect(await skipTime(temporal.client, stream, '364 days')).toBe('passed');
    await atRest(temporal.client.workflow.getHandle(stream));
    expect(await events(stream, 'pilot-ended')).toEqual([]);
    await skipTime(temporal.client, stream, '8 days');
    const notices = await noticesOfTheDraft(stream);
    expect(notices.map(({ offset }) => offset)).toEqual(expect.arrayContaining([-30, -7, -1]));
    expect(notices.map(({ offset }) => offset)).not.toContain('final');
    const [ended] = await events(stream, 'pilot-ended');
    expect(ended?.data.end).toBe('lapsed');
    const [due = ''] = notices.map((notice) => notice.due);
    expect(ended?.occurredAt.localeCompare(due)).toBeGreaterThanOrEqual(0);
    expect(days(due, ended?.occurredAt ?? '')).toBeLessThan(4);
    expect(await skipTime(temporal.client, stream, '91 days')).toBe('ended');
    expect(await events(stream, 'pilot-settled')).toHaveLength(1);
  });

  it('gets one final notice after an outage over −7 and −1, and lapses 7 days after it', async () => {
    const taskQueue = freshTaskQueue();
    const stream = await draft(inDays(-370));
    await clocksRan(stream, inDays(-20));
    expect((await noticesOfTheDraft(stream)).map(({ offset }) => offset)).toContain(-30);
    clockworks.start(taskQueue);
    await armed(stream);
    expect(await skipTime(temporal.client, stream, '6 days')).toBe('passed');
    expect(await events(stream, 'pilot-ended')).toEqual([]);
    await skipTime(temporal.client, stream, '14 days');
    const offsets = (await noticesOfTheDraft(stream)).map(({ offset }) => offset);
    expect(offsets.filter((offset) => offset === 'final')).toHaveLength(1);
    expect(offsets).not.toContain(-7);
    expect(offsets).not.toContain(-1);
    const [final] = (await noticesOfTheDraft(stream)).filter(({ offset }) => offset === 'final');
    const [ended] = await events(stream, 'pilot-ended');
    expect(ended?.data.end).toBe('lapsed');
    expect(days(final?.occurredAt ?? '', final?.lapsesAt ?? '')).toBeGreaterThan(6.9);
    expect(days(final?.occurredAt ?? '', final?.lapsesAt ?? '')).toBeLessThan(8);
    expect(Math.abs(days(final?.lapsesAt ?? '', ended?.occurredAt ?? ''))).toBeLessThan(0.01);
  });

  it('is submitted in time when the submission comes after the due date, before the clocks run again', async () => {
    const taskQueue = freshTaskQueue();
    const stream = await draft(inDays(-371));
    await clocksRan(stream, inDays(-6.5));
    expect((await noticesOfTheDraft(stream)).map(({ offset }) => offset)).toEqual(
      expect.arrayContaining([-30, -7, -1]),
    );
    const { wakeAt } = await readAgenda(log.current.database, deciders, stream);
    expect(wakeAt !== null && wakeAt < inDays(0)).toBe(true);
    await give(stream, 'proponent', 'submit-proposal', {}, inDays(0));
    clockworks.start(taskQueue);
    await armed(stream);
    await skipTime(temporal.client, stream, '9 days');
    expect(await events(stream, 'pilot-ended')).toEqual([]);
    const [entered] = (await events(stream, 'step-entered')).slice(-1);
    expect(entered?.data.to).toBe('proposal.screening');
  });
});

describe('what an operator finds in Temporal (architecture.md section 3, "Host")', () => {
  it('is overdue from the due instant on, though nothing happens then', async () => {
    const taskQueue = freshTaskQueue();
    const stream = await draft(inDays(0));
    await give(stream, 'proponent', 'submit-proposal', {}, inDays(0));
    clockworks.start(taskQueue);
    await armed(stream);
    const workflow = temporal.client.workflow.getHandle(stream);
    const seen = async () => {
      await atRest(workflow);
      const { typedSearchAttributes, historyLength } = await workflow.describe();
      const shown = typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value] as const);
      const { overdue, nextDue } = Object.fromEntries(shown);
      const last = (await events(stream, 'reminder-recorded')).length;
      return { overdue, due: nextDue as Date, reminders: last, historyLength };
    };
    const { due } = await seen();
    const now = async () => (await workflow.fetchHistory()).events?.at(-1)?.eventTime;
    const minutesTo = async (minutes: number) =>
      due.getTime() + minutes * 60_000 - Number((await now())?.seconds ?? 0) * 1_000;
    await skipTime(temporal.client, stream, await minutesTo(-1));
    const before = await seen();
    await skipTime(temporal.client, stream, await minutesTo(1));
    const after = await seen();
    expect([before.overdue, after.overdue]).toEqual([false, true]);
    expect(after.reminders).toBe(before.reminders);
    expect(await currentDetails(workflow)).toContain('Overdue since');
    // It looks once, and then waits for the reminder.
    expect((await timersStarted(workflow)).slice(-2)).toEqual([
      'due date',
      expect.stringMatching(/^reminder \+3 days: screening/) as string,
    ]);
  });
});
