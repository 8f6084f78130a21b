import { impossibleWith } from '../../../workflows/programmes/contradictions';
import { readRuleBook, ruleBookErrors } from '../../../workflows/programmes/read-rule-book';
import { sscPilotRules } from '../../../workflows/programmes/shipped';
import { changed } from './changed';

interface Case {
  readonly name: string;
  readonly path: readonly string[];
  readonly value: unknown;
  /** Below the path, where the error points further. */
  readonly at?: string;
  readonly detail: string;
}

const cases: readonly Case[] = [
  {
    name: 'a notice of a lapse that is no reminder',
    path: ['lapse', 'notices', 'value'],
    value: [-30, -5],
    detail: 'Every notice of a lapse has to be one of the reminders to the owner.',
  },
  {
    name: 'a notice of a lapse after the due date',
    path: ['lapse', 'notices', 'value'],
    value: [-30, 0],
    detail: 'A notice of a lapse comes before the due date: its offset is negative.',
  },
  {
    name: 'a coordinator who is told before the owner',
    path: ['reminders', 'coordinator', 'value'],
    value: 7,
    detail: 'The coordinator is told after all reminders to the owner.',
  },
  {
    name: 'an approving body that is told before the coordinator',
    path: ['reminders', 'approvingBody', 'value'],
    value: 14,
    detail: 'The approving body is told after the coordinator.',
  },
  {
    name: 'more developing countries than countries',
    path: ['eligibility', 'minimumDevelopingCountries', 'value'],
    value: 3,
    detail: 'Of the countries that take part not more can be developing countries than there are.',
  },
  {
    name: 'an economy in transition that is no country',
    path: ['eligibility', 'economiesInTransition', 'value'],
    value: ['UA', 'XQ'],
    at: '/1',
    detail: 'There is no country XQ in ISO 3166-1.',
  },
  {
    name: 'a small consultation that is longer than the others',
    path: ['waits', 'smallConsultation', 'value'],
    value: { days: 29 },
    detail: 'The consultation of a small pilot is not longer than that of the others.',
  },
  {
    name: 'a small consultation that is longer in working days',
    path: ['waits', 'smallConsultation', 'value'],
    value: { workingDays: 21 },
    detail: 'The consultation of a small pilot is not longer than that of the others.',
  },
  {
    name: 'a small consultation that is longer in months',
    path: ['waits', 'smallConsultation', 'value'],
    value: { months: 1 },
    detail: 'The consultation of a small pilot is not longer than that of the others.',
  },
  {
    name: 'a currency that does not exist',
    path: ['currency', 'value'],
    value: 'USB',
    detail: 'There is no currency USB in ISO 4217.',
  },
  {
    name: 'a limit on what may not be given',
    path: ['money'],
    value: {
      ...sscPilotRules.money,
      modalities: { value: ['in_kind', 'parallel'], source: 'ours' },
      limit: { value: { modalities: ['in_kind', 'seed_grant'], amount: '5.00' }, source: 'ours' },
    },
    at: '/limit/value/modalities/1',
    detail: 'In the modality seed_grant no contribution may be given: it is not under /money/modalities.',
  },
  {
    name: 'a limit of nothing',
    path: ['money', 'limit', 'value'],
    value: { modalities: ['seed_grant'], amount: '0.00' },
    at: '/amount',
    detail: 'A limit is more than nothing; leave a modality out that may not be given at all.',
  },
  {
    name: 'matching of what may not be given',
    path: ['money'],
    value: {
      ...sscPilotRules.money,
      modalities: { value: ['in_kind', 'parallel'], source: 'ours' },
      matching: { value: { modalities: ['seed_grant'], by: ['in_kind'], percent: 100 }, source: 'ours' },
    },
    at: '/matching/value/modalities/0',
    detail: 'In the modality seed_grant no contribution may be given: it is not under /money/modalities.',
  },
  {
    name: 'matching by what may not be given',
    path: ['money'],
    value: {
      ...sscPilotRules.money,
      modalities: { value: ['in_kind', 'parallel'], source: 'ours' },
      matching: { value: { modalities: ['in_kind'], by: ['core_budget'], percent: 100 }, source: 'ours' },
    },
    at: '/matching/value/by/0',
    detail: 'In the modality core_budget no contribution may be given: it is not under /money/modalities.',
  },
  {
    name: 'a modality that matches itself',
    path: ['money', 'matching', 'value'],
    value: { modalities: ['seed_grant'], by: ['in_kind', 'seed_grant'], percent: 100 },
    at: '/by',
    detail: 'Nothing matches itself: a modality stands on one side only.',
  },
  {
    name: 'a master agreement for what may not be given',
    path: ['money'],
    value: {
      ...sscPilotRules.money,
      modalities: { value: ['in_kind'], source: 'ours' },
      masterAgreementFor: { value: ['trust_fund'], source: 'ours' },
    },
    at: '/masterAgreementFor/value/0',
    detail: 'In the modality trust_fund no contribution may be given: it is not under /money/modalities.',
  },
  {
    name: 'an endorsement that asks one seat',
    path: ['decisions', 'endorsement', 'value'],
    value: { rule: 'SINGLE', seat: 'host_government' },
    detail: 'The endorsement asks every host government.',
  },
  {
    name: 'an endorsement that asks others',
    path: ['decisions', 'endorsement', 'value'],
    value: { rule: 'ALL_OF', of: ['provider', 'beneficiary'] },
    detail: 'The endorsement asks every host government.',
  },
  {
    name: 'a concept that others decide on',
    path: ['decisions', 'concept', 'value'],
    value: { rule: 'SINGLE', seat: 'coordinator' },
    detail: 'This decision asks the approving body.',
  },
  {
    name: 'an act that is decided in another way than the appraisal',
    path: ['decisions', 'act', 'value'],
    value: { rule: 'ALL_OF' },
    detail: 'An act of the approving body is decided by the rule of the appraisal.',
  },
  {
    name: 'reviewers of developing countries',
    path: ['decisions', 'clearance', 'value'],
    value: { rule: 'ROLE_COVERAGE', lines: [{ seat: 'reviewer', where: 'developing', count: 1 }] },
    at: '/lines/0/where',
    detail:
      'Only the seats host_government, provider, beneficiary have a country that can be a developing one.',
  },
  {
    name: 'two lines for the same seats, in a turn of several',
    path: ['decisions', 'clearance', 'value'],
    value: {
      rule: 'SEQUENTIAL',
      turns: [
        { rule: 'SINGLE', seat: 'reviewer' },
        {
          rule: 'ROLE_COVERAGE',
          lines: [
            { seat: 'provider', count: 1 },
            { seat: 'provider', count: 'each' },
          ],
        },
      ],
    },
    at: '/turns/1/lines/1',
    detail: 'There is a line for these seats already.',
  },
];

