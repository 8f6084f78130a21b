import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import {
  type Decider,
  type Decision,
  emptyAgenda,
  type NewEvent,
  type RecordedEvent,
} from '../workflows/decider';
import { refuse } from '../workflows/refusals';
import type { DirectoryContext } from '../workflows/directory/entries';
import { isSignedBy, keyIdOf } from './signing-key';

/**
 * The keys that sign heads, as a process of its own: the stream `log/keys`. The first key is registered when the
 * log is opened for the first time; every later one is a rotation, endorsed by a key that was known before
 * (architecture.md section 3, "Event log").
 */
export const logKeysStream = 'log/keys';

/** A key that signs or has signed heads. `endorsedBy` null: the first, or one that follows a lost key. */
export interface LogKey {
  readonly id: string;
  readonly publicKey: string;
  readonly endorsedBy: string | null;
}
export interface LogKeys {
  readonly keys: readonly LogKey[];
}

const PublicKey = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const Registration = Type.Object({ publicKey: PublicKey }, { additionalProperties: false });
const Rotation = Type.Object(
  {
    publicKey: PublicKey,
    /** By an old key over `endorsementText`; null only where every old key is lost. */
    endorsement: Type.Union([
      Type.Object({ keyId: Type.String(), signature: Type.String() }, { additionalProperties: false }),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
);
export type Rotation = Static<typeof Rotation>;

/** What the old key signs to hand over to the new one. */
export const endorsementText = (publicKey: string): string => `log key ${publicKey}`;

export type LogKeyEventType = 'log-key-registered' | 'log-key-rotated';

const added = (type: LogKeyEventType, publicKey: string, rest: object = {}): Decision => {
  const event: NewEvent = { type, schemaVersion: 1, data: { keyId: keyIdOf(publicKey), publicKey, ...rest } };
  return { events: [event], author: { person: null, organisation: null, seat: null, onBehalfOf: null } };
};

/** The decider of `log/keys`. Its commands `register-key` and `rotate-key` are the operator's. */
export const logKeys: Decider<LogKeys, DirectoryContext> = {
  type: 'log',
  foldVersion: 1,
  initial: { keys: [] },
  creations: ['register-key'],
  noticeTypes: [],
  authorise: (_state, { caller }) =>
    caller.door === 'operator'
      ? null
      : refuse('not-your-seat', 'Only the operator keeps the keys of the log.'),
  decide({ keys }, { name, body }) {
    if (name === 'register-key' && Value.Check(Registration, body)) {
      return keys.length === 0
        ? added('log-key-registered', body.publicKey)
        : refuse('not-now', 'The log has a key: rotate it instead.');
    }
    if (name === 'rotate-key' && Value.Check(Rotation, body)) {
      const { publicKey, endorsement } = body;
      if (keys.some((key) => key.publicKey === publicKey)) {
        return refuse('not-now', 'The log knows this key already.');
      }
      if (endorsement === null) return added('log-key-rotated', publicKey, { endorsement });
      const old = keys.find(({ id }) => id === endorsement.keyId);
      return old !== undefined && isSignedBy(old.publicKey, endorsementText(publicKey), endorsement.signature)
        ? added('log-key-rotated', publicKey, { endorsement })
        : refuse('signature-invalid', 'The new key is not endorsed by a key that the log knows.');
    }
    return refuse('invalid-body', 'Give register-key or rotate-key with a public key.');
  },
  evolve: ({ keys }, event) => ({ keys: [...keys, keyOf(event)] }),
  agenda: () => emptyAgenda,
  status: () => null,
  outbox: () => [],
};

function keyOf({ data }: RecordedEvent): LogKey {
  const { keyId, publicKey, endorsement } = data as {
    keyId: string;
    publicKey: string;
    endorsement?: Rotation['endorsement'];
  };
  return { id: keyId, publicKey, endorsedBy: endorsement?.keyId ?? null };
}
