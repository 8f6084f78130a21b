import { sql } from 'kysely';
import { canonical } from './canonical';
import type { Database } from './connect';
import { type Envelope, typeOf } from './envelope';
import type { Deciders } from './load';
import { connection } from './transaction';
import { foldWritten } from './upcasters';
import type { Broken } from './verify';

interface Snapshot {
  readonly stream: string;
  readonly version: number;
  readonly fold_version: number;
  readonly state: unknown;
  readonly events: readonly Envelope[];
}

const cure = ': delete its row in log.snapshot, and it is made anew';

/** How many streams are folded at a time. */
const batch = 50;

/**
 * Compares snapshots with what the events up to them fold to. They are no record, but commands are decided on them:
 * one that says something else than its events is as bad as a changed event. A snapshot that the code does not use,
 * because another fold version made it, is left alone.
 *
 * @param stream this one alone; null: all of them
 * @returns the first that differs, by stream
 */
export async function brokenSnapshot(
  database: Database,
  deciders: Deciders,
  stream: string | null = null,
): Promise<Broken | null> {
  let after = '';
  for (;;) {
    const snapshots: Snapshot[] = await connection(database).run(sql<Snapshot>`
      select p.stream, p.version, p.fold_version, p.state, (
        select coalesce(json_agg(e.hashed::json order by e.version), '[]') from log.event e
        where e.stream = p.stream and e.version <= p.version
      ) as events
      from log.snapshot p
      where p.stream > ${after} and (${stream}::text is null or p.stream = ${stream})
      order by p.stream limit ${batch}`);
    for (const snapshot of snapshots) {
      const what = wrongIn(snapshot, deciders);
      if (what !== null)
        return { position: null, stream: snapshot.stream, version: snapshot.version, what: what + cure };
    }
    const last = snapshots.at(-1);
    if (last === undefined) return null;
    after = last.stream;
  }
}

function wrongIn(
  { stream, version, fold_version, state, events }: Snapshot,
  deciders: Deciders,
): string | null {
  const decider = deciders[typeOf(stream)];
  if (decider?.foldVersion !== fold_version) return null;
  if (events.length !== version) return 'its snapshot is of a version that the stream does not have';
  const folded = foldWritten(decider, decider.initial, events);
  // As it is kept: without the fields that JSON leaves out.
  return canonical(JSON.parse(JSON.stringify(folded))) === canonical(state)
    ? null
    : 'its snapshot is not what its events come to';
}
