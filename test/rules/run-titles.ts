import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runnerPattern, type Title } from './titles';

/** Longer than the slowest of the files takes on a busy machine: a mutant may run for ever. */
const patience = 300_000;

/** How the tests of a title ended: all green, at least one red, or none was run. */
export type Ended = 'green' | 'red' | 'not run';

interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const readReport = (file: string): Report | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return null;
  }
};

const endedIn =
  (report: Report | null) =>
  (title: string): Ended => {
    const name = new RegExp(runnerPattern(title));
    const all = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
    const run = all.filter(({ fullName, status }) => name.test(fullName) && status !== 'pending');
    if (run.length > 0) return run.some(({ status }) => status === 'failed') ? 'red' : 'green';
    // A file that cannot even be loaded is red as a whole.
    const broken = report?.testResults.some(
      ({ assertionResults, message }) => assertionResults.length === 0 && message !== '',
    );
    return broken === true ? 'red' : 'not run';
  };

const isUnit = (file: string): boolean => file.startsWith('test/workflows/');

/**
 * Runs these titles, and nothing else, in a copy of the tree.
 *
 * @returns how each of them ended
 */
export const runTitles = async (
  copy: string,
  titles: readonly Title[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Ended>> => {
  const files = [...new Set(titles.map(({ file }) => file))];
  const projects = [...new Set(files.map((file) => (isUnit(file) ? 'unit' : 'integration')))];
  const outputFile = join(copy, 'result.json');
  rmSync(outputFile, { force: true });
  const jest = spawn(
    process.execPath,
    [
      join(copy, 'node_modules/jest/bin/jest.js'),
      ...['--config', 'infra/jest.config.js', '--selectProjects', ...projects],
      ...['--runInBand', '--cacheDirectory', join(copy, '.jest-cache')],
      ...['--json', '--outputFile', outputFile],
      ...['--testNamePattern', titles.map(({ title }) => `(?:${runnerPattern(title)})`).join('|')],
      ...['--runTestsByPath', ...files],
    ],
    {
      cwd: copy,
      // Enough of the random plays to meet what a mutant breaks.
      env: { RUNS: '60', ...process.env },
      stdio: 'ignore',
      signal,
      timeout: patience,
      killSignal: 'SIGKILL',
    },
  );
  await once(jest, 'close');
  const ended = endedIn(readReport(outputFile));
  return new Map(titles.map(({ title }) => [title, ended(title)]));
};
