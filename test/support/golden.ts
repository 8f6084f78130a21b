import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyDecider } from '../../workflows/registry';
import { logKeys } from '../../db/log-keys';
import type { RecordedEvent } from '../../workflows/decider';
import { deciders } from '../../workflows/registry';

/**
 * What the log may hold for ever, as files: every event type in every version that was ever written, and whole
 * streams with the state that they fold to. They are read by a test and only ever added to.
 */
export const goldenFolder = join(__dirname, '../db/golden');

/** An event as it was written, and its data as deciders get it today. */
export interface GoldenEvent {
  readonly event: RecordedEvent;
  readonly data: unknown;
}

/** A stream as it was written, and what it folds to under one fold version. */
export interface GoldenStream {
  readonly foldVersion: number;
  readonly events: readonly RecordedEvent[];
  readonly state: unknown;
}

/** All deciders whose events are in the log. */
export const loggedDeciders: Readonly<Record<string, AnyDecider>> = { ...deciders, log: logKeys };

export const eventFile = (processType: string, eventType: string, version: number): string =>
  join('events', processType, `${eventType}.v${version}.json`);

/** The names of the files below a part of the golden folder, in order. */
export const goldenFiles = (part: 'events' | 'streams'): string[] =>
  readdirSync(join(goldenFolder, part), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(part, file))
    .sort();

export const readGolden = (file: string): unknown =>
  JSON.parse(readFileSync(join(goldenFolder, file), 'utf8'));

export function writeGolden(file: string, content: GoldenEvent | GoldenStream): void {
  const path = join(goldenFolder, file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}
