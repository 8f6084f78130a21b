import type { Instant } from '../../decider';
import { openObligations } from '../obligations/open';
import { seatOf } from '../seats/held';
import type { Obligation, ObligationKind, Pilot } from '../state';

/** A country whose part of the pilot stands still until the approving body decides (lifecycle.md section 1). */
export interface SuspendedCountry {
  readonly country: string;
  readonly since: Instant;
  readonly reason: string;
  /** Whether its host government has endorsed the pilot again: without that it cannot be kept. */
  readonly endorsedAgain: boolean;
}

type Holding = Pick<Pilot, 'seats' | 'suspendedCountries'>;

/** The suspension of a country's part; undefined where that is not suspended. */
export const suspendedCountry = (
  { suspendedCountries }: Pick<Pilot, 'suspendedCountries'>,
  country: string | null,
): SuspendedCountry | undefined => suspendedCountries.find((each) => each.country === country);

/** The suspension under which an obligation stands still: that of the country whose seat owes it. */
export const standsStillFor = (
  pilot: Holding,
  { owner }: Pick<Obligation, 'owner'>,
): SuspendedCountry | undefined => suspendedCountry(pilot, seatOf(pilot, owner)?.country ?? null);

/** Since when an obligation stands still, with the whole pilot or with the part of its country; null while it runs. */
export const stoodSince = (
  pilot: Holding & Pick<Pilot, 'suspension'>,
  owed: Pick<Obligation, 'kind' | 'owner'>,
): Instant | null => {
  if (owed.kind === 'suspension') return null;
  const [first = null] = [pilot.suspension.since, standsStillFor(pilot, owed)?.since]
    .flatMap((since) => since ?? [])
    .sort();
  return first;
};

/** The open obligations whose clocks run, of these kinds if any are named. */
export const runningObligations = (
  pilot: Holding & Pick<Pilot, 'obligations'>,
  ...kinds: readonly ObligationKind[]
): readonly Obligation[] =>
  openObligations(pilot, ...kinds).filter((owed) => standsStillFor(pilot, owed) === undefined);
