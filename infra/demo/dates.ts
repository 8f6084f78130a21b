import { DateTime } from 'luxon';
import type { Day } from '../../workflows/decider';
import type { Activity } from './activity';
import { isComplete } from './mapping';

/** A day so many years later; 29 February becomes the 28th where the year has none. */
export const yearsLater = (day: Day, years: number): Day =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ years }).toFormat('yyyy-MM-dd');

/** A day so many months earlier; the last of the month where it has no such day. */
export const monthsEarlier = (day: Day, months: number): Day =>
  DateTime.fromISO(day, { zone: 'utc' }).minus({ months }).toFormat('yyyy-MM-dd');

/**
 * By how many whole years the past planned dates of the complete activities of a file are moved: one number
 * for all of them, the smallest with which each of them starts after `today`. 0 when none is past.
 */
export const yearsToMove = (activities: readonly Activity[], today: Day): number => {
  const past = activities
    .filter(isComplete)
    .map(({ dates }) => dates.plannedStart)
    .filter((start) => start !== undefined)
    .filter((start) => start <= today);
  let years = 0;
  while (past.some((start) => yearsLater(start, years) <= today)) years += 1;
  return years;
};
