import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Database } from '../db/connect';
import { knownNamespace, rememberNamespace, wakeEveryStream } from '../db/wakes';

/**
 * Compares the namespace that Temporal has with the one that the database remembers. Another id under the same name
 * means that Temporal is new or was emptied: every stream with an agenda is woken, and only then is the new id
 * remembered, so that an interruption begins anew (architecture.md section 3, "Wake").
 *
 * @throws what the client throws when Temporal does not answer or does not know the namespace
 */
export async function guardNamespace(
  database: Database,
  client: Client,
  logger: Logger,
  gone: AbortSignal,
): Promise<void> {
  const id = await namespaceId(client);
  const known = await knownNamespace(database);
  if (id === known) return;
  logger.warn({ known, met: id }, 'another Temporal namespace: every stream with an agenda is woken');
  await wakeEveryStream(database, { gone });
  await rememberNamespace(database, id);
}

async function namespaceId(client: Client): Promise<string> {
  const { namespace } = client.options;
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
  const id = namespaceInfo?.id ?? '';
  if (id === '') throw new Error(`The namespace ${namespace} has no id.`);
  return id;
}
