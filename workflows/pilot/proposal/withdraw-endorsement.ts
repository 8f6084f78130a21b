import { isOpen } from '../../decisions/decision';
import { Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf, type Standing } from '../command';
import { countrySuspended } from '../countries/suspend-country';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { fundingAnew } from '../funding/anew';
import { openObligations, voided } from '../obligations/open';
import { seatOf } from '../seats/held';
import { fundingSteps, implementationSteps, type Obligation, type Pilot } from '../state';
import { roundChoice } from '../steps';
import { backToRevision } from './revision';

/** The country whose endorsement this seat may withdraw; null where it has given none. */
const endorsedCountry = (pilot: Pilot, { seat }: Standing): string | null => {
  const country = seatOf(pilot, seat ?? '')?.country ?? null;
  return pilot.endorsements.some((given) => given.country === country) ? country : null;
};

/** What is owed for a step alone, and for none after it. */
const ofAnyStep: readonly Obligation['kind'][] = ['step', 'comment', 'question'];

/** What is open of the present step: its own, the answers to its questions, and the calls about them. */
const ofTheStep = (pilot: Pilot): readonly Obligation[] => {
  const asked = pilot.decisions.filter((each) => isOpen(each) && each.kind !== 'act').map(({ id }) => id);
  const open = openObligations(pilot);
  const waiting = open.filter(({ kind, subject }) => ofAnyStep.includes(kind) || asked.includes(subject));
  const subjects = [...asked, ...waiting.map(({ id }) => id)];
  const calls = open.filter(({ kind, subject }) => kind === 'last_resort' && subjects.includes(subject));
  return [...new Set([...waiting, ...calls])];
};

export const withdrawEndorsement = command({
  name: 'withdraw-endorsement',
  label: 'Withdraw the endorsement',
  describe:
    'A host government takes back the endorsement of its country, with a reason. Before the agreement is effective the proposal goes back to revision, and it counts as a round: approvals and signatures fall, contributions have to be confirmed again, what was received stays held. Later the part of the country is suspended, and the approving body decides.',
  by: ['host_government'],
  in: [
    'proposal.endorsement',
    'proposal.concept_review',
    'consultation.convened',
    'consultation.open',
    'consultation.response',
    'consultation.clearance',
    ...fundingSteps,
    ...implementationSteps,
  ],
  ownSeat: true,
  body: Shape({ reason: Reason }),
  offered: (pilot, as) => endorsedCountry(pilot, as) !== null,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { reason } = given.body;
    const country = endorsedCountry(pilot, given.as);
    if (country === null || given.as.seat === null)
      return refuse(
        'not-now',
        'Your country has not endorsed the proposal, or has withdrawn its endorsement.',
      );
    if (pilot.funding.effectiveAt !== null)
      return inOrder(pilot, moment, countrySuspended({ country, seat: given.as.seat, reason }, moment));
    const chosen: Part = roundChoice(pilot) === null ? backToRevision(reason, moment) : [];
    return inOrder(
      pilot,
      moment,
      ofTheStep(pilot).map((owed) => voided(owed, `${country} has withdrawn its endorsement.`)),
      fact('endorsement-withdrawn', { seat: given.as.seat, country, reason }),
      fundingAnew(`${country} has withdrawn its endorsement.`),
      chosen,
    );
  },
});
