import type { Outcome } from '../../decisions/decision';
import type { Moment } from '../command';
import { conceptClockStarted, convenedOwed } from '../consultation/convened';
import type { Part } from '../course';
import { putQuestion } from '../deciding/open';
import { endAs } from '../ends/end';
import { filledSeats } from '../seats/held';
import type { Pilot } from '../state';
import { moveTo } from '../steps';
import { backToRevision } from './revision';

/** Asks the approving body for its decision on the concept, due in its own working days (lifecycle.md section 3). */
export const conceptAsked =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    putQuestion(
      {
        kind: 'concept',
        subject: 'the concept',
        seats: filledSeats(pilot, 'approving_body'),
        holdsStep: true,
      },
      moment,
    );

/** Opens concept review. */
export const toConceptReview = (moment: Moment): Part => [
  moveTo('proposal.concept_review'),
  conceptAsked(moment),
];

/** approved → consultation · returned → revision · refused → rejected (lifecycle.md section 2). */
export const conceptDecided = (
  outcome: Exclude<Outcome, 'undecided'>,
  reason: string | null,
  moment: Moment,
): Part => {
  switch (outcome) {
    case 'approved':
      return [moveTo('consultation.convened'), convenedOwed(moment), conceptClockStarted(moment)];
    case 'returned':
      return backToRevision(reason ?? '', moment);
    case 'refused':
      return endAs('rejected', reason ?? '', moment);
  }
};
