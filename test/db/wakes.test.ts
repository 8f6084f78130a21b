import { healthFacts } from '../../db/queries/health';
import { recomputeAgendas } from '../../db/recompute';
import { readAgenda } from '../../db/state';
import {
  knownNamespace,
  leaseWakes,
  rememberNamespace,
  wakeDelivered,
  wakeFailed,
  wakeOverdue,
  wakeStreams,
} from '../../db/wakes';
import type { AnyDecider } from '../../workflows/registry';
import { clockCaller, emptyAgenda } from '../../workflows/decider';
import { holdTransaction } from '../support/held';
import { begunProbe, command, freshStream, smallDirectory, type TestLog, useLog } from '../support/log';
import { probe } from '../support/probe-process';

const opened = useLog();
let log: TestLog;
beforeEach(async () => {
  log = opened.current;
  await log.rows(
    'truncate relay.wake, relay.agenda, relay.outbox, relay.notice, relay.notice_item, relay.namespace',
  );
});

const lease = (more: object = {}) =>
  leaseWakes(log.database, { limit: 10, leaseMs: 60_000, quietMs: 0, longestMs: 0, ...more });
const agendaOf = async (stream: string) =>
  (await log.rows<Record<string, unknown>>('select * from relay.agenda where stream = $1', [stream]))[0];
const deadline = '2027-05-01T14:00:00.000Z';

describe('a commit', () => {
  it('writes the next wake-up of the stream, and null when there is none', async () => {
    const stream = await begunProbe(log.commit, { deadline });
    expect(await agendaOf(stream)).toMatchObject({ wake_at: deadline, empty: false, version: 1 });
    await log.commit(stream, command('end', { reopenableUntil: null }));
    expect(await agendaOf(stream)).toMatchObject({ wake_at: null, empty: true, version: 2 });
  });

  it('writes a wake where the agenda changed, and none where it did not', async () => {
    const stream = await begunProbe(log.commit, { deadline });
    await log.commit(stream, command('note', { text: 'nothing to do with the clock' }));
    expect(await log.rows('select stream, version from relay.wake')).toEqual([{ stream, version: 1 }]);
    await log.commit(stream, command('enter-stage', { stage: 'second' }));
    expect(await log.rows('select version from relay.wake order by id')).toEqual([
      { version: 1 },
      { version: 3 },
    ]);
  });

  it('wakes nobody for what is refused, rolled back, or never needs a workflow', async () => {
    await log.commit(freshStream(), command('note', { text: 'to nobody' }));
    await smallDirectory(log.commit);
    expect(await log.rows('select from relay.wake')).toEqual([]);
  });

  it('writes what has to be sent in the same transaction', async () => {
    const stream = await begunProbe(log.commit, { remindAt: deadline });
    await log.commit(stream, command('tick', {}, { caller: clockCaller, at: deadline }));
    expect(await log.rows('select stream, version, kind, body from relay.outbox')).toEqual([
      { stream, version: 2, kind: 'reminder', body: {} },
    ]);
  });
});

