import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start';

const interval = 50;

/**
 * Tries again and again until `attempt` does not throw.
 *
 * @param gone ends the wait: what was waited for cannot come any more
 * @throws the last error when `patience` milliseconds are over, a CannotStart at once, or the reason of `gone`
 */
export async function pollUntil<Answer>(
  attempt: () => Promise<Answer>,
  gone: AbortSignal,
  patience: number,
): Promise<Answer> {
  const deadline = Date.now() + patience;
  for (;;) {
    gone.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof CannotStart || Date.now() >= deadline) throw error;
    }
    await pause(interval, undefined, { signal: gone });
  }
}
