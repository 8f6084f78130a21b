import { isRefusal } from '../../decider';
import { quorumMissing } from '../../decisions/quorum';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, everySeat, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { inquorateAccepted } from '../consultation/inquorate';
import { decisionOf } from '../deciding/open';
import { settle } from '../deciding/resolve';
import { fact } from '../events';
import { conditionsSettled } from '../funding/conditions';
import { smallerTotalAccepted } from '../funding/replacement';
import { toEndorsement } from '../proposal/endorsement';
import { seatOf } from '../seats/held';
import { type Obligation, type Pilot, steps } from '../state';
import { openObligation } from './extend-obligation';
import { openObligations, resortsEnded } from './open';

const notWaivable = (why: string): Part => refuse('not-waivable', why);

/** A seat whose position is waived is asked no more; the question has to remain one that can be decided. */
const positionWaived = (
  pilot: Pilot,
  { subject, owner }: Obligation,
  reason: string,
  moment: Moment,
): Part => {
  const decision = decisionOf(pilot, subject);
  const asked = decision?.asked.filter(({ seat }) => seat !== owner) ?? [];
  if (decision?.asked.some(({ seat, veto }) => seat === owner && veto) !== false)
    return refuse('veto-stands', 'The answer of a country that has a veto cannot be waived.');
  const missing = quorumMissing({ rule: decision.rule, asked });
  return missing === null
    ? [fact('seat-released', { decision: subject, seat: owner, reason }), settle(subject, moment)]
    : refuse('quorum-impossible', `Without this seat nobody could decide. What is missing: ${missing}.`);
};

/** What goes on without what was owed. */
const withoutIt = (pilot: Pilot, obligation: Obligation, reason: string, moment: Moment): Part => {
  const { kind, subject } = obligation;
  if (kind === 'condition' || kind === 'carried') return conditionsSettled(moment);
  if (kind === 'position') return positionWaived(pilot, obligation, reason, moment);
  if (kind === 'replacement') return smallerTotalAccepted(obligation, reason, moment);
  if (subject === 'proposal.screening') return toEndorsement(moment);
  if (kind === 'comment') return notWaivable('The consultation goes on without it: its window closes.');
  if (subject === 'consultation.open' && pilot.consultation.present?.inquorate === true)
    return inquorateAccepted(reason, moment);
  return notWaivable(
    'The pilot cannot go on without this: extend it, replace the seat that owes it, or end the pilot.',
  );
};

/** Was the condition set by this seat, or by the approving body that now acts? */
const setByCaller = (pilot: Pilot, { kind, setBy }: Obligation, { as }: Pick<Moment, 'as'>): boolean =>
  kind === 'condition' &&
  setBy !== null &&
  (setBy === as.seat || (as.role === 'approving_body' && seatOf(pilot, setBy)?.kind === 'approving_body'));

export const waiveObligation = command({
  name: 'waive-obligation',
  label: 'Waive what is owed',
  describe:
    'A condition is waived by the seat that set it. The approving body waives a screening, the quorum of a consultation that was without it twice, the position of a seat without a veto, what was taken over, and, by accepting the smaller total, a contribution that was not replaced in time.',
  by: ['approving_body', ...everySeat.filter((kind) => kind !== 'approving_body')],
  in: steps,
  body: Shape({ obligation: Id, reason: Reason }),
  offered: (pilot, as, _directory, at) =>
    openObligations(pilot).some(
      (owed) =>
        setByCaller(pilot, owed, { as }) ||
        (as.role === 'approving_body' && (owed.kind === 'position' || owed.kind === 'carried')) ||
        (as.role === 'approving_body' && owed.kind === 'replacement' && (owed.due.at ?? at) <= at) ||
        (as.role === 'approving_body' && owed.subject === 'proposal.screening') ||
        (as.role === 'approving_body' &&
          owed.subject === 'consultation.open' &&
          pilot.consultation.present?.inquorate === true),
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { obligation: id, reason } = given.body;
    const obligation = openObligation(pilot, id);
    if (isRefusal(obligation)) return obligation;
    const ofTheBody = given.as.role === 'approving_body' && obligation.kind !== 'condition';
    if (!ofTheBody && !setByCaller(pilot, obligation, given))
      return refuse(
        'not-your-seat',
        obligation.kind === 'condition'
          ? 'A condition is waived by the seat that set it.'
          : 'Only the approving body may waive this.',
      );
    return inOrder(
      pilot,
      moment,
      fact('obligation-waived', { obligation: id, reason }),
      resortsEnded(id, 'met', 'What was overdue was waived.'),
      withoutIt(pilot, obligation, reason, moment),
    );
  },
});
