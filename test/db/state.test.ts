import { connect as open } from '../../db/connect';
import { createCommit } from '../../db/commit';
import type { AnyDecider } from '../../workflows/registry';
import { healthFacts } from '../../db/queries/health';
import { historyPage } from '../../db/queries/history';
import { findOutcome } from '../../db/queries/outcomes';
import { readState, readStatesAt } from '../../db/state';
import { connection } from '../../db/transaction';
import { begunProbe, command, useLog } from '../support/log';
import { type Probe, probe } from '../support/probe-process';

const log = useLog();
const decider = probe as AnyDecider;
const notesOf = async (stream: string, at: string | null = null, by = decider) => {
  const read = await readState(connection(log.current.database), by, stream, at);
  return read && { notes: (read.state as Probe).notes, version: read.version, occurredAt: read.occurredAt };
};
const day = (number: number) => `2027-03-${String(number).padStart(2, '0')}T09:00:00.000Z`;

describe('a state', () => {
  it('is the fold of the events up to an instant', async () => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    await commit(stream, command('note', { text: 'a' }, { at: day(2) }));
    await commit(stream, command('note', { text: 'b' }, { at: day(3) }));
    expect(await notesOf(stream)).toEqual({ notes: ['a', 'b'], version: 3, occurredAt: day(3) });
    expect(await notesOf(stream, day(2))).toEqual({ notes: ['a'], version: 2, occurredAt: day(2) });
    expect(await notesOf(stream, '2027-03-02T08:59:59.999Z')).toMatchObject({ notes: [], version: 1 });
    expect(await notesOf(stream, '2026-01-01T00:00:00.000Z')).toBeNull();
    expect(await notesOf('probe/none')).toBeNull();
  });
});

describe('the states of a stream at some versions', () => {
  it('are read together, each as it stood, without those that there are not', async () => {
    const { commit, database } = log.current;
    const stream = await begunProbe(commit);
    for (const text of ['a', 'b', 'c']) await commit(stream, command('note', { text }));
    const at = await readStatesAt(connection(database), decider, stream, [1, 3, 9]);
    expect([...at].map(([version, state]) => [version, (state as Probe).notes])).toEqual([
      [1, []],
      [3, ['a', 'b']],
    ]);
    expect((await readStatesAt(connection(database), decider, stream, [])).size).toBe(0);
    expect((await readStatesAt(connection(database), decider, 'probe/none', [1])).size).toBe(0);
  });
});

describe('a snapshot', () => {
  const stageOf = async (stream: string, at: string | null = null, by = decider) =>
    ((await readState(connection(log.current.database), by, stream, at))?.state as Probe | undefined)?.stage;
  const longStream = async () => {
    const stream = await begunProbe(log.current.commit);
    for (let turn = 2; turn <= 51; turn += 1)
      await log.current.commit(stream, command('note', { text: `${turn}` }));
    return stream;
  };
  const spoil = (stream: string) =>
    log.current.rows(
      `update log.snapshot set state = jsonb_set(state, '{stage}', '"from the snapshot"') where stream = $1`,
      [stream],
    );

  it('is written now and then, beside the stream, and read instead of old events', async () => {
    const stream = await longStream();
    expect(
      await log.current.rows('select version, fold_version from log.snapshot where stream = $1', [stream]),
    ).toEqual([{ version: 50, fold_version: 1 }]);
    await spoil(stream);
    expect(await stageOf(stream)).toBe('from the snapshot');
  });

  it('does not count for another fold version, nor for a state in the past', async () => {
    const stream = await longStream();
    await spoil(stream);
    const next: AnyDecider = { ...decider, foldVersion: 2 };
    expect(await stageOf(stream, null, next)).toBe('first');
    expect(await stageOf(stream, day(1))).toBe('first');
    const commit = createCommit({ ...log.current.options, deciders: { probe: next } });
    await commit(stream, command('note', { text: 'by the new code' }));
    expect((await notesOf(stream, null, next))?.notes).toHaveLength(51);
    expect(await stageOf(stream, null, next)).toBe('first');
  });
});

describe('the history of a stream', () => {
  it('comes oldest first, page by page, with the links by which it can be checked', async () => {
    const { commit, database } = log.current;
    const stream = await begunProbe(commit);
    const note = command('note', { text: 'a' }, { correlation: 'case 7', causation: 'letter 3', trace: 't' });
    await commit(stream, note);
    const first = await historyPage(database, stream, { limit: 1 });
    const second = await historyPage(database, stream, { limit: 1, cursor: first.next ?? '' });
    expect(second.next).toBeNull();
    expect(second.items).toEqual([
      expect.objectContaining({
        stream,
        version: 2,
        type: 'note-taken',
        person: 'p1',
        commandId: note.id,
        correlation: 'case 7',
        causation: 'letter 3',
        trace: 't',
        occurredAt: day(1),
        previous: first.items[0]?.hash,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        recordedAt: expect.stringMatching(/Z$/) as string,
      }),
    ]);
  });
});

describe('the outcome of a command', () => {
  it('is found by caller, stream and id', async () => {
    const { commit, database } = log.current;
    const stream = await begunProbe(commit);
    const note = command('note', { text: 'a' });
    const answer = await commit(stream, note);
    const asked = { caller: 'p1', stream, commandId: note.id };
    expect(await findOutcome(database, asked)).toEqual({ command: 'note', answer });
    expect(await findOutcome(database, { ...asked, caller: 'p2' })).toBeUndefined();
  });
});

describe('health', () => {
  it('says that commands can be recorded, and since when the clocks stand', async () => {
    const { commit, database, rows } = log.current;
    const stream = await begunProbe(commit, { deadline: day(2) });
    expect(await healthFacts(database)).toMatchObject({ notWritable: null, clocksBehindSince: null });
    await rows('update relay.agenda set wake_at = $1 where stream = $2', [
      '2026-01-01T00:00:00.000Z',
      stream,
    ]);
    const facts = await healthFacts(database);
    expect(facts.clocksBehindSince).toBe('2026-01-01T00:00:00.000Z');
    expect(facts.oldestWakeAge).toBeGreaterThanOrEqual(0);
    expect(facts.position).toBeGreaterThan(0);
  });

  it('says why they cannot: a closed log, a server that takes no writes, one that does not answer', async () => {
    const { connect, rows, at } = log.current;
    const closed = await connect();
    closed.gate.closed = 'the log is broken';
    expect(await healthFacts(closed)).toMatchObject({ notWritable: 'the log is broken' });
    await rows(`alter database ${at.name} set default_transaction_read_only = on`);
    const standby = await connect();
    expect(await healthFacts(standby)).toMatchObject({
      notWritable: expect.stringContaining('no writes') as string,
    });
    const commit = createCommit({ ...log.current.options, database: standby });
    await expect(commit('probe/1', command('jam'))).rejects.toMatchObject({ code: 'read-only' });
    await rows(`alter database ${at.name} reset default_transaction_read_only`);
    const gone = await open({ url: at.serviceUrl, as: 'service' });
    await gone.close();
    expect((await healthFacts(gone)).notWritable).not.toBeNull();
  });
});
