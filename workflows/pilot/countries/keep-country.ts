import { CountryCode, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { openObligations } from '../obligations/open';
import { implementationSteps, type Pilot } from '../state';
import { obligationResumed } from '../suspension/resumption';
import { countryChosen } from './suspend-country';
import { standsStillFor, suspendedCountry, type SuspendedCountry } from './suspended';

/** Why nothing can be decided about a country. */
export const notSuspended = (country: string) =>
  refuse('not-now', `The part of ${country} is not suspended: there is nothing to decide about it.`);

/** What its seats owe gets back the time that was left, as after a suspension of the whole. */
const clocksGoOn =
  ({ country, since }: SuspendedCountry, moment: Moment) =>
  (pilot: Pilot): Part =>
    openObligations(pilot)
      .filter((owed) => standsStillFor(pilot, owed)?.country === country)
      .map((owed) => obligationResumed(pilot, owed, { suspended: since, resumed: moment.at }, moment));

export const keepCountry = command({
  name: 'keep-country',
  label: 'Keep a country whose part is suspended',
  describe:
    'The approving body lets a country go on whose host government had withdrawn its endorsement and has endorsed the pilot again. What its seats owe gets back the time that was left.',
  by: ['approving_body'],
  in: implementationSteps,
  body: Shape({ country: CountryCode, reason: Reason }),
  offered: ({ suspendedCountries }) => suspendedCountries.some(({ endorsedAgain }) => endorsedAgain),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { country, reason } = given.body;
    const held = suspendedCountry(pilot, country);
    if (held === undefined) return notSuspended(country);
    if (!held.endorsedAgain)
      return refuse(
        'not-now',
        `The host government of ${country} has not endorsed the pilot again: without its endorsement the country can only leave.`,
      );
    return inOrder(
      pilot,
      moment,
      clocksGoOn(held, moment),
      fact('country-kept', { country, reason }),
      countryChosen(country, reason),
    );
  },
});
