import type { FieldError } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import { CountryCode, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { linesWithdrawnOf } from '../funding/loss';
import { programmeOf } from '../programme';
import { rulesNotMet } from '../proposal/completeness';
import { withoutCountry } from '../proposal/country-part';
import { seatsOfThoseWhoLeft } from '../proposal/revising';
import { implementationSteps, type Pilot } from '../state';
import { notSuspended } from './keep-country';
import { countryChosen } from './suspend-country';
import { suspendedCountry } from './suspended';

/** What the programme says against the pilot without this country (lifecycle.md section 1: checked again). */
const ineligibleWithout = (
  pilot: Pilot,
  country: string,
  directory: DirectoryContext,
): readonly FieldError[] =>
  rulesNotMet(withoutCountry(pilot.proposal, country), programmeOf(pilot, directory).ruleBook, directory);

export const releaseCountry = command({
  name: 'release-country',
  label: 'Let a country leave',
  describe:
    'The approving body lets a country leave whose host government has withdrawn its endorsement. Its seats go with it, what they owe and what they give. Refused where the pilot would not be eligible without it: then the country is kept, or the pilot terminated.',
  by: ['approving_body'],
  in: implementationSteps,
  body: Shape({ country: CountryCode, reason: Reason }),
  offered: ({ suspendedCountries }) => suspendedCountries.length > 0,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { country, reason } = given.body;
    if (suspendedCountry(pilot, country) === undefined) return notSuspended(country);
    const errors = ineligibleWithout(pilot, country, directory);
    if (errors.length > 0)
      return refuse(
        'not-eligible',
        `“${programmeOf(pilot, directory).ruleBook.name}” does not take the pilot without ${country}: keep the country once its government has endorsed again, or terminate the pilot.`,
        { errors },
      );
    return inOrder(
      pilot,
      moment,
      fact('country-released', { country, reason }),
      linesWithdrawnOf(country, `${country} no longer takes part.`, moment),
      seatsOfThoseWhoLeft,
      countryChosen(country, reason),
    );
  },
});
