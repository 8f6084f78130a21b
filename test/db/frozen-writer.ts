import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect } from '../../db/connect';
import { signingKeyOf } from '../../db/signing-key';
import { transaction } from '../../db/transaction';
import { appendNote } from '../support/append';

/** Appends to a stream and says so, in a transaction that it does not end before it is told to by a signal. */
async function main([url = '', stream = '']: readonly string[]): Promise<void> {
  const database = await connect({ url, as: 'service', idleInTransactionTimeout: 1_500 });
  const key = signingKeyOf(generateKeyPairSync('ed25519').privateKey);
  const resumed = once(process, 'SIGCONT');
  try {
    await transaction(database, async (tx) => {
      await appendNote(tx, stream, key);
      process.stdout.write('holds the head\n');
      await resumed;
    });
  } catch {
    process.exitCode = 3;
  }
  await database.close();
}

void main(process.argv.slice(2));
