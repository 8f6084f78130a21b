import { isRefusal } from '../../decider';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { ExtensionFields, extended } from '../obligations/extension';
import { owedAbout } from '../obligations/open';
import { moveDue } from '../obligations/owe';
import { ends, steps } from '../state';
import { openDecision } from './answering';
import { closesWithTheLatest } from './moving';
import { openDecisions } from './open';

export const extendDecision = command({
  name: 'extend-decision',
  label: 'Extend a decision',
  describe:
    'Gives every seat that has not answered more time. The coordinator may add at most the length of the decision in all; more is for the approving body.',
  by: ['coordinator', 'approving_body'],
  in: [...steps, ...ends],
  body: Shape({ decision: Id, ...ExtensionFields, reason: Reason }),
  offered: (pilot) => openDecisions(pilot).length > 0,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { decision: id, ...extension } = given.body;
    const decision = openDecision(pilot, id);
    if (isRefusal(decision)) return decision;
    const waiting = owedAbout(pilot, id, 'position');
    if (waiting.length === 0)
      return refuse('not-extendable', 'Every seat has answered: ask again, or refer the decision.');
    const moves = waiting.map((owed) => ({ owed, due: extended(owed, extension, moment) }));
    const refused = moves.map(({ due }) => due).find((due) => isRefusal(due));
    return (
      refused ??
      inOrder(
        pilot,
        moment,
        moves.map(({ owed, due }) =>
          isRefusal(due) ? [] : moveDue(pilot, owed, due, extension.reason, moment),
        ),
        closesWithTheLatest(id, extension.reason, moment),
      )
    );
  },
});
