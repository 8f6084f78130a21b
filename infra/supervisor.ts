import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Type, type Static } from '@sinclair/typebox';
import type { Logger } from 'pino';
import { CannotStart, messageOf } from './cannot-start';
import { readJson, writeJson } from './files';
import { ProcessMark, endProcess, isRunning, markOf } from './processes';

/** One process of the stack. */
export interface Part {
  readonly name: string;
  /** Starts the process; called again after each death. It must lead a process group (`detached`). */
  readonly spawn: () => ChildProcess;
  /** Resolves when the process serves. It is told by `gone` when there is nothing left to wait for. */
  readonly ready: (child: ChildProcess, gone: AbortSignal) => Promise<void>;
  readonly stopSignal: NodeJS.Signals;
  /** Milliseconds after which a process that was asked to stop is killed. */
  readonly stopPatience: number;
  /** What it said last, for the sentence about a process that did not come up. */
  readonly lastWords: () => string;
  /** Whether a process that died with these words before it was ready deserves another try. */
  readonly worthAnotherTry?: (lastWords: string) => boolean;
}

export interface Supervisor {
  /** Starts a part and waits until it serves; from then on it is started again whenever it dies. */
  readonly start: (part: Part) => Promise<void>;
  /** The running process of a part, null while there is none. */
  readonly pidOf: (name: string) => number | null;
  /** Stops all parts, the last started first. Resolves when none of their processes is left. */
  readonly stop: () => Promise<void>;
}

const RunningParts = Type.Array(
  Type.Object({
    name: Type.String(),
    mark: ProcessMark,
    stopSignal: Type.String(),
    stopPatience: Type.Number(),
  }),
);
type RunningParts = Static<typeof RunningParts>;

const recordIn = (dataDir: string): string => join(dataDir, 'processes.json');

/** Milliseconds before a part that died is started again: doubled with each death soon after a start. */
const firstDelay = 100;
const longestDelay = 10_000;
/** A part that served that long has recovered: its next death is a first one again. */
const recoveredAfter = 30_000;
/** How long a part may die again and again, before it was ready once, for a cause that passes by itself. */
const triesFor = 15_000;

/**
 * Keeps the processes of one data folder: starts them, starts them again when they die, and stops them in order.
 * Their pids and start times are written down, so that the next start can end them if this process is killed.
 */
export function createSupervisor(dataDir: string, logger: Logger): Supervisor {
  const parts = new Map<string, { part: Part; mark: ProcessMark | null }>();
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const keepers: Promise<void>[] = [];

  function record(): void {
    const running: RunningParts = [];
    for (const { part, mark } of parts.values()) {
      const { name, stopSignal, stopPatience } = part;
      if (mark !== null) running.push({ name, mark, stopSignal, stopPatience });
    }
    writeJson(recordIn(dataDir), running);
  }

  function launch(part: Part): Running {
    const child = part.spawn();
    const mark = markOf(child.pid ?? 0);
    parts.set(part.name, { part, mark });
    try {
      record();
    } catch (error) {
      logger.error({ part: part.name, err: error }, `process ${String(child.pid)} could not be written down`);
    }
    const gone = new AbortController();
    const exit = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
    }).then((how) => {
      parts.set(part.name, { part, mark: null });
      gone.abort();
      return how;
    });
    const ready = part.ready(child, gone.signal).then(
      () => null,
      (error: unknown) => {
        if (gone.signal.aborted) return exit;
        if (error instanceof CannotStart) throw error;
        throw new CannotStart(
          `${part.name} runs but does not serve (${messageOf(error)}). ${part.lastWords()}`,
        );
      },
    );
    return { exit, ready, since: Date.now() };
  }

  async function firstStart(part: Part): Promise<Running> {
    const deadline = Date.now() + triesFor;
    for (;;) {
      if (isStopping()) throw new CannotStart('The start was interrupted.');
      const running = launch(part);
      const how = await Promise.race([running.ready, running.exit]);
      if (how === null) return running;
      const words = part.lastWords();
      if (isStopping()) continue;
      if (Date.now() > deadline || part.worthAnotherTry?.(words) !== true) {
        throw new CannotStart(`${part.name} did not come up (${how}). ${words}`);
      }
      await pause(firstDelay);
    }
  }

  /** A process that cannot even be started counts as one that died at once: it is tried again, later and later. */
  function relaunch(part: Part): Running {
    try {
      return launch(part);
    } catch (error) {
      const how = messageOf(error);
      return { exit: Promise.resolve(how), ready: Promise.resolve(how), since: Date.now() };
    }
  }

  async function keep(part: Part, first: Running): Promise<void> {
    let running = first;
    let delay = firstDelay;
    for (;;) {
      const how = await running.exit;
      if (isStopping()) return;
      delay = Date.now() - running.since > recoveredAfter ? firstDelay : Math.min(delay * 2, longestDelay);
      logger.warn({ part: part.name, how, delay }, `${part.name} ended (${how}); starting it again`);
      await pause(delay, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (isStopping()) return;
      running = relaunch(part);
      running.ready.then(
        (end) => (end === null ? logger.info({ part: part.name }, `${part.name} is back`) : undefined),
        (error: unknown) => logger.warn({ part: part.name }, messageOf(error)),
      );
    }
  }

  async function stopAll(): Promise<void> {
    stopping.abort();
    for (const { part, mark } of [...parts.values()].reverse()) {
      if (mark === null) continue;
      await endProcess(mark, part.stopSignal, part.stopPatience);
      // It is gone, whether this process has been told so yet or not.
      parts.set(part.name, { part, mark: null });
    }
    await Promise.all(keepers);
    record();
  }
  let stopped: Promise<void> | undefined;

  return {
    async start(part) {
      const running = await firstStart(part);
      keepers.push(keep(part, running));
    },
    pidOf: (name) => parts.get(name)?.mark?.pid ?? null,
    stop: () => (stopped ??= stopAll()),
  };
}

interface Running {
  readonly exit: Promise<string>;
  /** Null once the process serves; how it ended if it ended before that. */
  readonly ready: Promise<string | null>;
  readonly since: number;
}

/**
 * Ends what a supervisor that was killed alone left running on this data folder, in the order of a stop
 * (architecture.md section 3, "Local stack"). Only processes whose pid *and* start time were recorded are touched.
 */
export async function endOrphans(dataDir: string, logger: Logger): Promise<void> {
  const left = readJson(recordIn(dataDir), RunningParts) ?? [];
  for (const { name, mark, stopSignal, stopPatience } of left.reverse()) {
    if (!isRunning(mark)) continue;
    logger.info({ part: name, pid: mark.pid }, `ending ${name}, left over from a start that was killed`);
    await endProcess(mark, stopSignal as NodeJS.Signals, stopPatience);
  }
}
