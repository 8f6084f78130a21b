import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { Logger } from 'pino';
import type { Database } from '../db/connect';
import { wakeOverdue } from '../db/wakes';

const { TASK_QUEUE_TYPE_WORKFLOW } = temporal.api.enums.v1.TaskQueueType;

/** A worker asks for work at least this often, in milliseconds: one long poll and some room. */
const longestPoll = 90_000;

/**
 * Wakes what has been due for a minute, then after 2, 4, … 60 minutes; and nothing while no worker polls, for a
 * signal that nobody takes only makes a history longer (architecture.md section 3, "Wake").
 *
 * @throws what the client throws when Temporal does not answer
 */
export async function watch(
  database: Database,
  client: Client,
  taskQueue: string,
  logger: Logger,
): Promise<void> {
  if (!(await isPolled(client, taskQueue))) return;
  const streams = await wakeOverdue(database);
  for (const stream of streams) logger.warn({ stream }, 'due and not ticked: woken');
}

async function isPolled(client: Client, name: string): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name },
    taskQueueType: TASK_QUEUE_TYPE_WORKFLOW,
  });
  const since = Date.now() - longestPoll;
  return pollers.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > since);
}
