import { Type } from '@sinclair/typebox';

import { localDay } from '../../clocks/days';
import { morningOf } from '../../clocks/working-days';
import type { Day, Instant, Refusal } from '../../decider';
import { DayField, Reason, Shape, Text } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { dueOn, owe } from '../obligations/owe';
import { calendarOfSeat } from '../programme';
import { owingSeat } from '../seats/held';
import type { Pilot } from '../state';
import { lastResortSentence, roundChoice, stepDone, stepOwed } from '../steps';
import type { Consultation } from './consultation';
import { openingDue } from './open';
import { awaitedMeeting, type MeetingDays, setElsewhere } from './shared-meeting';

/** So often a meeting without a date is confirmed; then it gets one, or the consultation is by correspondence. */
const confirmationsAllowed = 2;

/** The days as they are kept: a meeting of one day ends on the day on which it begins. */
export const daysOf = (day: Day | null | undefined, lastDay: Day | undefined): MeetingDays => ({
  day: day ?? null,
  lastDay: day == null ? null : (lastDay ?? day),
});

const coordinatorCalendar = (pilot: Pilot, { directory }: Moment) =>
  calendarOfSeat(owingSeat(pilot, 'coordinator'), directory);

/** A consultation opens at 09:00 of its day, where the coordinator is. */
export const opensOn = (pilot: Pilot, day: Day | null, moment: Moment): Instant | null =>
  day === null ? null : morningOf(day, coordinatorCalendar(pilot, moment));

/** A meeting is not announced for a day that has passed, and does not end before it begins. */
export const meetingDaysContradict = (
  pilot: Pilot,
  { day, lastDay }: MeetingDays,
  moment: Moment,
): Refusal | null => {
  if (day === null || lastDay === null) return null;
  const today = localDay(moment.at, coordinatorCalendar(pilot, moment).timeZone);
  const errors = [
    ...(day < today ? [{ pointer: '/day', detail: `It has to be ${today} or later.` }] : []),
    ...(lastDay < day ? [{ pointer: '/lastDay', detail: `It has to be ${day} or later.` }] : []),
  ];
  return errors.length === 0
    ? null
    : refuse('dates-contradict', 'The days of the meeting cannot be.', { errors });
};

const expectationOwed =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    stepOwed(
      {
        step: 'consultation.convened',
        owner: owingSeat(pilot, 'coordinator'),
        label: mayBeConfirmed(pilot.consultation.present)
          ? 'Confirm that the meeting is still expected, or set its date'
          : 'Set the date of the meeting, or hold the consultation by correspondence',
        wait: 'meetingExpected',
        event: 'the meeting was last expected',
        otherwise: lastResortSentence,
        endsIn: 'last-resort',
      },
      moment,
    );

const mayBeConfirmed = (present: Consultation | null): boolean =>
  (present?.confirmations ?? 0) < confirmationsAllowed;

const dayAwaited =
  (day: Day, moment: Moment) =>
  (pilot: Pilot): Part => {
    const owner = owingSeat(pilot, 'coordinator');
    return owe(moment, {
      kind: 'step',
      subject: 'consultation.convened',
      label: 'Hold the consultation on its day',
      owner,
      due: dueOn(owner, day, 'the day of the meeting', moment),
      otherwise: lastResortSentence,
      endsIn: 'last-resort',
    });
  };

/** What is owed until the meeting: its day, or that it is expected; it opens at once where its day has come. */
export const meetingAwaited =
  (moment: Moment) =>
  ({ consultation: { present } }: Pilot): Part =>
    present?.day == null
      ? [stepDone, expectationOwed(moment)]
      : [stepDone, dayAwaited(present.day, moment), openingDue(moment)];

/** A meeting gets or changes its days, or has none again: what depends on them is computed anew. */
export const meetingDated =
  (days: MeetingDays, reason: string, moment: Moment) =>
  (pilot: Pilot): Part => [
    fact('meeting-date-set', {
      meeting: pilot.consultation.present?.meeting ?? null,
      day: days.day,
      lastDay: days.lastDay,
      opens: opensOn(pilot, days.day, moment),
      reason,
    }),
    meetingAwaited(moment),
  ];

/** The consultation that waits for a shared meeting gets its days from it. */
export const consultationDated =
  (meeting: string, days: MeetingDays, reason: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const { present } = pilot.consultation;
    if (awaitedMeeting(pilot) !== meeting || roundChoice(pilot) !== null) return [];
    return present?.day === days.day && present.lastDay === days.lastDay
      ? []
      : meetingDated(days, reason, moment);
  };

/** Is a meeting convened that has not opened? */
const awaitsMeeting = ({ consultation }: Pilot): boolean => consultation.present?.form === 'meeting';

const noMeeting = refuse('not-now', 'No meeting is convened: convene the consultation first.');

export const setMeetingDate = command({
  name: 'set-meeting-date',
  label: 'Set the date of the meeting',
  describe:
    'Gives the meeting its days, moves them, or, with null, leaves it without a date again. The consultation opens on the first day. The days of a meeting that pilots share are set at that meeting.',
  by: ['coordinator'],
  in: ['consultation.convened'],
  body: Shape({
    day: Type.Union([DayField, Type.Null()]),
    lastDay: Type.Optional(DayField),
    reason: Reason,
  }),
  offered: (pilot, _as, directory) => awaitsMeeting(pilot) && setElsewhere(pilot, directory) === null,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { day, lastDay, reason } = given.body;
    const days = daysOf(day, lastDay);
    if (!awaitsMeeting(pilot)) return noMeeting;
    return (
      setElsewhere(pilot, directory) ??
      meetingDaysContradict(pilot, days, moment) ??
      inOrder(pilot, moment, meetingDated(days, reason, moment))
    );
  },
});

export const confirmMeeting = command({
  name: 'confirm-meeting',
  label: 'Confirm that the meeting is expected',
  describe:
    'Of a meeting without a date: it is still expected. Twice at most; the third time it gets a date, or the consultation is held by correspondence.',
  by: ['coordinator'],
  in: ['consultation.convened'],
  body: Shape({ note: Type.Optional(Text) }),
  offered: (pilot) =>
    awaitsMeeting(pilot) &&
    pilot.consultation.present?.day === null &&
    mayBeConfirmed(pilot.consultation.present),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { present } = pilot.consultation;
    if (!awaitsMeeting(pilot)) return noMeeting;
    if (present?.day !== null) return refuse('not-now', 'The meeting has a date.');
    if (!mayBeConfirmed(present))
      return refuse(
        'not-now',
        'The meeting was confirmed twice without a date: the third time, set its date or hold the consultation by correspondence.',
      );
    return inOrder(
      pilot,
      moment,
      fact('meeting-confirmed', { note: given.body.note ?? null }),
      meetingAwaited(moment),
    );
  },
});
