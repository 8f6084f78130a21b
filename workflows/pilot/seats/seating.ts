import { isRefusal, type Refusal } from '../../decider';
import { refuse } from '../../refusals';
import { type Moment, roleNames } from '../command';
import { fact, type PilotFacts } from '../events';
import { dueOf } from '../obligations/owe';
import { waitOf } from '../programme';
import type { Pilot, SeatKind } from '../state';
import { nextSeatId } from './held';
import { personsFor } from './persons';
import { segregationBreach } from './segregation';

/** A seat to be filled. */
export interface Seating {
  readonly kind: SeatKind;
  readonly organisation: string;
  readonly country: string | null;
  /** Who may act for it; undefined: all active persons of the organisation. */
  readonly persons: readonly string[] | undefined;
  readonly mayDecline: boolean;
}

/** Until when an organisation may decline a seat (lifecycle.md section 1). */
const declineUntil = (pilot: Pilot, organisation: string, moment: Moment): string => {
  const wait = waitOf(pilot, 'declineSeat', moment.directory);
  return dueOf({ organisation }, wait, 'the seat was filled', moment.at, moment).at;
};

/** What the directory and the opposed seats say against it; null for nothing. */
const barred = (pilot: Pilot, { kind, organisation }: Seating, moment: Moment): Refusal | null =>
  moment.directory.organisation(organisation)?.active === true
    ? segregationBreach(pilot, kind, organisation)
    : refuse(
        'unknown-organisation',
        `“${organisation}” is not an active organisation of the directory, and cannot be ${roleNames[kind]}.`,
      );

/** Fills a seat with an organisation, which is told and may decline. */
export const seated =
  (seating: Seating, moment: Moment) =>
  (
    pilot: Pilot,
  ):
    | Refusal
    | {
        readonly type: 'seat-filled';
        readonly schemaVersion: number;
        readonly data: PilotFacts['seat-filled'];
      } => {
    const { kind, organisation, country } = seating;
    const refusal = barred(pilot, seating, moment);
    if (refusal !== null) return refusal;
    const persons = personsFor(organisation, seating.persons, moment.directory);
    if (isRefusal(persons)) return persons;
    return fact('seat-filled', {
      seat: nextSeatId(pilot, kind),
      kind,
      organisation,
      country,
      persons,
      declinableUntil: seating.mayDecline ? declineUntil(pilot, organisation, moment) : null,
    });
  };
