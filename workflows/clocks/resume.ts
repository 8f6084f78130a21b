import { computeDue, waitDue } from './compute';
import { dayOf, withoutExtensions } from './day-of';
import { addDays, daysBetween, later, localDay } from './days';
import type { Calendar, Due, DueExpression, PlannedReminder } from './due';
import { morningOf, nextWorkingMorning, eveningOf } from './working-days';
import type { Instant } from '../decider';
import type { Wait } from '../programmes/rule-book';

/** From when to when everything stood still. */
export interface Standstill {
  readonly suspended: Instant;
  readonly resumed: Instant;
}

/** Does the date rest on a day that an extension named, and not on the clock below it? */
const restsOnNamedDay = (expression: DueExpression, calendar: Calendar): boolean => {
  const { root, extensions } = withoutExtensions(expression);
  const last = extensions.findLastIndex(({ by }) => 'to' in by);
  const named = extensions[last];
  if (named === undefined || !('to' in named.by)) return false;
  const before = extensions
    .slice(0, last)
    .reduce<DueExpression>((base, extension) => ({ ...extension, kind: 'extended', base }), root);
  const { day } = dayOf(before, calendar);
  return day === null || day <= named.by.to;
};

const isClock = ({ kind }: DueExpression): boolean =>
  kind === 'after' || kind === 'working' || kind === 'resumed';

/**
 * The expression after a standstill: the clocks of kind after and working that were running in it get back what
 * was left; fixed days, yearly dates, meetings and days that an extension named stay (lifecycle.md section 2).
 */
export const ranOn = (expression: DueExpression, stop: Standstill, calendar: Calendar): DueExpression => {
  switch (expression.kind) {
    case 'after':
    case 'working':
    case 'resumed':
      return { kind: 'resumed', base: expression, ...stop };
    case 'later_of':
    case 'earlier_of':
      return { ...expression, of: expression.of.map((part) => ranOn(part, stop, calendar)) };
    case 'extended': {
      const { root } = withoutExtensions(expression);
      return isClock(root) && !restsOnNamedDay(expression, calendar)
        ? { kind: 'resumed', base: expression, ...stop }
        : { ...expression, base: ranOn(expression.base, stop, calendar) };
    }
    default:
      return expression;
  }
};

/**
 * The due date after a standstill of one that lay ahead when it began (lifecycle.md section 2, Suspension). A date
 * that does not move and has passed falls due this wait after the resumption.
 */
export const resumedDue = (due: Due, stop: Standstill, soonest: Wait, present: Calendar): Due => {
  // A later change of zone alters no date already set (lifecycle.md section 4).
  const calendar = { ...present, timeZone: due.computedWith.timeZone };
  const moved = computeDue(ranOn(due.expression, stop, calendar), calendar);
  if (due.at === null) return { ...due, expression: moved.expression };
  if (moved.at !== null && moved.at > stop.resumed) return moved.at === due.at ? due : moved;
  const least = waitDue(soonest, 'the resumption', stop.resumed, calendar);
  return computeDue({ kind: 'later_of', of: [moved.expression, least.expression] }, calendar);
};

const daysStood = ({ suspended, resumed }: Standstill, { timeZone }: Calendar): number =>
  daysBetween(localDay(suspended, timeZone), localDay(resumed, timeZone));

/** An evening that lay ahead when the standstill began, as many days later. */
export const eveningAfter = (instant: Instant, stop: Standstill, calendar: Calendar): Instant =>
  instant <= stop.suspended
    ? instant
    : later(
        eveningOf(addDays(localDay(instant, calendar.timeZone), daysStood(stop, calendar)), calendar),
        eveningOf(addDays(localDay(stop.resumed, calendar.timeZone), 1), calendar),
      );

/**
 * The reminders of a due date that did not move. What lay before the standstill stays as it was given; of what lay
 * in it, `later` moves everything by as many days, on working mornings, and without it only what is still to come
 * stays: nothing goes out because of the resumption.
 */
export const remindersLater = (
  reminders: readonly PlannedReminder[],
  stop: Standstill,
  calendar: Calendar,
): readonly PlannedReminder[] =>
  reminders.map((reminder) => {
    if (reminder.at <= stop.suspended) return reminder;
    const morning = morningOf(
      addDays(localDay(reminder.at, calendar.timeZone), daysStood(stop, calendar)),
      calendar,
    );
    const next = later(morning, stop.resumed);
    return { ...reminder, at: nextWorkingMorning(next, calendar) };
  });

/** The reminders of a date that did not move and lies ahead, without those that fell into the standstill. */
export const remindersAhead = (
  reminders: readonly PlannedReminder[],
  { suspended, resumed }: Standstill,
): readonly PlannedReminder[] => reminders.filter(({ at }) => at <= suspended || at > resumed);
