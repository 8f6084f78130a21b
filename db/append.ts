import { sql } from 'kysely';
import { writeAgenda } from './agenda';
import type { CommitOptions } from './commit-options';
import type { ToAppend } from './consider';
import { appendEvents, link, type Linked, type LockedStream } from './event-store';
import { keepOutcome } from './outcome';
import { writeReadRows } from './read-rows';
import type { Connection } from './transaction';
import { keepPersonKey } from './vault';

/** How many versions a snapshot may lag behind its stream. */
const snapshotEvery = 50;

/**
 * Writes everything that belongs to an accepted command, last the events, in the open transaction that holds the
 * stream's lock.
 *
 * @returns false when it has to be decided again: an outcome was there already, or the directory has moved. Roll back.
 */
export async function appendAccepted(
  tx: Connection,
  options: CommitOptions,
  accepted: ToAppend,
  locked: LockedStream,
): Promise<boolean> {
  const linked = await writeBeside(tx, options, accepted, locked);
  return linked !== null && (await appendEvents(tx, [linked], accepted.used)) !== null;
}

/**
 * All but the events: outcome, person's key, read rows, snapshot, agenda and wake, outbox.
 *
 * @returns the events, linked and ready to be appended; null when an outcome was there already
 */
export async function writeBeside(
  tx: Connection,
  { projections, key }: CommitOptions,
  { decider, loaded, judged, outcome, newPersonKey }: ToAppend,
  locked: LockedStream,
): Promise<Linked | null> {
  const { stream } = outcome;
  const { version, state } = judged;
  if (!(await keepOutcome(tx, outcome))) return null;
  if (newPersonKey !== null && !(await keepPersonKey(tx, stream, newPersonKey))) return null;

  const projection = projections[decider.type];
  if (projection !== undefined) {
    const before =
      loaded.lastOccurredAt === null
        ? null
        : projection.rows(loaded.state, {
            stream,
            version: loaded.version,
            occurredAt: loaded.lastOccurredAt,
          });
    await writeReadRows(
      tx,
      stream,
      before,
      projection.rows(state, { stream, version, occurredAt: outcome.occurredAt }),
    );
  }
  if (Math.floor(version / snapshotEvery) > Math.floor(loaded.version / snapshotEvery)) {
    await tx.run(sql`
      insert into log.snapshot (stream, version, fold_version, state)
      values (${stream}, ${version}, ${decider.foldVersion}, ${JSON.stringify(state)})
      on conflict (stream) do update
      set version = excluded.version, fold_version = excluded.fold_version, state = excluded.state`);
  }
  const { foldVersion } = decider;
  await writeAgenda(tx, { stream, version, foldVersion, agenda: judged.agenda }, judged.agendaBefore);
  for (const { version: of, message } of judged.outbox) {
    await tx.run(sql`
      insert into relay.outbox (stream, version, kind, body)
      values (${stream}, ${of}, ${message.kind}, ${JSON.stringify(message.body)})`);
  }
  return link(locked, judged.events, key);
}
