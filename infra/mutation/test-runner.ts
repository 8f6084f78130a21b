import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import type { DryRunResult, TestResult, TestRunner } from '@stryker-mutator/api/test-runner' with {
  'resolution-mode': 'import',
};
import { expect } from 'expect';
import { addEventHandler, describe, getState, it, resetState, run, setState, type State } from 'jest-circus';

/**
 * Runs the tests that Stryker asks for in one process, instead of a whole jest for each mutant: what that does anew
 * each time (looking through the tree, loading the packages and our modules) takes seconds. The tests are declared,
 * run and judged by jest's own parts.
 *
 * Modules are loaded once and the mutant is switched on in them, except where it would not be seen so: a mutant
 * that runs already while modules are loaded, and one in a module that remembers results. For such a one our own
 * modules are loaded anew with the mutant active.
 */

/**
 * How much processor time is spent on a mutant, in milliseconds: on the tests about the mutated source first, then
 * on the quickest. What every story of a pilot runs through is covered by hundreds of tests, and those that are left
 * out then could only notice more.
 */
const budget = 2000;

/** Results that a mutant falsified would be remembered beyond it. */
const remembers = ['workflows/clocks/holidays.ts'];

/** What Stryker's instrumented code and a runner tell each other. */
interface Mutation {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: {
    readonly static: Record<string, number>;
    readonly perTest: Record<string, Record<string, number>>;
  };
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
}

type Block = State['rootDescribeBlock'];
type Test = Block['tests'][number];

const mutation: Mutation = {};
const timeout = { [Symbol.for('TEST_TIMEOUT_SYMBOL')]: 120_000 };
Object.assign(globalThis, { __stryker__: mutation, describe, it, test: it, expect, ...timeout });

const testsIn = (block: Block): readonly Test[] =>
  block.children.flatMap((child) => (child.type === 'test' ? [child] : testsIn(child)));

/** The file, then the titles from the outermost in: all tests of a file stand in a block with its name. */
const idOf = ({ name, parent }: Test | Block): string =>
  parent?.parent === undefined ? name : `${idOf(parent)} ${name}`;

const fileOf = (id: string): string => id.slice(0, id.indexOf(' '));

const skip = (tests: readonly Test[]): void => {
  for (const test of tests) test.mode = 'skip';
};

/** How long each test took at first, in milliseconds. */
const durations = new Map<string, number>();
let startedAt = 0;
const spent = (): number => process.cpuUsage().user / 1000 - startedAt;

addEventHandler((event, state) => {
  if (event.name === 'test_fn_start') mutation.currentTestId = idOf(event.test);
  if (event.name === 'test_done') mutation.currentTestId = undefined;
  // One red test is enough.
  const isOver = mutation.activeMutant !== undefined && event.name === 'test_done' && spent() > budget;
  if (event.name === 'test_fn_failure' || isOver) skip(testsIn(state.rootDescribeBlock));
});

/** Declares the tests of these files, from modules that have not run before. */
const declareTests = (files: readonly string[]): void => {
  const load = createRequire(join(process.cwd(), 'package.json'));
  for (const path of Object.keys(load.cache))
    if (path.startsWith(process.cwd() + sep) && !path.includes(`${sep}node_modules${sep}`))
      Reflect.deleteProperty(load.cache, path);
  resetState();
  for (const file of files) describe(file, () => void load(join(process.cwd(), file)));
};

/** How many words of a source's path a test has in its file or title: those say what it is about. */
const nearness = (source: string): ((id: string) => number) => {
  const words = source
    .slice(source.indexOf('workflows'))
    .split(/[^a-z]+/)
    .filter((word) => word.length > 3 && word !== 'workflows' && word !== 'pilot');
  return (id) => words.filter((word) => id.toLowerCase().includes(word)).length;
};

/** Runs the declared tests with these ids, once more if they ran before; those about the source come first. */
const runTests = async (isAsked: (id: string) => boolean, source = ''): Promise<TestResult[]> => {
  const { TestStatus } = await import('@stryker-mutator/api/test-runner');
  const { rootDescribeBlock } = getState();
  const declared = rootDescribeBlock.children;
  const nearTo = nearness(source);
  const durationOf = (test: Test): number => durations.get(idOf(test)) ?? 0;
  const tests = testsIn(rootDescribeBlock)
    .filter((test) => isAsked(idOf(test)))
    .map((test) => ({ test, near: nearTo(idOf(test)), duration: durationOf(test) }))
    .sort((one, other) => other.near - one.near || one.duration - other.duration)
    .map(({ test }) => test);
  for (const test of tests) Object.assign(test, { mode: undefined, status: null, errors: [] });
  rootDescribeBlock.children = tests;
  startedAt = process.cpuUsage().user / 1000;
  await run();
  rootDescribeBlock.children = declared;
  for (const test of tests)
    if (!durations.has(idOf(test)) && test.status === 'done') durations.set(idOf(test), test.duration ?? 0);
  return tests
    .filter(({ status }) => status === 'done')
    .map((test) => {
      const id = idOf(test);
      const common = { id, name: id, fileName: fileOf(id), timeSpentMs: test.duration ?? 0 };
      return test.errors.length === 0
        ? { ...common, status: TestStatus.Success }
        : { ...common, status: TestStatus.Failed, failureMessage: String(test.errors[0]) };
    });
};

const testRunner = (files: readonly string[]): TestRunner => {
  /** All tests, declared from modules in which no mutant was active while they were loaded. */
  let sound: State | null = null;
  const declareAll = (): void => {
    if (sound === null) {
      declareTests(files);
      sound = getState();
    } else setState(sound);
  };

  return {
    capabilities: () => ({ reloadEnvironment: true }),

    dryRun: async () => {
      const { DryRunStatus } = await import('@stryker-mutator/api/test-runner');
      const mutantCoverage = { static: {}, perTest: {} };
      mutation.mutantCoverage = mutantCoverage;
      declareAll();
      const tests = await runTests(() => true);
      return { status: DryRunStatus.Complete, tests, mutantCoverage };
    },

    mutantRun: async ({ activeMutant, testFilter, hitLimit, reloadEnvironment, sandboxFileName }) => {
      const { determineHitLimitReached, DryRunStatus, MutantRunStatus, toMutantRunResult } =
        await import('@stryker-mutator/api/test-runner');
      const asked = testFilter && new Set(testFilter);
      const isSwitched = !reloadEnvironment && !remembers.some((path) => sandboxFileName.endsWith(path));
      mutation.activeMutant = undefined;
      if (isSwitched) declareAll();
      Object.assign(mutation, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
      try {
        if (!isSwitched) declareTests(asked ? [...new Set([...asked].map(fileOf))] : files);
      } catch (error) {
        return {
          status: MutantRunStatus.Killed,
          killedBy: testFilter?.slice(0, 1) ?? [],
          failureMessage: `A test file cannot be loaded: ${String(error)}`,
          nrOfTests: 0,
        };
      }
      const tests = await runTests((id) => asked?.has(id) ?? true, sandboxFileName);
      const complete: DryRunResult = { status: DryRunStatus.Complete, tests };
      return toMutantRunResult(determineHitLimitReached(mutation.hitCount, hitLimit) ?? complete);
    },
  };
};

const factory = ({ testFiles }: { readonly testFiles: readonly string[] }): TestRunner =>
  testRunner(testFiles);
/** Asks Stryker's injector for the options. */
factory.inject = ['options'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory }];
