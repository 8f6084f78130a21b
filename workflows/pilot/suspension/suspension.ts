import { type Pilot, type Step, steps } from '../state';
import type { Ground } from './ground';

type Suspendable = Pick<Pilot, 'suspension'>;

/** The grounds that stand, a funder's over its money included. */
export const standingGrounds = ({ suspension }: Suspendable): readonly Ground[] =>
  suspension.grounds.filter(({ lifted }) => lifted === null);

/** The grounds for which the pilot itself stands still. */
export const pilotGrounds = (pilot: Suspendable): readonly Ground[] =>
  standingGrounds(pilot).filter(({ by }) => by !== 'funder');

/** Does the pilot stand still? */
export const isSuspended = ({ suspension }: Suspendable): boolean => suspension.since !== null;

/** Has this funder suspended its own money? That blocks its tranches, and nothing else (lifecycle.md section 2). */
export const moneySuspended = (pilot: Suspendable, seat: string): boolean =>
  standingGrounds(pilot).some((ground) => ground.by === 'funder' && ground.seat === seat);

/** Any step from consultation on. */
export const suspendableSteps: readonly Step[] = steps.filter((step) => !step.startsWith('proposal.'));
