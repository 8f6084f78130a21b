import { type Static, type TSchema, Type } from '@sinclair/typebox';

import { CountryCode, LengthField, Line, Shape } from '../fields';

const OneLine = Type.String({ ...Line, description: 'one line of text, at most 300 characters' });

/** A value of a rule book and where it comes from: a public rule, a decision of a fund, or `ours`. */
const Sourced = <Value extends TSchema>(value: Value) => Shape({ value, source: OneLine });

const Wait = Type.Union(
  [...LengthField.anyOf, Shape({ workingDays: Type.Integer({ minimum: 1, maximum: 1000 }) })],
  { description: 'a length: {"days":…}, {"months":…} or {"workingDays":…}, a whole number from 1' },
);

/** How long something may take: days or months, or working days of the owner's organisation. */
export type Wait = Static<typeof Wait>;

const DecisionRule = Type.Union(
  [
    Shape({ rule: Type.Literal('ALL_OF') }),
    Shape({
      rule: Type.Literal('N_OF_M'),
      n: Type.Union([Type.Integer({ minimum: 1, maximum: 100 }), Type.Literal('majority')]),
    }),
  ],
  { description: '{"rule":"ALL_OF"} or {"rule":"N_OF_M","n":…} with a number from 1 or "majority"' },
);

const Count = Type.Integer({ minimum: 0, maximum: 200, description: 'a whole number from 0' });
const Days = Type.Integer({ minimum: 1, maximum: 3650, description: 'a whole number of days from 1' });
const YesOrNo = Type.Boolean({ description: 'true or false' });
const Offset = Type.Integer({
  minimum: -365,
  maximum: 365,
  description: 'a whole number of days from the due date, negative before it',
});
const Offsets = Type.Array(Offset, {
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
  description: 'a list of different whole numbers of days from the due date, negative before it',
});

/**
 * The versioned rules under which a pilot runs (lifecycle.md, first paragraph; values: programmes.md).
 * A published version never changes; a rule book that lacks a value, or has one that is not known, is refused.
 */
export const RuleBookSchema = Shape({
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,62}$', description: 'small letters, digits and hyphens' }),
  version: Type.Integer({ minimum: 1, maximum: 100_000, description: 'a whole number from 1' }),
  name: OneLine,
  /** In which thresholds are stated. */
  currency: Sourced(
    Type.String({ pattern: '^[A-Z]{3}$', description: 'a currency of ISO 4217, three capital letters' }),
  ),
  eligibility: Shape({
    minimumCountries: Sourced(Count),
    minimumDevelopingCountries: Sourced(Count),
    /** They count like developing countries. */
    economiesInTransition: Sourced(
      Type.Array(CountryCode, {
        maxItems: 60,
        uniqueItems: true,
        description: 'a list of different countries of ISO 3166-1, two capital letters each',
      }),
    ),
    /** A need, or a justified exception, has to be given. */
    demandEvidence: Sourced(YesOrNo),
    /** A provider, a beneficiary and a facilitator take part. */
    triangular: Sourced(YesOrNo),
  }),
  waits: Shape({
    draft: Sourced(Wait),
    screening: Sourced(Wait),
    revision: Sourced(Wait),
    endorsement: Sourced(Wait),
    concept: Sourced(Wait),
    act: Sourced(Wait),
    convening: Sourced(Wait),
    conceptToApproval: Sourced(Wait),
    declineSeat: Sourced(Wait),
    undecided: Sourced(Wait),
    successor: Sourced(Wait),
    lastResortAfter: Sourced(Wait),
    lastResort: Sourced(Wait),
    lastResortRepeat: Sourced(Wait),
    reopening: Sourced(Wait),
    reopenedClock: Sourced(Wait),
    /** Verifications and reviews. */
    review: Sourced(Wait),
    /** Whatever has no wait of its own. */
    otherwise: Sourced(Wait),
  }),
  revisionRounds: Sourced(Count),
  decisions: Shape({
    endorsement: Sourced(DecisionRule),
    concept: Sourced(DecisionRule),
    act: Sourced(DecisionRule),
  }),
  /** Days from the due date; who is told besides the owner is lifecycle.md section 4. */
  reminders: Shape({
    owner: Sourced(Offsets),
    coordinator: Sourced(Offset),
    approvingBody: Sourced(Offset),
    repeatEvery: Sourced(Days),
  }),
  /** The notices without which nothing lapses, and the days that a final notice gives. */
  lapse: Shape({ notices: Sourced(Offsets), finalNotice: Sourced(Days) }),
});

export type RuleBook = Static<typeof RuleBookSchema>;
export type WaitName = keyof RuleBook['waits'];

/** A rule book in force at one deployment: which bodies fill the seats that the programme names. */
export interface Programme {
  readonly ruleBook: RuleBook;
  readonly institutions: {
    /** Organisations that may coordinate; the first is the programme's own coordinator. */
    readonly coordinators: readonly string[];
    /** One organisation a member. */
    readonly approvingBody: readonly string[];
    readonly finance: string;
    /** Persons. */
    readonly administrators: readonly string[];
  };
}
