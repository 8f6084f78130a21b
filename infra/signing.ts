import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createSigningKeyFile } from '../db/signing-key';
import type { Configuration } from '../workflows/configuration';

/** The file of the key that signs the log; the local stack makes one of its own in the data folder. */
export async function signingKeyFile({ SIGNING_KEY_FILE, DATA_DIR }: Configuration): Promise<string> {
  if (SIGNING_KEY_FILE !== undefined) return resolve(SIGNING_KEY_FILE);
  const file = resolve(join(DATA_DIR, 'signing-key.pem'));
  if (!existsSync(file)) await createSigningKeyFile(file);
  return file;
}
