import type { Instant, NewEvent, RecordedEvent } from '../decider';
import type { DelegationEntry } from './entries';

/** The state of a delegation's stream. */
export interface Delegation {
  readonly entry: DelegationEntry;
  /** When it last changed. */
  readonly at: Instant;
}

/** What is known of a delegation from the day on which it is given. */
export type DelegationFacts = Omit<DelegationEntry, 'id' | 'version' | 'withdrawn'>;

export type DelegationEvent =
  | NewEvent<'delegation-given', DelegationFacts>
  | NewEvent<'delegation-withdrawn', { readonly reason: string }>;

export const delegationGiven = (data: DelegationFacts): DelegationEvent => ({
  type: 'delegation-given',
  schemaVersion: 1,
  data,
});

export const delegationWithdrawn = (reason: string): DelegationEvent => ({
  type: 'delegation-withdrawn',
  schemaVersion: 1,
  data: { reason },
});

export const evolveDelegation = (state: Delegation | null, recorded: RecordedEvent): Delegation | null => {
  const event = recorded as RecordedEvent & DelegationEvent;
  const { version, occurredAt: at } = event;
  if (event.type === 'delegation-given') {
    const id = event.stream.slice('delegation/'.length);
    return { entry: { ...event.data, id, version, withdrawn: null }, at };
  }
  return state === null ? null : { entry: { ...state.entry, version, withdrawn: at }, at };
};
