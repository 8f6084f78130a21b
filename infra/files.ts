import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Static, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { CannotStart, errorCode } from './cannot-start';

/** Writes a JSON file whole or not at all, also when the process is killed in between. */
export function writeJson(file: string, value: unknown, mode = 0o600): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode, flush: true });
  renameSync(`${file}.new`, file);
}

/**
 * Reads a JSON file of the data folder.
 *
 * @returns null if there is none
 * @throws CannotStart if it does not have the shape that it was written with
 */
export function readJson<Schema extends TSchema>(file: string, schema: Schema): Static<Schema> | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (Value.Check(schema, value)) return value;
  } catch {
    // Not even JSON: the same advice.
  }
  throw new CannotStart(`${file} is damaged: restore it from a backup, or set DATA_DIR to a new folder.`);
}
