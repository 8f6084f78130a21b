import { type Static, type TProperties, type TSchema, Type } from '@sinclair/typebox';

import { Amount, CountryCode, LengthField, Line, Shape } from '../fields';
import { modalities } from '../money/modalities';
import { ProgrammeRuleSchema } from './decision-rule';

const OneLine = Type.String({ ...Line, description: 'one line of text, at most 300 characters' });

/** A value of a rule book with what it means, and where it comes from: a public rule, a decision of a fund, or `ours`. */
const Sourced = <Value extends TSchema>(value: Value, description: string) =>
  Type.Object({ value, source: OneLine }, { additionalProperties: false, description });

/** A group of values that belong together, with what they are about. */
const Group = <Properties extends TProperties>(properties: Properties, description: string) =>
  Type.Object(properties, { additionalProperties: false, description });

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
const Percent = Type.Integer({
  minimum: 0,
  maximum: 100,
  description: 'a whole number of percent, 0 to 100',
});
const AmountText = Type.String({ ...Amount, description: 'an amount as text, such as "50000.00"' });
const AmountOrNone = Type.Union([AmountText, Type.Null()], {
  description: 'an amount as text, such as "50000.00", or null',
});
const Country = Type.String({
  ...CountryCode,
  description: 'a country of ISO 3166-1, two capital letters',
});
const modality = Type.Union(
  modalities.map((each) => Type.Literal(each)),
  { description: `one of ${modalities.join(', ')}` },
);
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
 * The descriptions of groups and values are the documentation from which a rule book is written.
 */
