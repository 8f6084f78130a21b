import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A worker process, and what it says. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly ready: Promise<unknown>;
  /** Its exit code. */
  readonly ended: Promise<unknown>;
  readonly said: () => string;
}

/** Worker processes for the tests of a file; what still runs is killed after each test. */
export function useWorkerProcesses() {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  return {
    /** Starts a worker with this environment and nothing else. */
    start(env: Record<string, string>): WorkerProcess {
      const child = spawn(process.execPath, ['--import', 'tsx', 'activities/worker.ts'], {
        env: { PATH: process.env['PATH'], NODE_ENV: 'test', ...env },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      children.push(child);
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (text += String(data)));
      return {
        child,
        ready: once(child, 'message').then(([message]: unknown[]) => message),
        ended: once(child, 'close').then(([code]: unknown[]) => code),
        said: () => text,
      };
    },
  };
}
