import type { Day, Instant } from '../decider';
import { atHour } from './days';
import type { Calendar } from './due';

/** Far enough from midnight, so that the day stays the day when a clock counts from it. */
const noon = 12;

/** The instant from which clocks run that count from a day on which something happened in the world. */
export const heldAt = (day: Day, { timeZone }: Pick<Calendar, 'timeZone'>): Instant =>
  atHour(day, noon, timeZone);
