import { Shape } from '../../fields';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { consultationDue } from '../consultation/due';
import { disputesDue, waitsForDispute } from '../deciding/disputes';
import { openDecisions } from '../deciding/open';
import { settle } from '../deciding/resolve';
import { fact } from '../events';
import { pledgesExpired } from '../funding/loss';
import { ends, type Pilot, steps } from '../state';
import { suspensionsOver } from '../suspension/lifting';
import { isSuspended } from '../suspension/suspension';
import { lapsesDue } from './lapsing';
import { lastResortsDue } from './last-resort';
import { remindersDue } from './reminding';

const closingsDue =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    openDecisions(pilot)
      .filter(
        (decision) => decision.outcome === null && decision.closes <= moment.at && !waitsForDispute(decision),
      )
      .map(({ id }) => settle(id, moment));

const reopeningOver =
  ({ at }: Moment) =>
  ({ end }: Pilot): Part =>
    end?.reopenableUntil != null && !end.final && end.reopenableUntil <= at ? fact('pilot-settled', {}) : [];

/** Nothing fires but the suspension's own review (lifecycle.md section 2, Suspension). */
const unlessSuspended =
  (...parts: readonly Part[]) =>
  (pilot: Pilot): Part =>
    isSuspended(pilot) ? [] : parts;

/**
 * What the clock brings about. It may find nothing to do: then it was faster than an act that made it needless,
 * and is accepted without an event. After it the next wake-up is strictly later, or none.
 */
export const tick = command({
  name: 'tick',
  label: 'Let the clock act',
  describe:
    'Given by the clock alone: closes decisions and the time to strike a position, opens and closes consultations, lets pledges expire, gives reminders, calls the approving body, lapses what has run out.',
  by: ['clock'],
  in: [...steps, ...ends],
  body: Shape({}),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    return inOrder(
      pilot,
      moment,
      suspensionsOver(moment),
      unlessSuspended(
        disputesDue(moment),
        closingsDue(moment),
        consultationDue(moment),
        pledgesExpired(moment),
        lapsesDue(moment),
        lastResortsDue(moment),
      ),
      remindersDue(moment),
      reopeningOver(moment),
    );
  },
});
