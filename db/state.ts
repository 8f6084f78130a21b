import { sql } from 'kysely';
import type { Agenda, Instant } from '../workflows/decider';
import { emptyAgenda } from '../workflows/decider';
import type { AnyDecider } from '../workflows/registry';
import type { Database } from './connect';
import { type Envelope, typeOf } from './envelope';
import type { Deciders } from './load';
import { connection, type Connection } from './transaction';
import { foldWritten } from './upcasters';

/** A stream's state and where it stands. */
export interface StateRead {
  readonly state: unknown;
  readonly version: number;
  readonly occurredAt: Instant;
}

/**
 * The state of a stream, null where there is none.
 *
 * @param at as it stood then: the events with `occurredAt` up to that instant (lifecycle.md section 7)
 */
export async function readState(
  on: Connection,
  decider: AnyDecider,
  stream: string,
  at: Instant | null = null,
): Promise<StateRead | null> {
  const [row] = await on.run(sql<{
    state: unknown;
    version: number | null;
    occurred_at: Instant;
    events: Envelope[];
  }>`
    select p.state, p.version, s.occurred_at,
      (select coalesce(json_agg(e.hashed::json order by e.version), '[]') from log.event e
        where e.stream = s.stream and e.version > coalesce(p.version, 0)
          and (${at}::timestamptz is null or e.occurred_at <= ${at})) as events
    from log.stream s
    left join log.snapshot p on p.stream = s.stream and p.fold_version = ${decider.foldVersion}
      and ${at}::timestamptz is null
    where s.stream = ${stream} and s.version > 0`);
  const last = row?.events.at(-1);
  if (row === undefined || (row.version === null && last === undefined)) return null;
  return {
    state: foldWritten(decider, row.state ?? decider.initial, row.events),
    version: last?.version ?? row.version ?? 0,
    occurredAt: last?.occurredAt ?? row.occurred_at,
  };
}

/**
 * The states of a stream at these versions: one read and one fold for all of them. Versions that the stream has not
 * reached are left out.
 */
export async function readStatesAt(
  on: Connection,
  decider: AnyDecider,
  stream: string,
  versions: readonly number[],
): Promise<ReadonlyMap<number, unknown>> {
  const events = await on.run(sql<{ event: Envelope }>`
    select hashed::json as event from log.event
    where stream = ${stream} and version <= ${Math.max(0, ...versions)} order by version`);
  const states = new Map<number, unknown>();
  let state: unknown = decider.initial;
  for (const { event } of events) {
    state = foldWritten(decider, state, [event]);
    if (versions.includes(event.version)) states.set(event.version, state);
  }
  return states;
}

/** What is to be done next in a stream, by the code's own rules; the empty agenda where there is no stream. */
export async function readAgenda(database: Database, deciders: Deciders, stream: string): Promise<Agenda> {
  const decider = deciders[typeOf(stream)];
  const read = decider && (await readState(connection(database), decider, stream));
  return decider && read ? decider.agenda(read.state) : emptyAgenda;
}
