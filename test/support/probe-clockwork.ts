import pino from 'pino';
import { bundleHost, type HostBundle } from '../../activities/bundle';
import { type ClockworkParts, startClockwork } from '../../activities/clockwork';
import type { Running } from '../../activities/repeat';
import { installRuntime } from '../../activities/temporal-logger';
import type { TestLog } from './log';
import { stackUnderTest } from './stack';

/** Clockworks for the tests of a file, on its log; what still runs is stopped after each test. */
export function useClockworks(log: { readonly current: TestLog }) {
  // A clockwork takes a while to start and to stop on a machine that has other things to do.
  jest.setTimeout(60_000);
  const logger = pino({ level: 'silent' });
  const running: Running[] = [];
  let bundle: HostBundle | undefined;

  beforeAll(async () => {
    installRuntime(logger);
    bundle = await bundleHost(logger);
  });
  afterEach(() => Promise.all(running.splice(0).map((each) => each.stop())));
  afterAll(() => bundle?.remove());

  return {
    /** File with the bundled host. */
    codePath: () => bundle?.codePath ?? '',
    /** Starts all that drives clocks on one task queue; say what is different. */
    start(taskQueue: string, different: Partial<ClockworkParts> = {}): Running {
      const { database, commit, key, options } = log.current;
      const { temporalAddress: address, namespace } = stackUnderTest();
      const clockwork = startClockwork({
        database,
        directory: options.context,
        commit,
        deciders: options.deciders,
        performers: {},
        key,
        address,
        namespace,
        taskQueue,
        codePath: bundle?.codePath ?? '',
        logger,
        onPolling: () => undefined,
        ...different,
      });
      const once: Running = { stop: () => (stopped ??= clockwork.stop()) };
      let stopped: Promise<void> | undefined;
      running.push(once);
      return once;
    },
  };
}
