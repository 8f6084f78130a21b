import { type Decider, fold, type RecordedEvent } from '../workflows/decider';
import { typeOf } from './envelope';

/** Turns the data of one schema version of an event into that of the next. Pure. */
export type Upcaster = (data: unknown) => unknown;

/**
 * For each `<process type>/<event type>` the steps from version 1 to 2, from 2 to 3, and so on. A step never
 * changes once events of its version may have been written.
 */
export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>;

interface AskedBefore {
  readonly seat: string;
}

/** A seat that was asked before rules looked at more than the seat: its kind stands in its id. */
const askedInFull = (asked: AskedBefore): object => ({
  ...asked,
  kinds: [asked.seat.replace(/-\d+$/, '')],
  country: null,
  developing: false,
  counts: true,
  turn: 0,
});

/** The steps of all events of this project. */
export const upcasters: Upcasters = {
  'pilot/decision-opened': [
    (data) => {
      const before = data as { readonly asked: readonly AskedBefore[] };
      return { ...before, asked: before.asked.map(askedInFull), notified: [] };
    },
  ],
  'pilot/obligation-opened': [
    (data) => {
      const before = data as { readonly lapsesAt: string | null; readonly lastResortAt: string | null };
      const endsIn = before.lapsesAt !== null ? 'lapse' : before.lastResortAt !== null ? 'last-resort' : null;
      return { ...before, endsIn };
    },
  ],
  'pilot/seat-substituted': [
    (data) => {
      const before = data as { readonly substitute: AskedBefore };
      return { ...before, substitute: askedInFull(before.substitute) };
    },
  ],
};

/** Brings an event as it was written to the version that deciders know today. */
export function upcast<Event extends RecordedEvent>(event: Event, steps: Upcasters = upcasters): Event {
  const pending = (steps[`${typeOf(event.stream)}/${event.type}`] ?? []).slice(event.schemaVersion - 1);
  if (pending.length === 0) return event;
  return {
    ...event,
    schemaVersion: event.schemaVersion + pending.length,
    data: pending.reduce((data, step) => step(data), event.data),
  };
}

/** The state that events as they were written come to, from another state on. */
export const foldWritten = <State>(
  decider: Pick<Decider<State, never>, 'evolve'>,
  state: State,
  events: readonly RecordedEvent[],
): State =>
  fold(
    decider,
    state,
    events.map((event) => upcast(event)),
  );
