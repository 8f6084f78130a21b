import type { Day, Refusal } from '../../decider';
import type { DirectoryContext, SharedDateEntry } from '../../directory/entries';
import { refuse } from '../../refusals';
import type { Pilot } from '../state';

/** The days of a meeting, as a command names them. */
export interface MeetingDays {
  readonly day: Day | null;
  readonly lastDay: Day | null;
}

/** The days of a meeting that many pilots share; one whose first day is not named has a single day. */
export const sharedDays = ({ day, firstDay }: Pick<SharedDateEntry, 'day' | 'firstDay'>): MeetingDays => ({
  day: day === null ? null : (firstDay ?? day),
  lastDay: day,
});

/** The meeting that many pilots share and at which this one is to be consulted on; null where it is its own. */
export const awaitedMeeting = ({
  status,
  consultation: { present },
}: Pick<Pilot, 'status' | 'consultation'>): string | null =>
  status === 'consultation.convened' && present?.form === 'meeting' ? present.meeting : null;

/** How a consultation is to be held, with the days of the shared meeting that it names; or why that cannot be. */
export const atSharedMeeting = <
  Held extends { readonly meeting?: string; readonly day?: Day; readonly lastDay?: Day },
>(
  held: Held,
  directory: DirectoryContext,
): Held | Refusal => {
  if (held.meeting === undefined) return held;
  const shared = directory.meeting(held.meeting);
  if (shared === undefined)
    return refuse(
      'unknown-meeting',
      `There is no meeting “${held.meeting}” that pilots share: register it first, or leave it out for a meeting of this pilot alone.`,
      { errors: [{ pointer: '/meeting', detail: 'No such meeting is registered.' }] },
    );
  if (held.day !== undefined || held.lastDay !== undefined)
    return refuse('dates-contradict', keptForAll(shared), {
      errors: [{ pointer: '/day', detail: 'Leave the days out: they are those of the meeting.' }],
    });
  const { day, lastDay } = sharedDays(shared);
  return day === null || lastDay === null ? held : { ...held, day, lastDay };
};

const keptForAll = ({ id, name }: SharedDateEntry): string =>
  `The days of ${name} are kept for all its pilots: they are set once, at /v1/meetings/${id}.`;

/** Why the days of the meeting are not set in this pilot; null where they are. */
export const setElsewhere = (pilot: Pilot, directory: DirectoryContext): Refusal | null => {
  const shared = directory.meeting(awaitedMeeting(pilot) ?? '');
  return shared === undefined ? null : refuse('not-now', keptForAll(shared));
};
