import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { endReached, fundsClosed } from '../funding/closing';
import { dueOf } from '../obligations/owe';
import { waitOf } from '../programme';
import { owingSeat } from '../seats/held';
import { type End, type Pilot, type Step, steps } from '../state';

/** The ends that the approving body may take back, once (lifecycle.md section 2, Ends). */
export const reopenable: readonly End[] = ['rejected', 'withdrawn', 'lapsed'];

/** The step at which a pilot stands, or that it left when it ended. */
export const stepOf = ({ status, end }: Pick<Pilot, 'status' | 'end'>): Step => {
  const step = end?.left ?? steps.find((each) => each === status);
  if (step === undefined) throw new Error(`No step: ${status}`);
  return step;
};

/**
 * Ends a pilot: what is open becomes void, the reopening window begins where there is one, and what was not spent is
 * owed back. After money was disbursed or goods delivered every end is a termination (lifecycle.md section 2, Ends).
 */
export const endAs =
  (wanted: End, reason: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const window = dueOf(
      owingSeat(pilot, 'coordinator'),
      waitOf(pilot, 'reopening', moment.directory),
      'the end',
      moment.at,
      moment,
    );
    const end = endReached(pilot, wanted);
    const ended = fact('pilot-ended', {
      end,
      left: stepOf(pilot),
      reason,
      reopenableUntil: reopenable.includes(end) && !pilot.reopened ? window.at : null,
    });
    return [ended, fundsClosed(moment)];
  };
