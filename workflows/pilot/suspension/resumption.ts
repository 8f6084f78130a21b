import { Value } from '@sinclair/typebox/value';

import type { Calendar } from '../../clocks/due';
import { lapseInstant } from '../../clocks/lapse';
import { later } from '../../clocks/days';
import {
  eveningAfter,
  remindersAhead,
  remindersLater,
  resumedDue,
  type Standstill,
} from '../../clocks/resume';
import type { Instant } from '../../decider';
import type { Decision } from '../../decisions/decision';
import type { Moment } from '../command';
import type { Part } from '../course';
import { windowHeld } from '../consultation/window';
import { runningObligations } from '../countries/suspended';
import { decisionLastResort, openDecisions } from '../deciding/open';
import { settle } from '../deciding/resolve';
import { fact } from '../events';
import { resortsEnded } from '../obligations/open';
import { lastResortAfter, moveDue } from '../obligations/owe';
import { calendarOfSeat, waitOf } from '../programme';
import { filledSeats, owingSeat, seatOf } from '../seats/held';
import { type Obligation, type Pilot, seatKinds } from '../state';

const why = 'The pilot was resumed.';

const calendarOfOwner = (pilot: Pilot, owner: string, { directory }: Moment): Calendar =>
  calendarOfSeat(seatOf(pilot, owner) ?? owingSeat(pilot, 'coordinator'), directory);

const dueAgain = (pilot: Pilot, { owner, due }: Obligation, stop: Standstill, moment: Moment) =>
  resumedDue(
    due,
    stop,
    waitOf(pilot, 'dueAfterResume', moment.directory),
    calendarOfOwner(pilot, owner, moment),
  );

/** The call about what was overdue comes as many days later; one that the suspension answered comes again after it. */
const calledAgain = (
  pilot: Pilot,
  at: Instant | null,
  stop: Standstill,
  calendar: Calendar,
  moment: Moment,
): Instant | null => {
  if (at === null) return null;
  return at <= stop.suspended
    ? lastResortAfter(pilot, stop.resumed, calendar, moment)
    : eveningAfter(at, stop, calendar);
};

/** What was overdue stays overdue; its notices, its lapse and the call about it come as many days later. */
const stayingOverdue = (pilot: Pilot, owed: Obligation, stop: Standstill, moment: Moment): Part => {
  const calendar = calendarOfOwner(pilot, owed.owner, moment);
  const shifted = (instant: Instant | null) =>
    instant === null ? null : eveningAfter(instant, stop, calendar);
  const lapsesAt =
    owed.lapsesAt === null || owed.lapsesAt <= stop.suspended
      ? owed.lapsesAt
      : lapseInstant({ at: shifted(owed.lapsesAt) }, calendar);
  const times = {
    due: owed.due,
    reminders: remindersLater(owed.reminders, stop, calendar),
    lapsesAt,
    lastResortAt: calledAgain(pilot, owed.lastResortAt, stop, calendar, moment),
  };
  return movedTo(owed, times);
};

type Times = Pick<Obligation, 'due' | 'reminders' | 'lapsesAt' | 'lastResortAt'>;

const movedTo = (owed: Obligation, times: Times): Part => {
  const { due, reminders, lapsesAt, lastResortAt } = owed;
  return Value.Equal({ due, reminders, lapsesAt, lastResortAt }, times)
    ? []
    : fact('obligation-moved', { obligation: owed.id, reason: why, ...times });
};

/** What one seat owes, after the standstill (lifecycle.md section 2, Suspension). */
export const obligationResumed = (pilot: Pilot, owed: Obligation, stop: Standstill, moment: Moment): Part => {
  if (owed.due.at !== null && owed.due.at <= stop.suspended) return stayingOverdue(pilot, owed, stop, moment);
  const due = dueAgain(pilot, owed, stop, moment);
  const { lapsesAt, lastResortAt } = owed;
  return due.at === owed.due.at
    ? movedTo(owed, { due, reminders: remindersAhead(owed.reminders, stop), lapsesAt, lastResortAt })
    : moveDue(pilot, owed, due, why, moment);
};

/** The answers that a closing time rests on: those owed, and those given, where they were due later. */
const answersTo = (
  pilot: Pilot,
  kind: 'position' | 'comment',
  id: string,
  { suspended }: Standstill,
): readonly Obligation[] =>
  pilot.obligations.filter(
    ({ kind: of, subject, state, due }) =>
      of === kind &&
      subject === id &&
      (state === 'open' || state === 'met') &&
      due.at !== null &&
      due.at > suspended,
  );

