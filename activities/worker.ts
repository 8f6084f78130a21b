import closeWithGrace from 'close-with-grace';
import { createCommit } from '../db/commit';
import { createDirectory } from '../db/directory';
import { createLogger } from '../db/logger';
import { projections } from '../db/projections';
import { loadSigningKey } from '../db/signing-key';
import { type Configuration, readConfiguration } from '../workflows/configuration';
import { deciders } from '../workflows/registry';
import { bundleHost } from './bundle';
import { startClockwork } from './clockwork';
import { openPatiently } from './open-patiently';
import { installRuntime } from './temporal-logger';

/** The supervisor ends what has not stopped within 10 seconds. */
const patience = 9_500;

/** The worker process: only boots; what it runs stands in `startClockwork`. It says `ready` once it polls. */
async function main(configuration: Configuration): Promise<void> {
  const { DATABASE_URL, TEMPORAL_ADDRESS } = configuration;
  if (DATABASE_URL === undefined || TEMPORAL_ADDRESS === undefined)
    throw new Error('Set DATABASE_URL and TEMPORAL_ADDRESS; npm start does so for the local stack.');
  const logger = createLogger('worker', configuration.LOG_LEVEL);
  const stopping = new AbortController();
  const closers: (() => Promise<void>)[] = [];
  closeWithGrace({ delay: patience, logger }, async ({ err }) => {
    if (err !== undefined) logger.fatal({ err }, 'the worker ends');
    stopping.abort();
    for (const close of closers.reverse()) await close();
  });

  installRuntime(logger);
  const key = await loadSigningKey(configuration.SIGNING_KEY_FILE);
  const bundle = await bundleHost(logger);
  closers.push(() => bundle.remove());
  const database = await openPatiently(DATABASE_URL, key, logger, stopping.signal);
  closers.push(() => database.close());
  const commit = createCommit({
    database,
    deciders,
    context: createDirectory(),
    projections,
    key,
    logger,
    maxClockLead: configuration.MAX_CLOCK_LEAD,
  });
  const clockwork = startClockwork({
    database,
    commit,
    deciders,
    performers: {},
    key,
    address: TEMPORAL_ADDRESS,
    namespace: configuration.TEMPORAL_NAMESPACE,
    taskQueue: configuration.TASK_QUEUE,
    codePath: bundle.codePath,
    logger,
    onPolling: () => {
      logger.info('the worker polls');
      if (process.connected) process.send?.('ready');
    },
  });
  closers.push(() => clockwork.stop());
}

const answer = readConfiguration(process.env);
if (answer.ok) {
  main(answer.configuration).catch((error: unknown) => {
    // Stopped while it waited for the database: closing goes on by itself.
    if (error instanceof Error && error.name === 'AbortError') return;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
} else {
  process.stderr.write(`${answer.problems.join('\n')}\n`);
  process.exitCode = 1;
}
