import type { Outcome } from '../../decisions/decision';
import type { Moment } from '../command';
import type { Part } from '../course';
import { putQuestion } from '../deciding/open';
import { endAs } from '../ends/end';
import { fact } from '../events';
import { met, owedAbout } from '../obligations/open';
import { filledSeats } from '../seats/held';
import type { Pilot } from '../state';
import { moveTo } from '../steps';
import { confirmedTotals } from './coverage';
import { backToMix } from './mix';
import { toSignature } from './signature';

/** Asks the approving body for its decision on the full proposal (lifecycle.md section 3). */
export const appraisalAsked =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    putQuestion(
      {
        kind: 'appraisal',
        subject: 'the full proposal and its funding',
        seats: filledSeats(pilot, 'approving_body'),
        holdsStep: true,
      },
      moment,
    );

/** Opens the appraisal. */
export const toAppraisal = (moment: Moment): Part => [moveTo('funding.appraisal'), appraisalAsked(moment)];

/** The approval with the totals that it was given for; the clock from concept to approval is met. */
export const fundingApproved =
  ({ directory }: Moment) =>
  (pilot: Pilot): Part => [
    fact('funding-approved', {
      totals: confirmedTotals(pilot, directory) ?? { cash: '0', in_kind: '0', parallel: '0' },
    }),
    owedAbout(pilot, 'appraisal', 'clock').map((clock) => met(clock)),
  ];

/** approved → signature · returned → mix · refused → rejected (lifecycle.md section 2, funding). */
export const appraisalDecided = (
  outcome: Exclude<Outcome, 'undecided'>,
  reason: string | null,
  moment: Moment,
): Part => {
  switch (outcome) {
    case 'approved':
      return [fundingApproved(moment), toSignature(moment)];
    case 'returned':
      return backToMix(reason ?? '', 'the return', moment);
    case 'refused':
      return endAs('rejected', reason ?? '', moment);
  }
};