export const RuleBookSchema = Shape({
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,62}$', description: 'small letters, digits and hyphens' }),
  version: Type.Integer({ minimum: 1, maximum: 100_000, description: 'a whole number from 1' }),
  name: OneLine,
  currency: Sourced(
    Type.String({ pattern: '^[A-Z]{3}$', description: 'a currency of ISO 4217, three capital letters' }),
    'The currency in which the thresholds of the programme are stated.',
  ),
  eligibility: Group(
    {
      minimumCountries: Sourced(Count, 'How many countries take part at least, as beneficiary or provider.'),
      minimumDevelopingCountries: Sourced(
        Count,
        'How many of them are developing countries at least, by the M49 lists of the United Nations.',
      ),
      economiesInTransition: Sourced(
        Type.Array(Country, {
          maxItems: 60,
          uniqueItems: true,
          description: 'a list of different countries of ISO 3166-1, two capital letters each',
        }),
        'Countries that the programme counts like developing countries although the lists do not.',
      ),
      demandEvidence: Sourced(YesOrNo, 'Whether a need has to be named, or an exception justified.'),
      triangular: Sourced(
        YesOrNo,
        'Whether a provider and a beneficiary among the developing countries and a facilitator have to take part.',
      ),
    },
    'Which proposals the programme takes. Checked when the proposal is submitted.',
  ),
  waits: Group(
    {
      draft: Sourced(Wait, 'How long a proposal may stay a draft before it lapses.'),
      screening: Sourced(Wait, 'The time that the coordinator has to screen a proposal.'),
      revision: Sourced(
        Wait,
        'The time that the proponent has to revise a proposal that was returned, before it lapses.',
      ),
      endorsement: Sourced(Wait, 'The time that each host government has to endorse the proposal.'),
      concept: Sourced(Wait, 'The time that the approving body has to decide on the concept.'),
      act: Sourced(Wait, 'The time that the members of an approving body have to decide on one of its acts.'),
      convening: Sourced(
        Wait,
        'The time that the coordinator has to set a date for the consultation, or hold it by correspondence.',
      ),
      conceptToApproval: Sourced(
        Wait,
        'The one clock from the approval of the concept to the approval of the full proposal; then the pilot lapses.',
      ),
      declineSeat: Sourced(Wait, 'The time in which an organisation may decline a seat that it was given.'),
      undecided: Sourced(
        Wait,
        'The time that the coordinator has to find a way out of a decision without a result.',
      ),
      successor: Sourced(
        Wait,
        'The time that a seat has at least for what it takes over from the one before it.',
      ),
      lastResortAfter: Sourced(
        Wait,
        'How long after its due date a step waits before the approving body is called.',
      ),
      lastResort: Sourced(Wait, 'The time that the approving body has for its act when it is called.'),
      lastResortRepeat: Sourced(Wait, 'The time after which it is called again.'),
      reopening: Sourced(
        Wait,
        'The time in which a pilot that was rejected, withdrawn or has lapsed may be reopened.',
      ),
      reopenedClock: Sourced(
        Wait,
        'The time that a clock that spans steps has left at least after a reopening.',
      ),
      meetingExpected: Sourced(
        Wait,
        'How often the coordinator confirms that a meeting without a date is still expected.',
      ),
      consultation: Sourced(Wait, 'How long the consultation is open for comments and positions.'),
      smallConsultation: Sourced(
        Wait,
        'How long it is open for a small pilot; see consultation, smallBelow.',
      ),
      consultationExtension: Sourced(
        Wait,
        'The one extension of a consultation without quorum that comes by itself.',
      ),
      response: Sourced(Wait, 'The time that the proponent has to answer every comment.'),
      clearance: Sourced(Wait, 'The time that the seats asked have to clear the proposal.'),
      mix: Sourced(Wait, 'The time that the proponent has to bring the funding together.'),
      appraisal: Sourced(Wait, 'The time that the approving body has to decide on the full proposal.'),
      signature: Sourced(
        Wait,
        'From the approval to the last signature of the agreement; then the pilot lapses.',
      ),
      conditions: Sourced(
        Wait,
        'From the later of signature and master agreement until every condition precedent is met; then the pilot lapses.',
      ),
      masterAgreementExpected: Sourced(
        Wait,
        'How often the coordinator confirms that a master agreement is still expected.',
      ),
      replaceContribution: Sourced(
        Wait,
        'The time that the proponent has to replace a contribution that is lost after the agreement is effective; then the approving body decides.',
      ),
      inception: Sourced(Wait, 'From the day on which the agreement is effective to the start workshop.'),
      dispute: Sourced(
        Wait,
        'The time in which an organisation may strike a position that was recorded on its behalf.',
      ),
      askedAfterStrike: Sourced(
        Wait,
        'The time that a seat has at least that is asked again after its position was struck.',
      ),
      coordinatorSuspension: Sourced(Wait, 'How long the coordinator may suspend a pilot alone.'),
      suspensionReview: Sourced(Wait, 'The time after which a suspension is reviewed.'),
      dueAfterResume: Sourced(Wait, 'When fixed and yearly dates fall due that passed during a suspension.'),
      countryLeaving: Sourced(
        Wait,
        'The time that the approving body has when a host government withdraws its endorsement from an agreement that is effective.',
      ),
      lapseAfterLateFact: Sourced(
        Wait,
        'How far ahead a lapse stays at least that is moved by a fact reported late.',
      ),
      review: Sourced(Wait, 'The time that a verification or a review may take.'),
      otherwise: Sourced(Wait, 'The time that anything may take that has no wait of its own.'),
    },
    'How long each step and each answer may take. Days and months count from the day of the event; working days are those of the organisation that owes.',
  ),
  revisionRounds: Sourced(
    Count,
    'How often a proposal may be returned for revision over the life of the pilot before the approving body has to choose.',
  ),
  endorsementInWriting: Sourced(
    YesOrNo,
    'Whether a country endorses by a letter that is named with its hash, or by its answer alone.',
  ),
  decisions: Group(
    {
      endorsement: Sourced(
        ProgrammeRuleSchema,
        'The endorsement of the proposal. It asks every host government.',
      ),
      concept: Sourced(ProgrammeRuleSchema, 'The approval of the concept. It asks the approving body.'),
      act: Sourced(
        ProgrammeRuleSchema,
        'An act of an approving body with several members. It is decided as the appraisal is.',
      ),
      clearance: Sourced(ProgrammeRuleSchema, 'The clearance of the proposal after the consultation.'),
      appraisal: Sourced(
        ProgrammeRuleSchema,
        'The approval of the full proposal. It asks the approving body.',
      ),
      agreement: Sourced(
        ProgrammeRuleSchema,
        'The signature of the agreement. It asks contributors, proponent, host governments and facilitator.',
      ),
    },
    'Who has to agree. Without `of` a rule asks the seats that the kind of decision names.',
  ),
  consultation: Group(
    {
      smallBelow: Sourced(
        AmountOrNone,
        'A rough budget below this, in the currency of the programme, makes a pilot small; null: none is small.',
      ),
      quorum: Sourced(
        Type.Object(
          { percent: Percent, hostGovernments: Count },
          { additionalProperties: false, description: 'percent and hostGovernments' },
        ),
        'How many of the invited seats take part, in percent, and how many host governments among them.',
      ),
    },
    'The technical consultation.',
  ),
  money: Group(
    {
      modalities: Sourced(Modalities, 'The modalities in which a contribution may be given.'),
      limit: Sourced(
        Type.Union([Shape({ modalities: Modalities, amount: AmountText }), Type.Null()], {
          description: 'modalities and an amount, or null',
        }),
        'The most that all lines of these modalities may come to, in the currency of the programme; null: no limit.',
      ),
      matching: Sourced(
        Type.Union(
          [
            Shape({
              modalities: Modalities,
              by: Modalities,
              percent: Type.Integer({
                minimum: 1,
                maximum: 1000,
                description: 'a whole number of percent from 1',
              }),
            }),
            Type.Null(),
          ],
          { description: 'the modalities that are matched, by which, and by how many percent, or null' },
        ),
        'What has to be matched by what: for every 100 of the modalities, at least so many percent are given in those under by; null: nothing.',
      ),
      inKindValued: Sourced(
        YesOrNo,
        'Whether what is given in kind needs a value, a method and a valuer before the appraisal.',
      ),
      appraisedAgainAbove: Sourced(
        Percent,
        'A total that changes by more percent than this after the appraisal is appraised again.',
      ),
      masterAgreementFor: Sourced(
        ModalitiesOrNone,
        'Contributors of these modalities need a master agreement.',
      ),
    },
    'How the pilot is paid for.',
  ),
  reminders: Group(
    {
      owner: Sourced(Offsets, 'When the seat that owes is reminded.'),
      coordinator: Sourced(Offset, 'When the coordinator is told as well.'),
      approvingBody: Sourced(Offset, 'When the approving body is told, with an act that is proposed.'),
      repeatEvery: Sourced(Days, 'How often owner and coordinator are reminded after that.'),
    },
    'In days from the due date, negative before it.',
  ),
  lapse: Group(
    {
      notices: Sourced(
        Offsets,
        'The notices without which nothing lapses; each is one of the reminders to the owner.',
      ),
      finalNotice: Sourced(
        Days,
        'How many days a final notice gives where one of them was not delivered in time.',
      ),
    },
    'What comes before a lapse.',
  ),
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
