import { type Static, type TSchema, Type } from '@sinclair/typebox';

import { Amount, CountryCode, LengthField, Line, Shape } from '../fields';
import { modalities } from '../money/modalities';
import { ProgrammeRuleSchema } from './decision-rule';

const OneLine = Type.String({ ...Line, description: 'one line of text, at most 300 characters' });

/** A value of a rule book and where it comes from: a public rule, a decision of a fund, or `ours`. */
const Sourced = <Value extends TSchema>(value: Value) => Shape({ value, source: OneLine });

const Wait = Type.Union(
  [...LengthField.anyOf, Shape({ workingDays: Type.Integer({ minimum: 1, maximum: 1000 }) })],
  { description: 'a length: {"days":…}, {"months":…} or {"workingDays":…}, a whole number from 1' },
);

/** How long something may take: days or months, or working days of the owner's organisation. */
export type Wait = Static<typeof Wait>;

const Count = Type.Integer({ minimum: 0, maximum: 200, description: 'a whole number from 0' });
const Days = Type.Integer({ minimum: 1, maximum: 3650, description: 'a whole number of days from 1' });
const YesOrNo = Type.Boolean({ description: 'true or false' });
const Offset = Type.Integer({
  minimum: -365,
  maximum: 365,
  description: 'a whole number of days from the due date, negative before it',
});
const Percent = Type.Integer({ minimum: 0, maximum: 100, description: 'a whole number of percent' });
const AmountText = Type.String({ ...Amount, description: 'an amount as text, such as "50000.00"' });
const AmountOrNone = Type.Union([AmountText, Type.Null()], {
  description: 'an amount as text, such as "50000.00", or null',
});
const modality = Type.Union(modalities.map((each) => Type.Literal(each)));
const listOfModalities = `a list of different ones of ${modalities.join(', ')}`;
const Modalities = Type.Array(modality, {
  minItems: 1,
  maxItems: modalities.length,
  uniqueItems: true,
  description: listOfModalities,
});
const ModalitiesOrNone = Type.Array(modality, {
  maxItems: modalities.length,
  uniqueItems: true,
  description: `${listOfModalities}, or an empty one`,
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
    /** Whether a meeting that has no date yet is still expected. */
    meetingExpected: Sourced(Wait),
    consultation: Sourced(Wait),
    smallConsultation: Sourced(Wait),
    consultationExtension: Sourced(Wait),
    response: Sourced(Wait),
    clearance: Sourced(Wait),
    mix: Sourced(Wait),
    appraisal: Sourced(Wait),
    signature: Sourced(Wait),
    conditions: Sourced(Wait),
    /** Whether a master agreement that is not signed yet is still expected. */
    masterAgreementExpected: Sourced(Wait),
    inception: Sourced(Wait),
    /** In which an organisation may strike a position that was recorded on its behalf. */
    dispute: Sourced(Wait),
    /** What a seat has at least that is asked again after its position was struck. */
    askedAfterStrike: Sourced(Wait),
    /** How long the coordinator may suspend alone. */
    coordinatorSuspension: Sourced(Wait),
    suspensionReview: Sourced(Wait),
    /** When fixed and yearly dates fall due that passed during a suspension. */
    dueAfterResume: Sourced(Wait),
    /** What the approving body has when a host government withdraws its endorsement. */
    countryLeaving: Sourced(Wait),
    /** How far ahead a lapse stays at least that a late fact moves. */
    lapseAfterLateFact: Sourced(Wait),
    /** Verifications and reviews. */
    review: Sourced(Wait),
    /** Whatever has no wait of its own. */
    otherwise: Sourced(Wait),
  }),
  revisionRounds: Sourced(Count),
  decisions: Shape({
    endorsement: Sourced(ProgrammeRuleSchema),
    concept: Sourced(ProgrammeRuleSchema),
    act: Sourced(ProgrammeRuleSchema),
    clearance: Sourced(ProgrammeRuleSchema),
    appraisal: Sourced(ProgrammeRuleSchema),
    agreement: Sourced(ProgrammeRuleSchema),
  }),
  consultation: Shape({
    /** A budget below this, in the currency of the programme, has the small consultation; null: there is none. */
    smallBelow: Sourced(AmountOrNone),
    /** How many of the invited seats take part, in percent, and how many host governments among them. */
    quorum: Sourced(Shape({ percent: Percent, hostGovernments: Count })),
  }),
  money: Shape({
    /** The modalities in which a contribution may be given. */
    modalities: Sourced(Modalities),
    /** The most that all lines of these modalities may come to, in the currency of the programme; null: no limit. */
    limit: Sourced(
      Type.Union([Shape({ modalities: Modalities, amount: AmountText }), Type.Null()], {
        description: 'a list of modalities and an amount, or null',
      }),
    ),
    /** What has to be matched by what: at least so many percent of the one are given as the other; null: nothing. */
    matching: Sourced(
      Type.Union(
        [
          Shape({
            modalities: Modalities,
            by: Modalities,
            percent: Type.Integer({ minimum: 1, maximum: 1000 }),
          }),
          Type.Null(),
        ],
        { description: 'the modalities that are matched, by which, and by how many percent, or null' },
      ),
    ),
    /** What is given in kind needs a value, a method and a valuer before the appraisal. */
    inKindValued: Sourced(YesOrNo),
    /** A total that changes by more percent than this after the appraisal is appraised again. */
    appraisedAgainAbove: Sourced(Percent),
    /** Contributors of these modalities need a master agreement. */
    masterAgreementFor: Sourced(ModalitiesOrNone),
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
