import { type Reach, reachedFor } from '../pilot/clock/reached';
import { seatOf } from '../pilot/seats/held';
import type { Pilot } from '../pilot/state';
import { type Message, seatsNamed } from './message';

/** A person who is told of a message, and for which seat; no seat: as an administrator of the programme. */
export interface Addressed {
  readonly person: string;
  readonly seat: string | null;
  readonly organisation: string | null;
}

/**
 * The persons who are told of a message now, each once, in the order of their ids: those who can act for its seats,
 * be it by delegation, else the coordinator's, else the administrators of the programme (lifecycle.md section 1). Who has come or gone
 * since the message was written counts.
 */
export const addressed = (pilot: Pilot, message: Message, reach: Reach): readonly Addressed[] => {
  const named = seatsNamed(message);
  const seats = named.flatMap((id) => seatOf(pilot, id ?? '') ?? []);
  const reached = [
    ...reachedFor(pilot, seats, reach),
    ...(named.includes(null) ? reachedFor(pilot, [], reach) : []),
  ];
  const each = reached.flatMap(({ seat, organisation, persons }) =>
    persons.map((person) => ({ person, seat, organisation })),
  );
  return each
    .filter(({ person }, index) => each.findIndex((other) => other.person === person) === index)
    .sort((one, other) => (one.person < other.person ? -1 : 1));
};
