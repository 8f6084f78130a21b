import { sql } from 'kysely';
import { isEmpty } from '../workflows/host-contract';
import type { AnyDecider } from '../workflows/registry';
import { agendaHash } from './agenda';
import type { Database } from './connect';
import type { Deciders } from './load';
import { readState } from './state';
import { connection, transaction } from './transaction';

/**
 * Computes agendas again that an older fold version wrote, and wakes the streams whose agenda is another now
 * (architecture.md section 3, "Wake"). A worker calls it until it answers 0.
 *
 * @returns how many streams were looked at, at most `limit` for each process type
 */
export async function recomputeAgendas(
  database: Database,
  deciders: Deciders,
  { limit }: { readonly limit: number },
): Promise<number> {
  let looked = 0;
  for (const decider of Object.values(deciders)) {
    const rows = await connection(database).run(sql<{ stream: string }>`
      select a.stream from relay.agenda a join log.stream s using (stream)
      where s.type = ${decider.type} and a.fold_version < ${decider.foldVersion}
      order by a.stream limit ${limit}`);
    for (const { stream } of rows) await recompute(database, decider, stream);
    looked += rows.length;
  }
  return looked;
}

async function recompute(database: Database, decider: AnyDecider, stream: string): Promise<void> {
  const read = await readState(connection(database), decider, stream);
  if (read === null) return;
  const agenda = decider.agenda(read.state);
  const hash = agendaHash(agenda);
  await transaction(database, async (tx) => {
    // Only if nobody committed in between: a commit writes the agenda itself.
    const [before] = await tx.run(sql<{ hash: string }>`
      select hash from relay.agenda where stream = ${stream} and version = ${read.version} for update`);
    if (before === undefined) return;
    await tx.run(sql`
      update relay.agenda set fold_version = ${decider.foldVersion}, wake_at = ${agenda.wakeAt},
        empty = ${isEmpty(agenda)}, hash = ${hash}, watch_tries = 0,
        watch_after = ${agenda.wakeAt}::timestamptz + interval '1 minute'
      where stream = ${stream}`);
    if (before.hash !== hash) {
      await tx.run(sql`insert into relay.wake (stream, version) values (${stream}, ${read.version})`);
    }
  });
}
