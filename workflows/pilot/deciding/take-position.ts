import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import { isRefusal } from '../../decider';
import { standingPosition } from '../../decisions/outcome';
import { Document, Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, everySeat, momentOf } from '../command';
import { inOrder } from '../course';
import { signature } from '../funding/agreement';
import { ownProposal } from '../seats/segregation';
import { ends, steps } from '../state';
import { AnswerFields, conditionsNamed, notAnAnswer, standsAside } from './answer';
import { answered, questionTo } from './answering';
import { letterOf } from './in-writing';
import { openDecisions } from './open';

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
    ...AnswerFields,
    document: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'In an agreement: the SHA-256 of the text that is signed.',
      }),
    ),
    letter: Type.Optional(
      Type.Object(Document.properties, {
        additionalProperties: false,
        description: 'Of an endorsement: the letter, where the programme wants it in writing.',
      }),
    ),
    reason: Type.Optional({ ...Reason, description: 'Why a letter serves that has served before.' }),
  }),
  offered: (pilot, as) =>
    openDecisions(pilot).some(({ asked }) => asked.some(({ seat }) => seat === as.seat)),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { decision: id, position, text = null, document, letter, reason } = given.body;
    const conditions = conditionsNamed(given.body);
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
      notAnAnswer(pilot, { position, text, conditions }, asked, moment) ??
      (reviews ? ownProposal(pilot, moment) : null) ??
      inOrder(
        pilot,
        moment,
        signature(pilot, decision, { seat: asked.seat, position, document }),
        letterOf(pilot, decision, { seat: asked.seat, position, letter, reason }, moment),
        answered({ decision: id, asked, position, text, conditions, carriedFrom: null }, moment),
      )
    );
  },
});
