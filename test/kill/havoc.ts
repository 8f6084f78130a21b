import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { withClient } from '../../infra/databases';
import type { Cluster, Victim } from './cluster';

/** Kills one process, as a power cut would: nothing of it runs on. Without a process to kill it does nothing. */
export function killNow({ supervisor }: Cluster, victim: Victim): void {
  const pid = supervisor.pidOf(victim);
  if (pid !== null) process.kill(-pid, 'SIGKILL');
}

/** Kills one process at some moment of the next half second. */
export async function killSoon(cluster: Cluster, victim: Victim): Promise<void> {
  await pause(randomInt(500));
  killNow(cluster, victim);
}

const waitingInside = `
  select count(*)::int as waiting from pg_stat_activity
  where wait_event_type = 'Lock' and query like '%append_events%' and pid <> pg_backend_pid()`;

/**
 * Kills a process while at least one command is inside the append: the log's head is held by a transaction of our
 * own until a writer waits for it there, then the process dies, then the head is free again.
 *
 * @returns how many writers waited inside
 */
export async function killInsideAppend(cluster: Cluster, victim: Victim): Promise<number> {
  try {
    return await withClient(cluster.ownerUrl, async (holder) => {
      await holder.query('begin');
      await holder.query('select position from log.head for update');
      const waiting = await withClient(
        cluster.superuserUrl.replace(/\/postgres$/, '/pilots'),
        async (watcher) => {
          for (let tries = 0; tries < 100; tries += 1) {
            const { rows } = await watcher.query<{ waiting: number }>(waitingInside);
            const count = rows[0]?.waiting ?? 0;
            if (count > 0) return count;
            await pause(20);
          }
          return 0;
        },
      );
      killNow(cluster, victim);
      await holder.query('rollback').catch(() => undefined);
      return waiting;
    });
  } catch (error) {
    // PostgreSQL itself was the victim, or is not back from an earlier kill: then nothing was held open.
    if (victim === 'PostgreSQL' || isConnectionLoss(error)) return 0;
    throw error;
  }
}

const isConnectionLoss = (error: unknown): boolean =>
  error instanceof Error && /ECONN|terminat|closed|starting up|recovery|57P0|timeout/i.test(error.message);
