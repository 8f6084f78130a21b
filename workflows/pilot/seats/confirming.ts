import type { Refusal } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import { refuse } from '../../refusals';
import { type Moment, namesOn } from '../command';
import type { Pilot, Seat } from '../state';
import { filledSeats, owingSeat } from './held';
import { activePersons, belongsTo } from './persons';
import { isOwn } from './segregation';

/** What somebody entered that another person has to confirm. */
export interface Entered {
  /** Whose names stand on it: who entered it, and who had delegated the seat to her. */
  readonly by: readonly string[];
  /** Whose word it is: nobody confirms what her own organisation gave; null: nobody's. */
  readonly organisation: string | null;
}

const secondCoordinator = (
  pilot: Pilot,
  { by, organisation }: Entered,
  directory: DirectoryContext,
): Seat | undefined =>
  filledSeats(pilot, 'coordinator').find((seat) =>
    activePersons(seat, directory).some(
      (person) => !by.includes(person) && !belongsTo(person, organisation, directory),
    ),
  );

/** The seat that owes the confirmation: that of a second coordinator, else finance (lifecycle.md section 3, On behalf). */
export const confirmingSeat = (pilot: Pilot, entered: Entered, directory: DirectoryContext): Seat =>
  secondCoordinator(pilot, entered, directory) ?? owingSeat(pilot, 'finance');

/** Why this caller cannot confirm it; null where she can. */
export const mayNotConfirm = (
  pilot: Pilot,
  entered: Entered,
  moment: Pick<Moment, 'person' | 'as' | 'directory'>,
): Refusal | null => {
  const { as, directory } = moment;
  if (namesOn(moment).some((name) => entered.by.includes(name)))
    return refuse('segregation', 'Your name stands on this already: another person has to confirm it.');
  if (isOwn(entered.organisation, moment))
    return refuse('segregation', 'This is the word of your own organisation: somebody else confirms it.');
  const coordinator = secondCoordinator(pilot, entered, directory);
  return as.role === 'finance' && coordinator !== undefined
    ? refuse('not-your-seat', `A second coordinator confirms it, and there is one: ${coordinator.id}.`)
    : null;
};
