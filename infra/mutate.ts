import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache';
import { projectRoot } from './node-part';

/** What is changed in one run, and the tests that are to notice it, below `test/workflows/`. */
interface Part {
  readonly change: readonly string[];
  readonly tests: readonly string[];
}

const pilot = (...change: readonly string[]): Part => ({
  change: change.map((each) => `workflows/pilot/${each}`),
  tests: ['pilot/**'],
});

/** Parts of a size that takes less than 40 minutes on two cores. */
const parts: Readonly<Record<string, Part>> = {
  decisions: {
    change: ['workflows/decisions/**/*.ts'],
    tests: ['decisions/**', 'pilot/rules', 'pilot/undecided', 'pilot/concept-review'],
  },
  clocks: {
    change: ['workflows/clocks/**/*.ts', '!workflows/clocks/country-defaults.ts'],
    tests: ['clocks/**'],
  },
  money: { change: ['workflows/money/**/*.ts'], tests: ['money/**'] },
  proposal: pilot('proposal/**/*.ts'),
  consultation: { ...pilot('consultation/**/*.ts'), tests: ['pilot/consultation-*'] },
  funding: { ...pilot('funding/**/*.ts'), tests: ['pilot/funding-*', 'pilot/money'] },
  deciding: pilot('deciding/**/*.ts'),
  obligations: pilot('obligations/**/*.ts', 'clock/**/*.ts'),
  seats: pilot('seats/**/*.ts', 'sight.ts', 'standings.ts'),
  ends: pilot('ends/**/*.ts', 'take-over.ts', 'acts.ts'),
  evolve: pilot('evolve.ts', 'evolve/**/*.ts'),
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
const mutate = async (name: string, { change, tests }: Part): Promise<void> => {
  // An ESM package, which a static import cannot take in.
  const { Stryker } = await import('@stryker-mutator/core');
  await new Stryker({
    mutate: [...change],
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner'],
    jest: {
      projectType: 'custom',
      configFile: 'infra/jest.mutation.js',
      config: { testMatch: tests.map((test) => `<rootDir>/test/workflows/${test}.test.ts`) },
    },
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env['CONCURRENCY'] ?? 2),
    incremental: true,
    incrementalFile: join(folder, `${name}.json`),
    tempDirName: join(folder, 'copies'),
    symlinkNodeModules: false,
    // What only loads a module is tried by every test: such a mutant takes as long as all of them.
    ignoreStatic: true,
    reporters: ['progress-append-only', 'clear-text', 'html'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: join(folder, `${name}.html`) },
    thresholds: { high: 90, low: 85, break: null },
    timeoutMS: 20_000,
    allowConsoleColors: false,
  }).runMutationTest();
};

const [name = '', ...files] = process.argv.slice(2);
const part = parts[name];
if (part === undefined) {
  console.error(usage);
  process.exitCode = 1;
} else {
  process.chdir(projectRoot);
  linkPackages();
  void mutate(name, { ...part, change: files.length > 0 ? files : part.change });
}
