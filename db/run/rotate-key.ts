import { access } from 'node:fs/promises';
import { createLogger } from '../logger';
import { disagreement } from '../open-log';
import { rotateKey } from '../rotate-key';
import { createSigningKeyFile, loadSigningKey } from '../signing-key';
import { onDatabase, runScript } from './script';

const usage = 'Usage: npm run rotate-key -- <file of the new key, made if it is missing> [--old-key-is-lost]';

/** Hands the log over from the key of SIGNING_KEY_FILE to another. */
runScript(async ({ configuration, args: [file, flag], say }) => {
  if (file === undefined || (flag !== undefined && flag !== '--old-key-is-lost')) throw new Error(usage);
  const oldKey = flag === undefined ? await loadSigningKey(configuration.SIGNING_KEY_FILE) : null;
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (!exists) await createSigningKeyFile(file);
  const newKey = await loadSigningKey(file);
  const logger = createLogger('rotate-key', configuration.LOG_LEVEL);
  return onDatabase(configuration, { as: 'service', applicationName: 'rotate-key' }, async (database) => {
    database.gate.closed = await disagreement(database);
    const answer = await rotateKey({ database, logger }, newKey, oldKey);
    if (answer.outcome === 'refused') throw new Error(answer.refusal.detail);
    say(
      `The log knows the key ${newKey.id}. Set SIGNING_KEY_FILE to ${file} and start the processes again, one by one.`,
    );
    return 0;
  });
});
