import type { TemporalCommand } from '../../workflows/host-contract';
import type { CommandOutcome } from '../../workflows/outcome';
import { deciders } from '../../workflows/registry';
import { projections } from '../../db/projections';
import { useLog } from '../support/log';
import { eventually, inDays, type ProbeHost, useProbeHosts } from '../support/probe-host';
import { probe } from '../support/probe-process';
import { aSigner, type Signer } from '../support/signer';

const log = useLog({ deciders: { ...deciders, probe }, projections });
const hosts = useProbeHosts(log);
let signer: Signer;
beforeAll(async () => {
  signer = await aSigner(log.current);
});

async function begun(): Promise<ProbeHost> {
  const host = await hosts.start();
  await host.give('begin', { deadline: inDays(60), remindAt: null });
  await host.wake();
  return host;
}

const update = (host: ProbeHost, command: TemporalCommand) =>
  host.workflow.executeUpdate<CommandOutcome, [TemporalCommand]>('command', { args: [command] });

/** What is kept of a command: its caller, and the code if it was refused. */
async function kept(command: TemporalCommand): Promise<{ caller: string; code: string | null } | undefined> {
  const { rows } = await log.current.database.pool.query<{ caller: string; code: string | null }>(
    `select caller, answer #>> '{refusal,code}' as code from log.outcome where command_id = $1`,
    [command.id],
  );
  return rows[0];
}

interface Refused {
  readonly caller: string;
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly detail: string;
}

/** The refusals that are kept of a stream, oldest first, once there are so many. */
async function refusalsOf({ stream }: ProbeHost, count: number): Promise<Refused[] | undefined> {
  const { rows } = await log.current.database.pool.query<Refused>(
    `select caller, command_id as id, command as name, answer #>> '{refusal,code}' as code,
       answer #>> '{refusal,detail}' as detail
     from log.outcome where stream = $1 and not accepted order by recorded_at`,
    [stream],
  );
  return rows.length < count ? undefined : rows;
}

describe('a signed command through Temporal', () => {
  it('by update is answered with its outcome', async () => {
    const host = await begun();
    const note = signer.sign(host.stream, 'note', { text: 'by update' });
    expect(await update(host, note)).toMatchObject({
      outcome: 'accepted',
      replayed: false,
      version: 2,
      events: [{ type: 'note-taken', version: 2 }],
    });
    expect(await kept(note)).toEqual({ caller: signer.person, code: null });
  });

  it('by signal is carried out, for the person who signed it', async () => {
    const host = await begun();
    const note = signer.sign(host.stream, 'note', { text: 'by signal' });
    await host.workflow.signal('command', note);
    await eventually('the note', async () => (await host.events()).includes('note-taken'));
    const { rows } = await log.current.database.pool.query(
      `select person, command_id from log.event where stream = $1 and type = 'note-taken'`,
      [host.stream],
    );
    expect(rows).toEqual([{ person: signer.person, command_id: note.id }]);
  });

  it('sent twice is carried out once, and the second answer says so', async () => {
    const host = await begun();
    const note = signer.sign(host.stream, 'note', { text: 'twice' });
    await update(host, note);
    expect(await update(host, note)).toMatchObject({ outcome: 'accepted', replayed: true, version: 2 });
    expect(await host.events()).toEqual(['probe-begun', 'note-taken']);
  });

  it('of one id with two contents is refused the second time', async () => {
    const host = await begun();
    const first = signer.sign(host.stream, 'note', { text: 'one' });
    await update(host, first);
    const other = signer.sign(host.stream, 'note', { text: 'other' });
    const answer = await update(host, { ...other, id: first.id });
    expect(answer).toMatchObject({ outcome: 'refused' });
    expect(await host.events()).toEqual(['probe-begun', 'note-taken']);
  });

  it('that the rules refuse is answered with the refusal, and recorded', async () => {
    const host = await begun();
    const reopen = signer.sign(host.stream, 'reopen', { deadline: inDays(9) });
    expect(await update(host, reopen)).toMatchObject({ outcome: 'refused', refusal: { code: 'not-now' } });
    expect(await kept(reopen)).toEqual({ caller: signer.person, code: 'not-now' });
  });

  it('comes in the order in which it was sent', async () => {
    const host = await begun();
    for (const text of ['one', 'two', 'three'])
      await host.workflow.signal('command', signer.sign(host.stream, 'note', { text }));
    await eventually('three notes', async () => (await host.events()).length === 4);
    const { rows } = await log.current.database.pool.query<{ notes: string[] }>(
      `select data -> 'notes' as notes from log.event where stream = $1 and version = 4`,
      [host.stream],
    );
    expect(rows[0]?.notes).toEqual(['one', 'two', 'three']);
  });
});

