import type { ProposalField } from '../proposal/form';
import type { Pilot, Proposal, Status } from '../state';
import { isOpen } from '../../decisions/decision';
import { consultationEnded, consultationsAt } from './consultation';
import type { Foldings } from './folding';

/** A step that was left and is opened again is the same round, not another one. */
const sameRound: readonly (Status | null)[] = ['lapsed', 'withdrawn'];

const withoutFields = (proposal: Proposal, fields: readonly ProposalField[]): Proposal => ({
  title: proposal.title,
  ...Object.fromEntries(
    Object.entries(proposal).filter(([field]) => !fields.some((emptied) => emptied === field)),
  ),
});

const entered = (pilot: Pilot, from: Status | null, to: Status): Pilot['rounds'] =>
  to === 'proposal.revision' && !sameRound.includes(from)
    ? { ...pilot.rounds, used: pilot.rounds.used + 1 }
    : pilot.rounds;

/** What happens to the proposal and to the step. */
export const proposalFoldings: Foldings<
  | 'proposal-revised'
  | 'proposal-submitted'
  | 'screening-accepted'
  | 'proposal-returned'
  | 'round-granted'
  | 'step-entered'
  | 'endorsement-withdrawn'
> = {
  'proposal-revised': (pilot, { changes, emptied }) => ({
    ...pilot,
    proposal: { ...withoutFields(pilot.proposal, emptied), ...changes },
    // What was extended was the end that the proposal named before.
    plannedEnd: changes.plannedEnd === undefined && !emptied.includes('plannedEnd') ? pilot.plannedEnd : null,
  }),
  'proposal-submitted': (pilot) => ({ ...pilot, submitted: true }),
  'screening-accepted': (pilot) => pilot,
  'proposal-returned': (pilot) => pilot,
  'round-granted': (pilot) => ({
    ...pilot,
    rounds: { ...pilot.rounds, allowed: pilot.rounds.allowed + 1 },
  }),
  'step-entered': (pilot, { from, to }, { occurredAt }) => ({
    ...pilot,
    status: to,
    since: occurredAt,
    rounds: entered(pilot, from, to),
    consultation: consultationsAt(pilot, to),
  }),
  'endorsement-withdrawn': (pilot, { country, reason }, { occurredAt }) =>
    consultationEnded(
      {
        ...pilot,
        endorsements: pilot.endorsements.filter((given) => given.country !== country),
        // What was approved and signed was the proposal that goes back.
        funding: { ...pilot.funding, approved: null, signedAt: null, precedents: [] },
        decisions: pilot.decisions.map((decision) =>
          isOpen(decision) && decision.kind !== 'act' ? { ...decision, voided: occurredAt } : decision,
        ),
      },
      reason,
      occurredAt,
    ),
};
