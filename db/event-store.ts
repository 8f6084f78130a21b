import { sql } from 'kysely';
import type { Instant } from '../workflows/decider';
import { canonical } from './canonical';
import type { Used } from './directory';
import { type Envelope, eventId, fingerprint, hashOf } from './envelope';
import { type SigningKey, streamHeadText } from './signing-key';
import type { Connection } from './transaction';
import { unsealData } from './vault';

/** The stream's last event as it stands while its row is locked. */
export interface LockedStream {
  readonly version: number;
  readonly hash: string | null;
  readonly occurredAt: Instant | null;
  /** The database's clock: `recordedAt` of what is appended now. */
  readonly now: Instant;
}

/** An event before it has its place: all of the envelope that is known before the stream is locked. */
export type UnplacedEvent = Omit<Envelope, 'id' | 'recordedAt' | 'previous'>;

/**
 * Locks a stream's row, until the transaction ends; a stream that is not there yet is locked by its name.
 *
 * @param skip give null at once when somebody else holds it, instead of waiting for `lock_timeout`
 */
export async function lockStream(tx: Connection, stream: string, skip = false): Promise<LockedStream | null> {
  const [row] = await tx.run(sql<{
    version: number;
    hash: string | null;
    occurred_at: Instant | null;
    now: Instant;
  }>`
    select version, hash, occurred_at, now from log.lock_stream(${stream}, ${skip})`);
  return row === undefined
    ? null
    : { version: row.version, hash: row.hash, occurredAt: row.occurred_at, now: row.now };
}

/** Events of one stream in their places, linked and with the signature over the last. */
export interface Linked {
  readonly stream: string;
  /** Canonical JSON, oldest first. */
  readonly hashed: readonly string[];
  readonly keyId: string;
  readonly signature: string;
}

/** Links events to the locked stream's last one and signs the new head. `events` is not empty. */
export function link(locked: LockedStream, events: readonly UnplacedEvent[], key: SigningKey): Linked {
  let previous = locked.hash;
  let head = { stream: '', version: 0 };
  const hashed = events.map((event) => {
    const envelope: Envelope = {
      ...event,
      id: eventId(event.stream, event.version),
      recordedAt: locked.now,
      previous,
    };
    const text = canonical(envelope);
    previous = hashOf(text);
    head = event;
    return text;
  });
  return {
    stream: head.stream,
    hashed,
    keyId: key.id,
    signature: key.sign(streamHeadText(head.stream, head.version, previous ?? '', key.id)),
  };
}

/**
 * Appends linked events, of one or several locked streams: the last statement before the commit, for it takes the
 * log's head, which every writer needs (architecture.md section 3, "Event log"). Positions are consecutive, in the
 * order of commits.
 *
 * @returns the position of the last event; null when the directory has moved since it was used: roll back
 */
export async function appendEvents(
  tx: Connection,
  streams: readonly Linked[],
  used: Used,
): Promise<number | null> {
  const hashed = streams.flatMap((each) => each.hashed);
  const heads = Object.fromEntries(
    streams.map(({ stream, keyId, signature }) => [stream, { keyId, signature }]),
  );
  const [row] = await tx.run(sql<{ position: number | null }>`
    select log.append_events(${hashed}::text[], ${JSON.stringify(heads)}::jsonb,
      ${JSON.stringify(used.entries)}::jsonb, ${used.whole}::bigint) as position`);
  return row?.position ?? null;
}

/**
 * What stands in the places that events were meant for: `free` nothing; `same` these very events, so the append is
 * a repeat; `conflict` other events of the same author and command id; `taken` the events of somebody else.
 */
export type Standing =
  | { readonly found: 'free' | 'conflict' | 'taken' }
  | { readonly found: 'same'; readonly occurredAt: Instant };

/**
 * Tells, when the expected version is gone, who was faster.
 *
 * @param plain the events with personal data unsealed
 */
export async function compareWithStored(
  connection: Connection,
  plain: readonly UnplacedEvent[],
  personKey: Buffer | null,
): Promise<Standing> {
  const [first] = plain;
  if (first === undefined) return { found: 'free' };
  const rows = await connection.run(sql<{ event: Envelope }>`
    select e.hashed::json as event from log.event e
    where e.stream = ${first.stream} and e.version >= ${first.version}
      and e.version < ${first.version + plain.length} order by e.version`);
  const last = rows.at(-1)?.event;
  if (last === undefined) return { found: 'free' };
  const stored = rows.map(({ event }) => ({
    ...event,
    data: unsealData(personKey, event.stream, event.data),
  }));
  const same = stored.every((event, index) => {
    const ours = plain[index];
    return ours !== undefined && fingerprint(event) === fingerprint(ours);
  });
  if (same && stored.length === plain.length) return { found: 'same', occurredAt: last.occurredAt };
  const ofThisCommand = ({ commandId, person }: UnplacedEvent) =>
    commandId === first.commandId && person === first.person;
  return { found: stored.some(ofThisCommand) ? 'conflict' : 'taken' };
}
