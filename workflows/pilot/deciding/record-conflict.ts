import { isRefusal } from '../../decider';
import { standingPosition } from '../../decisions/outcome';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { ends, steps } from '../state';
import { answered, openDecision } from './answering';
import { openDecisions } from './open';

export const recordConflict = command({
  name: 'record-conflict',
  label: 'Record a conflict of interest',
  describe: 'Takes a seat with a conflict out of a decision, as if it had recused itself.',
  by: ['coordinator'],
  in: [...steps, ...ends],
  body: Shape({ decision: Id, seat: Id, reason: Reason }),
  offered: (pilot) =>
    openDecisions(pilot).some(({ asked }) => asked.some(({ mayNotAbstain }) => !mayNotAbstain)),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { decision: id, seat, reason } = given.body;
    const decision = openDecision(pilot, id);
    if (isRefusal(decision)) return decision;
    const asked = decision.asked.find((each) => each.seat === seat);
    if (asked === undefined)
      return refuse('not-asked', `The seat “${seat}” is not asked in the decision on ${decision.subject}.`);
    if (asked.mayNotAbstain)
      return refuse('must-answer', 'A host government cannot be taken out of its own endorsement.');
    if (standingPosition(decision, seat)?.position === 'recuse')
      return refuse('same-position', 'The seat has recused itself already.');
    const recusal = { position: 'recuse', text: reason, conditions: [], carriedFrom: null } as const;
    return inOrder(pilot, moment, answered({ decision: id, asked, ...recusal }, moment));
  },
});
