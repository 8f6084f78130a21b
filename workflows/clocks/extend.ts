import { computeDue } from './compute';
import type { Calendar, Due, Extension } from './due';
import { sayDay } from './explain';
import { localDay } from './days';

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
