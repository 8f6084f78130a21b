import { addDays, daysBetween, localDay } from '../clocks/days';
import type { Calendar } from '../clocks/due';
import { morningOf, nearestWorkingDay } from '../clocks/working-days';
import type { Day, Instant } from '../decider';

/** For so long after 09:00 local a digest collects what the clocks bring at that hour. */
export const collectingMinutes = 10;

/** With so many days left, or fewer, a notice is urgent (lifecycle.md section 4). */
const urgentDays = 1;

/** When a person is told of something: in the digest of that day, or at once and by itself. */
export interface Planned {
  readonly urgent: boolean;
  /** The person's own day. */
  readonly day: Day;
  readonly at: Instant;
}

/** When the digest of a day goes out: at 09:00 local and the collecting minutes. */
export const digestAt = (day: Day, calendar: Calendar): Instant =>
  new Date(Date.parse(morningOf(day, calendar)) + collectingMinutes * 60_000).toISOString();

/** The first digest that has not gone out yet; none goes out on a day that is free in the person's calendar. */
const nextDigest = (calendar: Calendar, now: Instant): Omit<Planned, 'urgent'> => {
  const today = localDay(now, calendar.timeZone);
  const first = now < digestAt(today, calendar) ? today : addDays(today, 1);
  const day = nearestWorkingDay(first, calendar, 1);
  return { day, at: digestAt(day, calendar) };
};

/**
 * When a person is told of a message that is taken up now (lifecycle.md section 4: at most one digest per person
 * and day, urgent excepted). Whatever comes before a digest goes out is collected in it, whatever comes after it
 * waits for the next. Urgent is what is overdue, or has at most one day left, on the day of that digest: so nothing
 * becomes urgent while it waits.
 *
 * @param due by when something has to be done about it; null: nothing presses
 * @param calendar the person's: days are hers
 */
export const planNotice = (
  due: { readonly at: Instant } | { readonly day: Day } | null,
  calendar: Calendar,
  now: Instant,
): Planned => {
  const digest = nextDigest(calendar, now);
  if (due === null) return { urgent: false, ...digest };
  const dueDay = 'day' in due ? due.day : localDay(due.at, calendar.timeZone);
  return daysBetween(digest.day, dueDay) <= urgentDays
    ? { urgent: true, day: localDay(now, calendar.timeZone), at: now }
    : { urgent: false, ...digest };
};

/**
 * Does a digest still go out as it is? Only on its own day: what an outage has held up over the day's end is planned
 * again, or the digest of a later day would come on the same day as it.
 */
export const isItsDay = (day: Day, calendar: Calendar, now: Instant): boolean =>
  localDay(now, calendar.timeZone) === day;
