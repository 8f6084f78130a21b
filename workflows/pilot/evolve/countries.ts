import type { CountryFacts } from '../countries/facts';
import type { SuspendedCountry } from '../countries/suspended';
import { countryPart, withoutCountry } from '../proposal/country-part';
import type { Pilot } from '../state';
import type { Foldings } from './folding';

const without = (pilot: Pilot, country: string): readonly SuspendedCountry[] =>
  pilot.suspendedCountries.filter((each) => each.country !== country);

/** Countries whose part stands still, and what becomes of them. */
export const countryFoldings: Foldings<keyof CountryFacts> = {
  'country-suspended': (pilot, { country, reason }, { occurredAt }) => {
    const before = pilot.suspendedCountries.find((each) => each.country === country);
    const held = { country, since: before?.since ?? occurredAt, reason, endorsedAgain: false };
    return {
      ...pilot,
      suspendedCountries: [...without(pilot, country), held],
      endorsements: pilot.endorsements.filter((given) => given.country !== country),
    };
  },
  'country-endorsed-again': (pilot, { country }) => ({
    ...pilot,
    suspendedCountries: pilot.suspendedCountries.map((each) =>
      each.country === country ? { ...each, endorsedAgain: true } : each,
    ),
    endorsements: [
      ...pilot.endorsements,
      { country, decision: 'endorsed-again', part: countryPart(pilot.proposal, country), conditions: [] },
    ],
  }),
  'country-kept': (pilot, { country }) => ({ ...pilot, suspendedCountries: without(pilot, country) }),
  'country-released': (pilot, { country }) => ({
    ...pilot,
    proposal: withoutCountry(pilot.proposal, country),
    suspendedCountries: without(pilot, country),
    endorsements: pilot.endorsements.filter((given) => given.country !== country),
  }),
};
