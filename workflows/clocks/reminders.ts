import type { Instant } from '../decider';
import type { RuleBook } from '../programmes/rule-book';
import { addDays, localDay } from './days';
import type { Calendar, Due, GivenReminder, PlannedReminder, ProposedAct, ReminderAudience } from './due';
import { lastWorkingMorning, morningOf, nextWorkingMorning } from './working-days';

/** Who owes: a late coordinator and a late approving body are reported to others than the rest. */
export type ReminderOwner = 'coordinator' | 'approving_body' | 'other';

/** What reminders are planned from. `opened`: when the obligation was opened or, later, its due date moved. */
export interface ReminderPlan {
  readonly opened: Instant;
  readonly due: Due;
  /** True: the clock lapses, and some of the reminders are the notices that it needs. */
  readonly lapses: boolean;
  readonly owner: ReminderOwner;
  /** The act proposed to the approving body at +30. */
  readonly proposes: ProposedAct;
  readonly ownerCalendar: Calendar;
  readonly ruleBook: Pick<RuleBook, 'reminders' | 'lapse'>;
}

/**
 * When a reminder of this offset goes out: 09:00 local that many days from the due day, moved off the seat's
 * weekends and holidays to the next working morning or, where that would reach the due instant, to the last
 * working morning before it. Null where the offset is longer than the obligation itself.
 */
const reminderAt = (offset: number, due: Instant, opened: Instant, calendar: Calendar): Instant | null => {
  const nominal = morningOf(addDays(localDay(due, calendar.timeZone), offset), calendar);
  if (nominal <= opened) return null;
  const next = nextWorkingMorning(nominal, calendar);
  if (nominal > due || next < due) return next;
  const last = lastWorkingMorning(due, calendar);
  return last > opened ? last : null;
};

/** A late coordinator is reported to the approving body, a late approving body to coordinator and proponent. */
const audience = (offset: number, { owner, ruleBook }: ReminderPlan): ReminderAudience[] => {
  const { coordinator, approvingBody } = ruleBook.reminders;
  if (offset < coordinator.value) return ['owner'];
  if (owner === 'approving_body') return ['owner', 'coordinator', 'proponent'];
  if (offset === approvingBody.value) return ['approving_body'];
  return ['owner', owner === 'coordinator' ? 'approving_body' : 'coordinator'];
};

const planned = (offset: number, at: Instant, plan: ReminderPlan): PlannedReminder => ({
  offset,
  at,
  to: audience(offset, plan),
  lapseNotice: plan.lapses && plan.ruleBook.lapse.notices.value.includes(offset),
  proposes: offset === plan.ruleBook.reminders.approvingBody.value ? plan.proposes : null,
});

/** Of two on one day the later is sent; a notice that gives way to it is given by it. */
const oneADay = (reminders: readonly PlannedReminder[]): PlannedReminder[] =>
  reminders.reduce<PlannedReminder[]>((kept, reminder) => {
    const before = kept.at(-1);
    return before?.at === reminder.at
      ? [...kept.slice(0, -1), { ...reminder, lapseNotice: before.lapseNotice || reminder.lapseNotice }]
      : [...kept, reminder];
  }, []);

/**
 * The reminders of an obligation, in order, for the event that opens or moves it (lifecycle.md section 4): at
 * the rule book's offsets up to the report to the approving body. The repeated ones after it have no end, see
 * `nextRepeat`. Empty while the due date is undated.
 */
export const planReminders = (plan: ReminderPlan): PlannedReminder[] => {
  const { opened, due, ownerCalendar, ruleBook } = plan;
  const { at } = due;
  if (at === null) return [];
  const { owner, coordinator, approvingBody } = ruleBook.reminders;
  const offsets = [...owner.value, coordinator.value, approvingBody.value].sort((a, b) => a - b);
  return oneADay(
    offsets.flatMap((offset) => {
      const instant = reminderAt(offset, at, opened, ownerCalendar);
      return instant === null ? [] : [planned(offset, instant, plan)];
    }),
  );
};

/**
 * The next of the reminders that are repeated without end after the planned ones, to owner and coordinator
 * (lifecycle.md section 4): the first after `previousOffset` that lies after `now`. It is planned when the one
 * before it is recorded; those that an outage swallowed are left out.
 */
export const nextRepeat = (
  previousOffset: number,
  now: Instant,
  plan: ReminderPlan & { readonly due: { readonly at: Instant } },
): PlannedReminder => {
  const { due, ownerCalendar, ruleBook } = plan;
  const offset = previousOffset + ruleBook.reminders.repeatEvery.value;
  const morning = morningOf(addDays(localDay(due.at, ownerCalendar.timeZone), offset), ownerCalendar);
  const at = nextWorkingMorning(morning, ownerCalendar);
  return at > now ? planned(offset, at, plan) : nextRepeat(offset, now, plan);
};

/** An obligation as its reminders see it: what is planned, and what was recorded for this due date or others. */
export interface Reminded {
  readonly due: Pick<Due, 'at'>;
  readonly reminders: readonly PlannedReminder[];
  readonly given: readonly GivenReminder[];
}

const stillToGive = ({ due, reminders, given }: Reminded): readonly PlannedReminder[] => {
  const offsets = given.flatMap(({ offset, due: of }) =>
    of === due.at && offset !== 'final' ? [offset] : [],
  );
  const latest = Math.max(...offsets, -Infinity);
  return reminders.filter(({ offset }) => offset > latest);
};

/** The next reminder on the clock: the first one after the latest that was given for this due date. */
export const nextReminder = (obligation: Reminded): PlannedReminder | null =>
  stillToGive(obligation)[0] ?? null;

/**
 * The reminder to be given now, or null. If several were missed, only the latest is sent; the older ones are
 * never sent after it (lifecycle.md section 4).
 */
export const dueReminder = (obligation: Reminded, now: Instant): PlannedReminder | null =>
  stillToGive(obligation).findLast(({ at }) => at <= now) ?? null;
