import { NativeConnection, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { HostActivities } from '../workflows/host-contract';
import { checkNamespace } from './namespace-check';
import { repeat, type Running } from './repeat';

/** Where the worker finds Temporal, and what it runs. */
export interface Serving {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  /** File with the bundled host. */
  readonly codePath: string;
  readonly activities: HostActivities;
  readonly logger: Logger;
  /** Called each time that the worker begins to ask Temporal for work. */
  readonly onPolling: () => void;
}

/**
 * Runs workflows and activities until it is stopped. A worker that cannot reach Temporal, that meets a namespace which
 * is not ready for it, or that ends because the namespace is gone, is made anew: with Temporal away, at the start or
 * later, this only waits.
 */
export function serve(serving: Serving): Running {
  return repeat('worker', 1_000, serving.logger, async (gone) => {
    const connection = await NativeConnection.connect({ address: serving.address });
    try {
      await checkNamespace(connection, serving.namespace);
      const worker = await Worker.create({
        connection,
        namespace: serving.namespace,
        taskQueue: serving.taskQueue,
        workflowBundle: { codePath: serving.codePath },
        activities: serving.activities,
        // More at a time would only wait for a connection of the database's pool.
        maxConcurrentLocalActivityExecutions: 20,
        maxConcurrentActivityTaskExecutions: 20,
        shutdownGraceTime: '4 seconds',
        shutdownForceTime: '8 seconds',
      });
      const shutdown = () => worker.shutdown();
      gone.addEventListener('abort', shutdown);
      const ended = worker.run();
      if (gone.aborted) worker.shutdown();
      else serving.onPolling();
      await ended.finally(() => gone.removeEventListener('abort', shutdown));
    } finally {
      await connection.close();
    }
    return 'rest';
  });
}
