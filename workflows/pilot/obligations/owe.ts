import { computeDue, waitDue } from '../../clocks/compute';
import type { Calendar, Due, ProposedAct } from '../../clocks/due';
import { lapseInstant } from '../../clocks/lapse';
import { planReminders, type ReminderOwner } from '../../clocks/reminders';
import type { Instant } from '../../decider';
import type { Wait } from '../../programmes/rule-book';
import type { Moment } from '../command';
import { fact, type PilotFacts } from '../events';
import { asOpened, calendarOfSeat, programmeOf } from '../programme';
import { seatOf } from '../seats/held';
import type { EndsIn, Obligation, ObligationKind, Pilot, Seat } from '../state';

/** A due date that is known. */
export type Dated = Due & { readonly at: Instant };

/** Has the due date a date? */
export const isDated = (due: Due): due is Dated => due.at !== null;

/** The due date of an expression that has a date. Throws for an undated one. */
export const dated = (due: Due): Dated => {
  if (!isDated(due)) throw new Error(`This due date has no date yet: ${due.explanation}`);
  return due;
};

/** The due date of a wait from an event, in the calendar of the seat that owes. */
export const dueOf = (
  seat: Pick<Seat, 'organisation'>,
  wait: Wait,
  event: string,
  from: Instant,
  moment: Moment,
): Dated => dated(waitDue(wait, event, from, calendarOfSeat(seat, moment.directory)));

/**
 * The due date on a given day, 17:00 in the zone of the seat that owes.
 *
 * @param why what day it is, in words that follow it: "the last day of the window"
 */
export const dueOn = (seat: Seat, day: string, why: string, moment: Moment): Dated =>
  dated(computeDue({ kind: 'fixed', day, why }, calendarOfSeat(seat, moment.directory)));

/** Reminders report a late coordinator and a late approving body to others than the rest. */
const reminderOwner = ({ kind }: Seat): ReminderOwner =>
  kind === 'coordinator' || kind === 'approving_body' ? kind : 'other';

/** What the approving body is proposed to do at +30: a verification may be waived, everything else extended. */
export const proposedAct = (obligation: Pick<Obligation, 'kind' | 'subject'>): ProposedAct =>
  obligation.subject === 'proposal.screening' ? 'waive' : 'extend';

/** What the times of an obligation depend on. */
type Timed = Pick<Obligation, 'kind' | 'subject' | 'owner' | 'endsIn' | 'programmeVersion'>;

/** From what the reminders of an obligation are planned. */
export const reminderPlan = (pilot: Pilot, obligation: Timed, due: Due, moment: Moment) => {
  const seat = ownerSeat(pilot, obligation.owner);
  return {
    opened: moment.at,
    due,
    lapses: obligation.endsIn === 'lapse',
    owner: reminderOwner(seat),
    proposes: proposedAct(obligation),
    ownerCalendar: calendarOfSeat(seat, moment.directory),
    ruleBook: programmeOf(asOpened(pilot, obligation), moment.directory).ruleBook,
  };
};

const ownerSeat = (pilot: Pilot, id: string): Seat => {
  const seat = seatOf(pilot, id);
  if (seat === undefined) throw new Error(`The pilot has no seat ${id}.`);
  return seat;
};

/** When the approving body is called if the step still waits then: so many days after the due date. */
export const lastResortAfter = (pilot: Pilot, due: Instant, calendar: Calendar, moment: Moment): Instant => {
  const { lastResortAfter: wait } = programmeOf(pilot, moment.directory).ruleBook.waits;
  return dated(waitDue(wait.value, 'the due date', due, calendar)).at;
};

/** When the approving body is called about an obligation: about a contribution to be replaced on its due date. */
const lastResortOf = (
  pilot: Pilot,
  obligation: Timed,
  { at }: Due,
  calendar: Calendar,
  moment: Moment,
): Instant | null => {
  if (obligation.endsIn !== 'last-resort' || at === null) return null;
  return obligation.kind === 'replacement'
    ? at
    : lastResortAfter(asOpened(pilot, obligation), at, calendar, moment);
};

/** The times that follow from a due date: reminders, lapse, and the call of the approving body. */
export const clockwork = (
  pilot: Pilot,
  obligation: Timed,
  due: Due,
  moment: Moment,
): Pick<PilotFacts['obligation-moved'], 'due' | 'reminders' | 'lapsesAt' | 'lastResortAt'> => {
  const calendar = calendarOfSeat(ownerSeat(pilot, obligation.owner), moment.directory);
  return {
    due,
    reminders: planReminders(reminderPlan(pilot, obligation, due, moment)),
    lapsesAt: obligation.endsIn === 'lapse' ? lapseInstant(due, calendar) : null,
    lastResortAt: lastResortOf(pilot, obligation, due, calendar, moment),
  };
};

/** What is to be owed. */
export interface Owed {
  readonly kind: ObligationKind;
  readonly subject: string;
  readonly label: string;
  readonly owner: Seat;
  readonly due: Due;
  readonly otherwise: string;
  readonly endsIn?: EndsIn;
  readonly setBy?: string;
}

const newId = (pilot: Pilot, { kind, subject, owner }: Owed): string => {
  const base = `${kind}:${subject}:${owner.id}`;
  const before = pilot.obligations.filter(({ id }) => id === base || id.startsWith(`${base}#`)).length;
  return before === 0 ? base : `${base}#${before + 1}`;
};

/** Opens an obligation, with the instants of its reminders (lifecycle.md section 4). */
export const owe =
  (moment: Moment, owed: Owed) =>
  (pilot: Pilot): ReturnType<typeof fact<'obligation-opened'>> =>
    fact('obligation-opened', {
      obligation: newId(pilot, owed),
      kind: owed.kind,
      subject: owed.subject,
      label: owed.label,
      owner: owed.owner.id,
      setBy: owed.setBy ?? null,
      otherwise: owed.otherwise,
      endsIn: owed.endsIn ?? null,
      ...clockwork(
        pilot,
        {
          kind: owed.kind,
          subject: owed.subject,
          owner: owed.owner.id,
          endsIn: owed.endsIn ?? null,
          programmeVersion: pilot.programme.version,
        },
        owed.due,
        moment,
      ),
    });

/** Moves the due date of an obligation, and with it its reminders, its lapse and its last resort. */
export const moveDue = (
  pilot: Pilot,
  obligation: Obligation,
  due: Due,
  reason: string,
  moment: Moment,
): ReturnType<typeof fact<'obligation-moved'>> =>
  fact('obligation-moved', {
    obligation: obligation.id,
    reason,
    ...clockwork(pilot, obligation, due, moment),
  });
