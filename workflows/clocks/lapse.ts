import type { Instant } from '../decider';
import { addDays, localDay } from './days';
import type { Calendar, Due } from './due';
import type { Reminded } from './reminders';
import { eveningOf, nearestWorkingDay, nextSendingTime } from './working-days';

/** When a clock lapses: 17:00 local on the first working day on or after the due date; null while undated. */
export const lapseInstant = (due: Pick<Due, 'at'>, calendar: Calendar): Instant | null =>
  due.at === null
    ? null
    : eveningOf(nearestWorkingDay(localDay(due.at, calendar.timeZone), calendar, 1), calendar);

/** The offsets of the notices without which the obligation may not lapse, as planned. */
export const lapseNotices = ({ reminders }: Pick<Reminded, 'reminders'>): readonly number[] =>
  reminders.filter(({ lapseNotice }) => lapseNotice).map(({ offset }) => offset);

/**
 * May the obligation lapse on its notices alone? Only if it had one at least, and each was given before the due
 * date; else a final notice is needed (lifecycle.md section 4, Lapse).
 */
export const wasWarned = (obligation: Reminded): boolean => {
  const needed = lapseNotices(obligation);
  const { at: due } = obligation.due;
  return (
    needed.length > 0 &&
    due !== null &&
    needed.every((offset) =>
      obligation.given.some((given) => given.offset === offset && given.due === due && given.at < due),
    )
  );
};

/** The one notice that makes up for missed ones: when it goes out, and the new day of the lapse that it names. */
export interface FinalNotice {
  readonly at: Instant;
  readonly lapse: Instant;
}

/**
 * The final notice of an obligation whose notices were missed: at once on a working day of the seat from 09:00
 * on, else on the next working morning; the lapse falls at 17:00 local `days` days after it.
 */
export const finalNotice = (now: Instant, days: number, calendar: Calendar): FinalNotice => {
  const at = nextSendingTime(now, calendar);
  return { at, lapse: eveningOf(addDays(localDay(at, calendar.timeZone), days), calendar) };
};
