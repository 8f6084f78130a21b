import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Something that goes on in the background until it is stopped. */
export interface Running {
  /** Ends it, and waits until the round under way is over. */
  stop(): Promise<void>;
}

/** What one round says about the next: `again` when there is more to do at once, `rest` when all is done. */
export type Round = (gone: AbortSignal) => Promise<'again' | 'rest'>;

const longestPause = 5_000;

/** An outage of an hour takes ten lines, not seven hundred. */
const isPowerOfTwo = (count: number): boolean => Number.isInteger(Math.log2(count));

/**
 * Repeats `round`, with `rest` milliseconds in between. A round that fails is logged and tried again after a pause
 * that doubles up to 5 seconds: the database or Temporal may be away for long, and this outlives it.
 */
export function repeat(name: string, rest: number, logger: Logger, round: Round): Running {
  const stopping = new AbortController();
  const gone = stopping.signal;
  const run = async () => {
    let failures = 0;
    while (!gone.aborted) {
      let wait = rest;
      try {
        if ((await round(gone)) === 'again') wait = 0;
        if (failures > 0) logger.info({ loop: name, failures }, 'works again');
        failures = 0;
      } catch (error) {
        wait = Math.min(rest * 2 ** failures, longestPause);
        failures += 1;
        if (isPowerOfTwo(failures)) logger.warn({ loop: name, failures, err: error }, 'failed, tries again');
      }
      await pause(wait, undefined, { signal: gone }).catch(() => undefined);
    }
  };
  const ended = run();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
