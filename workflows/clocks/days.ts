import { DateTime } from 'luxon';

import type { Day, Instant } from '../decider';

const asUtc = (day: Day): DateTime => DateTime.fromISO(day, { zone: 'utc' });

const isoDay = (moment: DateTime): Day => {
  const day = moment.toISODate();
  if (day === null) throw new RangeError(`Not a day: ${moment.invalidExplanation ?? 'unknown reason'}`);
  return day;
};

/** The day that it is at this instant in this time zone (IANA name). Throws RangeError for an unknown zone. */
export const localDay = (instant: Instant, zone: string): Day => isoDay(DateTime.fromISO(instant, { zone }));

/** The instant at which it is `hour`:00 on this day in this time zone. Throws RangeError for what is no day or zone. */
export const atHour = (day: Day, hour: number, zone: string): Instant => {
  const instant = DateTime.fromISO(day, { zone }).set({ hour }).toUTC().toISO();
  if (instant === null) throw new RangeError(`Not a day and time zone: ${day}, ${zone}`);
  return instant;
};

/** The day `days` later (earlier where negative). */
export const addDays = (day: Day, days: number): Day => isoDay(asUtc(day).plus({ days }));

/** The same day of the month `months` later, clamped to the month's end (lifecycle.md section 4). */
export const addMonths = (day: Day, months: number): Day => isoDay(asUtc(day).plus({ months }));

/** Whole days from one day to another; negative where `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => asUtc(to).diff(asUtc(from), 'days').days;

/** ISO weekday, 1 Monday to 7 Sunday. */
export const weekday = (day: Day): number => asUtc(day).weekday;

/** The later of two days or instants of the same form. */
export const later = (a: string, b: string): string => (a > b ? a : b);

/** The earlier of two days or instants of the same form. */
export const earlier = (a: string, b: string): string => (a < b ? a : b);
