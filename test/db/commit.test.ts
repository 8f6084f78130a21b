import { createCommit } from '../../db/commit';
import { probe } from '../support/probe-process';
import { begunProbe, command, freshStream, useLog } from '../support/log';
import { clockCaller } from '../../workflows/decider';

const log = useLog();
const begin = { deadline: null, remindAt: null };

const versionOf = async (stream: string) =>
  (
    await log.current.rows<{ version: number }>('select version from log.stream where stream = $1', [stream])
  )[0]?.version ?? 0;

describe('commit', () => {
  it('begins a stream and goes on with it', async () => {
    const { commit } = log.current;
    const stream = freshStream();
    expect(await commit(stream, command('begin', begin))).toEqual({
      outcome: 'accepted',
      replayed: false,
      stream,
      version: 1,
      status: 'first',
      events: [{ type: 'probe-begun', version: 1 }],
      occurredAt: '2027-03-01T09:00:00.000Z',
    });
    expect(await commit(stream, command('note', { text: 'one' }))).toMatchObject({
      outcome: 'accepted',
      version: 2,
    });
  });

  it('recordedAt is the database’s clock, occurredAt the engine’s', async () => {
    const { commit, rows } = log.current;
    const stream = await begunProbe(commit);
    type Times = Record<'before' | 'recorded_at' | 'occurred_at' | 'after', Date>;
    const [before] = await rows<Pick<Times, 'before'>>(
      "select date_trunc('milliseconds', clock_timestamp()) as before",
    );
    await commit(stream, command('note', { text: 'one' }, { at: '2027-03-02T09:00:00.000Z' }));
    const [event] = await rows<Times>(
      'select occurred_at, recorded_at, clock_timestamp() as after from log.event where stream = $1 and version = 2',
      [stream],
    );
    const time = (of: Date | string | undefined) => new Date(of ?? Number.NaN).getTime();
    expect(time(event?.occurred_at)).toBe(Date.parse('2027-03-02T09:00:00.000Z'));
    expect(time(event?.recorded_at)).toBeGreaterThanOrEqual(time(before?.before));
    expect(time(event?.recorded_at)).toBeLessThanOrEqual(time(event?.after));
  });

  it('gives the first answer again for the same key, and changes nothing', async () => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    const note = command('note', { text: 'one' });
    const first = await commit(stream, note);
    await commit(stream, command('note', { text: 'two' }));
    expect(await commit(stream, { ...note, at: '2027-04-01T09:00:00.000Z' })).toEqual({
      ...first,
      replayed: true,
    });
    expect(await versionOf(stream)).toBe(3);
  });

  it('keeps refusals too, in a transaction of their own and never in the stream', async () => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    const tooEarly = command('reopen', { deadline: null });
    const first = await commit(stream, tooEarly);
    expect(first).toMatchObject({ outcome: 'refused', version: 1, refusal: { code: 'not-now' } });
    await commit(stream, command('end', { reopenableUntil: null }));
    expect(await commit(stream, tooEarly)).toEqual({ ...first, replayed: true });
    expect(await versionOf(stream)).toBe(2);
  });

  it('answers a known key before it looks at If-Match or the rules', async () => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    const note = command('note', { text: 'one' }, { ifMatch: 1 });
    await commit(stream, note);
    expect(await commit(stream, note)).toMatchObject({ outcome: 'accepted', replayed: true, version: 2 });
  });

  it('takes one key with another content for a conflict, raises the alarm and changes nothing', async () => {
    const { commit, lines } = log.current;
    const stream = await begunProbe(commit);
    const note = command('note', { text: 'one' });
    await commit(stream, note);
    await expect(commit(stream, { ...note, body: { text: 'other' } })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
      status: 422,
      retryable: false,
    });
    await expect(commit(stream, { ...note, name: 'jam' })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect(await versionOf(stream)).toBe(2);
    expect(lines.at(-1)).toMatchObject({ level: 50, alarm: true, commandId: note.id, stream });
  });

  it('tells contents apart by what the caller sent, where the door changed the body', async () => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    const note = command('note', { text: 'hash of a secret' }, { content: { label: 'mine' } });
    await commit(stream, note);
    const again = { ...note, body: { text: 'hash of another secret' } };
    expect(await commit(stream, again)).toMatchObject({ replayed: true });
  });

  it('lets a command id belong to caller and stream', async () => {
    const { commit } = log.current;
    const [one, other] = [await begunProbe(commit), await begunProbe(commit)];
    const note = command('note', { text: 'one' });
    await commit(one, note);
    expect(await commit(other, { ...note, body: { text: 'two' } })).toMatchObject({ replayed: false });
    const p2 = { door: 'http', person: 'p2', organisation: null } as const;
    expect(await commit(one, { ...note, body: { text: 'three' }, caller: p2 })).toMatchObject({
      replayed: false,
    });
  });

  it('does not know a stream that was never begun, whatever is asked of it', async () => {
    const { commit } = log.current;
    const stream = freshStream();
    expect(await commit(stream, command('note', { text: 'one' }))).toMatchObject({
      outcome: 'refused',
      version: 0,
      refusal: { code: 'unknown-stream' },
    });
    expect(await versionOf(stream)).toBe(0);
  });

  it('asks for authority before If-Match, and for If-Match before the rules', async () => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    expect(await commit(stream, command('tick', {}, { ifMatch: 7 }))).toMatchObject({
      refusal: { code: 'not-your-seat' },
    });
    expect(await commit(stream, command('reopen', { deadline: null }, { ifMatch: 7 }))).toMatchObject({
      refusal: { code: 'version-changed' },
    });
  });

  it('lets notices pass an If-Match, and nothing else', async () => {
    const { commit } = log.current;
    const stream = await begunProbe(commit, { remindAt: '2027-03-02T09:00:00.000Z' });
    const atTwo = { at: '2027-03-02T09:00:00.000Z' };
    await commit(stream, command('tick', {}, { caller: clockCaller, ...atTwo }));
    expect(await versionOf(stream)).toBe(2);
    const afterNotice = command('note', { text: 'one' }, { ifMatch: 1, ...atTwo });
    expect(await commit(stream, afterNotice)).toMatchObject({ outcome: 'accepted', version: 3 });
    const afterNote = command('note', { text: 'two' }, { ifMatch: 2, ...atTwo });
    expect(await commit(stream, afterNote)).toMatchObject({ refusal: { code: 'version-changed' } });
  });

  it('never lets time run backwards in a stream', async () => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    const late = await commit(stream, command('note', { text: 'x' }, { at: '2026-01-01T00:00:00.000Z' }));
    expect(late).toMatchObject({ occurredAt: '2027-03-01T09:00:00.000Z' });
  });

  it('keeps what changes nothing, without an event', async () => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    const tick = command('tick', {}, { caller: clockCaller });
    expect(await commit(stream, tick)).toMatchObject({ outcome: 'accepted', version: 1, events: [] });
    expect(await commit(stream, tick)).toMatchObject({ replayed: true });
  });

  it('does not append an event that is not listed, in no version that is not', async () => {
    const { options } = log.current;
    const commit = createCommit({
      ...options,
      deciders: { organisation: { ...probe, type: 'organisation' } },
    });
    await expect(commit('organisation/unlisted', command('begin', begin))).rejects.toThrow('event-versions');
    expect(await versionOf('organisation/unlisted')).toBe(0);
  });

  it('logs every command with its id and stream, and without its body', async () => {
    const { commit, lines } = log.current;
    const stream = await begunProbe(commit);
    const note = command('note', { text: 'a word that must not be logged' });
    await commit(stream, note);
    expect(lines.at(-1)).toMatchObject({
      commandId: note.id,
      stream,
      command: 'note',
      msg: 'command accepted',
    });
    expect(JSON.stringify(lines)).not.toContain('a word that must not be logged');
  });
});

