import { Type } from '@sinclair/typebox';

import type { Day, Refusal } from '../decider';
import { DayField, Line, Reason, Shape } from '../fields';
import { refuse } from '../refusals';
import { command, creation, sharedDateStatuses } from '../shared-date/commands';
import { sharedDateProcess } from '../shared-date/process';

/** Every event of a meeting with the schema version that is written now. */
export const meetingEventVersions = {
  'meeting-registered': 1,
  'meeting-dated': 1,
  'effect-completed': 1,
  'effect-given-up': 1,
} as const;

const FirstDay = Type.String({
  ...DayField,
  description: 'Of a meeting of several days; without it the meeting has one day.',
});

/** A first day belongs to a last one, and does not lie after it. */
const daysContradict = (firstDay: Day | undefined, lastDay: Day | null): Refusal | null =>
  firstDay === undefined || (lastDay !== null && firstDay <= lastDay)
    ? null
    : refuse('dates-contradict', 'A meeting does not end before it begins.', {
        errors: [
          {
            pointer: '/firstDay',
            detail: lastDay === null ? 'Give the last day with it.' : `It has to be ${lastDay} or earlier.`,
          },
        ],
      });

/** What an event says of the first day: nothing where the meeting has one day. */
const from = (firstDay: Day | undefined) => (firstDay === undefined ? {} : { firstDay });

/** A meeting as it is registered. */
const MeetingRegistration = Shape({
  name: Type.String({
    ...Line,
    description: 'As due dates name it: “the board’s 41st meeting”.',
  }),
  firstDay: Type.Optional(FirstDay),
  lastDay: Type.Optional(DayField),
});

export const registerMeeting = creation({
  name: 'register-meeting',
  label: 'Register a meeting',
  describe:
    'A meeting that many pilots share; it may have no date yet. By an administrator or a coordinator.',
  by: ['administrator', 'coordinator'],
  body: MeetingRegistration,
  decide: ({ body: { name, firstDay, lastDay = null } }) =>
    daysContradict(firstDay, lastDay) ?? [
      { type: 'meeting-registered', schemaVersion: 1, data: { name, day: lastDay, ...from(firstDay) } },
    ],
});

const dateMeeting = command({
  name: 'date-meeting',
  label: 'Set the date of a meeting',
  describe:
    'Gives the meeting its last day, and its first where it has several, other ones, or none again. Every pilot that depends on it is told.',
  by: ['administrator', 'coordinator'],
  in: sharedDateStatuses,
  body: Shape({
    firstDay: Type.Optional(FirstDay),
    lastDay: Type.Union([DayField, Type.Null()]),
    reason: Type.Optional(Reason),
  }),
  decide: (before, { body: { firstDay, lastDay, reason = null } }) =>
    daysContradict(firstDay, lastDay) ??
    (lastDay === before.day && (firstDay ?? null) === before.firstDay
      ? refuse('dates-contradict', 'The meeting has this date already.', {
          errors: [{ pointer: '/lastDay', detail: 'Give another day, or null.' }],
        })
      : [{ type: 'meeting-dated', schemaVersion: 1, data: { day: lastDay, ...from(firstDay), reason } }]),
});

/** A meeting as a process: `meeting/<id>` (lifecycle.md section 4). */
export const meeting = sharedDateProcess('meeting', [registerMeeting, dateMeeting]);
