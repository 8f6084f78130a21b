import type { ReminderAudience } from '../../clocks/due';
import type { Instant } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import type { PilotFacts } from '../events';
import { delegatesOf } from '../seats/delegates';
import { activePersons } from '../seats/persons';
import { filledSeats, owingSeats, seatOf } from '../seats/held';
import type { Obligation, Pilot, Seat } from '../state';

/** One seat that a notice goes to, with its persons who can be reached; no seat: administrators of the programme. */
export type Reached = PilotFacts['reminder-recorded']['to'][number];

/** What of the directory says who can be reached. */
export type People = Pick<DirectoryContext, 'person' | 'organisation' | 'latestProgramme' | 'delegationsBy'>;

/** When a notice goes out, and what the directory says then. */
export interface Reach {
  readonly at: Instant;
  readonly directory: People;
}

const administrators = (pilot: Pilot, directory: People): Reached => ({
  seat: null,
  organisation: null,
  persons: (directory.latestProgramme(pilot.programme.id)?.institutions.administrators ?? []).filter(
    (id) => directory.person(id)?.active === true,
  ),
});

const reachable = (pilot: Pilot, seats: readonly Seat[], reach: Reach): readonly Reached[] =>
  seats.flatMap((seat) => {
    const holders = activePersons(seat, reach.directory);
    const delegates = delegatesOf(pilot, seat, reach).map(({ person }) => person);
    const persons = [...new Set([...holders, ...delegates])];
    return persons.length === 0 ? [] : [{ seat: seat.id, organisation: seat.organisation, persons }];
  });

const coordinators = (pilot: Pilot, reach: Reach): readonly Reached[] => {
  const found = reachable(pilot, filledSeats(pilot, 'coordinator'), reach);
  return found.length > 0 ? found : [administrators(pilot, reach.directory)];
};

/**
 * Who hears for these seats: where none has an active person the coordinator does, and for the coordinator the
 * administrators of the programme (lifecycle.md section 1). Who acts by delegation hears beside who holds the seat.
 */
export const reachedFor = (pilot: Pilot, seats: readonly Seat[], reach: Reach): readonly Reached[] => {
  const found = reachable(pilot, seats, reach);
  return found.length > 0 ? found : coordinators(pilot, reach);
};

const seatsOf = (pilot: Pilot, { owner }: Obligation, audience: ReminderAudience): readonly Seat[] => {
  if (audience !== 'owner') return owingSeats(pilot, audience);
  const seat = seatOf(pilot, owner);
  return seat === undefined ? [] : [seat];
};

/** Who gets a reminder of an obligation, each seat once. */
export const audienceOf = (
  pilot: Pilot,
  obligation: Obligation,
  audiences: readonly ReminderAudience[],
  reach: Reach,
): readonly Reached[] => {
  const all = audiences.flatMap((audience) => reachedFor(pilot, seatsOf(pilot, obligation, audience), reach));
  return all.filter(({ seat }, index) => all.findIndex((other) => other.seat === seat) === index);
};
