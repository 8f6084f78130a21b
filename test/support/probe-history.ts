import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { eventually } from './probe-host';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** The events of the newest run, oldest first. */
export async function historyOf(workflow: WorkflowHandle): Promise<HistoryEvent[]> {
  const { events } = await workflow.fetchHistory();
  return events ?? [];
}

/** The summaries of the timers that were started, oldest first. */
export async function timersStarted(workflow: WorkflowHandle): Promise<string[]> {
  return (await historyOf(workflow))
    .filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes != null)
    .map(({ userMetadata }) => defaultPayloadConverter.fromPayload<string>(userMetadata?.summary ?? {}));
}

/** How often `advanced` or `command` was signalled. */
export async function signalsOf(workflow: WorkflowHandle, name: string): Promise<number> {
  return (await historyOf(workflow)).filter(
    ({ workflowExecutionSignaledEventAttributes: signaled }) => signaled?.signalName === name,
  ).length;
}

/** What Temporal's UI shows of the case. */
export async function currentDetails(workflow: WorkflowHandle): Promise<string> {
  const metadata = await workflow.query<temporal.api.sdk.v1.IWorkflowMetadata>(
    '__temporal_workflow_metadata',
  );
  return metadata.currentDetails ?? '';
}

/**
 * Waits until the workflow has dealt with all that reached it. A run that continues another one within a second of
 * its start gets its first task only after that second: it has not begun, and is not at rest.
 */
export async function atRest(workflow: WorkflowHandle): Promise<void> {
  await eventually('the workflow is at rest', async () => {
    const { raw, status, historyLength } = await workflow.describe();
    return status.name !== 'RUNNING' || (raw.pendingWorkflowTask == null && historyLength > 1);
  });
}
