import type { Day, Instant } from '../decider';
import { addDays, addMonths, daysBetween, later, localDay } from './days';
import type { Calendar, DueExpression } from './due';
import { addWorkingDays, eveningOf, workingDaysBetween } from './working-days';

/** The day that an expression gives, null while it is undated, and the holidays that were passed over. */
export interface DayReached {
  readonly day: Day | null;
  readonly holidays: readonly Day[];
}

/** What was left of a clock when it was stopped, in the clock's own unit. */
export type Left =
  | { readonly days: number }
  | { readonly months: number; readonly days: number }
  | { readonly workingDays: number };

/** Where a clock counts from and in what unit, below its extensions and earlier suspensions. */
const clockOf = (
  expression: DueExpression,
): { readonly from: Instant | null; readonly unit: 'days' | 'months' | 'workingDays' } => {
  switch (expression.kind) {
    case 'extended':
    case 'resumed':
      return clockOf(expression.base);
    case 'working':
      return { from: expression.from, unit: 'workingDays' };
    case 'after':
      return { from: expression.from, unit: 'months' in expression.length ? 'months' : 'days' };
    default:
      return { from: null, unit: 'days' };
  }
};

const monthsLeft = (from: Day, to: Day): number => {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months += 1;
  return months;
};

/** What was left from one day to another, in the unit of the clock. */
const leftOf = (unit: 'days' | 'months' | 'workingDays', from: Day, to: Day, calendar: Calendar): Left => {
  if (unit === 'workingDays') return { workingDays: workingDaysBetween(from, to, calendar).count };
  if (unit === 'days') return { days: daysBetween(from, to) };
  const months = monthsLeft(from, to);
  return { months, days: daysBetween(addMonths(from, months), to) };
};

const after = (start: Day, left: Left, calendar: Calendar): DayReached => {
  if ('workingDays' in left) return addWorkingDays(start, left.workingDays, calendar);
  const months = 'months' in left ? left.months : 0;
  return { day: addDays(addMonths(start, months), left.days), holidays: [] };
};

interface Stop {
  readonly stopped: Instant;
  readonly left: Left;
  readonly holidays: readonly Day[];
}

type Resumed = DueExpression & { readonly kind: 'resumed' };

/**
 * When a clock was stopped that would have run out on this day, and what was left of it; null where it was not
 * stopped, because it began only after the resumption, or had run out.
 */
export const stopOf = (day: Day, expression: Resumed, calendar: Calendar): Stop | null => {
  const { from, unit } = clockOf(expression.base);
  const stopped = later(expression.suspended, from ?? expression.suspended);
  if (stopped >= expression.resumed || eveningOf(day, calendar) <= stopped) return null;
  const start = localDay(stopped, calendar.timeZone);
  return {
    stopped,
    left: leftOf(unit, start, day, calendar),
    holidays: unit === 'workingDays' ? workingDaysBetween(start, day, calendar).holidays : [],
  };
};

/**
 * Where a clock arrives that stood still and then got back what was left, at 17:00 (lifecycle.md section 2,
 * Suspension). What would end before the resumption, because it was stopped in its last hours and resumed in the
 * evening, ends a day later, on a working day where the clock counts these. A part that had run out, under an
 * extension that had not, is carried along by as many days.
 */
export const runOn = (base: DayReached, expression: Resumed, calendar: Calendar): DayReached => {
  const { from, unit } = clockOf(expression.base);
  if (base.day === null || (from !== null && from >= expression.resumed)) return base;
  const start = localDay(expression.resumed, calendar.timeZone);
  const stop = stopOf(base.day, expression, calendar);
  if (stop === null)
    return {
      ...base,
      day: addDays(base.day, daysBetween(localDay(expression.suspended, calendar.timeZone), start)),
    };
  const whole = after(start, stop.left, calendar);
  const reached =
    whole.day !== null && eveningOf(whole.day, calendar) <= expression.resumed
      ? after(whole.day, unit === 'workingDays' ? { workingDays: 1 } : { days: 1 }, calendar)
      : whole;
  const holidays = new Set([...base.holidays, ...stop.holidays, ...whole.holidays, ...reached.holidays]);
  return { day: reached.day, holidays: [...holidays].sort() };
};
