import type { Day, Instant } from '../decider';
import { computeDue, eveningOf } from './compute';
import { dayOf, withoutExtensions } from './day-of';
import { addDays, addMonths, daysBetween, localDay } from './days';
import type { Calendar, Due, DueExpression, Extension } from './due';
import { sayDay } from './explain';

/** The calendar that a due date was computed with, as far as it was met on the way. */
const calendarStanding = ({ timeZone, weekend, holidays }: Due['computedWith']): Calendar => ({
  timeZone,
  weekend,
  country: null,
  holidays,
});

/**
 * Extends a due date (lifecycle.md section 4). Answers the new due date, or the sentence that says why not: the
 * last extension was final, or this one does not make the date later. The date stays in the calendar that it
 * was computed with, whatever the owner's is now.
 */
export const extendDue = (due: Due, extension: Extension): Due | string => {
  const { expression, at } = due;
  if (expression.kind === 'extended' && expression.final)
    return `The extension by ${expression.authority} was the last: no further extension is possible.`;
  const extended = computeDue(
    { kind: 'extended', base: expression, ...extension },
    calendarStanding(due.computedWith),
  );
  if (at !== null && extended.at !== null && extended.at <= at) {
    const zone = due.computedWith.timeZone;
    return (
      `It is due on ${sayDay(localDay(at, zone))} already, and this extension would make that ` +
      `${sayDay(localDay(extended.at, zone))}. An extension makes a date later.`
    );
  }
  return extended;
};

const doubled = (root: DueExpression, start: Day, end: Day): Day =>
  root.kind === 'after' && 'months' in root.length
    ? addMonths(start, 2 * root.length.months)
    : addDays(end, daysBetween(start, end));

/**
 * How far the coordinator alone may extend a clock without lapse: its own length once more, all extensions
 * together (lifecycle.md section 4). The length counts from the clock's event, else from its opening. Null while
 * the clock is undated.
 */
export const coordinatorLimit = (due: Due, opened: Instant): Instant | null => {
  const { timeZone } = due.computedWith;
  const { root } = withoutExtensions(due.expression);
  const end = dayOf(root, calendarStanding(due.computedWith)).day;
  if (end === null) return null;
  const from = (root.kind === 'after' || root.kind === 'working' ? root.from : null) ?? opened;
  return eveningOf(doubled(root, localDay(from, timeZone), end), { timeZone });
};
