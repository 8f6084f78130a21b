import { type Static, Type } from '@sinclair/typebox';
import { IANAZone } from 'luxon';

import { countryDefaults } from '../clocks/country-defaults';
import { commandsFor, type Given } from '../command';
import { country } from '../countries';
import type { Refusal } from '../decider';
import { CountryCode, DayField, Line, Reason, Shape } from '../fields';
import { refuse } from '../refusals';
import { type DirectoryContext, organisationKinds } from './entries';
import {
  type Organisation,
  type OrganisationFacts,
  organisationChanged,
  organisationDeactivated,
  organisationRegistered,
} from './organisation-events';
import type { DirectoryRole, EntryStatus } from './rights';

const { creation, command } = commandsFor<{
  state: Organisation;
  context: DirectoryContext;
  role: DirectoryRole;
  status: EntryStatus;
}>();

const required = {
  name: Line,
  kind: Type.Union(organisationKinds.map((each) => Type.Literal(each))),
};
const prefilled = {
  country: Type.Union([CountryCode, Type.Null()], {
    description: 'ISO 3166-1 alpha-2; null for a body of no one country.',
  }),
  timeZone: Type.String({
    minLength: 1,
    maxLength: 60,
    description: 'A zone of the IANA database, for example Africa/Nairobi. Due dates are 17:00 there.',
  }),
  weekend: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
    maxItems: 6,
    uniqueItems: true,
    description: 'ISO weekdays, 1 Monday to 7 Sunday.',
  }),
  holidays: Type.Array(DayField, {
    maxItems: 500,
    uniqueItems: true,
    description: 'Days that are free here beside the public holidays of the country.',
  }),
  language: Type.String({
    pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
    maxLength: 35,
    description: 'BCP 47.',
  }),
  focalPointFor: Type.Union([CountryCode, Type.Null()], {
    description: 'The country whose focal point this body is. Only an administrator names focal points.',
  }),
};
const Registration = Type.Composite([Shape(required), Type.Partial(Shape(prefilled))], {
  additionalProperties: false,
});
const Changes = Type.Partial(Shape({ ...required, ...prefilled }), {
  additionalProperties: false,
  minProperties: 1,
});

/** What the registration leaves out comes from the country (lifecycle.md section 4). */
const filledIn = ({ country: code = null, ...stated }: Static<typeof Registration>) => ({
  timeZone: undefined,
  weekend: [6, 7],
  holidays: [],
  language: 'en',
  focalPointFor: null,
  ...(code === null ? {} : countryDefaults(code)),
  ...stated,
  country: code,
});

/** What is wrong with these facts as a whole, or null. `id`: of the organisation that changes. */
const objection = (
  facts: Omit<OrganisationFacts, 'timeZone'> & { readonly timeZone: string | undefined },
  { as }: Pick<Given<DirectoryRole>, 'as'>,
  context: DirectoryContext,
  before: Organisation['entry'] | null,
): Refusal | null => {
  const { country: code, timeZone, focalPointFor } = facts;
  const at = (pointer: string, detail: string) => ({ errors: [{ pointer, detail }] });
  if (code !== null && country(code) === undefined)
    return refuse('unknown-country', `${code} is not a country of ISO 3166-1.`, at('/country', 'Unknown.'));
  if (timeZone === undefined)
    return refuse(
      'invalid-body',
      'The time zone of this organisation is not known: state it.',
      at('/timeZone', 'Give a zone, for example Africa/Nairobi.'),
    );
  if (!IANAZone.isValidZone(timeZone))
    return refuse(
      'invalid-body',
      `${timeZone} is not a time zone.`,
      at('/timeZone', 'Give a zone of the IANA database, for example Africa/Nairobi.'),
    );
  return focalPointFor === null || focalPointFor === before?.focalPointFor
    ? null
    : objectionToFocalPoint(focalPointFor, facts, as.role, context);
};

const objectionToFocalPoint = (
  focalPointFor: string,
  facts: Pick<OrganisationFacts, 'country'>,
  role: DirectoryRole,
  context: DirectoryContext,
): Refusal | null => {
  if (role !== 'administrator')
    return refuse(
      'not-your-seat',
      'Only an administrator names the focal point of a country: register the organisation without it, then ask one.',
    );
  if (focalPointFor !== facts.country)
    return refuse('invalid-body', 'A body can be the focal point of its own country only.', {
      errors: [{ pointer: '/focalPointFor', detail: 'Give the country of the organisation.' }],
    });
  const other = context.focalPoint(focalPointFor);
  return other === undefined
    ? null
    : refuse('focal-point-taken', `The focal point of ${focalPointFor} is ${other.name} (${other.id}).`);
};

/** By an administrator, or by whoever acts for a coordinator. */
export const registerOrganisation = creation({
  name: 'register-organisation',
  label: 'Register an organisation',
  describe:
    'Puts an organisation into the directory. Time zone, weekend and language are filled in from its country where they are not stated. By an administrator or a coordinator.',
  by: ['administrator', 'coordinator'],
  body: Registration,
  decide: (given, context) => {
    const facts = filledIn(given.body);
    const { timeZone } = facts;
    const refusal = objection(facts, given, context, null);
    if (refusal !== null || timeZone === undefined) return refusal ?? [];
    return [organisationRegistered({ ...facts, timeZone })];
  },
});

/** By an administrator. Dates that are set already stay as they are (lifecycle.md section 4). */
export const changeOrganisation = command({
  name: 'change-organisation',
  label: 'Change the organisation',
  describe:
    'Changes what the directory knows of an organisation. Due dates that are set already stay as they are. By an administrator.',
  by: ['administrator'],
  in: ['active'],
  body: Changes,
  decide: ({ entry }, given, context) =>
    objection({ ...entry, ...given.body }, given, context, entry) ?? [organisationChanged(given.body)],
});

/** By an administrator. Seats that it holds stay until the coordinator replaces or vacates them. */
export const deactivateOrganisation = command({
  name: 'deactivate-organisation',
  label: 'Deactivate the organisation',
  describe:
    'The organisation can take no new seat. Seats that it holds stay until they are replaced or vacated. By an administrator.',
  by: ['administrator'],
  in: ['active'],
  body: Shape({ reason: Reason }),
  decide: (_, { body }) => [organisationDeactivated(body.reason)],
});

export const organisationCommands = [registerOrganisation, changeOrganisation, deactivateOrganisation];