describe('a rule book whose values contradict each other', () => {
  it.each(cases)('is refused with $name', ({ path, value, at = '', detail }) => {
    expect(ruleBookErrors(changed(path, value))).toEqual([{ pointer: `/${path.join('/')}${at}`, detail }]);
  });

  it('is refused with a coordinator who is told before anything is late', () => {
    const book = readRuleBook(changed(['reminders', 'owner', 'value'], [-30, -7, -1]));

    expect(ruleBookErrors(changed(['reminders', 'coordinator', 'value'], 0, book))).toEqual([
      {
        pointer: '/reminders/coordinator/value',
        detail: 'The coordinator is told of a delay: after the due date.',
      },
    ]);
  });

  it('is refused with an appraisal that others decide on', () => {
    const single = { value: { rule: 'SINGLE', seat: 'finance' }, source: 'ours' };
    const book = changed(['decisions'], { ...sscPilotRules.decisions, appraisal: single, act: single });
    expect(ruleBookErrors(book)).toEqual([
      { pointer: '/decisions/appraisal/value', detail: 'This decision asks the approving body.' },
    ]);
  });

  it('may ask host governments in every ROLE_COVERAGE, named or not', () => {
    const rule = { rule: 'ROLE_COVERAGE', lines: [{ seat: 'beneficiary', where: 'developing', count: 1 }] };
    expect(ruleBookErrors(changed(['decisions', 'endorsement', 'value'], rule))).toEqual([]);
  });
});

describe('a rule that the approving body of a deployment cannot meet', () => {
  const threeOf = (rule: unknown) => readRuleBook(changed(['decisions', 'concept', 'value'], rule));

  it('is refused: more approvals than it has members', () => {
    const book = threeOf({ rule: 'N_OF_M', n: 3 });

    expect(impossibleWith(book, { approvingBody: ['one', 'two', 'three'] })).toEqual([]);
    expect(impossibleWith(book, { approvingBody: ['one', 'two'] })).toEqual([
      {
        pointer: '/decisions/concept/value/n',
        detail: 'The approving body has fewer members than 3: 2.',
      },
    ]);
  });

  it('is refused in a turn of several, and possible where others are asked with it', () => {
    const turns = [
      { rule: 'N_OF_M', n: 3, of: ['approving_body', 'reviewer'] },
      { rule: 'N_OF_M', n: 2, of: ['approving_body'] },
    ];

    expect(impossibleWith(threeOf({ rule: 'SEQUENTIAL', turns }), { approvingBody: ['one'] })).toEqual([
      {
        pointer: '/decisions/concept/value/turns/1/n',
        detail: 'The approving body has fewer members than 2: 1.',
      },
    ]);
  });
});
