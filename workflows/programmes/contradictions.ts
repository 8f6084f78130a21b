import { Value } from '@sinclair/typebox/value';
import { code as currencyOf } from 'currency-codes';

import { country } from '../countries';
import type { FieldError } from '../decider';
import type { SeatKind } from '../seat-kinds';
import type { ProgrammeRule, ProgrammeTurn } from './decision-rule';
import type { RuleBook, Wait } from './rule-book';

/** What has to hold between values, where the error points, and what it says. */
interface Rule {
  readonly holds: boolean;
  readonly pointer: string;
  readonly detail: string;
}

const reminding = ({ reminders, lapse }: RuleBook): readonly Rule[] => {
  const { owner, coordinator, approvingBody } = reminders;
  return [
    {
      holds: owner.value.every((offset) => offset < coordinator.value),
      pointer: '/reminders/coordinator/value',
      detail: 'The coordinator is told after all reminders to the owner.',
    },
    {
      holds: coordinator.value > 0,
      pointer: '/reminders/coordinator/value',
      detail: 'The coordinator is told of a delay: after the due date.',
    },
    {
      holds: approvingBody.value > coordinator.value,
      pointer: '/reminders/approvingBody/value',
      detail: 'The approving body is told after the coordinator.',
    },
    {
      holds: lapse.notices.value.every((offset) => offset < 0),
      pointer: '/lapse/notices/value',
      detail: 'A notice of a lapse comes before the due date: its offset is negative.',
    },
    {
      holds: lapse.notices.value.every((offset) => owner.value.includes(offset)),
      pointer: '/lapse/notices/value',
      detail: 'Every notice of a lapse has to be one of the reminders to the owner.',
    },
  ];
};

const countries = ({ eligibility }: RuleBook): readonly Rule[] => [
  {
    holds: eligibility.minimumDevelopingCountries.value <= eligibility.minimumCountries.value,
    pointer: '/eligibility/minimumDevelopingCountries/value',
    detail: 'Of the countries that take part not more can be developing countries than there are.',
  },
  ...eligibility.economiesInTransition.value.map((code, index) => ({
    holds: country(code) !== undefined,
    pointer: `/eligibility/economiesInTransition/value/${index}`,
    detail: `There is no country ${code} in ISO 3166-1.`,
  })),
];

/** About how many days a wait takes: five working days are a week. */
const daysOf = (wait: Wait): number =>
  'days' in wait ? wait.days : 'months' in wait ? wait.months * 30 : (wait.workingDays / 5) * 7;

const consulting = ({ waits }: RuleBook): readonly Rule[] => [
  {
    holds: daysOf(waits.smallConsultation.value) <= daysOf(waits.consultation.value),
    pointer: '/waits/smallConsultation/value',
    detail: 'The consultation of a small pilot is not longer than that of the others.',
  },
];

/** Each of these modalities is one in which a contribution may be given. */
const among = (pointer: string, listed: readonly string[], { money }: RuleBook): readonly Rule[] =>
  listed.map((modality, index) => ({
    holds: money.modalities.value.some((each) => each === modality),
    pointer: `${pointer}/${index}`,
    detail: `In the modality ${modality} no contribution may be given: it is not under /money/modalities.`,
  }));

const paying = (ruleBook: RuleBook): readonly Rule[] => {
  const { currency, money } = ruleBook;
  const { limit, matching, masterAgreementFor } = money;
  return [
    {
      holds: currencyOf(currency.value) !== undefined,
      pointer: '/currency/value',
      detail: `There is no currency ${currency.value} in ISO 4217.`,
    },
    ...(limit.value === null
      ? []
      : [
          ...among('/money/limit/value/modalities', limit.value.modalities, ruleBook),
          {
            holds: /[1-9]/.test(limit.value.amount),
            pointer: '/money/limit/value/amount',
            detail: 'A limit is more than nothing; leave a modality out that may not be given at all.',
          },
        ]),
    ...(matching.value === null
      ? []
      : [
          ...among('/money/matching/value/modalities', matching.value.modalities, ruleBook),
          ...among('/money/matching/value/by', matching.value.by, ruleBook),
          {
            holds: !matching.value.by.some((each) => matching.value?.modalities.includes(each)),
            pointer: '/money/matching/value/by',
            detail: 'Nothing matches itself: a modality stands on one side only.',
          },
        ]),
    ...among('/money/masterAgreementFor/value', masterAgreementFor.value, ruleBook),
  ];
};

