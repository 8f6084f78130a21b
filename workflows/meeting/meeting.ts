import { Type } from '@sinclair/typebox';

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

/** A meeting as it is registered. */
const MeetingRegistration = Shape({
  name: Type.String({
    ...Line,
    description: 'As due dates name it: “the board’s 41st meeting”.',
  }),
  lastDay: Type.Optional(DayField),
});

export const registerMeeting = creation({
  name: 'register-meeting',
  label: 'Register a meeting',
  describe:
    'A meeting that many pilots share; it may have no date yet. By an administrator or a coordinator.',
  by: ['administrator', 'coordinator'],
  body: MeetingRegistration,
  decide: ({ body: { name, lastDay = null } }) => [
    { type: 'meeting-registered', schemaVersion: 1, data: { name, day: lastDay } },
  ],
});

const dateMeeting = command({
  name: 'date-meeting',
  label: 'Set the date of a meeting',
  describe:
    'Gives the meeting its last day, another one, or none again. Every pilot with a due date that depends on it is told.',
  by: ['administrator', 'coordinator'],
  in: sharedDateStatuses,
  body: Shape({ lastDay: Type.Union([DayField, Type.Null()]), reason: Type.Optional(Reason) }),
  decide: ({ day }, { body: { lastDay, reason = null } }) =>
    lastDay === day
      ? refuse('dates-contradict', 'The meeting has this date already.', {
          errors: [{ pointer: '/lastDay', detail: 'Give another day, or null.' }],
        })
      : [{ type: 'meeting-dated', schemaVersion: 1, data: { day: lastDay, reason } }],
});

/** A meeting as a process: `meeting/<id>` (lifecycle.md section 4). */
export const meeting = sharedDateProcess('meeting', [registerMeeting, dateMeeting]);
