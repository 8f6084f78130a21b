import { later } from '../../clocks/days';
import { isRefusal } from '../../decider';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { owedAbout, voided } from '../obligations/open';
import { dueOf } from '../obligations/owe';
import { waitOf } from '../programme';
import { seatOf } from '../seats/held';
import { ends, steps } from '../state';
import { openDecision } from './answering';
import { newTimes, wayOutFound } from './moving';
import { openDecisions, positionOwed, windowOf } from './open';

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
    const wait = waitOf(pilot, windowOf(decision.kind), directory);
    const owed = decision.asked.flatMap(({ seat: seatId }) => {
      const seat = seatOf(pilot, seatId);
      return seat === undefined
        ? []
        : [{ seat, due: dueOf(seat, wait, 'the question was put again', moment.at, moment) }];
    });
    const closes = owed.map(({ due }) => due.at).reduce(later);
    return inOrder(
      pilot,
      moment,
      owedAbout(pilot, id, 'position').map((open) => voided(open, 'The question is put again.')),
      fact('decision-asked-again', { decision: id, reason, ...newTimes(pilot, id, closes, moment) }),
      owed.map(({ seat, due }) => positionOwed(decision, seat, due, moment)),
      wayOutFound(id),
    );
  },
});
