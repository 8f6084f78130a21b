import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { msToTs } from '@temporalio/common/lib/time';
import { searchAttributes } from '../workflows/search-attributes';
import { pollUntil } from './poll';

/** gRPC's numbers for the two answers that are expected here. */
const notFound = 5;
const alreadyExists = 6;

/** How long Temporal shows a finished workflow. The record is the event log; this is for an operator's eyes. */
const retention = '30 days';

/**
 * Registers the namespace and our search attributes where they are missing, and waits until the server knows them
 * in all its parts: a workflow that is started after this may use them.
 *
 * @param gone ends the wait
 * @throws the server's error where it does not allow that
 */
export async function prepareNamespace(
  connection: Connection,
  namespace: string,
  gone: AbortSignal,
): Promise<void> {
  await registerNamespace(connection, namespace);
  await pollUntil(() => addSearchAttributes(connection, namespace), gone, 30_000);
  const query = Object.keys(searchAttributes)
    .map((name) => `${name} is null`)
    .join(' and ');
  await pollUntil(
    () => connection.workflowService.listWorkflowExecutions({ namespace, query, pageSize: 1 }),
    gone,
    90_000,
  );
}

async function registerNamespace(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return;
  } catch (error) {
    if (!isGrpcServiceError(error) || (error.code as number) !== notFound) throw error;
  }
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      description: 'Pilot activities of South-South cooperation',
      workflowExecutionRetentionPeriod: msToTs(retention),
    });
  } catch (error) {
    // Somebody else registered it in the meantime.
    if (!isGrpcServiceError(error) || (error.code as number) !== alreadyExists) throw error;
  }
}

async function addSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(searchAttributes).filter(([name]) => !(name in customAttributes));
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(
      missing.map(([name, type]) => [
        name,
        temporal.api.enums.v1.IndexedValueType[`INDEXED_VALUE_TYPE_${type}`],
      ]),
    ),
  });
}
