import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

/**
 * The log of one process: one JSON object a line, or lines for people where the output is a terminal.
 *
 * @param name says which process speaks: `stack`, `api`, `worker`, …
 * @param level the least important level that is written (`LOG_LEVEL`)
 */
export function createLogger(name: string, level: string): Logger {
  // Written at once, so that the last words of a process that dies are not lost.
  const destination = process.stdout.isTTY
    ? pretty({ colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l', sync: true })
    : pino.destination({ fd: 1, sync: true });
  return pino({ name, level }, destination);
}
