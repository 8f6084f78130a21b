import type { Instant, Refusal } from './decider';

/**
 * How a command ended. The first answer is kept and given again, whatever happens later. It stands in the record and
 * in histories that live for years: fields are only ever added.
 */
export type CommandOutcome = Accepted | Refused;

export interface Accepted {
  readonly outcome: 'accepted';
  /** True when this is the answer to an earlier delivery of the same command. */
  readonly replayed: boolean;
  readonly stream: string;
  readonly version: number;
  readonly status: string | null;
  readonly events: readonly { readonly type: string; readonly version: number }[];
  readonly occurredAt: Instant;
}

export interface Refused {
  readonly outcome: 'refused';
  readonly replayed: boolean;
  readonly stream: string;
  readonly version: number;
  readonly refusal: Refusal;
}
