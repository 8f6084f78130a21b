import { localDay } from '../../clocks/days';
import type { Calendar, PlannedReminder } from '../../clocks/due';
import { dueReminder, nextRepeat } from '../../clocks/reminders';
import { isWorkingDay, morningOf, nextWorkingMorning } from '../../clocks/working-days';
import type { Instant } from '../../decider';
import type { Moment } from '../command';
import { runningObligations } from '../countries/suspended';
import type { Part } from '../course';
import { fact } from '../events';
import { isDated, reminderPlan } from '../obligations/owe';
import { openObligations } from '../obligations/open';
import { calendarOfSeat } from '../programme';
import { seatOf } from '../seats/held';
import type { Obligation, Pilot } from '../state';
import { isSuspended } from '../suspension/suspension';
import { audienceOf } from './reached';

const isSendingTime = (at: Instant, calendar: Calendar): boolean => {
  const day = localDay(at, calendar.timeZone);
  return isWorkingDay(day, calendar) && at >= morningOf(day, calendar);
};

/** The next of the repeated reminders, after the last planned one. */
const repeatAfter = (
  pilot: Pilot,
  obligation: Obligation,
  reminder: PlannedReminder,
  moment: Moment,
): PlannedReminder | null => {
  const last = obligation.reminders.at(-1)?.offset === reminder.offset;
  const { due } = obligation;
  if (!last || obligation.endsIn === 'lapse' || !isDated(due)) return null;
  const plan = { ...reminderPlan(pilot, obligation, due, moment), due };
  return nextRepeat(reminder.offset, moment.at, plan);
};

/**
 * Gives the reminder that is due. One that comes late because the engine was down waits for the next working
 * morning of the seat, unless the obligation would be due by then (lifecycle.md section 4).
 */
const remind =
  (id: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const obligation = openObligations(pilot).find((open) => open.id === id);
    const reminder = obligation === undefined ? null : dueReminder(obligation, moment.at);
    const owner = seatOf(pilot, obligation?.owner ?? '');
    if (obligation?.due.at == null || reminder === null || owner === undefined) return [];
    const { at: due } = obligation.due;
    const calendar = calendarOfSeat(owner, moment.directory);
    const morning = nextWorkingMorning(moment.at, calendar);
    if (!isSendingTime(moment.at, calendar) && (moment.at >= due || morning < due))
      return fact('reminder-deferred', { obligation: id, offset: reminder.offset, until: morning });
    return fact('reminder-recorded', {
      obligation: id,
      offset: reminder.offset,
      due,
      to: audienceOf(pilot, obligation, reminder.to, moment),
      proposes: reminder.proposes,
      next: repeatAfter(pilot, obligation, reminder, moment),
      lapsesAt: null,
    });
  };

/** Gives every reminder that is due, of each obligation the latest; a final notice stands for all (lifecycle.md section 4). */
export const remindersDue =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    runningObligations(pilot)
      .filter(
        ({ finalNoticeAt, kind }) => finalNoticeAt === null && (kind === 'suspension' || !isSuspended(pilot)),
      )
      .map(({ id }) => remind(id, moment));
