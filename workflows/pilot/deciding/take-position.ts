import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import { localDay } from '../../clocks/days';
import { isRefusal, type Refusal } from '../../decider';
import { type Asked, type Condition, type Position, positions } from '../../decisions/decision';
import { standingPosition } from '../../decisions/outcome';
import { DayField, Id, Shape, Text } from '../../fields';
import { refuse } from '../../refusals';
import { command, everySeat, type Moment, momentOf } from '../command';
import { inOrder } from '../course';
import { calendarOfSeat } from '../programme';
import { signature } from '../funding/agreement';
import { owingSeat, seatOf } from '../seats/held';
import { ownProposal } from '../seats/segregation';
import { ends, type Pilot, steps } from '../state';
import { answered, questionTo } from './answering';
import { openDecisions } from './open';

const standsAside = (position: Position): boolean => position === 'abstain' || position === 'recuse';
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

export const takePosition = command({
  name: 'take-position',
  label: 'Take a position',
  describe:
    'Answers a decision for a seat that is asked. May be changed until the decision is resolved; all versions are kept.',
  by: everySeat,
  in: [...steps, ...ends],
  ownSeat: true,
  body: Shape({
    decision: Id,
    position: Type.Union(positions.map((position) => Type.Literal(position))),
    text: Type.Optional(Text),
    conditions: Type.Optional(
      Type.Array(Shape({ text: Text, owner: Type.Optional(Id), due: Type.Optional(DayField) }), {
        maxItems: 50,
        description: 'With approve_with_conditions: what has to be done, by which seat, until when.',
      }),
    ),
    document: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'In an agreement: the SHA-256 of the text that is signed.',
      }),
    ),
  }),
  offered: (pilot, as) =>
    openDecisions(pilot).some(({ asked }) => asked.some(({ seat }) => seat === as.seat)),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { decision: id, position, text = null, document } = given.body;
    const conditions = (given.body.conditions ?? []).map(({ text: what, owner = null, due = null }) => ({
      text: what,
      owner,
      due,
    }));
    const question = questionTo(pilot, id, moment);
    if (isRefusal(question)) return question;
    const { decision, asked } = question;
    const standing = standingPosition(decision, asked.seat);
    if (
      standing?.position === position &&
      Value.Equal([standing.text, standing.conditions], [text, conditions])
    )
      return refuse('same-position', 'Your seat has taken exactly this position, and it stands.');
    const reviews =
      !standsAside(position) &&
      (decision.kind === 'concept' || (decision.kind === 'clearance' && asked.kinds.includes('reviewer')));
    return (
      incompleteAnswer(position, text, conditions, asked) ??
      impossibleConditions(pilot, conditions, moment) ??
      (reviews ? ownProposal(pilot, moment) : null) ??
      inOrder(
        pilot,
        moment,
        signature(pilot, decision, { seat: asked.seat, position, document }),
        answered({ decision: id, asked, position, text, conditions, carriedFrom: null }, moment),
      )
    );
  },
});
