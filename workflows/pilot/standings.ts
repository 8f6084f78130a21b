import type { Caller } from '../decider';
import type { DirectoryContext, PersonEntry } from '../directory/entries';
import type { Standing } from './command';
import { filledSeats } from './seats/held';
import { type Pilot, seatKinds } from './state';

/** The active organisations for which an active person acts now: the one she names, else all that she belongs to. */
const actingFor = (
  { organisation }: Caller,
  person: PersonEntry | undefined,
  directory: DirectoryContext,
): readonly string[] =>
  person?.active === true
    ? person.organisations.filter(
        (id) => (organisation === null || organisation === id) && directory.organisation(id)?.active === true,
      )
    : [];

/** Before its seat is filled, the programme's own approving body acts (lifecycle.md section 2, Ends). */
const unseatedBody = (
  pilot: Pilot,
  organisations: readonly string[],
  directory: DirectoryContext,
): readonly Standing[] => {
  if (filledSeats(pilot, 'approving_body').length > 0) return [];
  const body = directory.latestProgramme(pilot.programme.id)?.institutions.approvingBody ?? [];
  return body
    .filter((organisation) => organisations.includes(organisation))
    .map((organisation) => ({ role: 'approving_body', seat: null, organisation }));
};

const administration = (
  pilot: Pilot,
  { id }: PersonEntry,
  organisations: readonly string[],
  directory: DirectoryContext,
): readonly Standing[] =>
  directory.latestProgramme(pilot.programme.id)?.institutions.administrators.includes(id) === true
    ? organisations.slice(0, 1).map((organisation) => ({ role: 'administrator', seat: null, organisation }))
    : [];

/**
 * Every capacity in which a caller stands to a pilot. A seat belongs to the persons it lists; belonging to its
 * organisation is not enough (lifecycle.md section 1).
 */
export const standingsOf = (
  pilot: Pilot | null,
  caller: Caller,
  directory: DirectoryContext,
): readonly Standing[] => {
  if (caller.door === 'clock') return [{ role: 'clock', seat: null, organisation: null }];
  const person = caller.person === null ? undefined : directory.person(caller.person);
  const organisations = actingFor(caller, person, directory);
  if (person === undefined) return [];
  if (pilot === null)
    return organisations.map((organisation) => ({ role: 'registrar', seat: null, organisation }));
  return [
    ...filledSeats(pilot, ...seatKinds)
      .filter((seat) => organisations.includes(seat.organisation) && seat.persons.includes(person.id))
      .map(({ kind, id, organisation }) => ({ role: kind, seat: id, organisation })),
    ...unseatedBody(pilot, organisations, directory),
    ...administration(pilot, person, organisations, directory),
  ];
};
