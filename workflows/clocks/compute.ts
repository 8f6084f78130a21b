import type { Instant } from '../decider';
import type { Wait } from '../programmes/rule-book';
import { dayOf } from './day-of';
import type { Calendar, Due, DueExpression } from './due';
import { sayExpression } from './explain';
import { eveningOf } from './working-days';

/**
 * The due date that an expression gives to an owner with this calendar: 17:00 in the owner's zone, whatever
 * weekday that is, or null while the expression is undated (lifecycle.md section 4).
 */
export const computeDue = (expression: DueExpression, calendar: Calendar): Due => {
  const { day, holidays } = dayOf(expression, calendar);
  return {
    expression,
    at: day === null ? null : eveningOf(day, calendar),
    explanation: sayExpression(expression, calendar),
    computedWith: { timeZone: calendar.timeZone, weekend: calendar.weekend, holidays },
  };
};

/**
 * The due date of a wait of the rule book that runs from an event; working days count in the owner's calendar.
 * `event` is named in the explanation: "10 working days after submission, 1 March 2027".
 */
export const waitDue = (wait: Wait, event: string, from: Instant | null, calendar: Calendar): Due =>
  computeDue(
    'workingDays' in wait
      ? { kind: 'working', event, from, days: wait.workingDays }
      : { kind: 'after', event, from, length: wait },
    calendar,
  );
