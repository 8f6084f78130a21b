import Holidays from 'date-holidays';

import type { Day } from '../decider';
import { addDays } from './days';

const dayMilliseconds = 24 * 60 * 60 * 1000;
/** A day on which summer time begins lasts 23 hours and is a whole day all the same. */
const summerTime = 60 * 60 * 1000;

const cache = new Map<string, ReadonlySet<Day>>();

/**
 * The public holidays of a country (ISO 3166-1 alpha-2) that fall in a year: those of the whole country, not of
 * its regions, and whole days only, because a half day is worked in the morning. Empty for a country of which
 * the library knows none. Kept for each country and year, because the calculation by moon takes milliseconds.
 */
export const publicHolidays = (country: string, year: number): ReadonlySet<Day> => {
  const key = `${country}-${year}`;
  const kept = cache.get(key);
  if (kept) return kept;
  const calendar = new Holidays(country, { types: ['public'] });
  // Some holidays begin in December and end in January.
  const days = [year - 1, year]
    .flatMap((begins) => calendar.getHolidays(begins))
    .flatMap(({ date, start, end }) => {
      const length = Math.floor((end.getTime() - start.getTime() + summerTime) / dayMilliseconds);
      return Array.from({ length }, (_, offset) => addDays(date.slice(0, 10), offset));
    })
    .filter((day) => day.startsWith(`${year}-`));
  const holidays = new Set(days);
  cache.set(key, holidays);
  return holidays;
};
