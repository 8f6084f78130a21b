import { type Static, Type } from '@sinclair/typebox';

import { localDay } from '../../clocks/days';
import type { Refusal } from '../../decider';
import { type Asked, type Condition, type Position, positions } from '../../decisions/decision';
import { DayField, Id, Shape, Text } from '../../fields';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import { calendarOfSeat } from '../programme';
import { owingSeat, seatOf } from '../seats/held';
import type { Pilot } from '../state';

/** What a seat answers, as a command says it. */
export const AnswerFields = {
  position: Type.Union(positions.map((position) => Type.Literal(position))),
  text: Type.Optional(Text),
  conditions: Type.Optional(
    Type.Array(Shape({ text: Text, owner: Type.Optional(Id), due: Type.Optional(DayField) }), {
      maxItems: 50,
      description: 'With approve_with_conditions: what has to be done, by which seat, until when.',
    }),
  ),
};

/** The conditions of an answer; owner and day are left to the default where they are not named. */
export const conditionsNamed = ({
  conditions = [],
}: {
  readonly conditions?: Static<typeof AnswerFields.conditions>;
}): readonly Condition[] => conditions.map(({ text, owner = null, due = null }) => ({ text, owner, due }));

/** Does the seat take no side? */
export const standsAside = (position: Position): boolean => position === 'abstain' || position === 'recuse';
const needsText = (position: Position): boolean => position === 'request_changes' || position === 'object';

/** Does the answer say what its position needs to say? */
const incompleteAnswer = (
  position: Position,
  text: string | null,
  conditions: readonly Condition[],
  asked: Asked,
): Refusal | null => {
  if (standsAside(position) && asked.mayNotAbstain)
    return refuse('must-answer', 'In this decision your seat may neither abstain nor recuse itself.');
  if (needsText(position) && text === null)
    return refuse('reason-required', 'Say what has to change, or what you object to.', {
      errors: [{ pointer: '/text', detail: 'A text is needed.' }],
    });
  if ((position === 'approve_with_conditions') !== conditions.length > 0)
    return refuse(
      'reason-required',
      position === 'approve_with_conditions'
        ? 'Name at least one condition.'
        : 'Conditions belong to the position approve_with_conditions.',
      { errors: [{ pointer: '/conditions', detail: 'Conditions and position do not fit.' }] },
    );
  return null;
};

/** Can the conditions become obligations: of seats that exist, on days to come? */
const impossibleConditions = (
  pilot: Pilot,
  conditions: readonly Condition[],
  { at, directory }: Moment,
): Refusal | null => {
  const stranger = conditions.findIndex(
    ({ owner }) => owner !== null && seatOf(pilot, owner)?.state !== 'filled',
  );
  if (stranger >= 0)
    return refuse('unknown-seat', 'A condition is owed by a filled seat of this pilot.', {
      errors: [{ pointer: `/conditions/${stranger}/owner`, detail: 'There is no such filled seat.' }],
    });
  const today = localDay(at, calendarOfSeat(owingSeat(pilot, 'coordinator'), directory).timeZone);
  const past = conditions.findIndex(({ due }) => due !== null && due <= today);
  return past < 0
    ? null
    : refuse('dates-contradict', 'A condition is due on a day to come.', {
        errors: [{ pointer: `/conditions/${past}/due`, detail: `It has to be later than ${today}.` }],
      });
};

/** Why this cannot be the answer of that seat; null where it can. */
export const notAnAnswer = (
  pilot: Pilot,
  {
    position,
    text,
    conditions,
  }: {
    readonly position: Position;
    readonly text: string | null;
    readonly conditions: readonly Condition[];
  },
  asked: Asked,
  moment: Moment,
): Refusal | null =>
  incompleteAnswer(position, text, conditions, asked) ?? impossibleConditions(pilot, conditions, moment);
