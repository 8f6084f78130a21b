import type { TestApi } from './api';
import { verify, verifyStream } from '../../db/verify';
import type { Instant } from '../../workflows/decider';
import { type RecordedHistory, replay, runsSince } from './histories';
import type { Journey, useJourneys } from './journey';

/** One event as the history of a pilot shows it. */
export interface Told {
  readonly version: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurredAt: Instant;
  readonly previous: string;
  readonly hash: string;
}

/** All events of a pilot through HTTP, page after page. */
export async function historyOf(api: TestApi, { id }: Pick<Journey, 'id'>): Promise<readonly Told[]> {
  const events: Told[] = [];
  let next: string | null = '';
  while (next !== null) {
    const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const { body } = await api.get(`/v1/pilots/${id}/history?limit=200${cursor}`, { as: 'auditor' });
    events.push(...(body['items'] as Told[]));
    next = body['next'] as string | null;
  }
  return events;
}

/** The events of these types in order, with the step that was entered: a run of one type is one entry. */
export const storyOf = (events: readonly Told[], types: readonly string[]): readonly string[] =>
  events
    .filter(({ type }) => types.includes(type))
    .map(({ type, data }) => (type === 'step-entered' ? `→ ${String(data['to'])}` : type))
    .reduce<{ readonly type: string; readonly count: number }[]>((runs, type) => {
      const last = runs.at(-1);
      return last?.type === type
        ? [...runs.slice(0, -1), { type, count: last.count + 1 }]
        : [...runs, { type, count: 1 }];
    }, [])
    .map(({ type, count }) => (count === 1 ? type : `${type} ×${count}`));

/** The reminders that were given, oldest first. */
export const remindersOf = (events: readonly Told[]) =>
  events
    .filter(({ type }) => type === 'reminder-recorded')
    .map(({ data, occurredAt }) => ({
      obligation: String(data['obligation']),
      offset: data['offset'] as number | 'final',
      due: String(data['due']),
      at: occurredAt,
    }));

/** Not by the same tick: what opens or lapses at that very instant needs no reminder. */
const wellBefore = (one: Instant, other: Instant): boolean => Date.parse(other) - Date.parse(one) > 60_000;

const closing = ['obligation-met', 'obligation-waived', 'obligation-voided', 'obligation-lapsed'];

/** Between these instants the pilot was suspended, and nobody is reminded of anything but its review. */
const standstills = (events: readonly Told[]): readonly (readonly [Instant, Instant])[] =>
  events
    .filter(({ type }) => type === 'pilot-resumed')
    .map(({ data, occurredAt }) => [String(data['suspended']), occurredAt]);

/** The reminders that were planned, whose instant came while their obligation was open, and that nobody got. */
export function missedReminders(events: readonly Told[]): readonly string[] {
  const given = new Set(
    remindersOf(events).map(({ obligation, offset, due }) => `${obligation} ${offset} ${due}`),
  );
  const stopped = standstills(events);
  const end = events.at(-1)?.occurredAt ?? '';
  return events.flatMap(({ type, data, version }) => {
    if (type !== 'obligation-opened' && type !== 'obligation-moved') return [];
    const { obligation, due, reminders } = data as {
      obligation: string;
      due: { at: Instant | null };
      reminders: readonly { offset: number; at: Instant }[];
    };
    const over = events.find(
      (later) =>
        later.version > version &&
        later.data['obligation'] === obligation &&
        (later.type === 'obligation-moved' || closing.includes(later.type)),
    );
    return reminders
      .filter(({ at }) => wellBefore(at, over?.occurredAt ?? end))
      .filter(({ at }) => !stopped.some(([from, to]) => from <= at && at < to))
      .map(({ offset }) => `${obligation} ${offset} ${due.at ?? ''}`)
      .filter((planned) => !given.has(planned));
  });
}

/** What has to hold of every journey at its end, whatever it went through. */
export async function expectWhole(journeys: ReturnType<typeof useJourneys>, journey: Journey) {
  await journey.caughtUp();
  const { database } = journeys.api.current.log;
  const events = await historyOf(journeys.api.current, journey);

  expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
  expect(events.slice(1).map(({ previous }) => previous)).toEqual(
    events.slice(0, -1).map(({ hash }) => hash),
  );
  const times = events.map(({ occurredAt }) => occurredAt);
  expect(times).toEqual([...times].sort());
  expect(await verifyStream(database, journey.stream)).toBeNull();
  expect((await verify(database, { from: 'all' })).broken).toBeNull();

  const once = remindersOf(events).map(({ obligation, offset, due }) => `${obligation} ${offset} ${due}`);
  expect(once.length).toBeGreaterThan(0);
  expect(new Set(once).size).toBe(once.length);

  const runs: RecordedHistory[] = await runsSince(journeys.temporal.client, journey.stream, journey.firstRun);
  expect(await replay(journeys.codePath(), runs)).toEqual([]);
  return { events, runs };
}
