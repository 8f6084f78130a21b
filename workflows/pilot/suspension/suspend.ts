import type { Refusal } from '../../decider';
import { Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf, type Standing } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { met, openObligations } from '../obligations/open';
import { dueOf, owe } from '../obligations/owe';
import { waitOf } from '../programme';
import { owingSeat, owingSeats, seatOf } from '../seats/held';
import type { Pilot, Seat } from '../state';
import { isSuspended, moneySuspended, suspendableSteps } from './suspension';

/** The coordinator alone does not suspend twice in a row (lifecycle.md section 2, Suspension). */
const coordinatorWasLast = ({ suspension }: Pilot): boolean =>
  suspension.grounds.findLast(({ by }) => by !== 'funder')?.by === 'coordinator';

const notSuspendable = (pilot: Pilot, { role, seat }: Standing): Refusal | null => {
  if (role === 'funder')
    return moneySuspended(pilot, seat ?? '')
      ? refuse('not-suspendable', 'You have suspended your money already.')
      : null;
  return role === 'coordinator' && coordinatorWasLast(pilot)
    ? refuse(
        'not-suspendable',
        'The coordinator suspended last, and does so alone only once in a row: the approving body may suspend.',
      )
    : null;
};

const newGround = ({ suspension }: Pilot): string => `ground-${suspension.grounds.length + 1}`;

/** Who set a ground reviews it, and the suspension does nothing else (lifecycle.md section 2, Suspension). */
const reviewOwed =
  (ground: string, owner: Seat, moment: Moment) =>
  (pilot: Pilot): Part =>
    owe(moment, {
      kind: 'suspension',
      subject: ground,
      label: 'Review the suspension: resume, extend it, or end the pilot',
      owner,
      due: reviewDue(pilot, owner, 'the suspension', moment),
      otherwise: 'The suspension goes on, and the review is reminded until it is done.',
    });

/** When a suspension is reviewed, from an event in words. */
export const reviewDue = (pilot: Pilot, owner: Seat, event: string, moment: Moment) =>
  dueOf(owner, waitOf(pilot, 'suspensionReview', moment.directory), event, moment.at, moment);

/** Sets the approving body's ground, with its review. */
export const suspendedByTheBody =
  (reason: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const ground = newGround(pilot);
    return [
      fact('pilot-suspended', { ground, by: 'approving_body', seat: moment.as.seat, reason, until: null }),
      owingSeats(pilot, 'approving_body').map((owner) => reviewOwed(ground, owner, moment)),
      // To suspend is one of the acts that it owes as the last resort.
      openObligations(pilot, 'last_resort').map((call) => met(call, reason)),
    ];
  };

const suspendedByTheCoordinator =
  (reason: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const owner = owingSeat(pilot, 'coordinator');
    const wait = waitOf(pilot, 'coordinatorSuspension', moment.directory);
    return fact('pilot-suspended', {
      ground: newGround(pilot),
      by: 'coordinator',
      seat: moment.as.seat,
      reason,
      until: dueOf(owner, wait, 'the suspension', moment.at, moment).at,
    });
  };

const moneyHeldBack =
  (reason: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const seat = seatOf(pilot, moment.as.seat ?? '');
    if (seat === undefined) return [];
    const ground = newGround(pilot);
    return [fact('money-suspended', { ground, seat: seat.id, reason }), reviewOwed(ground, seat, moment)];
  };

const suspendedBy = { coordinator: suspendedByTheCoordinator, funder: moneyHeldBack };

export const suspend = command({
  name: 'suspend',
  label: 'Suspend the pilot',
  describe:
    'Stops every clock and every decision until the ground is lifted by who set it. The approving body reviews its suspension after 90 days; the coordinator alone suspends for 14 days, not twice in a row. A funder suspends its own money only, which blocks its tranches.',
  by: ['approving_body', 'coordinator', 'funder'],
  in: suspendableSteps,
  body: Shape({ reason: Reason }),
  offered: (pilot, as) => !isSuspended(pilot) && notSuspendable(pilot, as) === null,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { role } = given.as;
    const by = role === 'coordinator' || role === 'funder' ? suspendedBy[role] : suspendedByTheBody;
    return notSuspendable(pilot, given.as) ?? inOrder(pilot, moment, by(given.body.reason, moment));
  },
});
