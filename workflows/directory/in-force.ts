import type { Instant } from '../decider';
import type { DelegationEntry } from './entries';

/** Is it in force at this instant, by its dates? What was withdrawn is not, whatever the clock of a door says. */
export const inForce = ({ begins, ends, withdrawn }: DelegationEntry, at: Instant): boolean =>
  withdrawn === null && begins <= at && at < ends;

/** Is it for this seat: the one that it names, or any that its giver holds for the organisation? */
export const isFor = (
  { organisation, seat }: Pick<DelegationEntry, 'organisation' | 'seat'>,
  pilot: string,
  wanted: { readonly id: string; readonly organisation: string },
): boolean =>
  seat === null ? organisation === wanted.organisation : seat.pilot === pilot && seat.seat === wanted.id;

/** In the order in which they began. */
export const byBeginning = (one: DelegationEntry, other: DelegationEntry): number =>
  `${one.begins} ${one.id}` < `${other.begins} ${other.id}` ? -1 : 1;
