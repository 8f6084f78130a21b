import { setTimeout as pause } from 'node:timers/promises';
import { asFault, isFault } from '../db/faults';
import { type OpenCommit, openCommit, type OpenCommitOptions } from '../db/open-commit';

/** Milliseconds between two tries. */
const interval = 1_000;

/**
 * Opens the log for writing. A database that is away, and a log that is closed for writing, are waited for: nobody
 * has to start the worker again when they are back.
 *
 * @param gone ends the wait
 * @returns null when the wait was ended
 * @throws Error in a plain sentence for what waiting does not cure: a wrong password, a role that may too much
 */
export async function openPatiently(
  options: OpenCommitOptions,
  gone: AbortSignal,
): Promise<OpenCommit | null> {
  while (!gone.aborted) {
    try {
      const open = await openCommit(options);
      if (open.database.gate.closed === null) return open;
      await open.database.close();
    } catch (error) {
      const cause = asFault(error);
      if (!isFault(cause) || !cause.retryable) throw error;
      options.logger.warn({ err: cause }, 'the database takes no writes yet');
    }
    await pause(interval, undefined, { signal: gone }).catch(() => undefined);
  }
  return null;
}
