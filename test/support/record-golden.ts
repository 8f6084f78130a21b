import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventVersions } from '../../db/event-versions';
import { foldWritten, upcast } from '../../db/upcasters';
import type { RecordedEvent } from '../../workflows/decider';
import { eventFile, goldenFiles, type GoldenStream, loggedDeciders, readGolden, writeGolden } from './golden';

/**
 * Writes the golden files that are missing, from what the unit tests of the deciders fold; and the state of a
 * golden stream anew where its decider has a new fold version. A file that is there is never taken back, and an
 * event in it never changed.
 */
function main(): void {
  const harvest = harvested();
  const wanted = Object.entries(eventVersions).flatMap(([process, types]) =>
    Object.entries(types).map(([type, version]) => ({ process, type, version })),
  );
  const there = new Set(goldenFiles('events'));
  for (const { process, type, version } of wanted) {
    const event = harvest.get(`${process}/${type}`)?.at(-1);
    const file = eventFile(process, type, version);
    if (there.has(file)) continue;
    if (event === undefined)
      console.log(`No test of the deciders folds ${process}/${type}: write ${file} by hand.`);
    else writeGolden(file, { event, data: upcast(event).data });
  }
  for (const file of goldenFiles('streams')) renew(file);
  addStreams(harvest);
}

/** By `<process type>/<event type>` the shortest stream of any test that ends with such an event. */
function harvested(): ReadonlyMap<string, readonly RecordedEvent[]> {
  const root = resolve(__dirname, '../..');
  const file = join(mkdtempSync(join(tmpdir(), 'harvest-')), 'events.jsonl');
  const config = {
    rootDir: root,
    testMatch: [
      '<rootDir>/test/workflows/{pilot,directory,bulk,shared-date}/**/*.test.ts',
      '<rootDir>/test/db/log-keys.test.ts',
    ],
    // Random plays take minutes, and give no stream that a test does not tell shorter.
    testPathIgnorePatterns: ['/properties\\.test\\.ts$'],
    setupFilesAfterEnv: [join(__dirname, 'harvest.ts')],
    transform: {
      '^.+\\.ts$': [
        '@swc/jest',
        { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
      ],
    },
  };
  execFileSync(process.execPath, [require.resolve('jest/bin/jest'), '--config', JSON.stringify(config)], {
    cwd: root,
    env: { ...process.env, HARVEST: file },
    stdio: 'inherit',
  });
  const shortest = new Map<string, readonly RecordedEvent[]>();
  for (const line of readFileSync(file, 'utf8').trimEnd().split('\n')) {
    const { key, events } = JSON.parse(line) as { key: string; events: RecordedEvent[] };
    if (events.length < (shortest.get(key)?.length ?? Infinity)) shortest.set(key, events);
  }
  return shortest;
}

/** A stream for every event type that no golden stream has yet, as few as will do. */
function addStreams(harvest: ReadonlyMap<string, readonly RecordedEvent[]>): void {
  const keysOf = (process: string, events: readonly RecordedEvent[]) =>
    events.map(({ type }) => `${process}/${type}`);
  const covered = new Set(
    goldenFiles('streams').flatMap((file) =>
      keysOf(processOf(file), (readGolden(file) as GoldenStream).events),
    ),
  );
  const longestFirst = [...harvest].sort(([, one], [, other]) => other.length - one.length);
  for (const [key, events] of longestFirst) {
    const [process = '', type = ''] = key.split('/');
    if (covered.has(key)) continue;
    for (const each of keysOf(process, events)) covered.add(each);
    writeGolden(join('streams', process, `to-${type}.json`), folded(process, events));
  }
}

function renew(file: string): void {
  const process = processOf(file);
  const golden = readGolden(file) as GoldenStream;
  if (golden.foldVersion !== loggedDeciders[process]?.foldVersion)
    writeGolden(file, folded(process, golden.events));
}

const processOf = (file: string): string => file.split('/')[1] ?? '';

function folded(process: string, events: readonly RecordedEvent[]): GoldenStream {
  const decider = loggedDeciders[process];
  if (decider === undefined) throw new Error(`There is no process ${process}.`);
  const state = foldWritten(decider, decider.initial, events);
  return { foldVersion: decider.foldVersion, events, state };
}

main();
