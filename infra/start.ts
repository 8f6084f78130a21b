import { resolve } from 'node:path';
import { createLogger } from '../db/logger';
import { CannotStart } from './cannot-start';
import { configurationOf } from './environment';
import { startEverything } from './everything';

/**
 * `npm start`: everything from an empty folder to an API that answers, until Ctrl-C or SIGTERM. A start that cannot
 * go on ends with one sentence that says what to do, and exit code 1.
 */
async function main(): Promise<void> {
  const configuration = configurationOf(process.env);
  const logger = createLogger('stack', configuration.LOG_LEVEL);
  const interrupt = new AbortController();
  const asked = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (interrupt.signal.aborted) return;
        logger.info(`${signal}: stopping everything in order`);
        interrupt.abort();
        done();
      });
    }
  });
  const everything = await startEverything(configuration, logger, interrupt.signal);
  logger.info(
    `Ready. API ${everything.api}/v1 · docs ${everything.api}/docs · state in ${resolve(configuration.DATA_DIR)}`,
  );
  await asked;
  await everything.stop();
  logger.info('Stopped; nothing is left running.');
}

main().catch((error: unknown) => {
  if (error instanceof CannotStart) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
  process.exitCode = 1;
});
