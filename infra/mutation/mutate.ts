import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../cache';
import { projectRoot } from '../node-part';

/** What is changed in one run: parts of a size that takes minutes, at most 40 of them, on one core. */
const parts: Readonly<Record<string, readonly string[]>> = {
  decisions: ['decisions/**/*.ts'],
  clocks: ['clocks/**/*.ts', '!clocks/country-defaults.ts'],
  money: ['money/**/*.ts'],
  programmes: ['programmes/**/*.ts'],
  'shared-dates': ['shared-date/**/*.ts', 'meeting/**/*.ts', 'master-agreement/**/*.ts', 'bulk/**/*.ts'],
  proposal: ['pilot/proposal/**/*.ts'],
  consultation: ['pilot/consultation/**/*.ts'],
  funding: ['pilot/funding/**/*.ts'],
  implementation: ['pilot/implementation/**/*.ts'],
  countries: ['pilot/countries/**/*.ts'],
  deciding: ['pilot/deciding/**/*.ts'],
  obligations: ['pilot/obligations/**/*.ts', 'pilot/clock/**/*.ts'],
  seats: ['pilot/seats/**/*.ts'],
  suspension: ['pilot/suspension/**/*.ts', 'pilot/late/**/*.ts', 'pilot/migration/**/*.ts'],
  evolve: ['pilot/evolve.ts', 'pilot/evolve/**/*.ts'],
  notices: ['notices/**/*.ts'],
  ends: ['pilot/ends/**/*.ts', 'pilot/*.ts', '!pilot/evolve.ts'],
};

/** `!` before a path leaves it out. */
const inWorkflows = (path: string): string =>
  path.startsWith('!') ? `!workflows/${path.slice(1)}` : `workflows/${path}`;

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

/**
 * The tests that are to notice a change: those of the deterministic code, less what cannot tell one change from
 * another in good time (the random plays take seconds for each) or has nothing to do with it (the host); and the
 * golden streams, which hold what each event does to a state.
 */
const testFiles = (): readonly string[] => [
  'test/db/golden.test.ts',
  ...readdirSync(join(projectRoot, 'test/workflows'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .filter((path) => !path.startsWith('host/') && path !== 'pilot/properties.test.ts')
    .map((path) => `test/workflows/${path}`)
    .sort(),
];

/** Changes each expression of a part in turn, and reports which changes no test has noticed. */
const mutate = async (name: string, change: readonly string[]): Promise<void> => {
  // An ESM package, which a static import cannot take in.
  const { Stryker } = await import('@stryker-mutator/core');
  await new Stryker({
    mutate: [...change],
    testRunner: 'in-process',
    plugins: [join(projectRoot, 'infra/mutation/test-runner.ts')],
    testFiles: [...testFiles()],
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
    timeoutMS: 10_000,
    allowConsoleColors: false,
  }).runMutationTest();
};

const [name = '', ...chosen] = process.argv.slice(2);
const part = parts[name];
if (part === undefined) {
  console.error(usage);
  process.exitCode = 1;
} else {
  process.chdir(projectRoot);
  linkPackages();
  // Stryker's processes load TypeScript as this one does.
  process.env['NODE_OPTIONS'] = '--import tsx';
  void mutate(name, chosen.length > 0 ? chosen : part.map(inWorkflows));
}
