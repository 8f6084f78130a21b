import { type Agenda, type Day, emptyAgenda, type Instant, type RecordedEvent } from '../decider';
import type { SharedDateEntry } from '../directory/entries';

/** A date that many pilots share: the last day of a meeting, the signing of a master agreement. */
export interface SharedDate {
  readonly id: string;
  readonly version: number;
  readonly at: Instant;
  /** As an explanation names it: "the board's 41st meeting". */
  readonly name: string;
  /** Null while it has none. */
  readonly day: Day | null;
  /** Of a meeting of several days the first. */
  readonly firstDay: Day | null;
  /** Of a master agreement the organisation that gives under it. */
  readonly contributor: string | null;
  /** How often the date was set or changed. */
  readonly dated: number;
  /** The effects that are open: to tell every dependent pilot. */
  readonly toTell: readonly string[];
}

/** What every event of such a stream may say. */
export interface SharedDateData {
  readonly name?: string;
  readonly day?: Day | null;
  readonly firstDay?: Day;
  readonly contributor?: string;
  /** The effect that is done, or given up. */
  readonly effect?: string;
}

/** What the host performs when such a date is set or changes. */
export const tellEffect = 'tell-pilots';

/**
 * The date after an event of its stream. The first event names it; each that carries a day dates it, and opens the
 * effect to tell the dependent pilots unless it is the first (then no pilot can depend on it yet).
 */
export const evolveSharedDate = (before: SharedDate | null, event: RecordedEvent): SharedDate => {
  const data = event.data as SharedDateData;
  const stands = { id: event.stream.slice(event.stream.indexOf('/') + 1), version: event.version };
  if (before === null)
    return {
      ...stands,
      at: event.occurredAt,
      name: data.name ?? '',
      day: data.day ?? null,
      firstDay: data.firstDay ?? null,
      contributor: data.contributor ?? null,
      dated: 0,
      toTell: [],
    };
  const now = { ...before, ...stands, at: event.occurredAt };
  if (data.effect !== undefined)
    return { ...now, toTell: before.toTell.filter((open) => open !== data.effect) };
  const dated = before.dated + 1;
  return {
    ...now,
    day: data.day ?? null,
    firstDay: data.firstDay ?? null,
    dated,
    toTell: [...before.toTell, `${tellEffect}-${dated}`],
  };
};

/** Nothing is timed; what is open is to tell the pilots. */
export const sharedDateAgenda = (state: SharedDate | null): Agenda => ({
  ...emptyAgenda,
  effects: (state?.toTell ?? []).map((id) => ({ id, kind: tellEffect, body: {} })),
  settled: (state?.toTell ?? []).length === 0,
});

/** What deciders may know of it. */
export const entryOf = ({ id, version, name, day, firstDay, contributor }: SharedDate): SharedDateEntry => ({
  id,
  version,
  name,
  day,
  ...(firstDay === null ? {} : { firstDay }),
  ...(contributor === null ? {} : { contributor }),
});
