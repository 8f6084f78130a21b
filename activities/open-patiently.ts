import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { connect, type Database } from '../db/connect';
import { asFault, isFault } from '../db/faults';
import { openLog } from '../db/open-log';
import type { SigningKey } from '../db/signing-key';

/** Milliseconds between two tries. */
const interval = 1_000;

/**
 * Connects as the service and opens the log for writing. A database that is away, and a log that is closed for
 * writing, are waited for: nobody has to start the worker again when they are back.
 *
 * @param gone ends the wait
 * @throws Error in a plain sentence for what waiting does not cure: a wrong password, a role that may too much
 */
export async function openPatiently(
  url: string,
  key: SigningKey,
  logger: Logger,
  gone: AbortSignal,
): Promise<Database> {
  const onError = (error: Error) => logger.warn({ err: error }, 'an idle connection to the database broke');
  const database = await patiently(logger, gone, () =>
    connect({ url, as: 'service', applicationName: 'worker', poolSize: 20, onError }),
  );
  await patiently(logger, gone, async () => {
    const closed = await openLog({ database, key, logger });
    if (closed !== null) throw new LogClosed(closed);
  });
  return database;
}

class LogClosed extends Error {}

async function patiently<Answer>(
  logger: Logger,
  gone: AbortSignal,
  attempt: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const cause = asFault(error);
      if (!(cause instanceof LogClosed) && !(isFault(cause) && cause.retryable)) throw error;
      logger.warn({ err: cause }, 'the database takes no writes yet');
    }
    await pause(interval, undefined, { signal: gone });
  }
}
