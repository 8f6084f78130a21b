import { country } from '../../countries';
import type { FieldError, Refusal } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import { refuse } from '../../refusals';
import { countriesOf } from './country-part';
import type { Proposal } from './form';

const unknownCountries = (proposal: Proposal): readonly FieldError[] =>
  (['beneficiaryCountries', 'providerCountries'] as const).flatMap((field) =>
    (proposal[field] ?? []).flatMap((code, index) =>
      country(code) === undefined
        ? [{ pointer: `/${field}/${index}`, detail: `${code} is not a country of ISO 3166-1.` }]
        : [],
    ),
  );

const partsOfOthers = (proposal: Proposal): readonly FieldError[] =>
  (proposal.countryParts ?? []).flatMap(({ country: code }, index) =>
    countriesOf(proposal).includes(code)
      ? []
      : [
          {
            pointer: `/countryParts/${index}/country`,
            detail: `${code} is neither a beneficiary nor a provider here.`,
          },
        ],
  );

/**
 * Does what is written contradict itself, or name what does not exist? Checked at every change, also of a
 * draft: only what is missing may wait for the submission (lifecycle.md section 7).
 */
export const contradiction = (proposal: Proposal, directory: DirectoryContext): Refusal | null => {
  const countries = unknownCountries(proposal);
  if (countries.length > 0)
    return refuse('unknown-country', 'The proposal names countries that do not exist.', {
      errors: countries,
    });
  const parts = partsOfOthers(proposal);
  if (parts.length > 0)
    return refuse('unknown-country', 'The proposal has parts for countries that do not take part.', {
      errors: parts,
    });
  const { plannedStart, plannedEnd, facilitator } = proposal;
  if (plannedStart !== undefined && plannedEnd !== undefined && plannedEnd < plannedStart)
    return refuse('dates-contradict', 'The planned end lies before the planned start.', {
      errors: [{ pointer: '/plannedEnd', detail: `It has to be ${plannedStart} or later.` }],
    });
  if (facilitator !== undefined && directory.organisation(facilitator)?.active !== true)
    return refuse('unknown-organisation', 'The facilitator is not an active organisation of the directory.', {
      errors: [{ pointer: '/facilitator', detail: `There is no active organisation ${facilitator}.` }],
    });
  return null;
};
