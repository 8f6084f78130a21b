import type { Instant, NewEvent, RecordedEvent } from '../decider';
import type { OrganisationEntry } from './entries';

/** The state of an organisation's stream. */
export interface Organisation {
  readonly entry: OrganisationEntry;
  /** When it last changed. */
  readonly at: Instant;
}

/** What is known of an organisation; a change names only what changes. */
export type OrganisationFacts = Omit<OrganisationEntry, 'id' | 'version' | 'active'>;

export type OrganisationEvent =
  | NewEvent<'organisation-registered', OrganisationFacts>
  | NewEvent<'organisation-changed', Partial<OrganisationFacts>>
  | NewEvent<'organisation-deactivated', { readonly reason: string }>;

export const organisationRegistered = (facts: OrganisationFacts): OrganisationEvent => ({
  type: 'organisation-registered',
  schemaVersion: 1,
  data: facts,
});

export const organisationChanged = (changes: Partial<OrganisationFacts>): OrganisationEvent => ({
  type: 'organisation-changed',
  schemaVersion: 1,
  data: changes,
});

export const organisationDeactivated = (reason: string): OrganisationEvent => ({
  type: 'organisation-deactivated',
  schemaVersion: 1,
  data: { reason },
});

export const evolveOrganisation = (
  state: Organisation | null,
  recorded: RecordedEvent,
): Organisation | null => {
  const event = recorded as RecordedEvent & OrganisationEvent;
  const { version, occurredAt: at } = event;
  if (event.type === 'organisation-registered') {
    const id = event.stream.slice('organisation/'.length);
    return { entry: { ...event.data, id, version, active: true }, at };
  }
  if (state === null) return null;
  switch (event.type) {
    case 'organisation-changed':
      return { entry: { ...state.entry, ...event.data, version }, at };
    case 'organisation-deactivated':
      return { entry: { ...state.entry, active: false, version }, at };
  }
};
