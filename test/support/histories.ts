import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';

export type History = temporal.api.history.v1.IHistory;

/**
 * The recorded histories, one folder for each version of the host that wrote some. What stands there was written by
 * a host that may still be running for a pilot somewhere: it is never recorded again and never deleted.
 */
const corpusFolder = join(__dirname, '../fixtures/histories');

export interface RecordedHistory {
  /** `<version>/<shape>-<run>`. */
  readonly name: string;
  readonly history: History;
}

/** Every recorded history, by name. */
export function readCorpus(): RecordedHistory[] {
  return readdirSync(corpusFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      history: historyFromJSON(JSON.parse(readFileSync(join(corpusFolder, file), 'utf8'))),
    }));
}

/** The folder for the histories of the host as it is now: the next number. */
export const nextVersion = (): string => String(readdirSync(corpusFolder).length + 1);

/** Who wrote a history, on which machine and from which folder, is nobody's business. */
const scrubbed = (key: string, value: unknown): unknown => {
  if (key === 'identity') return 'worker';
  if (key === 'stackTrace') return '';
  // The queue of a process's own is named after process and machine.
  return typeof value === 'string' && /^\d+@/.test(value) ? 'own-queue' : value;
};

/** Adds a history to the corpus. */
export function record(version: string, name: string, history: History): void {
  const folder = join(corpusFolder, version);
  mkdirSync(folder, { recursive: true });
  const plain: unknown = JSON.parse(historyToJSON(history), scrubbed);
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(plain, null, 1)}\n`);
}

/** Replays histories with a bundled host. @returns one line for each that it does not fit */
export async function replay(codePath: string, histories: readonly RecordedHistory[]): Promise<string[]> {
  const misfits: string[] = [];
  for (const { name, history } of histories) {
    const workflowId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId ?? name;
    try {
      await Worker.runReplayHistory({ workflowBundle: { codePath } }, history, workflowId);
    } catch (error) {
      misfits.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return misfits;
}

/** The runs of a workflow since one of them: those that continued as new, and the newest. Oldest first. */
export async function runsSince(client: Client, stream: string, first: string): Promise<RecordedHistory[]> {
  const found: RecordedHistory[] = [];
  let next: string | undefined = first;
  const { runId: newest } = await client.workflow.getHandle(stream).describe();
  const seen = new Set<string>();
  while (next !== undefined) {
    seen.add(next);
    const history = await client.workflow.getHandle(stream, next).fetchHistory();
    found.push({ name: next, history });
    const follower: string | null | undefined =
      history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
    next = follower ?? (seen.has(newest) ? undefined : newest);
  }
  return found;
}
