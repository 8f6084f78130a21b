import { Type } from '@sinclair/typebox';

import { isRefusal, type Refusal } from '../../decider';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { type Pilot, type Seat, steps } from '../state';
import { mayFill, notYoursToFill, unfit } from './filling';
import { nextSeatId, seatOf } from './held';
import { seated } from './seating';
import { handOver } from './succession';

/** The filled seat of this id, or why there is none. */
export const filledSeat = (pilot: Pilot, id: string): Seat | Refusal => {
  const seat = seatOf(pilot, id);
  return seat?.state === 'filled' ? seat : refuse('unknown-seat', `The pilot has no filled seat “${id}”.`);
};

export const replaceSeat = command({
  name: 'replace-seat',
  label: 'Replace a seat',
  describe:
    'Gives a seat to another organisation. The successor takes over what is open, with at least its time; positions of the predecessor in open decisions fall away, what is resolved stands.',
  by: ['coordinator', 'administrator', 'approving_body'],
  in: steps,
  body: Shape({
    seat: Id,
    organisation: Id,
    persons: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
    reason: Reason,
  }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { seat: id, organisation, persons, reason } = given.body;
    const seat = filledSeat(pilot, id);
    if (isRefusal(seat)) return seat;
    const { kind, country } = seat;
    if (!mayFill(given.as.role, kind)) return notYoursToFill(kind);
    if (seat.organisation === organisation)
      return refuse('seat-taken', `“${organisation}” has this seat already.`);
    const wanted = { kind, organisation, country };
    return (
      unfit(pilot, wanted, id, moment) ??
      inOrder(
        pilot,
        moment,
        seated({ ...wanted, persons, mayDecline: true }, moment),
        handOver(seat, nextSeatId(pilot, kind), { replaced: reason }, moment),
      )
    );
  },
});
