import type { Moment } from '../command';
import type { Part } from '../course';
import { owingSeat } from '../seats/held';
import type { Pilot } from '../state';
import { lastResortSentence, moveTo, stepOwed } from '../steps';

/** What the proponent owes once the agreement is effective (lifecycle.md section 2, implementation). */
export const inceptionOwed =
  (moment: Moment, event = 'the agreement became effective') =>
  (pilot: Pilot): Part =>
    stepOwed(
      {
        step: 'implementation.inception',
        owner: owingSeat(pilot, 'proponent'),
        label: 'Hold the start workshop, and hand in the workplan with its milestones',
        wait: 'inception',
        event,
        otherwise: lastResortSentence,
        endsIn: 'last-resort',
      },
      moment,
    );

/** Opens implementation. */
export const toInception = (moment: Moment): Part => [
  moveTo('implementation.inception'),
  inceptionOwed(moment),
];
