import { temporal } from '@temporalio/proto';
import type { NativeConnection } from '@temporalio/worker';
import { searchAttributes } from '../workflows/search-attributes';

const types = temporal.api.enums.v1.IndexedValueType;

/**
 * Whether the namespace has our search attributes. Without one of them every workflow stops at its first task, as
 * long as nobody looks into Temporal: so the worker asks before it takes work.
 *
 * @throws Error in a sentence that names what is missing and what to do
 */
export async function checkNamespace(connection: NativeConnection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(searchAttributes).filter(
    ([name, type]) => customAttributes[name] !== types[`INDEXED_VALUE_TYPE_${type}`],
  );
  if (missing.length === 0) return;
  const named = missing.map(([name, type]) => `${name} (${type})`).join(', ');
  throw new Error(
    `The Temporal namespace ${namespace} lacks the search attributes ${named}: register them there with these names and types ("temporal operator search-attribute create"), or let npm start do it. The worker begins by itself when they are there.`,
  );
}
