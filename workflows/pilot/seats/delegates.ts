import { isFor } from '../../directory/in-force';
import type { DirectoryContext } from '../../directory/entries';
import type { Day, Instant } from '../../decider';
import type { Pilot, Seat } from '../state';
import { activePersons } from './persons';

/** Who may act for a seat by delegation, by whose, and the last day on which she may. */
export interface Delegate {
  readonly delegation: string;
  readonly person: string;
  readonly delegatedBy: string;
  readonly until: Day;
}

interface PresentMoment {
  readonly at: Instant;
  readonly directory: Pick<DirectoryContext, 'person' | 'organisation' | 'delegationsBy'>;
}

/** Those who may act for a seat by delegation at this moment, given by persons who could act for it themselves. */
export const delegatesOf = (
  pilot: Pick<Pilot, 'id'>,
  seat: Seat,
  { at, directory }: PresentMoment,
): readonly Delegate[] =>
  activePersons(seat, directory)
    .flatMap((holder) => directory.delegationsBy(holder, at))
    .filter(
      (delegation) =>
        isFor(delegation, pilot.id, seat) && directory.person(delegation.receiver)?.active === true,
    )
    .map(({ id, receiver, giver, until }) => ({
      delegation: id,
      person: receiver,
      delegatedBy: giver,
      until,
    }));
