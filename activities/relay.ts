import { type Client, isGrpcServiceError, ServiceError } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import type { Logger } from 'pino';
import type { Database } from '../db/connect';
import { type LeasedWake, leaseWakes, wakeDelivered, wakeFailed } from '../db/wakes';
import { call } from './wake-up-call';

/** What the relay works with. */
export interface RelayParts {
  readonly database: Database;
  readonly client: Client;
  readonly taskQueue: string;
  readonly logger: Logger;
}

/**
 * Longer than a call may take, or two relays would send the same wake; and a burst is waited for a little, so that it
 * costs Temporal one signal, while nobody waits longer than half a second.
 */
const lease = { limit: 50, leaseMs: 15_000, quietMs: 100, longestMs: 500 };

const shortestDelay = 1_000;
const longestDelay = 60_000;

/** gRPC's numbers for a server that is not there or does not answer. */
const notThere = [4, 14];

/**
 * One round of the relay: leases the streams that wait, wakes each once, and deletes the wakes that this stood for
 * (architecture.md section 3, "Wake"). Temporal is called outside any transaction.
 *
 * @returns how many streams it took
 * @throws when Temporal cannot be reached; the wakes stay, and a stream is taken again after a second
 */
export async function relayWakes(parts: RelayParts): Promise<number> {
  const wakes = await leaseWakes(parts.database, lease);
  const results = await Promise.all(wakes.map((wake) => deliver(parts, wake)));
  const away = results.find((error) => error !== null);
  if (away !== undefined) throw new Error('Temporal cannot be reached.', { cause: away });
  return wakes.length;
}

/** @returns the error, when it says that Temporal itself is away; one that concerns this stream alone is dealt with */
async function deliver(
  { database, client, taskQueue, logger }: RelayParts,
  wake: LeasedWake,
): Promise<unknown> {
  const { stream, attempts } = wake;
  try {
    await call(client, taskQueue, wake);
    await wakeDelivered(database, wake);
    return null;
  } catch (error) {
    const away = isAway(error);
    const delayMs = away ? shortestDelay : Math.min(shortestDelay * 2 ** attempts, longestDelay);
    await wakeFailed(database, { stream, delayMs });
    if (away) return error;
    logger.warn({ stream, attempts, delayMs, err: error }, 'a wake was not delivered, tries again');
    return null;
  }
}

function isAway(error: unknown): boolean {
  if (error instanceof NamespaceNotFoundError) return true;
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && notThere.includes(cause.code);
}