const turnsOf = (rule: ProgrammeRule): readonly ProgrammeTurn[] =>
  rule.rule === 'SEQUENTIAL' ? rule.turns : [rule];

/** Does a turn ask this kind of seat, where the decision asks it unless the rule says otherwise? */
const asks = (turn: ProgrammeTurn, kind: SeatKind): boolean => {
  switch (turn.rule) {
    case 'SINGLE':
      return turn.seat === kind;
    case 'ROLE_COVERAGE':
      return kind === 'host_government' || turn.lines.some(({ seat }) => seat === kind);
    default:
      return turn.of?.includes(kind) ?? true;
  }
};

const ofCountries: readonly SeatKind[] = ['host_government', 'provider', 'beneficiary'];

const coverage = (pointer: string, rule: ProgrammeRule): readonly Rule[] =>
  turnsOf(rule).flatMap((turn, index) => {
    if (turn.rule !== 'ROLE_COVERAGE') return [];
    const place = rule.rule === 'SEQUENTIAL' ? `${pointer}/turns/${index}/lines` : `${pointer}/lines`;
    return turn.lines.flatMap((line, at) => [
      {
        holds: line.where === undefined || ofCountries.includes(line.seat),
        pointer: `${place}/${at}/where`,
        detail: `Only the seats ${ofCountries.join(', ')} have a country that can be a developing one.`,
      },
      {
        holds:
          turn.lines.findIndex((other) => Value.Equal([other.seat, other.where], [line.seat, line.where])) ===
          at,
        pointer: `${place}/${at}`,
        detail: 'There is a line for these seats already.',
      },
    ]);
  });

const deciding = ({ decisions }: RuleBook): readonly Rule[] => [
  {
    holds: turnsOf(decisions.endorsement.value).some(
      (turn) => turn.rule !== 'SINGLE' && asks(turn, 'host_government'),
    ),
    pointer: '/decisions/endorsement/value',
    detail: 'The endorsement asks every host government.',
  },
  ...(['concept', 'appraisal'] as const).map((kind) => ({
    holds: turnsOf(decisions[kind].value).some((turn) => asks(turn, 'approving_body')),
    pointer: `/decisions/${kind}/value`,
    detail: 'This decision asks the approving body.',
  })),
  {
    holds: Value.Equal(decisions.act.value, decisions.appraisal.value),
    pointer: '/decisions/act/value',
    detail: 'An act of the approving body is decided by the rule of the appraisal.',
  },
  ...Object.entries(decisions).flatMap(([kind, { value }]) => coverage(`/decisions/${kind}/value`, value)),
];

/** What a schema cannot say: the values that contradict each other or name what does not exist. */
export const contradictions = (ruleBook: RuleBook): readonly FieldError[] =>
  [reminding, countries, consulting, paying, deciding]
    .flatMap((rules) => rules(ruleBook))
    .flatMap(({ holds, pointer, detail }) => (holds ? [] : [{ pointer, detail }]));

/** Decisions that ask the members of the approving body where their rule does not say whom. */
const ofTheBody = ['concept', 'act', 'appraisal'] as const;

/** What the institutions of a deployment make impossible: more approvals than the approving body has members. */
export const impossibleWith = (
  { decisions }: Pick<RuleBook, 'decisions'>,
  { approvingBody }: { readonly approvingBody: readonly string[] },
): readonly FieldError[] =>
  ofTheBody.flatMap((kind) => {
    const rule = decisions[kind].value;
    return turnsOf(rule).flatMap((turn, index) => {
      if (turn.rule !== 'N_OF_M' || turn.n === 'majority' || turn.n <= approvingBody.length) return [];
      if (turn.of?.some((seat) => seat !== 'approving_body') === true) return [];
      const place = rule.rule === 'SEQUENTIAL' ? `/value/turns/${index}/n` : '/value/n';
      return [
        {
          pointer: `/decisions/${kind}${place}`,
          detail: `The approving body has fewer members than ${turn.n}: ${approvingBody.length}.`,
        },
      ];
    });
  });
