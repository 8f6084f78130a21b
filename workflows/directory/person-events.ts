import type { Instant, NewEvent, RecordedEvent } from '../decider';
import type { PersonEntry, PersonRight } from './entries';

/**
 * The state of a person's stream. Personal data is `personal` in an event that is decided; the log keeps it as
 * `sealed`, encrypted under the person's own key (architecture.md section 3, "Event log").
 */
export interface Person {
  readonly entry: PersonEntry;
  readonly sealed: string;
  readonly apiKeys: readonly ApiKey[];
  /** The ids of all signing keys that there ever were: an id never means two keys. */
  readonly signingKeyIds: readonly string[];
  /** When it last changed. */
  readonly at: Instant;
}

/** What is known of a person as a human being; all but the name may be missing. */
export interface PersonalData {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  /** BCP 47: the language of her notices. */
  readonly language?: string;
}

/** A key with which a person calls the API; of the key itself only the SHA-256 hash is known. */
export interface ApiKey {
  readonly id: string;
  /** SHA-256 of the key, hex. */
  readonly hash: string;
  /** For which organisation the key acts; null: for all that the person belongs to. */
  readonly organisation: string | null;
  readonly label: string;
  readonly created: Instant;
  readonly revoked: Instant | null;
}

export interface PersonFacts {
  readonly organisations: readonly string[];
  readonly rights: readonly PersonRight[];
  readonly personal: PersonalData;
}
type SealedFacts = Omit<PersonFacts, 'personal'> & { readonly sealed: string };

export type PersonEvent =
  | NewEvent<'person-registered', PersonFacts>
  | NewEvent<'person-changed', Partial<PersonFacts>>
  | NewEvent<'person-deactivated', { readonly reason: string }>
  | NewEvent<
      'api-key-created',
      {
        readonly keyId: string;
        readonly hash: string;
        readonly organisation: string | null;
        readonly label: string;
      }
    >
  | NewEvent<'api-key-revoked', { readonly keyId: string }>
  | NewEvent<'signing-key-registered', { readonly keyId: string; readonly publicKey: string }>
  | NewEvent<'signing-key-revoked', { readonly keyId: string }>;

type DataOf<Type extends PersonEvent['type']> = Extract<PersonEvent, { type: Type }>['data'];

export const personRegistered = (data: DataOf<'person-registered'>): PersonEvent => ({
  type: 'person-registered',
  schemaVersion: 1,
  data,
});
export const personChanged = (data: DataOf<'person-changed'>): PersonEvent => ({
  type: 'person-changed',
  schemaVersion: 1,
  data,
});
export const personDeactivated = (reason: string): PersonEvent => ({
  type: 'person-deactivated',
  schemaVersion: 1,
  data: { reason },
});
export const apiKeyCreated = (data: DataOf<'api-key-created'>): PersonEvent => ({
  type: 'api-key-created',
  schemaVersion: 1,
  data,
});
export const apiKeyRevoked = (keyId: string): PersonEvent => ({
  type: 'api-key-revoked',
  schemaVersion: 1,
  data: { keyId },
});
export const signingKeyRegistered = (data: DataOf<'signing-key-registered'>): PersonEvent => ({
  type: 'signing-key-registered',
  schemaVersion: 1,
  data,
});
export const signingKeyRevoked = (keyId: string): PersonEvent => ({
  type: 'signing-key-revoked',
  schemaVersion: 1,
  data: { keyId },
});

type RecordedPersonEvent =
  | Exclude<PersonEvent, { readonly type: 'person-registered' | 'person-changed' }>
  | NewEvent<'person-registered', SealedFacts>
  | NewEvent<'person-changed', Partial<SealedFacts>>;

export const evolvePerson = (state: Person | null, recorded: RecordedEvent): Person | null => {
  const event = recorded as RecordedEvent & RecordedPersonEvent;
  const { version, occurredAt: at } = event;
  if (event.type === 'person-registered') {
    const { sealed, ...facts } = event.data;
    const id = event.stream.slice('person/'.length);
    const entry = { ...facts, id, version, active: true, signingKeys: [] };
    return { entry, sealed, apiKeys: [], signingKeyIds: [], at };
  }
  if (state === null) return null;
  const moved: Person = { ...state, entry: { ...state.entry, version }, at };
  switch (event.type) {
    case 'person-changed': {
      const { sealed = state.sealed, ...changes } = event.data;
      return { ...moved, entry: { ...moved.entry, ...changes }, sealed };
    }
    case 'person-deactivated':
      return { ...moved, entry: { ...moved.entry, active: false } };
    case 'api-key-created': {
      const { keyId: id, ...key } = event.data;
      return { ...moved, apiKeys: [...state.apiKeys, { ...key, id, created: at, revoked: null }] };
    }
    case 'api-key-revoked': {
      const { keyId } = event.data;
      return {
        ...moved,
        apiKeys: state.apiKeys.map((key) => (key.id === keyId ? { ...key, revoked: at } : key)),
      };
    }
    case 'signing-key-registered': {
      const { keyId: id, publicKey } = event.data;
      const signingKeys = [...state.entry.signingKeys, { id, publicKey }];
      return {
        ...moved,
        entry: { ...moved.entry, signingKeys },
        signingKeyIds: [...state.signingKeyIds, id],
      };
    }
    case 'signing-key-revoked': {
      const signingKeys = state.entry.signingKeys.filter(({ id }) => id !== event.data.keyId);
      return { ...moved, entry: { ...moved.entry, signingKeys } };
    }
  }
};
