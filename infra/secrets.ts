import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Type, type Static } from '@sinclair/typebox';
import { readJson, writeJson } from './files';

const Password = Type.String({ minLength: 16 });

/** The passwords of the embedded PostgreSQL's roles. */
export const Secrets = Type.Object({
  superuser: Password,
  temporal: Password,
  owner: Password,
  service: Password,
  reader: Password,
});
export type Secrets = Static<typeof Secrets>;

/** The passwords in the data folder (readable by its owner alone), made at the first call. */
export function secretsOf(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const kept = readJson(file, Secrets);
  if (kept !== null) return kept;
  const made: Secrets = {
    superuser: password(),
    temporal: password(),
    owner: password(),
    service: password(),
    reader: password(),
  };
  writeJson(file, made);
  return made;
}

function password(): string {
  return randomBytes(24).toString('base64url');
}
