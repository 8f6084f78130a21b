import { randomUUID } from 'node:crypto';
import { type BulkItem, type BulkResult, commitBulk } from '../db/bulk';
import type { Commit } from '../db/commit';
import type { CommitOptions } from '../db/commit-options';
import { readState } from '../db/state';
import { connection } from '../db/transaction';
import { type CommandInput, clockCaller } from '../workflows/decider';

/** What the performers of this project's own effects stand on. */
export interface TellingParts {
  readonly options: CommitOptions;
  readonly commit: Commit;
}

/** A command of the clock, now. The same id to the same stream is accepted once. */
export const byTheClock = (id: string, name: string, body: unknown): CommandInput => ({
  id,
  name,
  body,
  at: new Date().toISOString(),
  caller: clockCaller,
});

/** The state of a stream of this type, null where there is none. */
export async function stateOf<State>({ options }: TellingParts, stream: string): Promise<State | null> {
  const decider = options.deciders[stream.slice(0, stream.indexOf('/'))];
  const read = decider && (await readState(connection(options.database), decider, stream));
  return (read?.state ?? null) as State | null;
}

/**
 * Gives many pilots a command each, by the bulk commit: at most 50 streams at a time, and waiting writers pass. An
 * answer that is not known (somebody holds the stream, the database is away) is left out: it is asked for again.
 */
export async function tell(
  { options, commit }: TellingParts,
  items: readonly BulkItem[],
): Promise<ReadonlyMap<BulkItem, Extract<BulkResult, { readonly answer: unknown }>['answer']>> {
  const results = await commitBulk(options, commit, items);
  return new Map(
    items.flatMap((item, index) => {
      const result = results[index];
      return result !== undefined && 'answer' in result ? [[item, result.answer] as const] : [];
    }),
  );
}

/** A command id that nobody has used, for what may be given again. */
export const freshId = (): string => randomUUID();
