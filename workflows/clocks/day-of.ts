import type { Day } from '../decider';
import { addDays, addMonths, earlier, later, localDay } from './days';
import type { Calendar, DueExpression, Extension, Length, MonthDay } from './due';
import { type DayReached, runOn } from './run-on';
import { addWorkingDays } from './working-days';

/** The expression below all extensions, and the extensions that count, first to last. */
export const withoutExtensions = (
  expression: DueExpression,
): { readonly root: DueExpression; readonly extensions: readonly Extension[] } => {
  if (expression.kind !== 'extended') return { root: expression, extensions: [] };
  if (expression.replaces) return { root: unextended(expression.base), extensions: [expression] };
  const { root, extensions } = withoutExtensions(expression.base);
  return { root, extensions: [...extensions, expression] };
};

/** The clock alone, without any extension, those from before a suspension included. */
export const unextended = (expression: DueExpression): DueExpression => {
  switch (expression.kind) {
    case 'extended':
      return unextended(expression.base);
    case 'resumed':
      return { ...expression, base: unextended(expression.base) };
    default:
      return expression;
  }
};

const months = (length: Length): number => ('months' in length ? length.months : 0);
const days = (length: Length): number => ('days' in length ? length.days : 0);

/** The first of the yearly dates after a day; 29 February is the 28th in a common year. */
const nextYearly = (dates: readonly MonthDay[], after: Day): Day => {
  const year = Number(after.slice(0, 4));
  return [year, year + 1]
    .flatMap((each) => dates.map((date) => clampedDay(each, date)))
    .filter((day) => day > after)
    .reduce(earlier);
};

const clampedDay = (year: number, date: MonthDay): Day => {
  const [month, day] = date.slice(2).split('-').map(Number) as [number, number];
  const first = addMonths(`${year}-01-01`, month - 1);
  const last = addDays(addMonths(first, 1), -1);
  return earlier(addDays(first, day - 1), last);
};

interface Sum {
  readonly from: Day;
  readonly months: number;
  readonly days: number;
}

/** What a clock of months is counted from, so that an extension's months join its own; null for other clocks. */
const monthsFrom = (root: DueExpression, { timeZone }: Pick<Calendar, 'timeZone'>): Sum | null => {
  switch (root.kind) {
    case 'after':
      return root.from === null || !('months' in root.length)
        ? null
        : { from: localDay(root.from, timeZone), months: root.length.months, days: 0 };
    case 'later_of':
    case 'earlier_of': {
      const choose = root.kind === 'later_of' ? later : earlier;
      return root.of
        .map((part) => monthsFrom(part, { timeZone }))
        .reduce((a, b) =>
          a === null || b?.months !== a.months ? null : { ...a, from: choose(a.from, b.from) },
        );
    }
    default:
      return null;
  }
};

const sumDay = ({ from, months, days }: Sum): Day => addDays(addMonths(from, months), days);

/**
 * Extensions on a base: months are summed before they are applied to the base once, days are added then; `to`
 * holds unless the date is later without it (lifecycle.md section 4).
 */
const extendedDay = (
  root: DueExpression,
  extensions: readonly Extension[],
  calendar: Calendar,
): DayReached => {
  const { day: rootDay, holidays } = dayOf(root, calendar);
  const start =
    monthsFrom(root, calendar) ?? (rootDay === null ? null : { from: rootDay, months: 0, days: 0 });
  const whole = extensions.reduce<Sum | null>((sum, { by }) => {
    if ('to' in by) return { from: sum === null ? by.to : later(sumDay(sum), by.to), months: 0, days: 0 };
    return sum === null
      ? null
      : { ...sum, months: sum.months + months(by.add), days: sum.days + days(by.add) };
  }, start);
  return { day: whole === null ? null : sumDay(whole), holidays };
};

/** Where an expression arrives in a calendar. Day 0 is the event's day in the calendar's zone. */
export const dayOf = (expression: DueExpression, calendar: Calendar): DayReached => {
  switch (expression.kind) {
    case 'fixed':
      return { day: expression.day, holidays: [] };
    case 'after': {
      if (expression.from === null) return undated;
      const start = localDay(expression.from, calendar.timeZone);
      return {
        day: addDays(addMonths(start, months(expression.length)), days(expression.length)),
        holidays: [],
      };
    }
    case 'working':
      return expression.from === null
        ? undated
        : addWorkingDays(localDay(expression.from, calendar.timeZone), expression.days, calendar);
    case 'yearly':
      return {
        day: nextYearly(expression.dates, localDay(expression.after, calendar.timeZone)),
        holidays: [],
      };
    case 'meeting':
      return expression.lastDay === null
        ? undated
        : { day: addDays(expression.lastDay, expression.days), holidays: [] };
    case 'later_of':
    case 'earlier_of': {
      const parts = expression.of.map((part) => dayOf(part, calendar));
      return {
        day: expression.kind === 'later_of' ? latestOf(parts) : earliestOf(parts),
        holidays: [...new Set(parts.flatMap((part) => part.holidays))].sort(),
      };
    }
    case 'resumed':
      return runOn(dayOf(expression.base, calendar), expression, calendar);
    case 'extended': {
      const { root, extensions } = withoutExtensions(expression);
      return extendedDay(root, extensions, calendar);
    }
  }
};

const undated: DayReached = { day: null, holidays: [] };

/** Unknown while one of its parts is: that part may be the later one. */
const latestOf = (parts: readonly DayReached[]): Day | null =>
  parts.map(({ day }) => day).reduce((a, b) => (a === null || b === null ? null : later(a, b)));

/** What is known holds until an earlier part is known. */
const earliestOf = (parts: readonly DayReached[]): Day | null =>
  parts.map(({ day }) => day).reduce((a, b) => (a === null ? b : b === null ? a : earlier(a, b)));
