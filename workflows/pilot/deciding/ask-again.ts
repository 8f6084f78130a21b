import { isRefusal } from '../../decider';
import { askedNow } from '../../decisions/outcome';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { owedAbout, voided } from '../obligations/open';
import { asOpened } from '../programme';
import { ends, steps } from '../state';
import { openDecision } from './answering';
import { newTimes, wayOutFound } from './moving';
import { openDecisions, turnOf } from './open';

export const askAgain = command({
  name: 'ask-again',
  label: 'Ask again',
  describe:
    'Puts an undecided question again to the same seats, with its full time. The positions taken before are history.',
  by: ['coordinator'],
  in: [...steps, ...ends],
  body: Shape({ decision: Id, reason: Reason }),
  offered: (pilot) => openDecisions(pilot).some(({ outcome }) => outcome === 'undecided'),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { decision: id, reason } = given.body;
    const decision = openDecision(pilot, id);
    if (isRefusal(decision)) return decision;
    if (decision.outcome !== 'undecided')
      return refuse('not-now', 'The decision is still within its time: wait for it, or extend it.');
    const turn = turnOf(
      decision,
      askedNow(decision),
      'the question was put again',
      asOpened(pilot, decision),
      moment,
    );
    return inOrder(
      pilot,
      moment,
      owedAbout(pilot, id, 'position').map((open) => voided(open, 'The question is put again.')),
      fact('decision-asked-again', { decision: id, reason, ...newTimes(pilot, id, turn.closes, moment) }),
      turn.owed,
      wayOutFound(id),
    );
  },
});
