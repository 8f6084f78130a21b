import { isRefusal, type Refusal } from '../../decider';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { windowFollows } from '../consultation/window';
import { closesWithTheLatest } from '../deciding/moving';
import { signaturesFollow } from '../funding/signatures-follow';
import { ends, type Obligation, type ObligationKind, type Pilot, steps } from '../state';
import { extended, ExtensionFields } from './extension';
import { openObligations, resortsEnded } from './open';
import { moveDue } from './owe';

/** The open obligation of this id, or why there is none. */
export const openObligation = (pilot: Pilot, id: string): Obligation | Refusal =>
  openObligations(pilot).find((owed) => owed.id === id) ??
  refuse('unknown-obligation', `Nothing is owed under the id “${id}”, or it is done.`);

/** These move by acts of their own. */
const neverExtended: readonly ObligationKind[] = ['last_resort', 'suspension'];

/** What an extension of this obligation leads to, or why it cannot be had (lifecycle.md section 4, Extend). */
export const extensionOf = (
  pilot: Pilot,
  id: string,
  extension: Parameters<typeof extended>[1],
  moment: Moment,
): Part => {
  const obligation = openObligation(pilot, id);
  if (isRefusal(obligation)) return obligation;
  if (obligation.kind === 'last_resort')
    return refuse(
      'not-extendable',
      'The approving body was called: it extends what is overdue, not the call.',
    );
  if (obligation.kind === 'suspension')
    return refuse('not-extendable', 'The review of a suspension moves when the suspension is extended.');
  const due = extended(obligation, extension, moment);
  if (isRefusal(due)) return due;
  return [
    moveDue(pilot, obligation, due, extension.reason, moment),
    resortsEnded(id, 'met', 'The due date was extended.'),
    obligation.kind === 'position' ? closesWithTheLatest(obligation.subject, extension.reason, moment) : [],
    obligation.subject === 'funding.signature'
      ? signaturesFollow(due.expression, extension.reason, moment)
      : [],
    obligation.kind === 'comment' ? windowFollows('longer', extension.reason, moment) : [],
  ];
};

export const extendObligation = command({
  name: 'extend-obligation',
  label: 'Extend a due date',
  describe:
    'Makes a due date later, never earlier. The coordinator extends a clock without lapse by at most its own length in all; anything more and every clock that lapses is for the approving body.',
  by: ['coordinator', 'approving_body'],
  in: [...steps, ...ends],
  body: Shape({ obligation: Id, ...ExtensionFields, reason: Reason }),
  offered: (pilot, { role }) =>
    openObligations(pilot).some(
      ({ kind, endsIn }) => !neverExtended.includes(kind) && (role !== 'coordinator' || endsIn !== 'lapse'),
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { obligation: id, ...extension } = given.body;
    return inOrder(pilot, moment, extensionOf(pilot, id, extension, moment));
  },
});
