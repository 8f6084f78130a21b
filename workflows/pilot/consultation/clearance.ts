import type { Outcome } from '../../decisions/decision';
import type { Moment } from '../command';
import type { Part } from '../course';
import { putQuestion } from '../deciding/open';
import { endAs } from '../ends/end';
import { toMix } from '../funding/mix';
import { backToRevision } from '../proposal/revision';
import { filledSeats } from '../seats/held';
import type { Pilot } from '../state';
import { moveTo } from '../steps';

/** Asks for clearance by the programme's rule; what the proponent says is not counted (lifecycle.md section 3). */
export const clearanceAsked =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    putQuestion(
      {
        kind: 'clearance',
        subject: 'the clearance of the proposal',
        seats: filledSeats(pilot, 'host_government', 'reviewer'),
        holdsStep: true,
      },
      moment,
    );

/** Opens clearance. */
export const toClearance = (moment: Moment): Part => [
  moveTo('consultation.clearance'),
  clearanceAsked(moment),
];

/** approved → funding · returned → revision · refused → rejected (lifecycle.md section 2). */
export const clearanceDecided = (
  outcome: Exclude<Outcome, 'undecided'>,
  reason: string | null,
  moment: Moment,
): Part => {
  switch (outcome) {
    case 'approved':
      return toMix(moment);
    case 'returned':
      return backToRevision(reason ?? '', moment);
    case 'refused':
      return endAs('rejected', reason ?? '', moment);
  }
};
