import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '../../infra/node-part';

export interface Start {
  readonly child: ChildProcess;
  /** Everything that it said on its standard output, so far. */
  readonly output: () => string;
  readonly errors: () => string;
  /** Resolves when the output matches, with what matched; rejects if the process ends before that. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Resolves with the exit code, or the signal that ended it, when all that it said has been read. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Resolves when the process itself is gone, even if processes that it started still hold its output. */
  readonly exited: Promise<unknown>;
}

type Command = readonly [string, ...string[]];
const withoutNpm: Command = [process.execPath, '--import', 'tsx', 'infra/start.ts'];
/** With npm between, as people start it. */
export const withNpm: Command = ['npm', 'start', '--silent'];

/** Runs what `npm start` runs, in a process group of its own, with `env` beside an otherwise bare environment. */
export function npmStart(env: Record<string, string>, [command, ...args] = withoutNpm): Start {
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  const exited = once(child, 'exit');
  return {
    child,
    output: () => output,
    errors: () => errors,
    ended,
    exited,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(output);
          if (found !== null) resolve(found);
        };
        child.stdout.on('data', look);
        look();
        void exited.then(() =>
          reject(new Error(`It ended without saying ${String(pattern)}:\n${output}${errors}`)),
        );
      }),
  };
}
