import { createLogger } from '../db/logger';
import { endWith } from './cannot-start';
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
    const end = (why: string): void => {
      if (interrupt.signal.aborted) return;
      interrupt.abort();
      done();
      logger.info(`${why}: stopping everything in order`);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
    // A supervisor that just died would leave everything running.
    process.on('uncaughtException', (error) => {
      process.exitCode = 1;
      end(String(error.stack));
    });
  });
  const everything = await startEverything(configuration, logger, interrupt.signal);
  const { api, keysFile } = everything;
  const keys = keysFile === null ? '' : ` · sample API keys ${keysFile}`;
  logger.info(`Ready. API ${api}/v1 · docs ${api}/docs${keys}`);
  await asked;
  await everything.stop();
  logger.info('Stopped; nothing is left running.');
}

main().catch(endWith);
