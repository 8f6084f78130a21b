import type { Caller, Instant } from '../decider';
import type { DirectoryContext, PersonEntry } from '../directory/entries';
import { isFor } from '../directory/in-force';
import type { Standing } from './command';
import { filledSeats } from './seats/held';
import { activePersons } from './seats/persons';
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
 * The seats that others hold in their own right and have delegated to this person: in force at this instant, by a
 * giver who could act herself now. Nobody passes on what was delegated to her (lifecycle.md section 1).
 */
const delegated = (
  pilot: Pilot,
  { id }: PersonEntry,
  { organisation: named }: Caller,
  directory: DirectoryContext,
  at: Instant,
): readonly Standing[] =>
  directory.delegationsTo(id, at).flatMap((delegation) =>
    filledSeats(pilot, ...seatKinds)
      .filter(
        (seat) =>
          isFor(delegation, pilot.id, seat) &&
          (named === null || named === seat.organisation) &&
          activePersons(seat, directory).includes(delegation.giver),
      )
      .map((seat) => ({
        role: seat.kind,
        seat: seat.id,
        organisation: seat.organisation,
        delegatedBy: delegation.giver,
      })),
  );

/**
 * Every capacity in which a caller stands to a pilot. A seat belongs to the persons it lists; belonging to its
 * organisation is not enough, but whoever holds it may delegate it (lifecycle.md section 1). Her own right comes first.
 */
export const standingsOf = (
  pilot: Pilot | null,
  caller: Caller,
  directory: DirectoryContext,
  at: Instant,
): readonly Standing[] => {
  if (caller.door === 'clock') return [{ role: 'clock', seat: null, organisation: null }];
  const person = caller.person === null ? undefined : directory.person(caller.person);
  const organisations = actingFor(caller, person, directory);
  if (person?.active !== true) return [];
  if (pilot === null)
    return organisations.map((organisation) => ({ role: 'registrar', seat: null, organisation }));
  return [
    ...filledSeats(pilot, ...seatKinds)
      .filter((seat) => organisations.includes(seat.organisation) && seat.persons.includes(person.id))
      .map(({ kind, id, organisation }) => ({ role: kind, seat: id, organisation })),
    ...delegated(pilot, person, caller, directory, at),
    ...unseatedBody(pilot, organisations, directory),
    ...administration(pilot, person, organisations, directory),
  ];
};
