import type { Refusal } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import { refuse } from '../../refusals';
import { type Moment, type Role, roleNames } from '../command';
import { programmeOf } from '../programme';
import { countriesOf } from '../proposal/country-part';
import type { Pilot, SeatKind } from '../state';
import { filledSeats } from './held';

/** Seats that the programme names: its administrators fill them, the coordinator the rest (lifecycle.md section 1). */
const named: readonly SeatKind[] = ['coordinator', 'approving_body', 'finance'];

/** Of these there is one in a pilot; of the host governments one for each country. */
const single: readonly SeatKind[] = ['proponent', 'finance'];

/** May this role decide who sits on a seat of this kind? The approving body may, as a last resort. */
export const mayFill = (role: Role, kind: SeatKind): boolean =>
  role === 'approving_body' || (role === 'administrator') === named.includes(kind);

/** Why this role may not, for people. */
export const notYoursToFill = (kind: SeatKind): Refusal =>
  refuse(
    'not-your-seat',
    named.includes(kind)
      ? `Who is ${roleNames[kind]} is decided by the administrators of the programme.`
      : `Who is ${roleNames[kind]} is decided by the coordinator.`,
  );

/** A seat that somebody wants to fill. */
export interface Wanted {
  readonly kind: SeatKind;
  readonly organisation: string;
  readonly country: string | null;
}

/** Does the programme name the organisation, where it has the say? */
const notNamed = (pilot: Pilot, { kind, organisation }: Wanted, { directory }: Moment): Refusal | null => {
  const { institutions } = directory.latestProgramme(pilot.programme.id) ?? programmeOf(pilot, directory);
  const allowed =
    kind === 'coordinator'
      ? institutions.coordinators
      : kind === 'approving_body'
        ? institutions.approvingBody
        : [institutions.finance];
  return !named.includes(kind) || allowed.includes(organisation)
    ? null
    : refuse('wrong-seat', `The programme does not name “${organisation}” as ${roleNames[kind]}.`);
};

/** A country is spoken for by the body that the directory holds as its focal point, and by no other. */
const notFocal = ({ country, organisation }: Wanted, directory: DirectoryContext): Refusal | null =>
  country !== null && directory.focalPoint(country)?.id === organisation
    ? null
    : refuse(
        'not-the-focal-point',
        `“${organisation}” is not the focal point of ${country ?? 'a country'} in the directory.`,
      );

const notTakingPart = (pilot: Pilot, { kind, country }: Wanted): Refusal | null => {
  const { beneficiaryCountries = [], providerCountries = [] } = pilot.proposal;
  const countries =
    kind === 'beneficiary'
      ? beneficiaryCountries
      : kind === 'provider'
        ? providerCountries
        : kind === 'host_government'
          ? countriesOf(pilot.proposal)
          : [];
  return country === null || countries.includes(country)
    ? null
    : refuse('unknown-country', `${country} has no part in this pilot as ${roleNames[kind]}.`);
};

/** The country of a seat: the one named, else for providers and beneficiaries that of the organisation. */
export const countryFor = (
  pilot: Pilot,
  { kind, organisation, country }: Wanted,
  { directory }: Moment,
): string | null => {
  const own = directory.organisation(organisation)?.country ?? null;
  const fits = kind === 'provider' || kind === 'beneficiary';
  return (
    country ?? (fits && notTakingPart(pilot, { kind, organisation, country: own }) === null ? own : null)
  );
};

const taken = (
  pilot: Pilot,
  { kind, organisation, country }: Wanted,
  except: string | null,
): Refusal | null => {
  const there = filledSeats(pilot, kind).find(
    (seat) =>
      seat.id !== except &&
      (single.includes(kind) ||
        (kind === 'host_government' && seat.country === country) ||
        (seat.organisation === organisation && seat.country === country)),
  );
  return there === undefined
    ? null
    : refuse('seat-taken', `${there.id} is filled by “${there.organisation}”: replace it, or leave it.`);
};

/** Why this organisation cannot have this seat of the pilot; null where it can. `except`: a seat that it replaces. */
export const unfit = (pilot: Pilot, wanted: Wanted, except: string | null, moment: Moment): Refusal | null =>
  notTakingPart(pilot, wanted) ??
  (wanted.kind === 'host_government' ? notFocal(wanted, moment.directory) : null) ??
  notNamed(pilot, wanted, moment) ??
  taken(pilot, wanted, except);
