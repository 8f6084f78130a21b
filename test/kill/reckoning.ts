import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { connect } from '../../db/connect';
import { verify } from '../../db/verify';
import { withClient } from '../../infra/databases';
import type { Cluster } from './cluster';
import type { Acknowledged } from './sender';

const aMinute = 60_000;

/** Everything that is not as it was promised, one sentence each; empty when all is well. */
export async function wrongInLog(cluster: Cluster, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const wrong = await withClient(cluster.databaseUrl, async (client) => {
    const found: string[] = [];
    for (const { pilot, key, version } of acknowledged) {
      const { rows } = await client.query<{ version: number }>(
        'select version from log.event where stream = $1 and command_id = $2',
        [`pilot/${pilot}`, key],
      );
      if (rows.length !== 1 || rows[0]?.version !== version)
        found.push(
          `${key} was acknowledged as version ${version} and stands ${rows.length} times in the log.`,
        );
    }
    const { rows: holes } = await client.query<{ stream: string }>(`
      select stream from log.event group by stream
      having min(version) <> 1 or max(version) <> count(*) or count(distinct version) <> count(*)`);
    for (const { stream } of holes) found.push(`The versions of ${stream} have a hole.`);
    const { rows: positions } = await client.query<{ hole: boolean }>(`
      select count(*) <> max(position) or min(position) <> 1 as hole from log.event`);
    if (positions[0]?.hole === true) found.push('The positions of the log have a hole.');
    return found;
  });
  const database = await connect({ url: cluster.databaseUrl, as: 'service' });
  try {
    const { broken } = await verify(database, { from: 'all' });
    return broken === null ? wrong : [...wrong, `verify: ${broken.what}`];
  } finally {
    await database.close();
  }
}

/** The messages of the outbox that nobody has been told of after a minute of quiet. */
export const toldNobody = (cluster: Cluster): Promise<string[]> =>
  withClient(cluster.superuserUrl.replace(/\/postgres$/, '/pilots'), async (client) => {
    const deadline = Date.now() + aMinute;
    for (;;) {
      const { rows } = await client.query<{ stream: string; kind: string }>(`
        select o.stream, o.kind from relay.outbox o
        where not exists (select from relay.notice_item i where i.message = o.id) or o.noticed_at is null`);
      if (rows.length === 0 || Date.now() > deadline)
        return rows.map(({ stream, kind }) => `${kind} of ${stream}`);
      await pause(500);
    }
  });

interface Armed {
  readonly stream: string;
  readonly wakeAt: string;
}

const wakeUps = (cluster: Cluster): Promise<Armed[]> =>
  withClient(cluster.superuserUrl.replace(/\/postgres$/, '/pilots'), async (client) => {
    const { rows } = await client.query<{ stream: string; wake_at: Date }>(
      `select stream, wake_at from relay.agenda where stream like 'pilot/%' and wake_at is not null`,
    );
    return rows.map(({ stream, wake_at }) => ({ stream, wakeAt: wake_at.toISOString() }));
  });

/** When the timers that run in a workflow fire, from its history. */
async function runningTimers(temporal: Client, workflowId: string): Promise<number[]> {
  const { events } = await temporal.workflow.getHandle(workflowId).fetchHistory();
  const timers = new Map<string, number>();
  for (const event of events ?? []) {
    const { timerStartedEventAttributes: started } = event;
    const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (started?.timerId != null)
      timers.set(
        started.timerId,
        1000 * (Number(event.eventTime?.seconds ?? 0) + Number(started.startToFireTimeout?.seconds ?? 0)),
      );
    if (ended?.timerId != null) timers.delete(ended.timerId);
  }
  return [...timers.values()];
}

/** The pilots whose workflow does not hold, after a minute of quiet, the one timer that their agenda wants. */
export async function withoutTimer(cluster: Cluster): Promise<string[]> {
  // PostgreSQL may have been killed last, and Temporal may only now be coming back.
  const connection = await Connection.connect({
    address: cluster.temporalAddress,
    connectTimeout: aMinute,
  });
  try {
    const temporal = new Client({ connection, namespace: cluster.namespace });
    const deadline = Date.now() + aMinute;
    for (;;) {
      const missing: string[] = [];
      for (const { stream, wakeAt } of await wakeUps(cluster)) {
        const timers = await runningTimers(temporal, stream).catch(() => []);
        const right = timers.length === 1 && Math.abs((timers[0] ?? 0) - Date.parse(wakeAt)) < aMinute;
        if (!right) missing.push(stream);
      }
      if (missing.length === 0 || Date.now() > deadline) return missing;
      await pause(500);
    }
  } finally {
    await connection.close();
  }
}
