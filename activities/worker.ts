import { boot, closeAtTheEnd, sayReady } from '../db/boot';
import { createLogger } from '../db/logger';
import { deciders } from '../workflows/registry';
import { bundleHost } from './bundle';
import { startClockwork } from './clockwork';
import { openPatiently } from './open-patiently';
import { performersOf } from './performers';
import { installRuntime } from './temporal-logger';

/** The worker process: only boots; what it runs stands in `startClockwork`. It says `ready` once it polls. */
boot(async (configuration) => {
  const { DATABASE_URL, TEMPORAL_ADDRESS } = configuration;
  if (DATABASE_URL === undefined || TEMPORAL_ADDRESS === undefined)
    throw new Error('Set DATABASE_URL and TEMPORAL_ADDRESS; npm start does so for the local stack.');
  const logger = createLogger('worker', configuration.LOG_LEVEL);
  const stopping = new AbortController();
  const closers: (() => Promise<void>)[] = [];
  closeAtTheEnd(logger, async () => {
    stopping.abort();
    for (const close of closers.reverse()) await close();
  });

  installRuntime(logger);
  const bundle = await bundleHost(logger);
  closers.push(() => bundle.remove());
  const open = await openPatiently(
    {
      url: DATABASE_URL,
      keyFile: configuration.SIGNING_KEY_FILE,
      applicationName: 'worker',
      poolSize: 20,
      maxClockLead: configuration.MAX_CLOCK_LEAD,
      logger,
    },
    stopping.signal,
  );
  if (open === null) return;
  closers.push(() => open.database.close());
  const clockwork = startClockwork({
    ...open,
    deciders,
    performers: performersOf(open),
    address: TEMPORAL_ADDRESS,
    namespace: configuration.TEMPORAL_NAMESPACE,
    taskQueue: configuration.TASK_QUEUE,
    codePath: bundle.codePath,
    logger,
    onPolling: () => {
      logger.info('the worker polls');
      sayReady();
    },
  });
  closers.push(() => clockwork.stop());
});
