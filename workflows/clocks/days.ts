import { DateTime } from 'luxon';

import type { Day, Instant } from '../decider';

const dayMilliseconds = 24 * 60 * 60 * 1000;

const dayAt = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10);

/** Milliseconds of the day's midnight in UTC: days are counted by the thousand, which a time library is slow at. */
const midnight = (day: Day): number => {
  const milliseconds = Date.parse(`${day}T00:00:00.000Z`);
  // A date parser takes 30 February for 2 March.
  if (Number.isNaN(milliseconds) || dayAt(milliseconds) !== day) throw new RangeError(`Not a day: "${day}"`);
  return milliseconds;
};

/** The day that it is at this instant in this time zone (IANA name). Throws RangeError for what is neither. */
export const localDay = (instant: Instant, zone: string): Day => {
  const day = DateTime.fromMillis(Date.parse(instant), { zone }).toISODate();
  if (day === null) throw new RangeError(`Not an instant and a time zone: "${instant}", "${zone}"`);
  return day;
};

/** The instant at which it is `hour`:00 on this day in this time zone. Throws RangeError for what is no day or zone. */
export const atHour = (day: Day, hour: number, zone: string): Instant => {
  const utc = new Date(midnight(day));
  const local = { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, day: utc.getUTCDate(), hour };
  const instant = DateTime.fromObject(local, { zone });
  if (!instant.isValid) throw new RangeError(`Not a time zone: "${zone}"`);
  return new Date(instant.toMillis()).toISOString();
};

/** The day `days` later (earlier where negative). Throws RangeError for what is no day, as the others here. */
export const addDays = (day: Day, days: number): Day => dayAt(midnight(day) + days * dayMilliseconds);

/** The same day of the month `months` later, clamped to the month's end (lifecycle.md section 4). */
export const addMonths = (day: Day, months: number): Day => {
  const start = new Date(midnight(day));
  const year = start.getUTCFullYear();
  const month = start.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayAt(Date.UTC(year, month, Math.min(start.getUTCDate(), lastOfMonth)));
};

/** Whole days from one day to another; negative where `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => (midnight(to) - midnight(from)) / dayMilliseconds;

/** ISO weekday, 1 Monday to 7 Sunday. */
export const weekday = (day: Day): number => ((new Date(midnight(day)).getUTCDay() + 6) % 7) + 1;

/** The later of two days or instants of the same form. */
export const later = (a: string, b: string): string => (a > b ? a : b);

/** The earlier of two days or instants of the same form. */
export const earlier = (a: string, b: string): string => (a < b ? a : b);
