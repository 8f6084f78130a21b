import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache';
import { projectRoot } from './node-part';

/** What is tried in one run: each takes less than 40 minutes on two cores. */
const parts: Readonly<Record<string, readonly string[]>> = {
  decisions: ['workflows/decisions/**/*.ts'],
  clocks: ['workflows/clocks/**/*.ts', '!workflows/clocks/country-defaults.ts'],
  money: ['workflows/money/**/*.ts'],
  proposal: ['workflows/pilot/proposal/**/*.ts'],
  consultation: ['workflows/pilot/consultation/**/*.ts'],
  funding: ['workflows/pilot/funding/**/*.ts'],
  deciding: ['workflows/pilot/deciding/**/*.ts'],
  obligations: ['workflows/pilot/obligations/**/*.ts', 'workflows/pilot/clock/**/*.ts'],
  seats: ['workflows/pilot/seats/**/*.ts', 'workflows/pilot/sight.ts', 'workflows/pilot/standings.ts'],
  ends: ['workflows/pilot/ends/**/*.ts', 'workflows/pilot/take-over.ts', 'workflows/pilot/acts.ts'],
  evolve: ['workflows/pilot/evolve.ts', 'workflows/pilot/evolve/**/*.ts'],
};

const usage = `npm run mutate -- <part> [<file>…]   one of: ${Object.keys(parts).join(', ')}`;

/** Where reports, results kept for the next run and copies of the tree lie: outside the tree. */
const folder = join(cacheFolder(), 'mutation');

/** Copies of the tree find the packages above them. */
const linkPackages = (): void => {
  mkdirSync(folder, { recursive: true });
  try {
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};

/** Changes each expression of a part in turn, and reports which changes no test has noticed. */
const mutate = async (part: string, files: readonly string[]): Promise<void> => {
  // An ESM package, which a static import cannot take in.
  const { Stryker } = await import('@stryker-mutator/core');
  await new Stryker({
    mutate: [...files],
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner'],
    jest: { projectType: 'custom', configFile: 'infra/jest.mutation.js', enableFindRelatedTests: true },
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env['CONCURRENCY'] ?? 2),
    incremental: true,
    incrementalFile: join(folder, `${part}.json`),
    tempDirName: join(folder, 'copies'),
    symlinkNodeModules: false,
    // What only loads a module is tried by every test: such a mutant takes as long as all of them.
    ignoreStatic: true,
    reporters: ['clear-text', 'html'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: join(folder, `${part}.html`) },
    thresholds: { high: 90, low: 85, break: null },
    timeoutMS: 20_000,
    allowConsoleColors: false,
  }).runMutationTest();
};

const [part = '', ...named] = process.argv.slice(2);
const files = named.length > 0 ? named : parts[part];
if (files === undefined) {
  console.error(usage);
  process.exitCode = 1;
} else {
  process.chdir(projectRoot);
  linkPackages();
  void mutate(part, files);
}
