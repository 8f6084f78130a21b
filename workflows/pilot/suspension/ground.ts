import type { Instant } from '../../decider';

/** Who may suspend: the pilot, or, a funder, its own money. */
export type Suspender = 'approving_body' | 'coordinator' | 'funder';

/** One reason for which a pilot, or a funder's money, is suspended; lifted by who set it (lifecycle.md section 2). */
export interface Ground {
  /** `ground-<n>`, never used twice in a pilot. */
  readonly id: string;
  readonly by: Suspender;
  /** The seat that set it; null where the approving body set it as a whole. */
  readonly seat: string | null;
  readonly reason: string;
  readonly since: Instant;
  /** When it ends by itself; null where it stands until it is lifted. */
  readonly until: Instant | null;
  readonly lifted: Instant | null;
}

/** What lies over a pilot. */
export interface Suspension {
  /** Since when the pilot stands still; null while it runs. */
  readonly since: Instant | null;
  readonly grounds: readonly Ground[];
}

/** Nothing was ever suspended. */
export const unsuspended: Suspension = { since: null, grounds: [] };
