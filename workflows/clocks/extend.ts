import type { Instant } from '../decider';
import { computeDue } from './compute';
import { dayOf, unextended } from './day-of';
import { addDays, addMonths, daysBetween, localDay } from './days';
import type { Calendar, Due, DueExpression, Extension } from './due';
import { sayDay } from './explain';
import { eveningOf } from './working-days';

/** The calendar that a due date was computed with, as far as it was met on the way. */
const calendarStanding = ({ timeZone, weekend, holidays }: Due['computedWith']): Calendar => ({
  timeZone,
  weekend,
  country: null,
  holidays,
});

/** The extension after which there is no other, also where a suspension or a later date lies over it; else null. */
const finalIn = (expression: DueExpression): Extension | null => {
  switch (expression.kind) {
    case 'extended':
      return expression.final ? expression : finalIn(expression.base);
    case 'resumed':
      return finalIn(expression.base);
    case 'later_of':
    case 'earlier_of':
      return expression.of.map(finalIn).find((final) => final !== null) ?? null;
    default:
      return null;
  }
};

/**
 * Extends a due date (lifecycle.md section 4). Answers the new due date, or the sentence that says why not: the
 * last extension was final, or this one does not make the date later. The date stays in the calendar that it
 * was computed with, whatever the owner's is now.
 */
export const extendDue = (due: Due, extension: Extension): Due | string => {
  const { expression, at } = due;
  const final = finalIn(expression);
  if (final !== null)
    return `The extension by ${final.authority} was the last: no further extension is possible.`;
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

const withoutStops = (expression: DueExpression): DueExpression =>
  expression.kind === 'resumed' ? withoutStops(expression.base) : expression;

/**
 * How far the coordinator alone may extend a clock without lapse: its own length once more, all extensions
 * together (lifecycle.md section 4). The length counts from the clock's event, else from its opening; a suspension
 * adds nothing to it. Null while the clock is undated.
 */
export const coordinatorLimit = (due: Due, opened: Instant): Instant | null => {
  const calendar = calendarStanding(due.computedWith);
  const clock = unextended(due.expression);
  const root = withoutStops(clock);
  const { day: end } = dayOf(clock, calendar);
  const { day: rootEnd } = dayOf(root, calendar);
  if (end === null || rootEnd === null) return null;
  const from = (root.kind === 'after' || root.kind === 'working' ? root.from : null) ?? opened;
  const start = localDay(from, calendar.timeZone);
  const ofMonths = root.kind === 'after' && 'months' in root.length ? root.length.months : null;
  if (ofMonths === null) return eveningOf(addDays(end, daysBetween(start, rootEnd)), calendar);
  return eveningOf(root === clock ? addMonths(start, 2 * ofMonths) : addMonths(end, ofMonths), calendar);
};
