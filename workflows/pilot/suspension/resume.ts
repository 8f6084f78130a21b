import { Type } from '@sinclair/typebox';

import { isRefusal, type Refusal } from '../../decider';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf, type Standing } from '../command';
import { inOrder } from '../course';
import { openObligation } from '../obligations/extend-obligation';
import { owedAbout } from '../obligations/open';
import { moveDue } from '../obligations/owe';
import { fact } from '../events';
import { presentSeat, seatOf } from '../seats/held';
import type { ObligationKind, Pilot } from '../state';
import type { Ground } from './ground';
import { lifted } from './lifting';
import { passedMeanwhile } from './resumption';
import { reviewDue, suspendedByTheBody } from './suspend';
import { isSuspended, standingGrounds, suspendableSteps } from './suspension';

/** The ground that this seat, or one before it in its place, has set: nobody else lifts it. */
const ownGround = (pilot: Pilot, { role, seat }: Pick<Standing, 'role' | 'seat'>): Ground | undefined =>
  standingGrounds(pilot).find(
    (ground) =>
      ground.by === role && (role !== 'funder' || presentSeat(pilot, ground.seat ?? '')?.id === seat),
  );

const notYours = (pilot: Pilot): Refusal =>
  standingGrounds(pilot).length === 0
    ? refuse('not-now', 'Nothing is suspended.')
    : refuse(
        'not-your-seat',
        'Each ground of a suspension is lifted by who set it, and this one is not yours.',
      );

/** What the pilot cannot go on without is not waived by the way. */
const neverWaived: readonly ObligationKind[] = [
  'step',
  'position',
  'undecided',
  'choice',
  'last_resort',
  'clock',
  'suspension',
];

const notWaived = (pilot: Pilot, ids: readonly string[], moment: Moment): Refusal | null => {
  if (ids.length > 0 && moment.as.role !== 'approving_body')
    return refuse(
      'not-waivable',
      'Only the approving body waives with the resumption what has passed meanwhile.',
    );
  for (const id of ids) {
    const owed = openObligation(pilot, id);
    if (isRefusal(owed)) return owed;
    if (neverWaived.includes(owed.kind) || !passedMeanwhile(pilot, owed, moment))
      return refuse(
        'not-waivable',
        `“${owed.label}” is not a fixed date that has passed during the suspension: it gets its time back.`,
      );
  }
  return null;
};

export const resume = command({
  name: 'resume',
  label: 'Resume the pilot',
  describe:
    'Lifts the ground that your seat has set. When no ground is left, every clock gets back what was left of it, at 17:00; fixed dates that have passed fall due 14 days later, unless they are waived here.',
  by: ['approving_body', 'coordinator', 'funder'],
  in: suspendableSteps,
  body: Shape({
    reason: Type.Optional(Reason),
    waive: Type.Optional(
      Type.Array(Id, {
        maxItems: 100,
        uniqueItems: true,
        description:
          'Obligations whose fixed or yearly date passed during the suspension, and which are waived.',
      }),
    ),
  }),
  offered: (pilot, as) => ownGround(pilot, as) !== undefined,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { reason = 'The ground is gone.', waive = [] } = given.body;
    const ground = ownGround(pilot, given.as);
    if (ground === undefined) return notYours(pilot);
    return notWaived(pilot, waive, moment) ?? inOrder(pilot, moment, lifted(ground, reason, moment, waive));
  },
});

export const extendSuspension = command({
  name: 'extend-suspension',
  label: 'Extend the suspension',
  describe:
    'The approving body, or a funder for its money, keeps the suspension up and reviews it again later. Over a suspension by the coordinator alone the approving body puts its own.',
  by: ['approving_body', 'funder'],
  in: suspendableSteps,
  body: Shape({ reason: Reason }),
  offered: (pilot, as) =>
    ownGround(pilot, as) !== undefined || (as.role === 'approving_body' && isSuspended(pilot)),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { reason } = given.body;
    const ground = ownGround(pilot, given.as);
    if (ground === undefined)
      return given.as.role === 'approving_body' && isSuspended(pilot)
        ? inOrder(pilot, moment, suspendedByTheBody(reason, moment))
        : notYours(pilot);
    return inOrder(
      pilot,
      moment,
      fact('suspension-extended', { ground: ground.id, reason }),
      owedAbout(pilot, ground.id, 'suspension').map((review) => {
        const owner = seatOf(pilot, review.owner);
        if (owner === undefined) return [];
        const due = reviewDue(pilot, owner, 'the extension of the suspension', moment);
        return moveDue(pilot, review, due, reason, moment);
      }),
    );
  },
});
