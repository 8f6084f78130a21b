import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import type { TestResult, TestRunner } from '@stryker-mutator/api/test-runner' with {
  'resolution-mode': 'import',
};
import { expect } from 'expect';
import { addEventHandler, describe, getState, it, resetState, run, type State } from 'jest-circus';

/**
 * Runs the tests that Stryker asks for in one process, instead of a whole jest for each mutant. What that does anew
 * each time (looking through the tree, loading the packages) takes seconds; here only our own modules are loaded
 * anew, and of the test files only those asked for. A mutant is active from before they are loaded until the last
 * test has ended. The tests are declared, run and judged by jest's own parts.
 */

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

addEventHandler((event, state) => {
  if (event.name === 'test_fn_start') mutation.currentTestId = idOf(event.test);
  if (event.name === 'test_done') mutation.currentTestId = undefined;
  // One red test is enough.
  if (event.name === 'test_fn_failure') skip(testsIn(state.rootDescribeBlock));
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

const runTests = async (ids: readonly string[] | null): Promise<readonly TestResult[]> => {
  const { TestStatus } = await import('@stryker-mutator/api/test-runner');
  const tests = testsIn(getState().rootDescribeBlock);
  if (ids !== null) {
    const asked = new Set(ids);
    skip(tests.filter((test) => !asked.has(idOf(test))));
  }
  await run();
  return tests
    .filter(({ status }) => status === 'done')
    .map((test) => {
      const common = {
        id: idOf(test),
        name: idOf(test),
        fileName: fileOf(idOf(test)),
        timeSpentMs: test.duration ?? 0,
      };
      return test.errors.length === 0
        ? { ...common, status: TestStatus.Success }
        : { ...common, status: TestStatus.Failed, failureMessage: String(test.errors[0]) };
    });
};

const testRunner = (files: readonly string[]): TestRunner => ({
  capabilities: () => ({ reloadEnvironment: true }),

  dryRun: async () => {
    const { DryRunStatus } = await import('@stryker-mutator/api/test-runner');
    mutation.mutantCoverage = { static: {}, perTest: {} };
    declareTests(files);
    const tests = await runTests(null);
    return { status: DryRunStatus.Complete, tests: [...tests], mutantCoverage: mutation.mutantCoverage };
  },

  mutantRun: async ({ activeMutant, testFilter, hitLimit }) => {
    const { determineHitLimitReached, DryRunStatus, MutantRunStatus, toMutantRunResult } =
      await import('@stryker-mutator/api/test-runner');
    Object.assign(mutation, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    try {
      declareTests(testFilter === undefined ? files : [...new Set(testFilter.map(fileOf))]);
    } catch (error) {
      return {
        status: MutantRunStatus.Killed,
        killedBy: testFilter?.slice(0, 1) ?? [],
        failureMessage: `A test file cannot be loaded: ${String(error)}`,
        nrOfTests: 0,
      };
    }
    const tests = await runTests(testFilter ?? null);
    return toMutantRunResult(
      determineHitLimitReached(mutation.hitCount, hitLimit) ?? {
        status: DryRunStatus.Complete,
        tests: [...tests],
      },
    );
  },
});

const factory = ({ testFiles }: { readonly testFiles: readonly string[] }): TestRunner =>
  testRunner(testFiles);
/** Asks Stryker's injector for the options. */
factory.inject = ['options'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory }];
