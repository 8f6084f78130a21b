import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Part } from './supervisor';

/** The top of the work tree: whatever the caller's folder is, our processes run there. */
export const projectRoot = resolve(__dirname, '..');

/**
 * A process of our own (API, worker) as a part of the stack. It says `ready` to its parent when it serves, ends
 * itself on SIGTERM, and writes to the same place as the stack.
 *
 * @param script path from the top of the work tree
 * @param onSlow told when it has not been ready for half a minute. It is not waited for any longer then: it may
 *   well be waiting for something itself, and says so in its log
 */
export function nodePart(
  name: string,
  script: string,
  env: NodeJS.ProcessEnv,
  onSlow: () => void = () => undefined,
): Part {
  return {
    name,
    spawn: () =>
      spawn(process.execPath, ['--import', 'tsx', resolve(projectRoot, script)], {
        cwd: projectRoot,
        env,
        // Ctrl-C reaches the whole process group: who leads one of its own is stopped in its turn.
        detached: true,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      }),
    ready: (child, gone) => saysReady(child, gone, onSlow),
    stopSignal: 'SIGTERM',
    stopPatience: 10_000,
    lastWords: () => 'The reason stands above.',
  };
}

const longWait = 30_000;

function saysReady(child: ChildProcess, gone: AbortSignal, onSlow: () => void): Promise<void> {
  return new Promise((done, fail) => {
    const slow = setTimeout(() => {
      onSlow();
      done();
    }, longWait);
    gone.addEventListener('abort', () => {
      clearTimeout(slow);
      fail(new Error('The process ended before it was ready.'));
    });
    child.on('message', (message) => {
      if (message !== 'ready') return;
      clearTimeout(slow);
      done();
    });
  });
}
