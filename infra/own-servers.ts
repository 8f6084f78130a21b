import { Connection } from '@temporalio/client';
import { Client } from 'pg';
import { CannotStart, messageOf } from './cannot-start';
import { prepareNamespace } from './temporal-namespace';

const connectWithin = 5_000;

/** What may be shown of a database's address: everything but the password. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}

/**
 * Whether the database that the caller brings answers.
 *
 * @param variable the environment variable that named it
 * @throws CannotStart if it does not
 */
export async function checkDatabase(variable: string, url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectWithin });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    throw new CannotStart(
      `No database can be used at ${withoutPassword(url)} (${messageOf(error)}): start it, correct ${variable}, or unset DATABASE_URL and DATABASE_OWNER_URL for the stack's own.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Whether the Temporal server that the caller brings answers, and registers what is missing of the namespace and
 * the search attributes.
 *
 * @throws CannotStart if it does not answer, or does not allow that
 */
export async function checkTemporal(
  address: string,
  namespace: string,
  interrupt: AbortSignal,
): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: connectWithin }).catch(
    (error: unknown) => {
      throw new CannotStart(
        `No Temporal server answers at ${address} (${messageOf(error)}): start it, correct TEMPORAL_ADDRESS, or unset it for the stack's own.`,
      );
    },
  );
  try {
    await prepareNamespace(connection, namespace, interrupt);
  } catch (error) {
    interrupt.throwIfAborted();
    throw new CannotStart(
      `The Temporal server at ${address} did not let the namespace ${namespace} and its search attributes be registered (${messageOf(error)}): have them registered there, then start again.`,
    );
  } finally {
    await connection.close();
  }
}
