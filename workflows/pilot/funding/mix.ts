import type { Moment } from '../command';
import type { Part } from '../course';
import { owingSeat } from '../seats/held';
import type { Pilot } from '../state';
import { lastResortSentence, moveTo, stepOwed } from '../steps';

/** What the proponent owes once the proposal is cleared: a funding mix (lifecycle.md section 2). */
export const mixOwed =
  (moment: Moment, event = 'the clearance') =>
  (pilot: Pilot): Part =>
    stepOwed(
      {
        step: 'funding.mix',
        owner: owingSeat(pilot, 'proponent'),
        label: 'Bring the contributions together, each confirmed by its contributor',
        wait: 'mix',
        event,
        otherwise: lastResortSentence,
        endsIn: 'last-resort',
      },
      moment,
    );

/** Opens the funding mix. */
export const toMix = (moment: Moment): Part => [moveTo('funding.mix'), mixOwed(moment)];
