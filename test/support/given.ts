import { type Decision, isRefusal, type NewEvent, type Refusal } from '../../workflows/decider';
import { refusals } from '../../workflows/refusals';
import type { PilotEvent, PilotEventType, PilotFacts } from '../../workflows/pilot/events';
import type { Giving, Named, Story } from './pilots';

/** An event as a specification names it: its type, and what of its data matters. */
export interface Expected {
  readonly type: PilotEventType;
  readonly data: object;
}

/** An event of this type whose data has at least these fields. */
export const event = <Type extends PilotEventType>(
  type: Type,
  data: Partial<Record<keyof PilotFacts[Type], unknown>> = {},
): Expected => ({ type, data });

const shown = (events: readonly NewEvent[]): string => events.map(({ type }) => type).join(', ');

const eventsOf = (decision: Decision): readonly PilotEvent[] => {
  if (isRefusal(decision)) throw new Error(`Refused: ${decision.code}: ${decision.detail}`);
  return decision.events as readonly PilotEvent[];
};

/** What the reader is told to do: where it speaks of `errors`, they name at least one field. */
const adviceOf = ({ code }: Refusal): string =>
  Object.entries(refusals).find(([each]) => each === code)?.[1].advice ?? '';

/** The refusal with this code; fails where it is none, or says too little. */
export const refusalOf = (decision: Decision, code: string): Refusal => {
  if (!isRefusal(decision)) throw new Error(`Accepted: ${shown(decision.events)}`);
  expect(decision.code).toBe(code);
  expect(decision.detail).toMatch(/^.+[.?:]$/s);
  const { errors = [] } = decision;
  if (adviceOf(decision).includes('errors')) expect(errors).not.toEqual([]);
  for (const { pointer, detail } of errors) {
    expect(pointer).toMatch(/^\/./);
    expect(detail).not.toBe('');
  }
  return decision;
};

/**
 * Specifications of deciders that read as sentences: given a story, when a command is given, then these events
 * follow, or it is refused.
 */
export const given = (story: Story) => ({
  when: (command: Named, giving: Giving = {}) => {
    const decision = story.decide(command, giving);
    return {
      /** These events follow in this order, perhaps with others between them. */
      then: (...expected: readonly Expected[]): void => {
        const events = eventsOf(decision);
        let from = 0;
        for (const { type, data } of expected) {
          const candidates = events.slice(from);
          const index = candidates.findIndex((each) => each.type === type && matches(each.data, data));
          if (index < 0) {
            const nearest = candidates.find((each) => each.type === type);
            if (nearest !== undefined) expect(nearest.data).toMatchObject(data);
            throw new Error(`No ${type} among the events that follow: ${shown(candidates)}`);
          }
          from += index + 1;
        }
      },
      /** Exactly events of these types follow. */
      thenOnly: (...types: readonly PilotEventType[]): void => {
        expect(eventsOf(decision).map(({ type }) => type)).toEqual(types);
      },
      /** No event of this type follows. */
      thenNo: (type: PilotEventType): void => {
        expect(eventsOf(decision).map((each) => each.type)).not.toContain(type);
      },
      /** It is refused with this code. */
      refused: (code: string): void => {
        refusalOf(decision, code);
      },
      /** It is refused with this code, and this is what it says. */
      refusal: (code: string): Refusal => refusalOf(decision, code),
    };
  },
});

const matches = (actual: object, expected: object): boolean => {
  try {
    expect(actual).toMatchObject(expected);
    return true;
  } catch {
    return false;
  }
};
