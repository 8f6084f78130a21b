import { Client } from '@temporalio/client';
import pino from 'pino';
import { guardNamespace } from '../../activities/namespace-guard';
import { knownNamespace } from '../../db/wakes';
import { command, useLog } from '../support/log';
import { inDays } from '../support/probe-host';
import { createNamespace, freshTaskQueue, useTemporal } from '../support/temporal';

const log = useLog();
const temporal = useTemporal();

const guard = (client: Client, gone = new AbortController().signal) =>
  guardNamespace(log.current.database, client, pino({ level: 'silent' }), gone);

const idOf = async (client: Client): Promise<string> => {
  const { namespace } = client.options;
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
  return namespaceInfo?.id ?? '';
};

async function woken(): Promise<string[]> {
  const { rows } = await log.current.database.pool.query<{ stream: string }>(
    'delete from relay.wake returning stream',
  );
  return rows.map(({ stream }) => stream).sort();
}

const give = (stream: string, name: string, body: object) =>
  log.current.commit(stream, command(name, body, { at: new Date().toISOString() }));

describe('the namespace guard', () => {
  it('wakes every stream with an agenda when it meets another namespace, and then remembers it', async () => {
    const prefix = `probe/${freshTaskQueue()}`;
    const running = ['a', 'b', 'c'].map((name) => `${prefix}-${name}`);
    for (const stream of running) await give(stream, 'begin', { deadline: inDays(60), remindAt: null });
    await give(`${prefix}-ended`, 'begin', { deadline: null, remindAt: null });
    await give(`${prefix}-ended`, 'end', { reopenableUntil: null });
    const { client } = temporal;
    await guard(client);
    await woken();

    await guard(client);
    expect(await woken()).toEqual([]);

    const { connection } = temporal;
    const emptied = new Client({ connection, namespace: await createNamespace(connection) });
    await guard(emptied);
    expect(await woken()).toEqual(running);
    expect(await knownNamespace(log.current.database)).toBe(await idOf(emptied));
  });

  it('begins anew when it was interrupted', async () => {
    const stream = `probe/${freshTaskQueue()}`;
    await give(stream, 'begin', { deadline: inDays(60), remindAt: null });
    const { client } = temporal;
    const known = await knownNamespace(log.current.database);
    await expect(guard(client, AbortSignal.abort())).rejects.toThrow('aborted');
    expect(await knownNamespace(log.current.database)).toBe(known);
    await woken();
    await guard(client);
    expect(await woken()).toContain(stream);
    expect(await knownNamespace(log.current.database)).toBe(await idOf(client));
  });

  it('leaves everything as it is while Temporal does not know the namespace', async () => {
    const { connection } = temporal;
    const known = await knownNamespace(log.current.database);
    await expect(guard(new Client({ connection, namespace: 'no-such-namespace' }))).rejects.toThrow();
    expect(await knownNamespace(log.current.database)).toBe(known);
  });
});
