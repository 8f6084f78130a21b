import { performance } from 'node:perf_hooks';
import type { CommandOutcome } from '../workflows/outcome';
import { writeBeside } from './append';
import { admit, type Commit, logAnswer } from './commit';
import type { CommitOptions } from './commit-options';
import { consider, type ToAppend } from './consider';
import type { Used } from './directory';
import { type CommitInput, whoGives } from './door';
import { appendEvents, type Linked, lockStream } from './event-store';
import { isFault } from './faults';
import { type Connection, tentatively } from './transaction';

/** One command of a bulk. */
export interface BulkItem {
  readonly stream: string;
  readonly input: CommitInput;
}

/** How one command of a bulk ended: with an outcome, or with what `commit` threw. */
export type BulkResult = { readonly answer: CommandOutcome } | { readonly error: unknown };

/** Nobody waits longer than for so many streams, or so many milliseconds. */
const mostStreams = 50;
const longest = 200;

/**
 * Commits commands of many streams, several in one transaction: beyond the speed of one head row, with the same
 * order and the same promises (architecture.md section 3, "Event log"). Between two transactions whoever waits for
 * the head passes. What cannot go with the others (a stream that somebody holds, a refusal, a repeat) goes alone.
 *
 * @param commit the one of this process
 * @param clock milliseconds that only go forward
 * @returns how each ended, in the order in which they were given
 */
export async function commitBulk(
  options: CommitOptions,
  commit: Commit,
  items: readonly BulkItem[],
  clock: () => number = () => performance.now(),
): Promise<readonly BulkResult[]> {
  const results = new Map<BulkItem, BulkResult>();
  // In one order everywhere, so that two bulks never wait for each other in a circle.
  let waiting = [...items].sort((one, other) => (one.stream < other.stream ? -1 : 1));
  while (waiting.length > 0) {
    const { taken, accepted } = await together(options, waiting, clock).catch(() => ({
      taken: waiting.slice(0, mostStreams),
      accepted: new Map<BulkItem, CommandOutcome>(),
    }));
    for (const item of taken) results.set(item, await resultOf(options, commit, item, accepted.get(item)));
    waiting = waiting.filter((item) => !results.has(item));
  }
  return items.flatMap((item) => results.get(item) ?? []);
}

async function resultOf(
  options: CommitOptions,
  commit: Commit,
  { stream, input }: BulkItem,
  answer: CommandOutcome | undefined,
): Promise<BulkResult> {
  if (answer !== undefined) {
    logAnswer(options, input, answer);
    return { answer };
  }
  try {
    return { answer: await commit(stream, input) };
  } catch (error) {
    return { error };
  }
}

/** What one transaction did: the commands it looked at, and the answers to those that it appended. */
interface Together {
  readonly taken: readonly BulkItem[];
  readonly accepted: ReadonlyMap<BulkItem, CommandOutcome>;
}

function together(
  options: CommitOptions,
  waiting: readonly BulkItem[],
  clock: () => number,
): Promise<Together> {
  return tentatively<Together>(options.database, async (tx) => {
    const started = clock();
    const taken: BulkItem[] = [];
    const linked: Linked[] = [];
    const accepted = new Map<BulkItem, CommandOutcome>();
    const streams = new Set<string>();
    let used: Used = { entries: {}, whole: null };
    for (const item of waiting) {
      if (taken.length === mostStreams || clock() - started >= longest) break;
      // A second command to the same stream decides on what the first leaves: in the next transaction.
      if (streams.has(item.stream)) continue;
      streams.add(item.stream);
      taken.push(item);
      const written = await write(tx, options, item);
      if (written === null) continue;
      linked.push(written.linked);
      used = both(used, written.accepted.used);
      accepted.set(item, written.accepted.answer);
    }
    const keep = linked.length > 0 && (await appendEvents(tx, linked, used)) !== null;
    return { keep, answer: { taken, accepted: keep ? accepted : new Map() } };
  });
}

/** Everything but the events; null when this command has to go alone, and then nothing of it was written. */
async function write(
  tx: Connection,
  options: CommitOptions,
  { stream, input }: BulkItem,
): Promise<{ readonly linked: Linked; readonly accepted: ToAppend } | null> {
  try {
    const decider = admit(options, stream, input);
    const locked = await lockStream(tx, stream, true);
    if (locked === null) return null;
    const given = await whoGives(tx, stream, input, options.context);
    const accepted = await consider(tx, options, decider, { stream, input, given }, null);
    if (!('judged' in accepted)) return null;
    const linked = await writeBeside(tx, options, accepted, locked);
    return linked && { linked, accepted };
  } catch (error) {
    // Told before anything was written; what the database itself refuses ends the whole transaction.
    if (isFault(error)) return null;
    throw error;
  }
}

/** The older version of an entry counts: if it has moved in between, nothing of this goes in. */
function both(one: Used, other: Used): Used {
  const entries: Record<string, number> = { ...one.entries };
  for (const [stream, version] of Object.entries(other.entries)) {
    entries[stream] = Math.min(version, entries[stream] ?? version);
  }
  const wholes = [one.whole, other.whole].filter((whole) => whole !== null);
  return { entries, whole: wholes.length === 0 ? null : Math.min(...wholes) };
}