describe('the relay', () => {
  it('takes one entry for each stream, however many wakes, with what happened since the last', async () => {
    const stream = await begunProbe(log.commit, { deadline });
    await log.commit(stream, command('note', { text: 'a' }));
    await log.commit(stream, command('enter-stage', { stage: 'second' }));
    const leased = await lease();
    expect(leased).toEqual([
      {
        stream,
        through: expect.any(Number) as number,
        events: [
          { type: 'probe-begun', version: 1 },
          { type: 'note-taken', version: 2 },
          { type: 'stage-entered', version: 3 },
        ],
        empty: false,
        attempts: 0,
      },
    ]);
    await wakeDelivered(log.database, leased[0] ?? { stream, through: 0 });
    expect(await lease()).toEqual([]);
    await log.commit(stream, command('enter-stage', { stage: 'third' }));
    expect((await lease())[0]?.events).toEqual([{ type: 'stage-entered', version: 4 }]);
  });

  it('gives at most the newest 50 events', async () => {
    const stream = await begunProbe(log.commit, { deadline });
    for (let turn = 0; turn < 51; turn += 1) await log.commit(stream, command('note', { text: 'again' }));
    const events = (await lease())[0]?.events;
    expect(events).toHaveLength(50);
    expect(events?.at(0)?.version).toBe(3);
    expect(events?.at(-1)?.version).toBe(52);
  });

  it('leaves a leased stream to the relay that has it, until the lease is over', async () => {
    await begunProbe(log.commit, { deadline });
    expect(await lease()).toHaveLength(1);
    expect(await lease()).toEqual([]);
    await log.rows(`update relay.agenda set not_before = clock_timestamp() - interval '1 second'`);
    expect(await lease()).toHaveLength(1);
  });

  it('passes over what another relay is just taking, without waiting', async () => {
    const [one, two] = [
      await begunProbe(log.commit, { deadline }),
      await begunProbe(log.commit, { deadline }),
    ];
    const held = await holdTransaction(log.at.superuserUrl);
    await held.query('select from relay.agenda where stream = $1 for update', [one]);
    expect((await lease()).map(({ stream }) => stream)).toEqual([two]);
    await held.rollback();
    expect((await lease()).map(({ stream }) => stream)).toEqual([one]);
  });

  it('deletes only up to what it took: a wake that came meanwhile stays', async () => {
    const stream = await begunProbe(log.commit, { deadline });
    const [taken] = await lease();
    await log.commit(stream, command('enter-stage', { stage: 'second' }));
    await wakeDelivered(log.database, taken ?? { stream, through: 0 });
    expect((await lease())[0]?.events).toEqual([{ type: 'stage-entered', version: 2 }]);
  });

  it('backs off alone, and counts its failures', async () => {
    const [one, two] = [
      await begunProbe(log.commit, { deadline }),
      await begunProbe(log.commit, { deadline }),
    ];
    await lease();
    await wakeFailed(log.database, { stream: one, delayMs: 60_000 });
    await wakeFailed(log.database, { stream: two, delayMs: 0 });
    await log.commit(one, command('enter-stage', { stage: 'second' }));
    expect(await lease()).toEqual([expect.objectContaining({ stream: two, attempts: 1 })]);
    await log.rows('update relay.agenda set not_before = null');
    const both = await lease();
    expect(both.map(({ attempts }) => attempts)).toEqual([1, 1]);
    for (const each of both) await wakeDelivered(log.database, each);
    expect(await agendaOf(one)).toMatchObject({ attempts: 0, not_before: null });
  });

  it('waits for a burst to be over, but not for ever', async () => {
    const stream = await begunProbe(log.commit, { deadline });
    await log.commit(stream, command('enter-stage', { stage: 'second' }));
    const patient = { quietMs: 60_000, longestMs: 3_600_000 };
    expect(await lease(patient)).toEqual([]);
    await log.rows(`update relay.wake set created_at = created_at - interval '2 hours'
      where id = (select min(id) from relay.wake)`);
    expect(await lease(patient)).toHaveLength(1);
  });

  it('knows that nothing is left to do, and since when the oldest waits', async () => {
    expect((await healthFacts(log.database)).oldestWakeAge).toBeNull();
    const stream = await begunProbe(log.commit, { deadline });
    await log.commit(stream, command('end', { reopenableUntil: null }));
    await log.rows(`update relay.wake set created_at = created_at - interval '2 hours' where version = 1`);
    expect((await healthFacts(log.database)).oldestWakeAge).toBeGreaterThanOrEqual(7_200);
    expect(await lease()).toEqual([expect.objectContaining({ stream, empty: true })]);
  });
});

