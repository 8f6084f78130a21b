import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from './connect';
import { type Envelope, typeOf } from './envelope';
import { codeOf } from './faults';
import type { Deciders } from './load';
import { type Projections, writeReadRows } from './read-rows';
import { dropOldTables, prepareNextTables, swapTables } from './rebuild-tables';
import { connection, type Connection, tentatively, transaction } from './transaction';
import { foldWritten } from './upcasters';

/** What is rebuilt, and how. */
export interface RebuildOptions {
  /** Connected as the owner: tables are made and swapped. */
  readonly database: Database;
  readonly deciders: Deciders;
  readonly projections: Projections;
  /** How many streams to fold at a time. */
  readonly batch?: number;
  /** How many events may be left for the end, when everybody waits. */
  readonly mostUnderLock?: number;
  readonly onProgress?: (streams: number, position: number) => void;
}

/** Any number will do, as long as every rebuild takes the same. */
const advisoryLock = 4_207_312;

/**
 * Builds the read tables again beside those in use, while commands go on: copies to the present position in batches
 * without a lock, then what came meanwhile, then under the head's lock the last events and the swap (architecture.md
 * section 3, "Event log"). It writes no wake and no message.
 *
 * @returns the position that the new tables stand at
 * @throws Error when another rebuild is running
 */
export async function rebuild(options: RebuildOptions): Promise<number> {
  const { database } = options;
  const guard = await database.pool.connect();
  try {
    const { rows } = await guard.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [
      advisoryLock,
    ]);
    if (rows[0]?.free !== true) throw new Error('Another rebuild is running: let it finish.');
    await transaction(database, prepareNextTables);
    const position = await copy(options);
    const end = await finish(options, position);
    await transaction(database, dropOldTables);
    return end;
  } finally {
    // By name, for the server notices only later that a session has ended; the end of it serves where this fails.
    await guard.query('select pg_advisory_unlock($1)', [advisoryLock]).catch(() => undefined);
    guard.release(true);
  }
}

async function headOf(on: Connection): Promise<number> {
  const [head] = await on.run(sql<{ position: number }>`select position from log.head`);
  return head?.position ?? 0;
}

/** Copies every stream as it stands at the present position. */
async function copy(options: RebuildOptions): Promise<number> {
  const { database, projections, batch = 100, onProgress } = options;
  const to = await headOf(connection(database));
  let done = 0;
  let after: string | undefined = '';
  while (after !== undefined) {
    const rows: { stream: string }[] = await connection(database).run(sql<{ stream: string }>`
      select stream from log.stream
      where stream > ${after} and version > 0 and type = any (${Object.keys(projections)})
      order by stream limit ${batch}`);
    const streams = rows.map(({ stream }) => stream);
    await transaction(database, (tx) => project(tx, options, streams, to, 'new'));
    done += streams.length;
    onProgress?.(done, to);
    after = streams.at(-1);
  }
  return to;
}

/** Follows what is appended until little is left, then stops everybody for that and for the swap. */
async function finish(options: RebuildOptions, copied: number): Promise<number> {
  const { database, batch = 100, mostUnderLock = 1_000, onProgress } = options;
  let position = copied;
  for (;;) {
    const head = await headOf(connection(database));
    if (head - position > mostUnderLock) {
      const streams = await touched(connection(database), position, head);
      for (let start = 0; start < streams.length; start += batch) {
        const some = streams.slice(start, start + batch);
        await transaction(database, (tx) => project(tx, options, some, head, 'again'));
      }
      position = head;
      onProgress?.(streams.length, position);
      continue;
    }
    const end = await swap(options, position, mostUnderLock);
    if (end !== null) return end;
    // Whoever waited behind this try passes before the next.
    await pause(100);
  }
}

/** @returns the position of the swap; null when too much came in between, or writers did not let go */
async function swap(
  options: RebuildOptions,
  position: number,
  mostUnderLock: number,
): Promise<number | null> {
  const { database, projections } = options;
  try {
    return await tentatively(database, async (tx) => {
      // Writers take these tables before the head, so they have to be taken in this order here too; and a writer
      // that waits for a table finds the new one behind its name.
      const tables = Object.values(projections).flatMap(({ tables: names }) => names);
      await tx.run(sql`lock table ${sql.join(tables.map((name) => sql.table(`read.${name}`)))}
        in share row exclusive mode`);
      const [head] = await tx.run(sql<{ position: number }>`select position from log.head for update`);
      const to = head?.position ?? 0;
      if (to - position > mostUnderLock) return { keep: false, answer: null };
      await project(tx, options, await touched(tx, position, to), to, 'again');
      await swapTables(tx);
      return { keep: true, answer: to };
    });
  } catch (error) {
    const code = codeOf(error);
    if (code === '55P03' || code === '40P01') return null;
    throw error;
  }
}

/** The streams with events after a position, up to another. */
async function touched(on: Connection, after: number, to: number): Promise<string[]> {
  const rows = await on.run(sql<{ stream: string }>`
    select distinct stream from log.event where position > ${after} and position <= ${to} order by stream`);
  return rows.map(({ stream }) => stream);
}

/** Folds streams up to a position, from their first event on, and writes their rows into the next tables. */
async function project(
  on: Connection,
  { deciders, projections }: RebuildOptions,
  streams: readonly string[],
  to: number,
  turn: 'new' | 'again',
): Promise<void> {
  const rows = await on.run(sql<{ stream: string; events: Envelope[] }>`
    select stream, json_agg(hashed::json order by version) as events from log.event
    where stream = any (${streams}) and position <= ${to} group by stream`);
  for (const { stream, events } of rows) {
    const type = typeOf(stream);
    const [decider, projection, last] = [deciders[type], projections[type], events.at(-1)];
    if (decider === undefined || projection === undefined || last === undefined) continue;
    const state = foldWritten(decider, decider.initial, events);
    const { version, occurredAt } = last;
    const read = projection.rows(state, { stream, version, occurredAt });
    await writeReadRows(on, stream, turn === 'new' ? null : {}, read, 'read_next');
  }
}
