import type { Author, Instant, RecordedEvent } from '../workflows/decider';
import { canonical, sha256 } from './canonical';

/**
 * An event as it stands in the log. Its canonical JSON is what is hashed; `previous` is the hash of the event
 * before it in its stream, so a stream's history can be checked without any other (architecture.md section 3,
 * "Event log"). Its position and its link in the log are given when it is appended and are not hashed.
 */
export interface Envelope extends RecordedEvent {
  /** Deterministic from stream and version. */
  readonly id: string;
  /** The database's clock, read while the stream was locked. */
  readonly recordedAt: Instant;
  readonly correlation: string | null;
  readonly causation: string | null;
  readonly trace: string | null;
  readonly previous: string | null;
}

/** The process type of a stream: the first part of its name. */
export const typeOf = (stream: string): string => stream.slice(0, stream.indexOf('/'));

/** The hash of an event: SHA-256 of its canonical JSON, hex. */
export const hashOf = (hashed: string): string => sha256(hashed);

/** The link in the log: SHA-256 over the two hex hashes written one after the other. */
export const logLink = (previousLogHash: string, eventHash: string): string =>
  sha256(previousLogHash + eventHash);

/** The id of an event, the same whoever computes it. */
export const eventId = (stream: string, version: number): string => uuidFrom(`${stream}#${version}`);

/**
 * The id of a stream that a creation begins: two racing creations of one caller with one key meet in it
 * (architecture.md section 3, "Commit").
 */
export const streamIdFor = (caller: string, key: string): string => uuidFrom(JSON.stringify([caller, key]));

/** A UUID of version 8 (RFC 9562: made by a rule of one's own) from a SHA-256. */
function uuidFrom(text: string): string {
  const hex = sha256(text);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}

/** What a repeated append is recognised by. */
export interface Fingerprinted extends Author {
  readonly type: string;
  readonly schemaVersion: number;
  /** Plain: personal data unsealed. */
  readonly data: unknown;
  readonly commandId: string;
}

/** Over what the event says and who said it, without times, positions and links. */
export const fingerprint = (event: Fingerprinted): string =>
  sha256(
    canonical({
      type: event.type,
      schemaVersion: event.schemaVersion,
      data: event.data,
      person: event.person,
      organisation: event.organisation,
      seat: event.seat,
      onBehalfOf: event.onBehalfOf,
      delegatedBy: event.delegatedBy,
      commandId: event.commandId,
    }),
  );
