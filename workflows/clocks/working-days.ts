import type { Day, Instant } from '../decider';
import { addDays, atHour, daysBetween, localDay, weekday } from './days';
import type { Calendar } from './due';
import { publicHolidays } from './holidays';

/** Reminders go out at 09:00 local (lifecycle.md section 4). */
export const morningHour = 9;

/** Is this day a holiday: a public one of the calendar's country, or the organisation's own? */
export const isHoliday = (day: Day, calendar: Calendar): boolean =>
  calendar.holidays.includes(day) ||
  (calendar.country !== null && publicHolidays(calendar.country, Number(day.slice(0, 4))).has(day));

/** A day that is neither weekend nor holiday in this calendar (lifecycle.md section 4). */
export const isWorkingDay = (day: Day, calendar: Calendar): boolean =>
  !calendar.weekend.includes(weekday(day)) && !isHoliday(day, calendar);

/** Every due date is 17:00 in the owner's time zone (lifecycle.md section 4). */
const dueHour = 17;

/** 17:00 local on this day. */
export const eveningOf = (day: Day, { timeZone }: Pick<Calendar, 'timeZone'>): Instant =>
  atHour(day, dueHour, timeZone);

/** 09:00 local on this day. */
export const morningOf = (day: Day, calendar: Calendar): Instant =>
  atHour(day, morningHour, calendar.timeZone);

/**
 * The first working day on or after (`step` 1) or on or before (`step` −1) this day. Throws RangeError for a
 * calendar in which every day of the week is weekend, because it has none.
 */
export const nearestWorkingDay = (day: Day, calendar: Calendar, step: 1 | -1): Day => {
  if (new Set(calendar.weekend).size >= 7)
    throw new RangeError('A calendar needs at least one working weekday.');
  let candidate = day;
  while (!isWorkingDay(candidate, calendar)) candidate = addDays(candidate, step);
  return candidate;
};

/** The first 09:00 of a working day at or after this instant. */
export const nextWorkingMorning = (instant: Instant, calendar: Calendar): Instant => {
  const day = localDay(instant, calendar.timeZone);
  const first = instant <= morningOf(day, calendar) ? day : addDays(day, 1);
  return morningOf(nearestWorkingDay(first, calendar, 1), calendar);
};

/** The first moment from `now` on at which a notice may go out: on a working day from 09:00 on. */
export const nextSendingTime = (now: Instant, calendar: Calendar): Instant => {
  const today = localDay(now, calendar.timeZone);
  return isWorkingDay(today, calendar) && now >= morningOf(today, calendar)
    ? now
    : nextWorkingMorning(now, calendar);
};

/** The last 09:00 of a working day before this instant. */
export const lastWorkingMorning = (before: Instant, calendar: Calendar): Instant => {
  const day = localDay(before, calendar.timeZone);
  const last = morningOf(day, calendar) < before ? day : addDays(day, -1);
  return morningOf(nearestWorkingDay(last, calendar, -1), calendar);
};

/**
 * The n-th working day after this day, which itself does not count (day 0), and the holidays that were passed
 * over on the way (weekend days are not among them).
 */
export const addWorkingDays = (
  day: Day,
  days: number,
  calendar: Calendar,
): { readonly day: Day; readonly holidays: readonly Day[] } => {
  const holidays: Day[] = [];
  let current = day;
  for (let counted = 0; counted < days; counted += 1) {
    const reached = nearestWorkingDay(addDays(current, 1), calendar, 1);
    for (let passed = addDays(current, 1); passed < reached; passed = addDays(passed, 1))
      if (!calendar.weekend.includes(weekday(passed))) holidays.push(passed);
    current = reached;
  }
  return { day: current, holidays };
};

/** The working days after a day up to another, which counts itself, and the holidays that lie between them. */
export const workingDaysBetween = (
  from: Day,
  to: Day,
  calendar: Calendar,
): { readonly count: number; readonly holidays: readonly Day[] } => {
  const days = Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, passed) =>
    addDays(from, passed + 1),
  );
  return {
    count: days.filter((day) => isWorkingDay(day, calendar)).length,
    holidays: days.filter((day) => !calendar.weekend.includes(weekday(day)) && isHoliday(day, calendar)),
  };
};
