import { sql } from 'kysely';
import { fold } from '../workflows/decider';
import {
  beginning,
  brokenInItself,
  brokenInLog,
  brokenInStream,
  type StoredEvent,
  type StreamPlace,
} from './check-event';
import type { Database } from './connect';
import type { Envelope } from './envelope';
import { logKeys, type LogKey, logKeysStream } from './log-keys';
import { isSignedBy, logHeadText, streamHeadText } from './signing-key';
import { connection, type Connection } from './transaction';

/** What a check of the log found. `broken` names the first place that is not as it was written. */
export interface Verified {
  /** The positions that were read, both included; `from` is above `to` where there was nothing to read. */
  readonly from: number;
  readonly to: number;
  readonly broken: Broken | null;
}
export interface Broken {
  /** Null where a head disagrees that has no position of its own. */
  readonly position: number | null;
  readonly stream: string | null;
  readonly version: number | null;
  /** In words. */
  readonly what: string;
}

/** Where to begin, and how many events to read at a time. */
export interface VerifyOptions {
  /** `checkpoint`: after the last signed checkpoint. `all`: at 1. A number: that many events before the head. */
  readonly from: 'checkpoint' | 'all' | { readonly last: number };
  readonly batch?: number;
  readonly onProgress?: (position: number) => void;
}

/**
 * Checks the log up to its present head: positions without a hole, bytes against hashes and columns, both links,
 * the signatures over checkpoints and heads of streams (architecture.md section 3, "Event log").
 * Reads in batches and disturbs nobody.
 */
export async function verify(database: Database, options: VerifyOptions): Promise<Verified> {
  const { batch = 1_000, onProgress } = options;
  const on = connection(database);
  const keys = await publicKeys(on);
  const [head] = await on.run(database.kysely.selectFrom('log.head').select(['position', 'hash']));
  const to = head?.position ?? 0;
  const start = await startingPoint(on, options.from, to);
  let { position, hash } = start;
  const result = (broken: Broken | null): Verified => ({ from: start.position + 1, to, broken });
  const checkpoint = await brokenCheckpoint(on, keys, options.from === 'all' ? 0 : position, to);
  if (checkpoint !== null) return result(checkpoint);

  const places = new Map<string, StreamPlace>();
  while (position < to) {
    const events = await read(on, sql`position > ${position} and position <= ${to}`, sql`position`, batch);
    await placesBefore(on, events, places);
    for (const event of events) {
      const what =
        brokenInLog(event, position, hash) ??
        brokenInItself(event) ??
        brokenInStream(event, places.get(event.stream) ?? beginning);
      if (what !== null) return result(at(event, what));
      places.set(event.stream, event);
      ({ position, log_hash: hash } = event);
    }
    if (events.length === 0) return result(nowhere(position + 1, 'the log ends before its head'));
    onProgress?.(position);
  }
  if (hash !== (head?.hash ?? ''))
    return result(nowhere(to, 'the head of the log has another hash than its last event'));
  const beyond = await brokenBeyond(on);
  if (beyond !== null) return result(beyond);
  return result(await brokenHead(on, keys, places, to, options.from === 'all'));
}

/** Checks one stream's history, without reading any other. */
export async function verifyStream(database: Database, stream: string): Promise<Broken | null> {
  const on = connection(database);
  const keys = await publicKeys(on);
  const places = new Map<string, StreamPlace>();
  let place = beginning;
  for (;;) {
    const events = await read(
      on,
      sql`stream = ${stream} and version > ${place.version}`,
      sql`version`,
      1_000,
    );
    if (events.length === 0) break;
    for (const event of events) {
      const what = brokenInItself(event) ?? brokenInStream(event, place);
      if (what !== null) return at(event, what);
      place = event;
    }
  }
  places.set(stream, place);
  return brokenHead(on, keys, places, Number.MAX_SAFE_INTEGER, false);
}

type Keys = ReadonlyMap<string, LogKey>;

/** The public keys that the log knows, by id. */
export async function publicKeys(on: Connection): Promise<Keys> {
  const rows = await on.run(sql<{ event: Envelope }>`
    select hashed::json as event from log.event where stream = ${logKeysStream} order by version`);
  const { keys } = fold(
    logKeys,
    logKeys.initial,
    rows.map(({ event }) => event),
  );
  return new Map(keys.map((key) => [key.id, key]));
}

const read = (on: Connection, which: ReturnType<typeof sql>, order: ReturnType<typeof sql>, limit: number) =>
  on.run(sql<StoredEvent>`select * from log.event where ${which} order by ${order} limit ${limit}`);

