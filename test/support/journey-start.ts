import { proposal } from '../api/acts';
import type { Instant } from '../../workflows/decider';
import type { Journey, useJourneys } from './journey';

type Journeys = ReturnType<typeof useJourneys>;

export const hosts = ['host-government-ke', 'host-government-mw'] as const;
export const board = ['approving-body-1', 'approving-body-2', 'approving-body-3'] as const;
export const majority = board.slice(0, 2);

const day = 24 * 60 * 60 * 1_000;

/** An instant so many days later. */
export const daysLater = (instant: Instant, days: number): Instant =>
  new Date(Date.parse(instant) + days * day).toISOString();

/** The calendar day of an instant, in UTC. */
export const dayOf = (instant: Instant): string => instant.slice(0, 10);

/** The first such day of the week (0: Sunday) after so many days, at this time in UTC. */
export const weekdayAfter = (weekday: number, instant: Instant, days: number, time: string): Instant => {
  const from = daysLater(instant, days);
  const more = (weekday - new Date(from).getUTCDay() + 7) % 7;
  return `${dayOf(daysLater(from, more))}T${time}:00.000Z`;
};

/**
 * A draft without anything but a title, on a Monday at noon: whatever day the tests run on, what follows falls on
 * the same days of the week.
 */
export async function aDraftOnMonday(journeys: Journeys, programme: string): Promise<Journey> {
  const { organisation } = journeys.api.current.idOf('proponent');
  const journey = await journeys.begin({ programme, proponent: organisation, title: 'Water that stays' });
  await journey.until(weekdayAfter(1, journey.now(), 14, '12:00'));
  return journey;
}

/** The proponent completes the proposal, and the coordinator fills the seats of both countries and these. */
export async function completed(
  { api }: Journeys,
  journey: Journey,
  { seats, more = {} }: { readonly seats: readonly string[]; readonly more?: object },
): Promise<void> {
  const seat = (kind: string, handle: string, country?: string) =>
    journey.give('coordinator-1', 'fill-seat', {
      kind,
      organisation: api.current.idOf(handle).organisation,
      ...(country !== undefined && { country }),
    });
  await journey.give('proponent', 'revise-proposal', { ...proposal('Water that stays'), ...more });
  await seat('host_government', 'host-government-ke', 'KE');
  await seat('host_government', 'host-government-mw', 'MW');
  for (const kind of seats) await seat(kind, kind);
}
