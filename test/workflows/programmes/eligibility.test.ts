import {
  eligibility,
  type Facilitator,
  type ProposalForEligibility,
} from '../../../workflows/programmes/eligibility';
import type { RuleBook } from '../../../workflows/programmes/rule-book';
import {
  gefMediumRules,
  pgtfSeedRules,
  sscPilotRules,
  triangularRules,
} from '../../../workflows/programmes/shipped';

const unmet = (proposal: ProposalForEligibility, rules: Pick<RuleBook, 'eligibility'>): string[] =>
  eligibility(proposal, rules).flatMap(({ rule, met }) => (met ? [] : [rule]));

const need = { need: 'Register of needs, entry 12' };

describe('eligibility for a South-South cooperation pilot', () => {
  const proposal = { beneficiaryCountries: ['MW'], providerCountries: ['KE'], demandEvidence: need };

  it('takes two developing countries with a need', () => {
    expect(eligibility(proposal, sscPilotRules)).toEqual([
      {
        rule: 'countries',
        met: true,
        sentence: 'At least 2 countries have to take part: Malawi, Kenya.',
        pointer: '/beneficiaryCountries',
      },
      {
        rule: 'developing-countries',
        met: true,
        sentence: 'At least 2 developing countries have to take part: Malawi, Kenya.',
        pointer: '/beneficiaryCountries',
      },
      {
        rule: 'demand-evidence',
        met: true,
        sentence: 'The proposal has to answer a demand: name the need, or give the reason for an exception.',
        pointer: '/demandEvidence',
      },
    ]);
  });

  it('takes a justified exception for a need', () => {
    expect(
      unmet({ ...proposal, demandEvidence: { exception: 'Asked for by the conference' } }, sscPilotRules),
    ).toEqual([]);
  });

  it('counts a country once that is provider and beneficiary', () => {
    expect(unmet({ ...proposal, beneficiaryCountries: ['KE'] }, sscPilotRules)).toEqual([
      'countries',
      'developing-countries',
    ]);
  });

  it.each([
    { name: 'a developed country', code: 'JP' },
    { name: 'an economy in transition', code: 'UA' },
    { name: 'a code that is no country', code: 'XX' },
  ])('does not count $name as a developing country', ({ code }) => {
    expect(unmet({ ...proposal, providerCountries: [code] }, sscPilotRules)).toEqual([
      'developing-countries',
    ]);
  });

  it('names what is missing in an empty draft', () => {
    expect(eligibility({}, sscPilotRules).map(({ met, sentence }) => ({ met, sentence }))).toEqual([
      { met: false, sentence: 'At least 2 countries have to take part: none so far.' },
      { met: false, sentence: 'At least 2 developing countries have to take part: none so far.' },
      {
        met: false,
        sentence: 'The proposal has to answer a demand: name the need, or give the reason for an exception.',
      },
    ]);
  });
});

describe('eligibility for a medium size, GEF-like project', () => {
  it.each(['KE', 'UA', 'AL'])('takes one eligible country: %s', (code) => {
    expect(unmet({ beneficiaryCountries: [code] }, gefMediumRules)).toEqual([]);
  });

  it('takes no country that the fund does not serve', () => {
    expect(
      eligibility({ beneficiaryCountries: ['GB'] }, gefMediumRules).filter(({ met }) => !met),
    ).toMatchObject([{ sentence: 'At least 1 eligible country has to take part: none so far.' }]);
  });

  it('says what is missing', () => {
    expect(eligibility({}, gefMediumRules).map(({ sentence }) => sentence)).toEqual([
      'At least 1 country has to take part: none so far.',
      'At least 1 eligible country has to take part: none so far.',
    ]);
  });

  it('takes no proposal without a country', () => {
    expect(unmet({}, gefMediumRules)).toEqual(['countries', 'developing-countries']);
  });
});

describe('eligibility for three developing countries', () => {
  const three = { beneficiaryCountries: ['MW', 'KE'], providerCountries: ['BR'] };

  it('takes three, and refuses two', () => {
    expect(unmet(three, pgtfSeedRules)).toEqual([]);
    expect(unmet({ ...three, providerCountries: [] }, pgtfSeedRules)).toEqual([
      'countries',
      'developing-countries',
    ]);
    expect(unmet({ ...three, providerCountries: ['DE'] }, pgtfSeedRules)).toEqual(['developing-countries']);
  });
});

describe('eligibility for triangular cooperation', () => {
  const proposal = { beneficiaryCountries: ['MW'], providerCountries: ['BR'], demandEvidence: need };
  const unBody: Facilitator = { kind: 'un_agency', country: null };
  const roles = (change: ProposalForEligibility, facilitator: Facilitator | null = unBody) =>
    eligibility({ ...proposal, ...change }, triangularRules, facilitator).filter(
      ({ rule }) => rule === 'triangular',
    );

  it('takes a provider, a beneficiary and a facilitator', () => {
    expect(roles({})).toEqual([
      {
        rule: 'triangular',
        met: true,
        sentence: 'A provider, a beneficiary and a facilitator take part.',
        pointer: '',
      },
    ]);
  });

  it.each([
    {
      name: 'a provider',
      change: { providerCountries: ['DE'] },
      sentence: 'Triangular cooperation lacks a developing country as provider.',
      pointer: '/providerCountries',
    },
    {
      name: 'a beneficiary',
      change: { beneficiaryCountries: [] },
      sentence: 'Triangular cooperation lacks a developing country as beneficiary.',
      pointer: '/beneficiaryCountries',
    },
  ])('refuses it without $name', ({ change, sentence, pointer }) => {
    expect(roles(change)).toMatchObject([{ met: false, sentence, pointer }]);
  });

  it.each<{ name: string; facilitator: Facilitator; met: boolean }>([
    { name: 'a UN body', facilitator: unBody, met: true },
    {
      name: 'the secretariat of a convention',
      facilitator: { kind: 'mea_secretariat', country: null },
      met: true,
    },
    { name: 'a donor of the North', facilitator: { kind: 'donor', country: 'NO' }, met: true },
    { name: 'a ministry of the North', facilitator: { kind: 'government', country: 'DE' }, met: true },
    { name: 'a donor of the South', facilitator: { kind: 'donor', country: 'BR' }, met: false },
    { name: 'a body of no country', facilitator: { kind: 'ngo', country: null }, met: false },
  ])('has as facilitator a UN body or a Northern donor: $name', ({ facilitator, met }) => {
    expect(roles({}, facilitator)).toMatchObject([{ met }]);
  });

  it('refuses it without a facilitator', () => {
    expect(roles({}, null)).toMatchObject([
      {
        met: false,
        sentence: 'Triangular cooperation lacks a facilitator that is a UN body or a Northern donor.',
        pointer: '/facilitator',
      },
    ]);
  });

  it('names all that lacks', () => {
    expect(roles({ beneficiaryCountries: [], providerCountries: [] }, null)).toMatchObject([
      {
        met: false,
        sentence:
          'Triangular cooperation lacks a developing country as provider and ' +
          'a developing country as beneficiary and a facilitator that is a UN body or a Northern donor.',
      },
    ]);
  });
});
