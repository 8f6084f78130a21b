import type { CountryPart } from '../state';
import type { Proposal } from './form';

/** Every country that takes part, as beneficiary or as provider, in alphabetical order. */
export const countriesOf = ({
  beneficiaryCountries = [],
  providerCountries = [],
}: Proposal): readonly string[] => [...new Set([...beneficiaryCountries, ...providerCountries])].sort();

/** The proposal without a country that has left. */
export const withoutCountry = (proposal: Proposal, country: string): Proposal => {
  const { beneficiaryCountries, providerCountries, countryParts } = proposal;
  const others = (codes: readonly string[]) => codes.filter((code) => code !== country);
  return {
    ...proposal,
    ...(beneficiaryCountries === undefined ? {} : { beneficiaryCountries: others(beneficiaryCountries) }),
    ...(providerCountries === undefined ? {} : { providerCountries: others(providerCountries) }),
    ...(countryParts === undefined
      ? {}
      : { countryParts: countryParts.filter((part) => part.country !== country) }),
  };
};

/**
 * A country's part of the proposal: its roles, and what is said of it under `countryParts`. Where nothing is
 * said of it alone, all of the substance counts as its part, so that no change of it can pass unseen.
 */
export const countryPart = (proposal: Proposal, country: string): CountryPart => {
  const { beneficiaryCountries = [], providerCountries = [], countryParts = [] } = proposal;
  const own = countryParts.find((part) => part.country === country)?.part;
  return {
    roles: [
      ...(beneficiaryCountries.includes(country) ? (['beneficiary'] as const) : []),
      ...(providerCountries.includes(country) ? (['provider'] as const) : []),
    ],
    part: own ?? {
      problem: proposal.problem ?? null,
      objectives: proposal.objectives ?? null,
      expectedOutputs: proposal.expectedOutputs ?? null,
      plannedStart: proposal.plannedStart ?? null,
      plannedEnd: proposal.plannedEnd ?? null,
      roughBudget: proposal.roughBudget ?? null,
    },
  };
};
