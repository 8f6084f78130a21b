import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { type Duration, msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { prepareNamespace } from '../../infra/temporal-namespace';
import { stackUnderTest } from './stack';

const Result = temporal.api.enums.v1.FastForwardPollingResult;

/** A client of the run's Temporal server, for all tests of a file: call it at the top of the file. */
export function useTemporal(): { readonly client: Client; readonly connection: Connection } {
  let connection: Connection | undefined;
  beforeAll(async () => {
    connection = await Connection.connect({ address: stackUnderTest().temporalAddress });
  });
  afterAll(async () => {
    await connection?.close();
  });
  const open = (): Connection => {
    if (connection === undefined)
      throw new Error('The connection is opened before the first test, not earlier.');
    return connection;
  };
  return {
    get connection() {
      return open();
    },
    get client() {
      return new Client({ connection: open(), namespace: stackUnderTest().namespace });
    },
  };
}

/** A name that no other test has: one task queue for each test. */
export function freshTaskQueue(): string {
  return `test-${randomBytes(8).toString('hex')}`;
}

/** Registers a namespace of the test's own, with our search attributes. Takes about a second. */
export async function createNamespace(connection: Connection): Promise<string> {
  const namespace = `test-${randomBytes(8).toString('hex')}`;
  await prepareNamespace(connection, namespace, new AbortController().signal);
  return namespace;
}

/** Enough for years of wake-ups in one skip; the server's own limit is 200 (architecture.md section 4). */
const maxSessionSkipCount = 10_000;

/** One long poll of the server takes 20 seconds at most. */
const pollDeadline = 60_000;

/**
 * Lets time pass for one workflow: its timers fire one after the other, each at its own time, until `duration` has
 * passed for it. Other workflows, activities and the database keep the time of the wall. Skipped time passes to a
 * run that is continued as new, not to one that is started anew (architecture.md section 4).
 *
 * Time is skipped only while the workflow waits: a worker must serve its task queue.
 *
 * @param duration milliseconds, or in words: '70 days'
 * @returns whether the time has passed, or the workflow ended before that
 * @throws where the server gave up skipping, with its reason
 */
export async function skipTime(
  client: Client,
  workflowId: string,
  duration: Duration,
): Promise<'passed' | 'ended'> {
  const { workflowService, connection, options } = client;
  const { namespace } = options;
  const workflowExecution = { workflowId };
  const fastForwardId = randomBytes(8).toString('hex');
  await workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        maxSessionSkipCount,
        fastForwardConfig: { id: fastForwardId, duration: msToTs(duration) },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (;;) {
    const { fastForwardPollingResult, failedReason } = await connection.withDeadline(
      Date.now() + pollDeadline,
      () =>
        workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId }),
    );
    if (fastForwardPollingResult === Result.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED)
      return 'passed';
    if (fastForwardPollingResult === Result.FAST_FORWARD_POLLING_RESULT_POLL_TIMEOUT) continue;
    if (failedReason.startsWith('the execution ended')) return 'ended';
    throw new Error(`Time could not be skipped for ${workflowId}: ${failedReason}.`);
  }
}
