import { sql } from 'kysely';
import type { Instant } from '../workflows/decider';
import type { AnyDecider } from '../workflows/registry';
import { directoryVersion } from './directory';
import type { Envelope } from './envelope';
import type { KeptOutcome } from './outcome';
import type { Connection } from './transaction';
import { foldWritten } from './upcasters';

/** The deciders by process type. */
export type Deciders = Readonly<Record<string, AnyDecider>>;

/** A stream as a command meets it. */
export interface Loaded {
  readonly state: unknown;
  /** 0: there is no stream yet. */
  readonly version: number;
  readonly lastOccurredAt: Instant | null;
  /** The version of the directory, for `Directory.refresh`. */
  readonly directory: number | null;
  readonly outcome: KeptOutcome | null;
  /** Whether something other than a notice happened after the version that the caller named. */
  readonly changedSince: boolean;
  readonly personKey: Buffer | null;
  readonly erased: boolean;
  /** The database's clock. */
  readonly now: Instant;
}

/** What is asked for together with the stream. */
export interface LoadRequest {
  readonly stream: string;
  readonly caller: string;
  readonly commandId: string;
  readonly ifMatch: number | undefined;
}

interface Row {
  version: number | null;
  occurred_at: Instant | null;
  state: unknown;
  events: Envelope[];
  directory: number | null;
  outcome: KeptOutcome | null;
  changed_since: boolean;
  person_key: Buffer | null;
  erased: boolean;
  now: Instant;
}

/**
 * Everything that a command needs, in one round trip and of one moment. A snapshot counts only if it was folded
 * by the code's own fold version; otherwise all events are folded (architecture.md section 3, "Commit").
 */
export async function load(
  connection: Connection,
  decider: AnyDecider,
  request: LoadRequest,
): Promise<Loaded> {
  const { stream, caller, commandId, ifMatch } = request;
  const [row] = await connection.run(sql<Row>`
    select s.version, s.occurred_at, p.state,
      (select coalesce(json_agg(e.hashed::json order by e.version), '[]') from log.event e
        where e.stream = ${stream} and e.version > coalesce(p.version, 0)) as events,
      ${directoryVersion} as directory,
      (select json_build_object('contentHash', o.content_hash, 'answer', o.answer) from log.outcome o
        where o.caller = ${caller} and o.stream = ${stream} and o.command_id = ${commandId}) as outcome,
      exists (select from log.event e where e.stream = ${stream} and e.version > ${ifMatch ?? null}::integer
        and e.type <> all (${decider.noticeTypes}::text[])) as changed_since,
      (select k.key from vault.person_key k where k.stream = ${stream}) as person_key,
      exists (select from vault.erasure x where x.stream = ${stream}) as erased,
      clock_timestamp() as now
    from (select) as one
    left join log.stream s on s.stream = ${stream}
    left join log.snapshot p on p.stream = ${stream} and p.fold_version = ${decider.foldVersion}`);
  if (row === undefined) throw new Error('The database gave no answer.');
  return {
    state: foldWritten(decider, row.state ?? decider.initial, row.events),
    version: row.version ?? 0,
    lastOccurredAt: row.occurred_at,
    directory: row.directory,
    outcome: row.outcome,
    changedSince: row.changed_since,
    personKey: row.person_key,
    erased: row.erased,
    now: row.now,
  };
}