/** A closing time gets back what was left: it stays the latest of the answers that it rests on. */
const closingAgain = (
  pilot: Pilot,
  closes: Instant,
  answers: readonly Obligation[],
  stop: Standstill,
  moment: Moment,
): Instant => {
  const rests = answers.some(({ due }) => due.at === closes);
  const shifted = eveningAfter(closes, stop, calendarOfOwner(pilot, '', moment));
  return answers
    .flatMap((owed) => dueAgain(pilot, owed, stop, moment).at ?? [])
    .reduce(later, rests ? stop.resumed : shifted);
};

/** A closing time that was still to come gets back what was left; what was overdue stays so. */
const decisionResumed = (pilot: Pilot, decision: Decision, stop: Standstill, moment: Moment): Part => {
  const { id, closes, lastResortAt } = decision;
  const running = closes > stop.suspended;
  const answers = answersTo(pilot, 'position', id, stop);
  const closing = running ? closingAgain(pilot, closes, answers, stop, moment) : closes;
  const call =
    lastResortAt === null
      ? null
      : running
        ? decisionLastResort(pilot, closing, moment)
        : calledAgain(pilot, lastResortAt, stop, calendarOfOwner(pilot, '', moment), moment);
  return closing === closes && call === lastResortAt
    ? []
    : fact('decision-resumed', { decision: id, closes: closing, lastResortAt: call });
};

/** The time in which a recorded position may be struck, or a seat declined, gets back what was left. */
const timesToObjectResumed = (pilot: Pilot, stop: Standstill, moment: Moment): Part => {
  const shifted = (until: Instant, seat: string) =>
    eveningAfter(until, stop, calendarOfOwner(pilot, seat, moment));
  return [
    pilot.paper.map(({ id, decision, seat, struck, disputableUntil: until }) =>
      until === null || struck !== null || until <= stop.suspended
        ? []
        : fact('dispute-window-resumed', { record: id, decision, disputableUntil: shifted(until, seat) }),
    ),
    filledSeats(pilot, ...seatKinds).map(({ id, declinableUntil: until }) =>
      until === null || until <= stop.suspended
        ? []
        : fact('decline-window-resumed', { seat: id, declinableUntil: shifted(until, id) }),
    ),
  ];
};

/** Does the window of the consultation run, and when would it have closed? */
const windowOpen = ({ status, consultation: { present } }: Pilot): Instant | null =>
  status === 'consultation.open' && present?.closed === null && !present.inquorate ? present.closes : null;

/** The window gets back what was left, and with it what the coordinator owes for it. */
const windowResumed = (pilot: Pilot, stop: Standstill, moment: Moment): Part => {
  const closes = windowOpen(pilot);
  if (closes === null || closes <= stop.suspended) return [];
  const comments = answersTo(pilot, 'comment', 'consultation', stop);
  return [
    fact('window-resumed', { closes: closingAgain(pilot, closes, comments, stop, moment) }),
    windowHeld(moment),
  ];
};

/** What has a clock of its own; the step of an open window follows the window. */
const clocksOf = (pilot: Pilot): readonly Obligation[] =>
  runningObligations(pilot).filter(
    ({ kind, subject }) =>
      kind !== 'suspension' && !(subject === 'consultation.open' && windowOpen(pilot) !== null),
  );

/**
 * The pilot goes on: every clock gets back what was left, dates that do not move and have passed fall due after the
 * resumption or are waived by it, and what has become certain meanwhile is decided.
 */
export const resumption =
  (waived: readonly string[], moment: Moment) =>
  (pilot: Pilot): Part => {
    const { since } = pilot.suspension;
    if (since === null) return [];
    const stop = { suspended: since, resumed: moment.at };
    return [
      fact('pilot-resumed', { suspended: since }),
      timesToObjectResumed(pilot, stop, moment),
      clocksOf(pilot).map((owed) =>
        waived.includes(owed.id)
          ? [
              fact('obligation-waived', {
                obligation: owed.id,
                reason: 'Its date passed during the suspension.',
              }),
              resortsEnded(owed.id, 'met', 'What was overdue was waived.'),
            ]
          : obligationResumed(pilot, owed, stop, moment),
      ),
      openDecisions(pilot).map((decision) => decisionResumed(pilot, decision, stop, moment)),
      windowResumed(pilot, stop, moment),
      openDecisions(pilot).map(({ id }) => settle(id, moment)),
    ];
  };

/** Did the date of this obligation pass in the standstill, without moving? Such a one may be waived by the resumption. */
export const passedMeanwhile = (pilot: Pilot, owed: Obligation, moment: Moment): boolean => {
  const { since } = pilot.suspension;
  const { at } = owed.due;
  if (since === null || at === null || at <= since || at > moment.at) return false;
  return (
    dueAgain(pilot, owed, { suspended: since, resumed: moment.at }, moment).expression.kind === 'later_of'
  );
};
