import type { Moment } from '../command';
import type { Part } from '../course';
import { owingSeat } from '../seats/held';
import type { Pilot } from '../state';
import { lastResortSentence, moveTo, stepOwed } from '../steps';

/** What the proponent owes in the mix: contributions that come to what is required (lifecycle.md section 2, funding). */
export const mixOwed =
  (moment: Moment, event = 'the clearance') =>
  (pilot: Pilot): Part =>
    stepOwed(
      {
        step: 'funding.mix',
        owner: owingSeat(pilot, 'proponent'),
        label: 'Find the contributions that are required, each confirmed by letter',
        wait: 'mix',
        event,
        otherwise: lastResortSentence,
        endsIn: 'last-resort',
      },
      moment,
    );

/** Opens the funding mix. */
export const toMix = (moment: Moment): Part => [moveTo('funding.mix'), mixOwed(moment)];

/** Back to the mix, with its full time. */
export const backToMix = (reason: string, event: string, moment: Moment): Part => [
  moveTo('funding.mix', reason),
  mixOwed(moment, event),
];
