import { isRefusal } from '../../decider';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, everySeat, momentOf } from '../command';
import { inOrder } from '../course';
import { type SeatKind, steps } from '../state';
import { mayFill, notYoursToFill } from './filling';
import { filledSeats } from './held';
import { filledSeat } from './replace-seat';
import { emptied } from './succession';

/** A pilot does not go on without one of these: the last is replaced, not vacated. */
const indispensable: readonly SeatKind[] = ['coordinator', 'proponent', 'approving_body', 'finance'];

export const vacateSeat = command({
  name: 'vacate-seat',
  label: 'Vacate a seat',
  describe:
    'Takes a seat from an organisation. What it owes waits for a successor, and is shown to the coordinator.',
  by: ['coordinator', 'administrator'],
  in: steps,
  body: Shape({ seat: Id, reason: Reason }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { seat: id, reason } = given.body;
    const seat = filledSeat(pilot, id);
    if (isRefusal(seat)) return seat;
    if (!mayFill(given.as.role, seat.kind)) return notYoursToFill(seat.kind);
    return indispensable.includes(seat.kind) && filledSeats(pilot, seat.kind).length === 1
      ? refuse('wrong-seat', `A pilot is never without this seat: replace ${id} instead.`)
      : inOrder(pilot, moment, emptied(seat, 'seat-vacated', reason, moment));
  },
});

export const declineSeat = command({
  name: 'decline-seat',
  label: 'Decline the seat',
  describe: 'An organisation declines a seat that it was given, within the time of the programme.',
  by: everySeat,
  in: steps,
  ownSeat: true,
  body: Shape({ seat: Id, reason: Reason }),
  offered: (pilot, { seat }, _directory, at) =>
    filledSeats(pilot, ...everySeat).some(
      ({ id, declinableUntil }) => id === seat && declinableUntil !== null && at <= declinableUntil,
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { seat: id, reason } = given.body;
    const seat = filledSeat(pilot, id);
    if (isRefusal(seat)) return seat;
    if (given.as.seat !== id)
      return refuse('not-your-seat', 'A seat is declined by the organisation that it was given to.');
    if (seat.declinableUntil === null)
      return refuse('wrong-seat', 'Coordinator and proponent take their seats with the registration.');
    if (seat.declinableUntil < given.at)
      return refuse(
        'too-late',
        `The seat could be declined until ${seat.declinableUntil.slice(0, 10)}: ask the coordinator to replace or vacate it.`,
      );
    return inOrder(pilot, moment, emptied(seat, 'seat-declined', reason, moment));
  },
});