describe('a command through Temporal is refused and recorded, and changes nothing', () => {
  const cases: [string, (host: ProbeHost) => TemporalCommand][] = [
    [
      'unsigned',
      ({ stream }) => {
        const { id, name, body } = signer.sign(stream, 'note', { text: 'unsigned' });
        return { id, name, body };
      },
    ],
    [
      'altered',
      ({ stream }) => ({ ...signer.sign(stream, 'note', { text: 'mine' }), body: { text: 'yours' } }),
    ],
    ['of another command', ({ stream }) => ({ ...signer.sign(stream, 'note', {}), name: 'jam' })],
    ['stale', ({ stream }) => signer.sign(stream, 'note', { text: 'stale' }, inDays(-2))],
    ['dated in the future', ({ stream }) => signer.sign(stream, 'note', { text: 'early' }, inDays(1))],
    ['replayed from another stream', () => signer.sign('probe/other', 'note', { text: 'moved' })],
  ];

  it.each(cases)('by update: %s', async (_case, commandOf) => {
    const host = await begun();
    const command = commandOf(host);
    expect(await update(host, command)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'signature-invalid' },
    });
    expect(await kept(command)).toMatchObject({ code: 'signature-invalid' });
    expect(await host.events()).toEqual(['probe-begun']);
  });

  it.each(cases)('by signal: %s', async (_case, commandOf) => {
    const host = await begun();
    const command = commandOf(host);
    await host.workflow.signal('command', command);
    await eventually('it is recorded', async () => (await kept(command))?.code === 'signature-invalid');
    expect(await host.events()).toEqual(['probe-begun']);
  });

  it('by somebody who claims to be the clock', async () => {
    const host = await begun();
    const tick = signer.sign(host.stream, 'tick', {});
    expect(await update(host, tick)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'not-your-seat' },
    });
  });
});

describe('what is no command at all', () => {
  const cases: [string, unknown, RegExp][] = [
    ['nothing', undefined, /Send one object/],
    ['an id with a space', { id: 'a b', name: 'note', body: {} }, /Send an id/],
    ['no name', { id: 'a', body: {} }, /Send the name/],
    ['no body', { id: 'a', name: 'note' }, /Send a body/],
    ['a signature that is no text', { id: 'a', name: 'note', body: {}, jws: 7 }, /Send the signature/],
  ];

  it.each(cases)('is refused by the update’s validator: %s', async (_case, command) => {
    const host = await begun();
    await expect(host.workflow.executeUpdate('command', { args: [command] })).rejects.toMatchObject({
      cause: { type: 'malformed' },
    });
  });

  it.each(cases)(
    'is refused and recorded with its reason when it comes as a signal: %s',
    async (_case, command, reason) => {
      const host = await begun();
      await host.workflow.signal('command', command);
      const [refused] = await eventually('it is recorded', () => refusalsOf(host, 1));
      expect(refused).toMatchObject({
        caller: 'unverified:-',
        code: 'malformed',
        detail: expect.stringMatching(reason) as string,
      });
      expect(await host.events()).toEqual(['probe-begun']);
    },
  );

  it('is recorded each time that it comes, under the id that came with it, else under one that tells which signal it was', async () => {
    const host = await begun();
    const { runId } = await host.workflow.describe();
    for (const command of [{}, { id: 'mine', name: 'note' }, {}])
      await host.workflow.signal('command', command);
    const refused = await eventually('all are recorded', () => refusalsOf(host, 3));
    expect(refused.map(({ id, name }) => [id, name])).toEqual([
      [`signal:${runId}:1`, 'unnamed'],
      ['mine', 'note'],
      [`signal:${runId}:3`, 'unnamed'],
    ]);
  });

  it.each([
    ['with NUL', 'a\u0000b'],
    ['without end', 'x'.repeat(5_000)],
    ['of no letters', ''],
    ['of two words', 'take position'],
  ])('but for a name that no command has is recorded, and the next one has its turn: %s', async (_, name) => {
    const host = await begun();
    await host.workflow.signal('command', { id: 'named-badly', name, body: {} });
    await host.workflow.signal('command', signer.sign(host.stream, 'note', { text: 'next' }));
    await eventually('the note', async () => (await host.events()).includes('note-taken'));
    expect(await refusalsOf(host, 1)).toMatchObject([
      {
        id: 'named-badly',
        name: 'unnamed',
        code: 'malformed',
        detail: expect.stringMatching(/Send the name/) as string,
      },
    ]);
  });

  it('stops no clock when it comes as a signal that nobody can read, and is recorded', async () => {
    const host = await begun();
    const { client } = hosts.temporal;
    for (const signalName of ['command', 'advanced'])
      await client.workflowService.signalWorkflowExecution({
        namespace: client.options.namespace,
        workflowExecution: { workflowId: host.stream },
        signalName,
        input: {
          payloads: [{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{no') }],
        },
      });
    await host.give('end', { reopenableUntil: null });
    await host.wake(true);
    await eventually(
      'the workflow goes on',
      async () => (await host.workflow.describe()).status.name === 'COMPLETED',
    );
    expect(await refusalsOf(host, 1)).toMatchObject([{ code: 'malformed' }]);
  });
});
