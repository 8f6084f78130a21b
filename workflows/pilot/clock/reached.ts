import type { ReminderAudience } from '../../clocks/due';
import type { DirectoryContext } from '../../directory/entries';
import type { PilotFacts } from '../events';
import { activePersons } from '../seats/persons';
import { filledSeats, owingSeats, seatOf } from '../seats/held';
import type { Obligation, Pilot, Seat } from '../state';

/** One seat that a notice goes to, with its persons who can be reached; no seat: administrators of the programme. */
export type Reached = PilotFacts['reminder-recorded']['to'][number];

/** What of the directory says who can be reached. */
export type People = Pick<DirectoryContext, 'person' | 'organisation' | 'latestProgramme'>;

const administrators = (pilot: Pilot, directory: People): Reached => ({
  seat: null,
  organisation: null,
  persons: (directory.latestProgramme(pilot.programme.id)?.institutions.administrators ?? []).filter(
    (id) => directory.person(id)?.active === true,
  ),
});

const reachable = (seats: readonly Seat[], directory: People): readonly Reached[] =>
  seats.flatMap((seat) => {
    const persons = activePersons(seat, directory);
    return persons.length === 0 ? [] : [{ seat: seat.id, organisation: seat.organisation, persons }];
  });

const coordinators = (pilot: Pilot, directory: People): readonly Reached[] => {
  const found = reachable(filledSeats(pilot, 'coordinator'), directory);
  return found.length > 0 ? found : [administrators(pilot, directory)];
};

/**
 * Who hears for these seats: where none has an active person the coordinator does, and for the coordinator the
 * administrators of the programme (lifecycle.md section 1).
 */
export const reachedFor = (pilot: Pilot, seats: readonly Seat[], directory: People): readonly Reached[] => {
  const found = reachable(seats, directory);
  return found.length > 0 ? found : coordinators(pilot, directory);
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
  directory: People,
): readonly Reached[] => {
  const all = audiences.flatMap((audience) =>
    reachedFor(pilot, seatsOf(pilot, obligation, audience), directory),
  );
  return all.filter(({ seat }, index) => all.findIndex((other) => other.seat === seat) === index);
};
