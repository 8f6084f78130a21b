import { type Static, Type } from '@sinclair/typebox';

import { constituencies } from '../decisions/decision';
import { Shape } from '../fields';
import { seatKinds } from '../seat-kinds';

const kindNames = `one of ${seatKinds.join(', ')}`;
const Kind = Type.Union(
  seatKinds.map((kind) => Type.Literal(kind)),
  { description: kindNames },
);

/** Who is asked; without it those whom lifecycle.md section 3 names for this kind of decision. */
const Of = Type.Optional(
  Type.Array(Kind, {
    minItems: 1,
    maxItems: seatKinds.length,
    uniqueItems: true,
    description: `a list of different kinds of seats, each ${kindNames}`,
  }),
);

const howMany = { minimum: 1, maximum: 100, description: 'a whole number from 1' };

const Line = Shape({
  seat: Kind,
  where: Type.Optional(Type.Literal('developing', { description: '"developing"' })),
  count: Type.Union([Type.Integer(howMany), Type.Literal('each')], {
    description: 'a whole number from 1, or "each"',
  }),
});

const turn = [
  Shape({ rule: Type.Literal('ALL_OF'), of: Of }),
  Shape({
    rule: Type.Literal('N_OF_M'),
    n: Type.Union([Type.Integer(howMany), Type.Literal('majority')], {
      description: 'a whole number from 1, or "majority"',
    }),
    of: Of,
  }),
  Shape({
    rule: Type.Literal('ROLE_COVERAGE'),
    lines: Type.Array(Line, {
      minItems: 1,
      maxItems: 20,
      description: 'a list of lines, each with seat, count and perhaps where',
    }),
  }),
  Shape({ rule: Type.Literal('SINGLE'), seat: Kind }),
  Shape({
    rule: Type.Literal('NO_OBJECTION'),
    threshold: Type.Integer(howMany),
    per: Type.Union(
      constituencies.map((per) => Type.Literal(per)),
      { description: '"all", "kind" or "country"' },
    ),
    of: Of,
  }),
  Shape({ rule: Type.Literal('CONSENSUS_WITH_CHAIR'), chair: Kind, of: Of }),
];

const description =
  'a decision rule: ALL_OF, N_OF_M with n (a number from 1 or "majority"), ROLE_COVERAGE with lines, SINGLE with ' +
  'seat, NO_OBJECTION with threshold and per ("all", "kind" or "country"), CONSENSUS_WITH_CHAIR with chair, or ' +
  'SEQUENTIAL with at least two of them as turns';

const TurnSchema = Type.Union(turn, { description });

/** The rule of one turn as a rule book states it: in kinds of seats. */
export type ProgrammeTurn = Static<typeof TurnSchema>;

/** Who must agree, as a rule book states it: in kinds of seats (lifecycle.md section 3). */
export const ProgrammeRuleSchema = Type.Union(
  [
    ...turn,
    Shape({
      rule: Type.Literal('SEQUENTIAL'),
      turns: Type.Array(TurnSchema, {
        minItems: 2,
        maxItems: 10,
        description: 'a list of at least two decision rules, none of them SEQUENTIAL',
      }),
    }),
  ],
  { description },
);
export type ProgrammeRule = Static<typeof ProgrammeRuleSchema>;
