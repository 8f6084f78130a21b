import pino from 'pino';
import { watch } from '../../activities/watchdog';
import { command, useLog } from '../support/log';
import { eventually, inDays, useProbeHosts } from '../support/probe-host';
import { freshTaskQueue } from '../support/temporal';

const log = useLog();
const hosts = useProbeHosts(log);
const logger = pino({ level: 'silent' });
const minutes = (count: number) => count / (24 * 60);

const look = (taskQueue: string) => watch(log.current.database, hosts.temporal.client, taskQueue, logger);

const wakes = async (stream: string): Promise<number> => {
  const { rows } = await log.current.database.pool.query('select from relay.wake where stream = $1', [
    stream,
  ]);
  return rows.length;
};

/** Looks until the worker, which has just started, is seen to poll. */
const woken = (taskQueue: string, stream: string) =>
  eventually('the stream is woken', async () => {
    await look(taskQueue);
    return (await wakes(stream)) > 0;
  });

/** A stream that the relay has dealt with, and whose deadline is so many minutes from now. */
async function due(stream: string, minutesFromNow: number): Promise<void> {
  const { commit, database } = log.current;
  const at = new Date().toISOString();
  await commit(
    stream,
    command('begin', { deadline: inDays(minutes(minutesFromNow)), remindAt: null }, { at }),
  );
  await database.pool.query('delete from relay.wake where stream = $1', [stream]);
}

describe('the watchdog', () => {
  it('wakes what has been due for a minute, and not what is due since half a minute', async () => {
    const { taskQueue, stream } = await hosts.start();
    await due(`${stream}-late`, -1.1);
    await due(`${stream}-just`, -0.5);
    await due(`${stream}-later`, 60);
    await woken(taskQueue, `${stream}-late`);
    expect(await wakes(`${stream}-late`)).toBe(1);
    expect(await wakes(`${stream}-just`)).toBe(0);
    expect(await wakes(`${stream}-later`)).toBe(0);
  });

  it('wakes again after 2, 4, … 60 minutes by the database’s clock', async () => {
    const { taskQueue, stream } = await hosts.start();
    await due(stream, -2);
    const { pool } = log.current.database;
    const waits: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      if (turn === 0) await woken(taskQueue, stream);
      else await look(taskQueue);
      await look(taskQueue);
      expect(await wakes(stream)).toBe(turn + 1);
      const { rows } = await pool.query<{ wait: number }>(
        `select extract(epoch from watch_after - clock_timestamp())::float8 / 60 as wait
         from relay.agenda where stream = $1`,
        [stream],
      );
      waits.push(Math.round(rows[0]?.wait ?? 0));
      await pool.query(`update relay.agenda set watch_after = clock_timestamp() where stream = $1`, [stream]);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('wakes nothing while no worker polls', async () => {
    const nobody = freshTaskQueue();
    const stream = `probe/${nobody}`;
    await due(stream, -5);
    await look(nobody);
    expect(await wakes(stream)).toBe(0);
    const { taskQueue } = await hosts.start();
    await woken(taskQueue, stream);
  });
});
