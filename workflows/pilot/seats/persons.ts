import type { Refusal } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import { refuse } from '../../refusals';
import type { Seat } from '../state';

/**
 * Who may act for a seat of this organisation: the persons named, else all its active persons as the directory
 * has them now. Refused `unknown-person` where one named is not an active person of the organisation.
 */
export const personsFor = (
  organisation: string,
  named: readonly string[] | undefined,
  directory: DirectoryContext,
): readonly string[] | Refusal => {
  if (named === undefined) return directory.personsOf(organisation).map(({ id }) => id);
  const unknown = named.flatMap((id, index) => {
    const person = directory.person(id);
    return person?.active === true && person.organisations.includes(organisation)
      ? []
      : [{ pointer: `/persons/${index}`, detail: `${id} is not an active person of ${organisation}.` }];
  });
  return unknown.length > 0
    ? refuse('unknown-person', 'Only active persons of the organisation can act for the seat.', {
        errors: unknown,
      })
    : [...new Set(named)];
};

/** The persons who can act for a seat now: listed, active, and still of its organisation, which is active. */
export const activePersons = (
  seat: Seat,
  directory: Pick<DirectoryContext, 'person' | 'organisation'>,
): readonly string[] =>
  seat.state === 'filled' && directory.organisation(seat.organisation)?.active === true
    ? seat.persons.filter((id) => {
        const person = directory.person(id);
        return person?.active === true && person.organisations.includes(seat.organisation);
      })
    : [];

/** Does this person act for the organisation in the directory? */
export const belongsTo = (
  person: string | null,
  organisation: string | null,
  directory: DirectoryContext,
): boolean =>
  person !== null &&
  organisation !== null &&
  directory.person(person)?.organisations.includes(organisation) === true;
