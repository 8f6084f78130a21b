import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from './connect';
import { connection } from './transaction';

/**
 * What the relay, the watchdog and the namespace guard do with wakes (architecture.md section 3, "Wake"). All times
 * are the database's. A stream's `relay.agenda` row is its lease: it is locked before wakes of the stream are
 * numbered or taken.
 */

/** A stream that waits to be woken, leased to one relay. */
export interface LeasedWake {
  readonly stream: string;
  /** The last wake that this lease took; `wakeDelivered` deletes up to it. */
  readonly through: number;
  /** The events since the last wake that was delivered: the newest 50, oldest first. */
  readonly events: readonly { readonly type: string; readonly version: number }[];
  /** Nothing is owed, timed or to come: no workflow has to be started for it. */
  readonly empty: boolean;
  /** How often it failed in a row. */
  readonly attempts: number;
}

/** How to lease; all but `limit` in milliseconds. */
export interface LeaseOptions {
  readonly limit: number;
  /** After this time the lease is another relay's to take. */
  readonly leaseMs: number;
  /** A burst is over when nothing came for so long … */
  readonly quietMs: number;
  /** … but nobody waits longer than this. */
  readonly longestMs: number;
}

const ms = (milliseconds: number) => sql`make_interval(secs => ${milliseconds / 1000})`;

/** Leases streams with wakes, the longest waiting first: one entry for each, however many wakes it has. */
export function leaseWakes(database: Database, options: LeaseOptions): Promise<LeasedWake[]> {
  const { limit, leaseMs, quietMs, longestMs } = options;
  return connection(database).run(sql<LeasedWake>`
    with waiting as (
      select stream, max(id) as through, min(created_at) as oldest, max(created_at) as youngest
      from relay.wake group by stream
    ), taken as (
      select a.stream, a.woken_version, a.empty, a.attempts, w.through, w.oldest
      from relay.agenda a join waiting w using (stream)
      where (a.not_before is null or a.not_before <= clock_timestamp())
        and (w.youngest <= clock_timestamp() - ${ms(quietMs)} or w.oldest <= clock_timestamp() - ${ms(longestMs)})
      order by w.oldest limit ${limit}
      for update of a skip locked
    ), leased as (
      update relay.agenda a set not_before = clock_timestamp() + ${ms(leaseMs)}
      from taken where a.stream = taken.stream
    )
    select stream, through, empty, attempts, (
      select coalesce(json_agg(json_build_object('type', type, 'version', version) order by version), '[]')
      from (
        select e.type, e.version from log.event e
        where e.stream = taken.stream and e.version > taken.woken_version
        order by e.version desc limit 50
      ) newest
    ) as events
    from taken order by oldest`);
}

/** The wake was delivered: the wakes that it stood for go, and the back-off is over. */
export async function wakeDelivered(
  database: Database,
  { stream, through }: Pick<LeasedWake, 'stream' | 'through'>,
): Promise<void> {
  await connection(database).run(sql`
    with gone as (
      delete from relay.wake where stream = ${stream} and id <= ${through} returning version
    )
    update relay.agenda set not_before = null, attempts = 0,
      woken_version = greatest(woken_version, (select max(version) from gone))
    where stream = ${stream}`);
}

/** It was not delivered: nobody takes the stream for so long. */
export async function wakeFailed(
  database: Database,
  { stream, delayMs }: { readonly stream: string; readonly delayMs: number },
): Promise<void> {
  await connection(database).run(sql`
    update relay.agenda set attempts = attempts + 1, not_before = clock_timestamp() + ${ms(delayMs)}
    where stream = ${stream}`);
}

/**
 * The watchdog's turn: wakes what has been due for a minute, then again after 2, 4, … 60 minutes.
 *
 * @returns the streams that it woke
 */
export async function wakeOverdue(database: Database): Promise<string[]> {
  const rows = await connection(database).run(sql<{ stream: string }>`
    with due as (
      select stream from relay.agenda where watch_after <= clock_timestamp()
      order by watch_after limit 500
      for update skip locked
    ), watched as (
      update relay.agenda a set watch_tries = watch_tries + 1,
        watch_after = clock_timestamp() + make_interval(mins => least(60, (2 ^ least(watch_tries + 1, 6))::integer))
      from due where a.stream = due.stream returning a.stream, a.version
    )
    insert into relay.wake (stream, version) select stream, version from watched returning stream`);
  return rows.map(({ stream }) => stream);
}

/** So many streams at a time, and then a pause in milliseconds: new wakes keep their turn between them. */
const batch = 100;
const breath = 250;

/**
 * Wakes every stream that has an agenda: for a Temporal that is new, was emptied or has lost something.
 *
 * @param gone ends it between two batches, with an AbortError
 * @param onProgress told the last name of each batch; they come in the order of their names
 */
export async function wakeEveryStream(
  database: Database,
  { gone, onProgress }: { readonly gone?: AbortSignal; readonly onProgress?: (stream: string) => void } = {},
): Promise<void> {
  let after: string | null = null;
  while ((after = await wakeStreams(database, { after, limit: batch })) !== null) {
    onProgress?.(after);
    await pause(breath, undefined, { signal: gone });
  }
}

/**
 * Wakes the next streams that have an agenda, in the order of their names.
 *
 * @param after the last name of the call before; null at the beginning
 * @returns the last name that was woken; null when there are no more
 */
export async function wakeStreams(
  database: Database,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<string | null> {
  const [row] = await connection(database).run(sql<{ last: string | null }>`
    with next as (
      select stream, version from relay.agenda where not empty and stream > ${after ?? ''}
      order by stream limit ${limit}
      for update
    ), woken as (
      insert into relay.wake (stream, version) select stream, version from next returning stream
    )
    select max(stream) as last from woken`);
  return row?.last ?? null;
}

/** The id of the Temporal namespace that was met last; null before the first. */
export async function knownNamespace(database: Database): Promise<string | null> {
  const [row] = await connection(database).run(database.kysely.selectFrom('relay.namespace').select('id'));
  return row?.id ?? null;
}

/** To be called once every stream has been woken, so that an interruption begins anew. */
export async function rememberNamespace(database: Database, id: string): Promise<void> {
  await connection(database).run(sql`
    insert into relay.namespace (id) values (${id})
    on conflict (single) do update set id = excluded.id, met_at = clock_timestamp()`);
}
