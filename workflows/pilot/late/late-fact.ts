import { computeDue, waitDue } from '../../clocks/compute';
import { localDay } from '../../clocks/days';
import type { Due } from '../../clocks/due';
import { lapseInstant } from '../../clocks/lapse';
import { heldAt } from '../../clocks/held-on';
import type { Day, Instant, Refusal } from '../../decider';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import { calendarOfSeat, waitOf } from '../programme';
import { owingSeat, seatOf } from '../seats/held';
import type { Obligation, Pilot, Seat } from '../state';

/**
 * Why a fact cannot have been held on this day: it never lies in the future, by the calendar of who reports it, or
 * of the coordinator where that is no seat (lifecycle.md section 7). Null where it can.
 */
export const heldInFuture = (
  pilot: Pilot,
  heldOn: Day,
  { as, at, directory }: Moment,
  pointer = '/heldOn',
): Refusal | null => {
  const seat = seatOf(pilot, as.seat ?? '') ?? owingSeat(pilot, 'coordinator');
  const today = localDay(at, calendarOfSeat(seat, directory).timeZone);
  return heldOn <= today
    ? null
    : refuse('dates-contradict', 'A fact is reported when it has happened, not before.', {
        errors: [{ pointer, detail: `It has to be ${today} or earlier.` }],
      });
};

/** From when the clocks of a seat run that count from a fact: from the day it was held on, else from now. */
export const clocksFrom = (
  heldOn: Day | undefined,
  owner: Pick<Seat, 'organisation'>,
  { at, directory }: Pick<Moment, 'at' | 'directory'>,
): Instant => (heldOn === undefined ? at : heldAt(heldOn, calendarOfSeat(owner, directory)));

/**
 * The due date that a late fact, or a shared date, gives: a lapse that it moves never falls less than 30 days ahead
 * (lifecycle.md section 7). Everything that does not lapse falls due as computed.
 */
export const notSooner = (
  pilot: Pilot,
  { owner, endsIn }: Pick<Obligation, 'owner' | 'endsIn'>,
  due: Due,
  { at, directory }: Pick<Moment, 'at' | 'directory'>,
): Due => {
  if (endsIn !== 'lapse' || due.at === null) return due;
  const calendar = calendarOfSeat(seatOf(pilot, owner) ?? owingSeat(pilot, 'coordinator'), directory);
  const wait = waitOf(pilot, 'lapseAfterLateFact', directory);
  const least = waitDue(wait, 'the day on which this was reported', at, calendar);
  const lapse = lapseInstant(due, calendar);
  return least.at === null || lapse === null || lapse >= least.at
    ? due
    : computeDue({ kind: 'later_of', of: [due.expression, least.expression] }, calendar);
};
