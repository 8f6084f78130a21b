import { eligibility, type ProposalForEligibility } from '../../../workflows/programmes/eligibility';
import type { RuleBook } from '../../../workflows/programmes/rule-book';
import { gefMediumRules, sscPilotRules } from '../../../workflows/programmes/shipped';

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

describe('eligibility for triangular cooperation', () => {
  const triangular = {
    eligibility: {
      ...sscPilotRules.eligibility,
      minimumCountries: { value: 0, source: 'ours' },
      minimumDevelopingCountries: { value: 0, source: 'ours' },
      demandEvidence: { value: false, source: 'ours' },
      triangular: { value: true, source: 'ours' },
    },
  };
  const proposal = { beneficiaryCountries: ['MW'], providerCountries: ['BR'], facilitator: 'a UN body' };

  it('takes a provider, a beneficiary and a facilitator', () => {
    expect(eligibility(proposal, triangular)).toEqual([
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
    expect(eligibility({ ...proposal, ...change }, triangular)).toMatchObject([
      { met: false, sentence, pointer },
    ]);
  });

  it('refuses it without a facilitator', () => {
    const { beneficiaryCountries, providerCountries } = proposal;

    expect(eligibility({ beneficiaryCountries, providerCountries }, triangular)).toMatchObject([
      { met: false, sentence: 'Triangular cooperation lacks a facilitator.', pointer: '/facilitator' },
    ]);
  });

  it('names all that lacks', () => {
    expect(eligibility({}, triangular)).toMatchObject([
      {
        met: false,
        sentence:
          'Triangular cooperation lacks a developing country as provider and ' +
          'a developing country as beneficiary and a facilitator.',
      },
    ]);
  });
});
