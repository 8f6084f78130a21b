import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import { type Configuration, readConfiguration } from '../workflows/configuration';

/**
 * Boots a process: all that is wrong with its configuration at once, an error of its start as one sentence on
 * standard error, and exit code 1 for both. So do the API, the worker, and the scripts of the operator.
 */
export function boot(main: (configuration: Configuration) => Promise<void>): void {
  const answer = readConfiguration(process.env);
  const failed = (lines: string) => {
    process.stderr.write(`${lines}\n`);
    // A pool or a listener that is open already would keep the process.
    process.exit(1);
  };
  if (!answer.ok) failed(answer.problems.join('\n'));
  else
    main(answer.configuration).catch((error: unknown) =>
      failed(error instanceof Error ? error.message : String(error)),
    );
}

/** Tells a supervisor that waits for it that this process serves. */
export function sayReady(): void {
  if (process.connected) process.send?.('ready');
}

/** In milliseconds: the supervisor ends what has not stopped within 10 seconds. */
const patience = 9_500;

/** Closes in order at SIGTERM, SIGINT, and an error that nobody caught. */
export function closeAtTheEnd(logger: Logger, close: () => Promise<void>): void {
  closeWithGrace({ delay: patience, logger }, async ({ err }) => {
    if (err !== undefined) logger.fatal({ err }, 'an error that nobody caught ends this process');
    await close();
  });
}