/** The position and hash after which reading begins. */
async function startingPoint(on: Connection, from: VerifyOptions['from'], to: number) {
  if (from === 'all') return { position: 0, hash: '' };
  const before =
    from === 'checkpoint' ? sql`(select max(position) from log.checkpoint)` : sql`${to - from.last}`;
  const [row] = await on.run(sql<{ position: number; hash: string }>`
    select position, log_hash as hash from log.event where position = ${before} and position <= ${to}`);
  return row ?? { position: 0, hash: '' };
}

/** Fills in where the streams of these events stood before, as far as it is not known from what was read. */
async function placesBefore(
  on: Connection,
  events: readonly StoredEvent[],
  places: Map<string, StreamPlace>,
) {
  const first = new Map<string, number>();
  for (const { stream, version } of events) {
    if (!places.has(stream) && !first.has(stream)) first.set(stream, version);
  }
  const rows = await on.run(sql<{ stream: string; version: number; hash: string }>`
    select e.stream, e.version, e.hash from log.event e
    join unnest(${[...first.keys()]}::text[], ${[...first.values()]}::integer[]) as f (stream, version)
      on e.stream = f.stream and e.version = f.version - 1`);
  for (const { stream, version, hash } of rows) places.set(stream, { version, hash });
}

/** Checks the signed checkpoints from a position on: each must be the log's own, and none may lie beyond the head. */
async function brokenCheckpoint(
  on: Connection,
  keys: Keys,
  from: number,
  to: number,
): Promise<Broken | null> {
  const rows = await on.run(sql<{
    position: number;
    hash: string;
    key_id: string;
    signature: string;
    found: string | null;
  }>`
    select c.position, c.hash, c.key_id, c.signature, e.log_hash as found
    from log.checkpoint c left join log.event e using (position)
    where c.position >= ${from} and (c.position <= ${to} or c.position > (select position from log.head))
    order by c.position`);
  for (const { position, hash, key_id, signature, found } of rows) {
    const key = keys.get(key_id);
    if (found === null)
      return nowhere(position, 'it was signed as the head of the log, and there is no event any more');
    if (key === undefined || !isSignedBy(key.publicKey, logHeadText(position, hash, key_id), signature)) {
      return nowhere(position, 'the signature over this checkpoint is not by a key of the log');
    }
    if (found !== hash) return nowhere(position, 'it was signed with another hash');
  }
  return null;
}

/** Finds what lies after the head of the log, where nothing may lie. */
async function brokenBeyond(on: Connection): Promise<Broken | null> {
  const [row] = await on.run(sql<{ event: number | null; stream: string | null; position: number | null }>`
    select (select min(e.position) from log.event e where e.position > h.position) as event, s.stream, s.position
    from log.head h left join lateral (
      select stream, position from log.stream where position > h.position order by position limit 1
    ) s on true`);
  if (row === undefined) return null;
  const { event, stream, position } = row;
  if (event !== null) return nowhere(event, 'there is an event after the head of the log');
  if (stream === null) return null;
  return { position, stream, version: null, what: 'the head of the stream lies after the head of the log' };
}

/** Checks the heads of streams against their last events; with `every`, also that no other stream has a head. */
async function brokenHead(
  on: Connection,
  keys: Keys,
  places: ReadonlyMap<string, StreamPlace>,
  to: number,
  every: boolean,
): Promise<Broken | null> {
  const rows = await on.run(sql<{
    stream: string;
    version: number;
    position: number;
    hash: string;
    key_id: string;
    signature: string;
  }>`
    select stream, version, position, hash, key_id, signature from log.stream
    where version > 0 and (${every} or stream = any (${[...places.keys()]}))`);
  const heads = new Map(rows.map((row) => [row.stream, row]));
  for (const [stream, { version, hash }] of places) {
    const head = heads.get(stream);
    if (head !== undefined && head.position > to) continue;
    const wrong = (what: string): Broken => ({ position: head?.position ?? null, stream, version, what });
    if (version > 0 && (head?.version !== version || head.hash !== hash)) {
      return wrong('the head of the stream is not its last event');
    }
    if (head === undefined) continue;
    const key = keys.get(head.key_id);
    const text = streamHeadText(stream, version, head.hash, head.key_id);
    if (key === undefined || !isSignedBy(key.publicKey, text, head.signature)) {
      return wrong('the signature over the head of the stream is not by a key of the log');
    }
  }
  const orphan = rows.find(({ stream, position }) => !places.has(stream) && position <= to);
  return orphan === undefined ? null : { ...orphan, what: 'a stream has a head but no events' };
}

const at = ({ position, stream, version }: StoredEvent, what: string): Broken => ({
  position,
  stream,
  version,
  what,
});
const nowhere = (position: number, what: string): Broken => ({ position, stream: null, version: null, what });
