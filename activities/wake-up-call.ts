import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type Advanced, advancedName, hostName } from '../workflows/host-contract';

/** What the relay tells the workflow of a stream. */
export interface WakeUpCall extends Advanced {
  readonly stream: string;
  /** Nothing is to be done: a workflow that is not there any more is not started for it. */
  readonly empty: boolean;
}

/** Temporal may take this long for one call, in milliseconds. */
const deadline = 5_000;

/**
 * Signals `advanced` to the workflow of a stream, and starts it if it does not run: start, reopening and recovery are
 * this one call (architecture.md section 3, "Wake"). For an empty agenda a plain signal, and not-found is success.
 *
 * @throws what the client throws when Temporal did not take it; then it may or may not have arrived
 */
export async function call(client: Client, taskQueue: string, { stream, empty, events }: WakeUpCall) {
  await client.withDeadline(Date.now() + deadline, () =>
    empty ? signal(client, stream, { events }) : signalWithStart(client, taskQueue, stream, { events }),
  );
}

async function signal(client: Client, stream: string, advanced: Advanced): Promise<void> {
  try {
    await client.workflow.getHandle(stream).signal(advancedName, advanced);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

async function signalWithStart(client: Client, taskQueue: string, stream: string, advanced: Advanced) {
  await client.workflow.signalWithStart(hostName, {
    workflowId: stream,
    taskQueue,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    signal: advancedName,
    signalArgs: [advanced],
  });
}
