import type { Instant } from '../../decider';

/** What the events of a suspension say. */
export interface SuspensionFacts {
  'pilot-suspended': {
    readonly ground: string;
    readonly by: 'approving_body' | 'coordinator';
    readonly seat: string | null;
    readonly reason: string;
    /** When it ends by itself. */
    readonly until: Instant | null;
  };
  /** A funder's own money: it blocks that funder's tranches only. */
  'money-suspended': { readonly ground: string; readonly seat: string; readonly reason: string };
  'suspension-extended': { readonly ground: string; readonly reason: string };
  'ground-lifted': { readonly ground: string; readonly reason: string };
  /** The last ground was lifted: the clocks run on with what was left. */
  'pilot-resumed': { readonly suspended: Instant };
  /** The window of an open consultation gets back what was left. */
  'window-resumed': { readonly closes: Instant };
  /** The time in which an organisation may decline its seat gets back what was left. */
  'decline-window-resumed': { readonly seat: string; readonly declinableUntil: Instant };
  /** The closing time of a decision that was still running, or the call about one that was overdue. */
  'decision-resumed': {
    readonly decision: string;
    readonly closes: Instant;
    readonly lastResortAt: Instant | null;
  };
}

export const suspensionFactVersions: Readonly<Record<keyof SuspensionFacts, number>> = {
  'pilot-suspended': 1,
  'money-suspended': 1,
  'suspension-extended': 1,
  'ground-lifted': 1,
  'pilot-resumed': 1,
  'window-resumed': 1,
  'decline-window-resumed': 1,
  'decision-resumed': 1,
};
