import type { Author, RecordedEvent } from '../../decider';
import type { Decision } from '../../decisions/decision';
import type { PilotEventType, PilotFacts } from '../events';
import type { Obligation, Pilot, Seat } from '../state';

/** What an event of this type makes of a pilot. It never refuses: what is recorded has happened. */
type Folding<Type extends PilotEventType> = (
  pilot: Pilot,
  data: PilotFacts[Type],
  event: RecordedEvent,
) => Pilot;

/** The foldings of some event types. */
export type Foldings<Types extends PilotEventType> = { readonly [Type in Types]: Folding<Type> };

const changeById = <Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  change: (item: Item) => Item,
): readonly Item[] => items.map((item) => (item.id === id ? change(item) : item));

/** The pilot with one obligation changed. */
export const withObligation = (
  pilot: Pilot,
  id: string,
  change: (obligation: Obligation) => Obligation,
): Pilot => ({ ...pilot, obligations: changeById(pilot.obligations, id, change) });

/** The pilot with one decision changed. */
export const withDecision = (pilot: Pilot, id: string, change: (decision: Decision) => Decision): Pilot => ({
  ...pilot,
  decisions: changeById(pilot.decisions, id, change),
});

/** The pilot with one seat changed. */
export const withSeat = (pilot: Pilot, id: string, change: (seat: Seat) => Seat): Pilot => ({
  ...pilot,
  seats: changeById(pilot.seats, id, change),
});

/** The second name on what was done: who had delegated the seat; nothing where nobody had. */
export const whoDelegated = ({ delegatedBy }: Pick<Author, 'delegatedBy'>): Pick<Author, 'delegatedBy'> =>
  delegatedBy === undefined ? {} : { delegatedBy };
