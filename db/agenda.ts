import { sql } from 'kysely';
import type { Agenda } from '../workflows/decider';
import { isEmpty } from '../workflows/host-contract';
import { canonical, sha256 } from './canonical';
import type { Connection } from './transaction';

/** The agenda that a commit leaves behind. */
export interface AgendaWritten {
  readonly stream: string;
  readonly version: number;
  readonly foldVersion: number;
  readonly agenda: Agenda;
}

/** What tells two agendas apart. */
export const agendaHash = (agenda: Agenda): string => sha256(canonical(agenda));

/**
 * Writes the agenda of a stream, and a wake row when it is another than before (architecture.md section 3,
 * "Wake"). The agenda's row is taken before the wake's number, here and wherever wakes are written: so the numbers
 * of a stream's wakes are in the order of its commits, and the relay may delete up to the one it took.
 *
 * @param before the agenda that the commit found; null when the stream is new
 */
export async function writeAgenda(
  tx: Connection,
  written: AgendaWritten,
  before: Agenda | null,
): Promise<void> {
  const { stream, version, foldVersion, agenda } = written;
  const hash = agendaHash(agenda);
  const empty = isEmpty(agenda);
  await tx.run(sql`
    insert into relay.agenda (stream, version, fold_version, wake_at, empty, hash, watch_after)
    values (${stream}, ${version}, ${foldVersion}, ${agenda.wakeAt}, ${empty}, ${hash},
      ${agenda.wakeAt}::timestamptz + interval '1 minute')
    on conflict (stream) do update set version = excluded.version, fold_version = excluded.fold_version,
      wake_at = excluded.wake_at, empty = excluded.empty, hash = excluded.hash,
      watch_after = case when relay.agenda.wake_at is not distinct from excluded.wake_at
        then relay.agenda.watch_after else excluded.watch_after end,
      watch_tries = case when relay.agenda.wake_at is not distinct from excluded.wake_at
        then relay.agenda.watch_tries else 0 end`);
  const changed = before === null ? !empty : hash !== agendaHash(before);
  if (changed) await tx.run(sql`insert into relay.wake (stream, version) values (${stream}, ${version})`);
}
