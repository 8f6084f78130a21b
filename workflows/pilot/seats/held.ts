import type { Pilot, Seat, SeatKind } from '../state';

/** The filled seats of these kinds, in the order in which they were filled. */
export const filledSeats = (pilot: Pick<Pilot, 'seats'>, ...kinds: readonly SeatKind[]): readonly Seat[] =>
  pilot.seats.filter(({ kind, state }) => state === 'filled' && kinds.includes(kind));

/** The seat of this id, filled or not. */
export const seatOf = (pilot: Pick<Pilot, 'seats'>, id: string): Seat | undefined =>
  pilot.seats.find((seat) => seat.id === id);

/** The seat that stands in the place of this one now: itself, or its last successor; undefined for an unknown id. */
export const presentSeat = (pilot: Pick<Pilot, 'seats'>, id: string): Seat | undefined => {
  const seat = seatOf(pilot, id);
  return seat?.successor == null ? seat : presentSeat(pilot, seat.successor);
};

/**
 * The seats of a kind that owe what the kind owes: the filled ones, one for each organisation; where none is
 * filled, the empty one that was filled last, so that its successor takes over.
 */
export const owingSeats = (pilot: Pick<Pilot, 'seats'>, kind: SeatKind): readonly Seat[] => {
  const filled = onceEach(filledSeats(pilot, kind));
  return filled.length > 0 ? filled : pilot.seats.filter((seat) => seat.kind === kind).slice(-1);
};

/** The first of `owingSeats`. Throws for kinds that a registration does not fill. */
export const owingSeat = (pilot: Pick<Pilot, 'seats'>, kind: SeatKind): Seat => {
  const [seat] = owingSeats(pilot, kind);
  if (seat === undefined) throw new Error(`The pilot never had a seat of ${kind}.`);
  return seat;
};

/** The seats of one organisation are asked once (lifecycle.md section 1): the first of each. */
export const onceEach = (seats: readonly Seat[]): readonly Seat[] =>
  seats.filter(
    ({ organisation }, index) => seats.findIndex((other) => other.organisation === organisation) === index,
  );

/** The id of the next seat of a kind: `<kind>-<n>`, never used twice. */
export const nextSeatId = (pilot: Pick<Pilot, 'seats'>, kind: SeatKind): string =>
  `${kind}-${pilot.seats.filter((seat) => seat.kind === kind).length + 1}`;
