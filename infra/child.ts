import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where a program of the stack writes, and what it said last. */
export interface LogFile {
  readonly path: string;
  /** Runs a program in a process group of its own, its output appended to the file. */
  readonly spawn: (command: string, args: readonly string[], options: ProgramOptions) => ChildProcess;
  /** The last lines since the program was started, in one line. */
  readonly lastWords: () => string;
}

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** Open files that the program gets as numbers 3, 4, …; they are closed here. */
  readonly hand?: readonly number[];
}

const largest = 20 * 1024 * 1024;
const wordsKept = 600;

/**
 * The log file of one program under the data folder. A file and not a pipe, so that the program neither stops nor
 * dies when the process that started it does. The file of an earlier start is continued, until it is large; then
 * it is kept once as `.1`.
 */
export function logFile(dataDir: string, name: string): LogFile {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${name}.log`);
  let startedAt = 0;
  return {
    path,
    spawn(command, args, { env, uid, gid, hand = [] }) {
      rotate(path);
      const log = openSync(path, 'a', 0o600);
      startedAt = fstatSync(log).size;
      const stdio: StdioOptions = ['ignore', log, log, ...hand];
      const child = spawn(command, args, {
        env,
        // Not the caller's folder: another user may not be allowed to enter it.
        cwd: '/',
        detached: true,
        stdio,
        ...(uid === undefined ? {} : { uid }),
        ...(gid === undefined ? {} : { gid }),
      });
      for (const file of [log, ...hand]) closeSync(file);
      return child;
    },
    lastWords() {
      const file = openSync(path, 'r');
      try {
        const { size } = fstatSync(file);
        const from = Math.max(startedAt, size - wordsKept);
        const text = Buffer.alloc(Math.max(0, size - from));
        readSync(file, text, 0, text.length, from);
        return `It said last: ${text.toString('utf8').trim().replaceAll(/\s+/g, ' ')} (all of it: ${path})`;
      } finally {
        closeSync(file);
      }
    },
  };
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largest) renameSync(path, `${path}.1`);
}
