import { isRefusal } from '../../decider';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { owedAbout } from '../obligations/open';
import { dueOf, owe } from '../obligations/owe';
import { waitOf } from '../programme';
import { owingSeats, seatOf } from '../seats/held';
import { type Obligation, type Pilot, steps } from '../state';
import { openDecision } from './answering';
import { againstVeto, OutcomeChosen } from './chosen';
import { wayOutFound } from './moving';
import { openDecisions } from './open';
import { resolve } from './resolve';

/** Decisions of the approving body itself. */
const itsOwn: readonly string[] = ['concept', 'appraisal', 'act'];

/** The choice that the approving body owes in the place of the seats asked. */
const withTheBody = (pilot: Pilot, decision: string): readonly Obligation[] =>
  owedAbout(pilot, decision, 'choice').filter(({ owner }) => seatOf(pilot, owner)?.kind === 'approving_body');

export const referDecision = command({
  name: 'refer-decision',
  label: 'Refer to the approving body',
  describe: 'Asks the approving body to decide an undecided question in the place of the seats asked.',
  by: ['coordinator'],
  in: steps,
  body: Shape({ decision: Id, reason: Reason }),
  offered: (pilot) =>
    openDecisions(pilot).some(({ outcome, kind }) => outcome === 'undecided' && !itsOwn.includes(kind)),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { decision: id, reason } = given.body;
    const decision = openDecision(pilot, id);
    if (isRefusal(decision)) return decision;
    if (itsOwn.includes(decision.kind))
      return refuse('not-referable', 'The approving body is asked in this decision itself.');
    if (decision.outcome !== 'undecided')
      return refuse('not-now', 'The decision is still within its time: wait for it, or extend it.');
    if (withTheBody(pilot, id).length > 0)
      return refuse('not-referable', 'The decision is with the approving body already.');
    const wait = waitOf(pilot, 'act', directory);
    return inOrder(
      pilot,
      moment,
      fact('decision-referred', { decision: id, reason }),
      wayOutFound(id),
      owingSeats(pilot, 'approving_body').map((owner) =>
        owe(moment, {
          kind: 'choice',
          subject: id,
          label: `Decide on ${decision.subject} in the place of the seats asked`,
          owner,
          due: dueOf(owner, wait, 'the referral', moment.at, moment),
          otherwise: 'Coordinator and proponent are told that the approving body is late.',
        }),
      ),
    );
  },
});

export const decideReferred = command({
  name: 'decide-referred',
  label: 'Decide in the place of the seats asked',
  describe:
    'The approving body decides a question that was referred to it, with a reason, but never against a veto.',
  by: ['approving_body'],
  in: steps,
  body: Shape({
    decision: Id,
    outcome: OutcomeChosen,
    reason: Reason,
  }),
  offered: (pilot) => openDecisions(pilot).some(({ id }) => withTheBody(pilot, id).length > 0),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { decision: id, outcome, reason } = given.body;
    const decision = openDecision(pilot, id);
    if (isRefusal(decision)) return decision;
    if (withTheBody(pilot, id).length === 0)
      return refuse('not-now', 'This decision was not referred to the approving body.');
    return (
      againstVeto(decision, outcome) ??
      inOrder(pilot, moment, resolve(id, { outcome, by: 'approving_body', reason }, moment))
    );
  },
});
