import { isRefusal, type Refusal } from '../../decider';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { windowFollows } from '../consultation/window';
import { closesWithTheLatest } from '../deciding/moving';
import { ends, type Obligation, type Pilot, steps } from '../state';
import { extended, ExtensionFields } from './extension';
import { openObligations, resortsEnded } from './open';
import { moveDue } from './owe';

/** The open obligation of this id, or why there is none. */
export const openObligation = (pilot: Pilot, id: string): Obligation | Refusal =>
  openObligations(pilot).find((owed) => owed.id === id) ??
  refuse('unknown-obligation', `Nothing is owed under the id “${id}”, or it is done.`);

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
      ({ kind, endsIn }) => kind !== 'last_resort' && (role !== 'coordinator' || endsIn !== 'lapse'),
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { obligation: id, ...extension } = given.body;
    const obligation = openObligation(pilot, id);
    if (isRefusal(obligation)) return obligation;
    if (obligation.kind === 'last_resort')
      return refuse(
        'not-extendable',
        'The approving body was called: it extends what is overdue, not the call.',
      );
    const due = extended(obligation, extension, moment);
    if (isRefusal(due)) return due;
    return inOrder(
      pilot,
      moment,
      moveDue(pilot, obligation, due, extension.reason, moment),
      resortsEnded(id, 'met', 'The due date was extended.'),
      obligation.kind === 'position' ? closesWithTheLatest(obligation.subject, extension.reason, moment) : [],
      obligation.kind === 'comment' ? windowFollows('longer', extension.reason, moment) : [],
    );
  },
});
