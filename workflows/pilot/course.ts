import { isRefusal, type Refusal } from '../decider';
import { authorOf } from '../process';
import type { Moment } from './command';
import type { PilotEvent } from './events';
import { evolvePilot } from './evolve';
import type { Pilot } from './state';

/** A piece of what happens: an event, several, nothing, a refusal, or what depends on the pilot by then. */
export type Part = PilotEvent | Refusal | readonly Part[] | ((pilot: Pilot) => Part);

/** The pilot as it would be after these events, decided at this moment. */
export const after = (
  pilot: Pilot | null,
  events: readonly PilotEvent[],
  { at, as, person }: Pick<Moment, 'at' | 'as' | 'person'>,
): Pilot | null =>
  events.reduce<Pilot | null>(
    (state, event) =>
      evolvePilot(state, {
        ...event,
        stream: `pilot/${pilot?.id ?? ''}`,
        version: (state?.version ?? 0) + 1,
        occurredAt: at,
        commandId: '',
        ...authorOf({ caller: { person } }, as),
      }),
    pilot,
  );

interface Course {
  readonly pilot: Pilot | null;
  readonly events: readonly PilotEvent[];
}

const follow = (course: Course, part: Part, moment: Moment): Course | Refusal => {
  if (typeof part === 'function') {
    if (course.pilot === null) throw new Error('A pilot begins with its registration.');
    return follow(course, part(course.pilot), moment);
  }
  if (isParts(part)) {
    let reached = course;
    for (const each of part) {
      const next = follow(reached, each, moment);
      if (isRefusal(next)) return next;
      reached = next;
    }
    return reached;
  }
  if (isRefusal(part)) return part;
  return { pilot: after(course.pilot, [part], moment), events: [...course.events, part] };
};

const isParts = (part: Part): part is readonly Part[] => Array.isArray(part);

/**
 * What happens, one after the other: each part sees the pilot as the parts before it left it, and the first
 * refusal refuses the whole.
 */
export const inOrder = (
  pilot: Pilot | null,
  moment: Moment,
  ...parts: readonly Part[]
): readonly PilotEvent[] | Refusal => {
  const course = follow({ pilot, events: [] }, parts, moment);
  return isRefusal(course) ? course : course.events;
};
