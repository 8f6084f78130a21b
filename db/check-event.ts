import type { Instant } from '../workflows/decider';
import { canonical } from './canonical';
import { type Envelope, eventId, hashOf, logLink } from './envelope';

/** An event as it lies in its table. */
export interface StoredEvent {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly schema_version: number;
  readonly data: unknown;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
  readonly person: string | null;
  readonly organisation: string | null;
  readonly seat: string | null;
  readonly on_behalf_of: string | null;
  readonly delegated_by: string | null;
  readonly command_id: string;
  readonly correlation: string | null;
  readonly causation: string | null;
  readonly trace: string | null;
  readonly hashed: string;
  readonly hash: string;
  readonly log_hash: string;
}

/** Where a check stands in a stream: the last version that was seen, and its hash. */
export interface StreamPlace {
  readonly version: number;
  readonly hash: string | null;
}

/** The place before a stream's first event. */
export const beginning: StreamPlace = { version: 0, hash: null };

/** What is wrong with an event by itself: its bytes against its hash, and its columns against its bytes. */
export function brokenInItself(event: StoredEvent): string | null {
  if (hashOf(event.hashed) !== event.hash) return 'its bytes do not have its hash';
  const envelope = JSON.parse(event.hashed) as Envelope;
  if (canonical({ ...fromColumns(event), previous: envelope.previous }) !== event.hashed) {
    return 'its columns do not say what its hashed bytes say';
  }
  return event.id === eventId(event.stream, event.version)
    ? null
    : 'its id does not follow from its stream and version';
}

/** What is wrong with its link to the event before it in its stream. */
export function brokenInStream(event: StoredEvent, before: StreamPlace): string | null {
  if (event.version !== before.version + 1) return `version ${before.version + 1} of its stream is missing`;
  const { previous } = JSON.parse(event.hashed) as Envelope;
  return previous === before.hash ? null : 'it is not linked to the event before it in its stream';
}

/** What is wrong with its link in the log. */
export function brokenInLog(event: StoredEvent, position: number, logHash: string): string | null {
  if (event.position !== position + 1) return `position ${position + 1} of the log is missing`;
  return logLink(logHash, event.hash) === event.log_hash
    ? null
    : 'it is not linked to the event before it in the log';
}

const fromColumns = (event: StoredEvent): Omit<Envelope, 'previous'> => ({
  id: event.id,
  stream: event.stream,
  version: event.version,
  type: event.type,
  schemaVersion: event.schema_version,
  data: event.data,
  occurredAt: event.occurred_at,
  recordedAt: event.recorded_at,
  person: event.person,
  organisation: event.organisation,
  seat: event.seat,
  onBehalfOf: event.on_behalf_of,
  // Not in the bytes of what nobody had delegated.
  ...(event.delegated_by !== null && { delegatedBy: event.delegated_by }),
  commandId: event.command_id,
  correlation: event.correlation,
  causation: event.causation,
  trace: event.trace,
});