describe('the watchdog', () => {
  const dueFor = (minutes: number) =>
    log.rows(`update relay.agenda set wake_at = clock_timestamp() - make_interval(mins => ${minutes}),
      watch_after = clock_timestamp() - make_interval(mins => ${minutes}) + interval '1 minute' where not empty`);
  const minutesUntilNext = async () => {
    const [row] = await log.rows<{ minutes: string }>(
      `select round(extract(epoch from watch_after - clock_timestamp()) / 60) as minutes from relay.agenda where not empty`,
    );
    return Number(row?.minutes);
  };

  it('wakes what has been due for a minute, not before', async () => {
    const stream = await begunProbe(log.commit, { deadline });
    await log.rows('delete from relay.wake');
    await log.rows(`update relay.agenda set wake_at = clock_timestamp() - interval '50 seconds',
      watch_after = clock_timestamp() + interval '10 seconds' where not empty`);
    expect(await wakeOverdue(log.database)).toEqual([]);
    await dueFor(1);
    expect(await wakeOverdue(log.database)).toEqual([stream]);
    expect(await lease()).toEqual([expect.objectContaining({ stream })]);
  });

  it('wakes it again after 2, 4, … 60 minutes', async () => {
    await begunProbe(log.commit, { deadline });
    const waits: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      await dueFor(10);
      await wakeOverdue(log.database);
      expect(await wakeOverdue(log.database)).toEqual([]);
      waits.push(await minutesUntilNext());
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('begins anew when the wake-up moves, and ends with it', async () => {
    const stream = await begunProbe(log.commit, { deadline });
    await dueFor(10);
    await wakeOverdue(log.database);
    await log.commit(
      stream,
      command('move-deadline', { deadline: '2027-06-01T14:00:00.000Z', remindAt: null }),
    );
    expect(await agendaOf(stream)).toMatchObject({
      watch_tries: 0,
      watch_after: '2027-06-01T14:01:00.000Z',
    });
    await log.commit(stream, command('end', { reopenableUntil: null }));
    expect(await agendaOf(stream)).toMatchObject({ watch_after: null });
  });

  it('is not disturbed by what happens beside the wake-up', async () => {
    const stream = await begunProbe(log.commit, { deadline });
    await log.rows('update relay.agenda set watch_tries = 3');
    await log.commit(stream, command('note', { text: 'beside' }));
    expect(await agendaOf(stream)).toMatchObject({ watch_tries: 3, version: 2 });
  });
});

describe('a Temporal that is new', () => {
  it('is told by the id of its namespace', async () => {
    expect(await knownNamespace(log.database)).toBeNull();
    await rememberNamespace(log.database, 'one');
    await rememberNamespace(log.database, 'two');
    expect(await knownNamespace(log.database)).toBe('two');
  });

  it('has every stream with an agenda woken, batch by batch', async () => {
    const streams = [];
    for (let count = 0; count < 5; count += 1) streams.push(await begunProbe(log.commit, { deadline }));
    const ended = await begunProbe(log.commit);
    await log.commit(ended, command('end', { reopenableUntil: null }));
    await log.rows('delete from relay.wake');
    const batches = [];
    let after: string | null = null;
    do {
      after = await wakeStreams(log.database, { after, limit: 2 });
      batches.push(after);
    } while (after !== null);
    expect(batches).toHaveLength(4);
    const woken = (await lease()).map(({ stream }) => stream);
    expect(woken.sort()).toEqual(streams.sort());
  });
});

describe('a new fold version', () => {
  /** The same process, but it asks a day later than it used to. */
  const later: AnyDecider = {
    ...(probe as AnyDecider),
    foldVersion: 2,
    agenda: (state) => ({ ...probe.agenda(state as never), wakeAt: '2027-05-02T14:00:00.000Z' }),
  };

  it('computes wake-ups again in batches, and wakes what differs', async () => {
    const streams = [await begunProbe(log.commit, { deadline }), await begunProbe(log.commit, { deadline })];
    const same = await begunProbe(log.commit, { deadline: '2027-05-02T14:00:00.000Z' });
    await log.rows('delete from relay.wake');
    expect(await recomputeAgendas(log.database, { probe: later }, { limit: 2 })).toBe(2);
    expect(await recomputeAgendas(log.database, { probe: later }, { limit: 2 })).toBe(1);
    expect(await recomputeAgendas(log.database, { probe: later }, { limit: 2 })).toBe(0);
    expect(await agendaOf(streams[0] ?? '')).toMatchObject({
      fold_version: 2,
      wake_at: '2027-05-02T14:00:00.000Z',
    });
    expect((await lease()).map(({ stream }) => stream).sort()).toEqual(streams.sort());
    expect(await agendaOf(same)).toMatchObject({ fold_version: 2 });
  });

  it('leaves the agendas of a newer one alone', async () => {
    await begunProbe(log.commit, { deadline });
    await recomputeAgendas(log.database, { probe: later }, { limit: 2 });
    expect(await recomputeAgendas(log.database, log.options.deciders, { limit: 2 })).toBe(0);
  });
});

describe('the agenda of a stream', () => {
  it('is read by the rules of the code, and empty where there is no stream', async () => {
    const stream = await begunProbe(log.commit, { deadline });
    expect(await readAgenda(log.database, log.options.deciders, stream)).toMatchObject({ wakeAt: deadline });
    expect(await readAgenda(log.database, log.options.deciders, 'probe/none')).toEqual(emptyAgenda);
    expect(await readAgenda(log.database, log.options.deciders, 'gadget/none')).toEqual(emptyAgenda);
  });
});
