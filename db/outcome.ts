import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '../workflows/decider';
import type { CommandOutcome } from '../workflows/outcome';
import { canonical, sha256 } from './canonical';
import type { Database } from './connect';
import { type Connection, tentatively } from './transaction';
import { keepPersonKey } from './vault';

/** An outcome as it is kept: append-only, never rebuilt. */
export interface KeptOutcome {
  readonly contentHash: string;
  readonly answer: CommandOutcome;
}

/** A new outcome on its way into the record. It belongs to (caller, stream, command id). */
export interface NewOutcome extends KeptOutcome {
  readonly caller: string;
  readonly stream: string;
  readonly commandId: string;
  readonly command: string;
  readonly occurredAt: Instant;
}

/**
 * What "same key, other content" is told by. For a person it is keyed with the person's key, for a name or an
 * address could be guessed from a plain hash after it was erased.
 */
export function contentHash(command: string, content: unknown, personKey: Buffer | null): string {
  const text = canonical({ command, content: content ?? null });
  return personKey === null
    ? sha256(text)
    : createHmac('sha256', personKey).update(text, 'utf8').digest('hex');
}

/** Keeps an outcome. @returns false when there is one already: the stored one wins, and nothing was written */
export async function keepOutcome(connection: Connection, outcome: NewOutcome): Promise<boolean> {
  const rows = await connection.run(sql<object>`
    insert into log.outcome (caller, stream, command_id, command, content_hash, accepted, answer, occurred_at)
    values (${outcome.caller}, ${outcome.stream}, ${outcome.commandId}, ${outcome.command}, ${outcome.contentHash},
      ${outcome.answer.outcome === 'accepted'}, ${JSON.stringify(outcome.answer)}, ${outcome.occurredAt})
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

/**
 * Keeps an outcome that comes without events: a refusal, or a command that changed nothing.
 *
 * @param newPersonKey the key that the content hash was made with, where the person is not known yet
 */
export const keepAlone = (
  database: Database,
  outcome: NewOutcome,
  newPersonKey: Buffer | null,
): Promise<boolean> =>
  tentatively(database, async (tx) => {
    const kept =
      (newPersonKey === null || (await keepPersonKey(tx, outcome.stream, newPersonKey))) &&
      (await keepOutcome(tx, outcome));
    return { keep: kept, answer: kept };
  });
