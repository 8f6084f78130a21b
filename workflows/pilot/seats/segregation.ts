import type { Refusal } from '../../decider';
import { refuse } from '../../refusals';
import { namesOn, roleNames, type Moment } from '../command';
import type { Pilot, SeatKind } from '../state';
import { filledSeats, owingSeat } from './held';
import { belongsTo } from './persons';

/** Opposed roles are different organisations (lifecycle.md section 1). */
const opposed: readonly SeatKind[] = ['proponent', 'reviewer', 'approving_body', 'finance', 'evaluator'];

/** Nobody screens what her own organisation proposes: the coordinator is another organisation than the proponent. */
const bars = (kind: SeatKind, other: SeatKind): boolean =>
  kind !== other &&
  ((opposed.includes(kind) && opposed.includes(other)) ||
    ((kind === 'coordinator' || other === 'coordinator') && (kind === 'proponent' || other === 'proponent')));

/** Would this organisation in a seat of this kind stand on two opposed sides of the pilot? */
export const segregationBreach = (
  pilot: Pick<Pilot, 'seats'>,
  kind: SeatKind,
  organisation: string,
): Refusal | null => {
  const clash = pilot.seats.find(
    (seat) => seat.state === 'filled' && seat.organisation === organisation && bars(kind, seat.kind),
  );
  return clash === undefined
    ? null
    : refuse(
        'segregation',
        `The organisation is ${roleNames[clash.kind]} of this pilot and cannot also be ${roleNames[kind]}.`,
      );
};

/**
 * Is it for an organisation of their own that those whose names stand on an act do it: the seat's, or one that a
 * person belongs to, for whomever she acts (lifecycle.md section 1)?
 */
export const isOwn = (
  organisation: string | null,
  moment: Pick<Moment, 'person' | 'as' | 'directory'>,
): boolean =>
  organisation !== null &&
  (moment.as.organisation === organisation ||
    namesOn(moment).some((name) => belongsTo(name, organisation, moment.directory)));

/** A person does not review what an organisation of her own has proposed, for whomever she acts (lifecycle.md section 1). */
export const ownProposal = (
  pilot: Pilot,
  moment: Pick<Moment, 'person' | 'as' | 'directory'>,
): Refusal | null => {
  const [proponent = owingSeat(pilot, 'proponent')] = filledSeats(pilot, 'proponent');
  return isOwn(proponent.organisation, moment)
    ? refuse(
        'segregation',
        'You belong to the organisation that proposes this pilot: another person has to act.',
      )
    : null;
};
