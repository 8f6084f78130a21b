import { isRefusal } from '../../decider';
import { ruleNow } from '../../decisions/outcome';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, everySeat, momentOf } from '../command';
import { inOrder } from '../course';
import { presentSeat } from '../seats/held';
import { ends, type Pilot, steps } from '../state';
import { openDecision } from './answering';
import { againstVeto, OutcomeChosen } from './chosen';
import { openDecisions } from './open';
import { resolve } from './resolve';

type Question = ReturnType<typeof openDecisions>[number];

/** The seat that decides where consensus failed; undefined under every other rule. */
const chairOf = (pilot: Pilot, decision: Question) => {
  const rule = ruleNow(decision);
  return rule.rule === 'CONSENSUS_WITH_CHAIR' ? presentSeat(pilot, rule.chair) : undefined;
};

export const decideAsChair = command({
  name: 'decide-as-chair',
  label: 'Decide as the chair',
  describe:
    'Where not all agree before the closing time and the rule has a chair, the chair decides, with a reason, but never against a veto.',
  by: everySeat,
  in: [...steps, ...ends],
  ownSeat: true,
  body: Shape({ decision: Id, outcome: OutcomeChosen, reason: Reason }),
  offered: (pilot, { seat }) =>
    openDecisions(pilot).some(
      (decision) => decision.outcome === 'undecided' && chairOf(pilot, decision)?.id === seat,
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { decision: id, outcome, reason } = given.body;
    const decision = openDecision(pilot, id);
    if (isRefusal(decision)) return decision;
    const chair = chairOf(pilot, decision);
    if (chair === undefined) return refuse('not-now', 'The rule of this decision has no chair.');
    if (chair.id !== given.as.seat)
      return refuse('not-your-seat', `The chair decides, and that is the seat “${chair.id}”.`);
    if (decision.outcome !== 'undecided')
      return refuse('not-now', 'Until the closing time the seats asked may still agree.');
    return (
      againstVeto(decision, outcome) ??
      inOrder(pilot, moment, resolve(id, { outcome, by: 'chair', reason }, moment))
    );
  },
});
