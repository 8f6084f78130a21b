import type { Refusal } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import type { Pilot, Seat } from '../state';
import { filledSeats, owingSeat } from './held';
import { activePersons } from './persons';

/** What somebody entered that another person has to confirm. */
export interface Entered {
  /** Who entered it. */
  readonly by: string | null;
  /** Whose word it is: nobody confirms what her own organisation gave; null: nobody's. */
  readonly organisation: string | null;
}

/** Does this person act for the organisation in the directory? */
export const belongsTo = (
  person: string | null,
  organisation: string | null,
  directory: DirectoryContext,
): boolean =>
  person !== null &&
  organisation !== null &&
  directory.person(person)?.organisations.includes(organisation) === true;

const secondCoordinator = (
  pilot: Pilot,
  { by, organisation }: Entered,
  directory: DirectoryContext,
): Seat | undefined =>
  filledSeats(pilot, 'coordinator').find((seat) =>
    activePersons(seat, directory).some(
      (person) => person !== by && !belongsTo(person, organisation, directory),
    ),
  );

/** The seat that owes the confirmation: that of a second coordinator, else finance (lifecycle.md section 3, On behalf). */
export const confirmingSeat = (pilot: Pilot, entered: Entered, directory: DirectoryContext): Seat =>
  secondCoordinator(pilot, entered, directory) ?? owingSeat(pilot, 'finance');

/** Why this caller cannot confirm it; null where she can. */
export const mayNotConfirm = (
  pilot: Pilot,
  entered: Entered,
  { person, as, directory }: Pick<Moment, 'person' | 'as' | 'directory'>,
): Refusal | null => {
  if (person === entered.by)
    return refuse('segregation', 'You have entered this yourself: another person has to confirm it.');
  if (as.organisation === entered.organisation || belongsTo(person, entered.organisation, directory))
    return refuse('segregation', 'This is the word of your own organisation: somebody else confirms it.');
  const coordinator = secondCoordinator(pilot, entered, directory);
  return as.role === 'finance' && coordinator !== undefined
    ? refuse('not-your-seat', `A second coordinator confirms it, and there is one: ${coordinator.id}.`)
    : null;
};
