import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Type, type Static } from '@sinclair/typebox';

/** One process of this machine. A pid alone is not enough: the system gives it to another process later. */
export const ProcessMark = Type.Object({ pid: Type.Integer({ minimum: 1 }), startedAt: Type.String() });
export type ProcessMark = Static<typeof ProcessMark>;

/** The mark of a running process; null if there is none with this pid (one that only waits to be reaped is none). */
export function markOf(pid: number): ProcessMark | null {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return startedAt === null ? null : { pid, startedAt };
}

/** Whether this very process still runs. */
export function isRunning(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.startedAt === mark.startedAt;
}

/**
 * Asks a process to end, and kills it (with its process group, if it leads one) when it has not ended after
 * `patience` milliseconds. Resolves when it is gone; one that is gone already is no error.
 */
export async function endProcess(mark: ProcessMark, signal: NodeJS.Signals, patience: number): Promise<void> {
  if (isRunning(mark)) send(mark.pid, signal);
  const deadline = Date.now() + patience;
  while (isRunning(mark)) {
    if (Date.now() >= deadline) {
      send(-mark.pid, 'SIGKILL');
      send(mark.pid, 'SIGKILL');
    }
    await pause(20);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in the meantime, which is what was wanted.
  }
}

function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name stands in brackets and may itself contain blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticksSinceBoot] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || ticksSinceBoot === undefined) return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticksSinceBoot}`;
  } catch {
    return null;
  }
}

function startByPs(pid: number): string | null {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const [state, ...start] = stdout.trim().split(/\s+/);
  return state === undefined || state === '' || state.startsWith('Z') ? null : start.join(' ');
}