describe('a command that cannot be taken', () => {
  const unstorable = [
    ['NUL', { text: 'a\0b' }, '/text'],
    ['half a surrogate pair', { text: '\ud800' }, '/text'],
    ['no number', { deep: [{ 'a/b': Number.NaN }] }, '/deep/0/a~1b'],
  ] as const;
  it.each(unstorable)('with %s in its body is refused with a pointer', async (_what, body, pointer) => {
    const { commit } = log.current;
    const stream = await begunProbe(commit);
    expect(await commit(stream, command('note', body))).toMatchObject({
      refusal: { code: 'invalid-body', errors: [{ pointer }] },
    });
    expect(await versionOf(stream)).toBe(1);
  });

  const malformed = [
    ['an id with a space', 'probe/1', { id: 'a b' }],
    ['an empty id', 'probe/1', { id: '' }],
    ['an id that is too long', 'probe/1', { id: 'x'.repeat(201) }],
    ['a stream without a type', 'probe', {}],
    ['a stream of an unknown type', 'gadget/1', {}],
    ['a time that is none', 'probe/1', { at: 'yesterday' }],
    ['a time with another precision', 'probe/1', { at: '2027-03-01T09:00:00Z' }],
    ['nobody behind it', 'probe/1', { caller: { door: 'http', person: null, organisation: null } }],
  ] as const;
  it.each(malformed)('with %s is a fault that will come again', async (_what, stream, more) => {
    const { commit } = log.current;
    await expect(commit(stream, command('begin', begin, more))).rejects.toMatchObject({
      code: 'invalid-command',
      retryable: false,
    });
  });

  it('from a door whose clock leads is refused, and nothing is stored', async () => {
    const commit = createCommit({ ...log.current.options, maxClockLead: 5_000 });
    const stream = freshStream();
    const [row] = await log.current.rows<{ now: string }>('select clock_timestamp() as now');
    const now = Date.parse(row?.now ?? '');
    const at = (lead: number) => ({ at: new Date(now + lead).toISOString() });
    const early = command('begin', begin, at(65_000));
    await expect(commit(stream, early)).rejects.toMatchObject({ code: 'clock-ahead', status: 503 });
    expect(await versionOf(stream)).toBe(0);
    expect(await log.current.rows('select from log.outcome where command_id = $1', [early.id])).toEqual([]);
    expect(await commit(stream, { ...early, ...at(1_000) })).toMatchObject({
      outcome: 'accepted',
      replayed: false,
    });
  });

  it('finds the log closed until it was opened', async () => {
    const { options, connect } = log.current;
    const database = await connect();
    database.gate.closed = 'the log is broken at position 7';
    const commit = createCommit({ ...options, database });
    await expect(commit(freshStream(), command('begin', begin))).rejects.toMatchObject({
      code: 'read-only',
      message: expect.stringContaining('position 7') as string,
    });
  });
});
