import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { erasePerson, erasuresFileIn } from '../../db/erasure';
import { leaseMessages, leaseNotices } from '../../db/notices';
import { actsOn } from '../api/acts';
import { useApi } from '../support/api';
import { noticesOf } from '../support/notices';

const api = useApi();
const { carried, give } = actsOn(api);
const { clocksRun, forget, lines, rows, send, take, work } = noticesOf(api);

/** Monday noon in Nairobi. */
const monday = '2027-03-01T09:00:00.000Z';
const tuesdayMorning = '2027-03-02T06:10:00.000Z';
/** In every zone of the sample it is Tuesday, and past 09:10. */
const tuesdayNoon = '2027-03-02T09:00:00.000Z';
const reason = 'Other plans.';

beforeEach(async () => {
  api.current.now = monday;
  await forget();
  lines.length = 0;
});

const must = async (...given: Parameters<typeof give>): Promise<void> => {
  const { status, text } = await give(...given);
  if (status !== 200) throw new Error(text);
};
const personOf = (handle: string) => api.current.idOf(handle).person;

/** Lets every lease run out. */
const leasesOver = () =>
  api.current.log.rows(`with m as (update relay.outbox set not_before = clock_timestamp())
    update relay.notice set not_before = clock_timestamp()`);

describe('A digest', () => {
  it('collects what a person is told of on one day, and goes out at 09:10 of hers', async () => {
    await carried('endorsement');
    await carried('endorsement', 'Nurseries');
    await work(monday);
    expect(await rows('host-government-ke')).toMatchObject([
      {
        day: '2027-03-02',
        urgent: false,
        sendAt: tuesdayMorning,
        sentAt: null,
        kinds: ['seat-filled', 'seat-filled'],
      },
    ]);
    expect((await rows('approving-body-3'))[0]).toMatchObject({ sendAt: '2027-03-02T02:10:00.000Z' });
    await work('2027-03-02T06:09:59.999Z');
    expect((await rows('host-government-ke'))[0]?.sentAt).toBeNull();
    await work('2027-03-02T06:10:01.000Z');
    expect((await rows('host-government-ke'))[0]?.sentAt).toBe('2027-03-02T06:10:01.000Z');
  });

  it('takes up the reminders of its morning, and leaves what comes after it to the next day', async () => {
    const id = await carried('endorsement');
    await work(monday);
    await work(tuesdayMorning);
    await clocksRun(id, '2027-03-17T06:00:10.000Z');
    await work('2027-03-17T06:00:10.000Z');
    await work('2027-03-17T06:10:00.000Z');
    await carried('endorsement', 'Nurseries');
    await work('2027-03-17T06:11:00.000Z');
    expect(await rows('host-government-ke')).toMatchObject([
      { day: '2027-03-02', kinds: ['seat-filled'] },
      { day: '2027-03-17', kinds: ['reminder'], sentAt: '2027-03-17T06:10:00.000Z' },
      { day: '2027-03-18', kinds: ['seat-filled'], sentAt: null },
    ]);
  });

  it('leaves out what is settled before it goes out, and is not sent where nothing is left', async () => {
    const settled = await carried('endorsement');
    await carried('endorsement', 'Nurseries');
    await work(monday);
    await must(settled, 'withdraw', { reason }, 'proponent');
    await work(tuesdayMorning);
    expect((await rows('finance')).flatMap(({ kinds }) => kinds)).toEqual(['seat-filled']);
    await forget();
    api.current.now = monday;
    const alone = await carried('endorsement', 'Alone');
    await work(monday);
    await must(alone, 'withdraw', { reason }, 'proponent');
    await work(tuesdayNoon);
    expect(await rows()).toEqual([]);
  });

  it('is never changed once it was sent', async () => {
    const id = await carried('endorsement');
    await work(monday);
    await work(tuesdayMorning);
    const sent = await rows('host-government-ke');
    await must(id, 'withdraw', { reason }, 'proponent');
    await carried('endorsement', 'Nurseries');
    await work(tuesdayMorning);
    await work('2027-03-02T08:00:00.000Z');
    expect((await rows('host-government-ke')).slice(0, 1)).toEqual(sent);
  });

  it('that an outage has held up over its day is carried into the next: no two on one day', async () => {
    await carried('endorsement');
    await work(monday);
    await carried('endorsement', 'Nurseries');
    const wednesday = '2027-03-03T05:00:00.000Z';
    await work(wednesday);
    expect(await rows('finance')).toMatchObject([
      { day: '2027-03-03', sentAt: null, kinds: ['seat-filled', 'seat-filled'] },
    ]);
    await work('2027-03-03T06:10:00.000Z');
    expect((await rows('finance')).map(({ day, sentAt }) => [day, sentAt])).toEqual([
      ['2027-03-03', '2027-03-03T06:10:00.000Z'],
    ]);
  });

  it('goes out late on its own day', async () => {
    await carried('endorsement');
    await work(monday);
    await work('2027-03-02T13:00:00.000Z');
    expect((await rows('finance')).map(({ day, sentAt }) => [day, sentAt])).toEqual([
      ['2027-03-02', '2027-03-02T13:00:00.000Z'],
    ]);
  });

  it('that a worker with a faster clock has sent is over: what comes then waits for the next', async () => {
    await carried('endorsement');
    await work(monday);
    await send(tuesdayMorning);
    await carried('endorsement', 'Nurseries');
    await take('2027-03-02T06:09:00.000Z');
    expect((await rows('finance')).map(({ day, kinds }) => [day, kinds.length])).toEqual([
      ['2027-03-02', 1],
      ['2027-03-03', 1],
    ]);
  });

  it('is one for a person and day, says the database itself', async () => {
    const digest = `insert into relay.notice (person, day, urgent, send_at) values ('p', '2027-03-02', $1, now())`;
    await api.current.log.rows(digest, [false]);
    await expect(api.current.log.rows(digest, [false])).rejects.toThrow('one_digest_a_day');
    await api.current.log.rows(digest, [true]);
    await api.current.log.rows(digest, [true]);
  });
});

describe('An urgent notice', () => {
  it('goes at once and by itself, beside the digest of the day', async () => {
    const id = await carried('endorsement');
    await clocksRun(id, '2027-03-30T06:00:00.000Z');
    await work('2027-03-30T06:00:05.000Z');
    const at = { urgent: true, sentAt: '2027-03-30T06:00:05.000Z' };
    const sent = await rows('host-government-ke');
    expect(sent).toMatchObject([at, at]);
    expect(sent.map(({ kinds }) => kinds.join()).sort()).toEqual(['reminder', 'seat-filled']);
  });

  it('of an outage is only the latest of what was missed', async () => {
    const id = await carried('endorsement');
    await work(monday);
    await work(tuesdayMorning);
    await clocksRun(id, '2027-04-05T06:30:00.000Z');
    await work('2027-04-05T06:30:00.000Z');
    const [, ...urgent] = await rows('host-government-ke');
    expect(urgent).toMatchObject([{ urgent: true, kinds: ['reminder'] }]);
  });
});

describe('A message', () => {
  const itemsFor = (handle: string) =>
    api.current.log.rows<{ message: number }>('select message from relay.notice_item where person = $1', [
      personOf(handle),
    ]);

  it('makes its notices exactly once, whoever takes it and however often', async () => {
    await carried('endorsement');
    await Promise.all([work(monday), work(monday), work(monday)]);
    await work(monday);
    const told = await api.current.log.rows<{ person: string; message: number }>(
      'select person, message from relay.notice_item',
    );
    expect(told).toHaveLength(6);
    expect(await rows()).toHaveLength(6);
    await Promise.all([send(tuesdayMorning), send(tuesdayMorning)]);
    expect((await rows()).every(({ kinds }) => kinds.length === 1)).toBe(true);
  });

  it('that a worker had leased when it died is taken by another, when the lease is over', async () => {
    await carried('endorsement');
    expect(await leaseMessages(api.current.log.database)).toHaveLength(6);
    expect(await take(monday)).toBe(0);
    await leasesOver();
    expect(await take(monday)).toBe(6);
    expect(await leaseNotices(api.current.log.database, tuesdayMorning)).not.toEqual([]);
    expect(await send(tuesdayMorning)).toBe(0);
    await leasesOver();
    await send(tuesdayNoon);
    expect((await rows()).filter(({ sentAt }) => sentAt === null)).toEqual([]);
  });

  it('that cannot be dealt with does not hold up the others, and is tried again later and later', async () => {
    await api.current.log.rows(
      `insert into relay.outbox (stream, version, kind, body) values ('pilot/nowhere', 1, 'reminder', '{}')`,
    );
    await carried('endorsement');
    await work(monday);
    expect(await rows()).toHaveLength(6);
    expect(lines).toMatchObject([{ msg: 'a notice was not made or sent, tries again' }]);
    const pause = `select attempts, round(extract(epoch from not_before - clock_timestamp())) > 20 as long
      from relay.outbox where noticed_at is null`;
    expect(await api.current.log.rows(pause)).toEqual([{ attempts: 1, long: false }]);
    await leasesOver();
    await work(monday);
    expect(await api.current.log.rows(pause)).toEqual([{ attempts: 2, long: true }]);
  });

  it('of a kind that this worker does not know waits for a newer one', async () => {
    await api.current.log.rows(
      `insert into relay.outbox (stream, version, kind, body) values ('pilot/some', 1, 'news', '{}')`,
    );
    expect(await take(monday)).toBe(0);
    expect(lines).toEqual([]);
  });

  it('is told to who has the seat when the notice goes out, not to who has left it', async () => {
    const id = await carried('endorsement');
    const { organisation } = api.current.idOf('host-government-ke');
    const body = { organisations: [organisation], personal: { name: 'New colleague' } };
    const registered = await api.current.post('/v1/persons', body, { as: 'administrator-1' });
    const colleague = String(registered.body['id']);
    await work(monday);
    await must(
      id,
      'change-seat-persons',
      { seat: 'host_government-1', persons: [colleague] },
      'host-government-ke',
    );
    await work(tuesdayMorning);
    expect(await itemsFor('host-government-ke')).toEqual([]);
    await work('2027-03-02T06:10:01.000Z');
    const told = (await rows()).filter(({ person }) => person === colleague);
    expect(told).toMatchObject([{ day: '2027-03-03', kinds: ['seat-filled'] }]);
    expect(await itemsFor('host-government-mw')).toHaveLength(1);
  });

  it('is told to the coordinator where the seat’s person is gone, and never to an erased person', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'erasures-'));
    await carried('endorsement');
    await work(monday);
    await erasePerson(api.current.log.database, {
      person: personOf('host-government-mw'),
      at: monday,
      file: erasuresFileIn(folder),
    });
    await work('2027-03-02T07:10:00.000Z');
    await work('2027-03-02T07:10:01.000Z');
    expect(await itemsFor('host-government-mw')).toEqual([]);
    expect((await itemsFor('coordinator-1')).length).toBe(1);
    expect((await itemsFor('coordinator-2')).length).toBe(1);
    expect(await itemsFor('host-government-ke')).toHaveLength(1);
    await forget();
    api.current.now = monday;
    await carried('endorsement', 'Nurseries');
    await work(monday);
    expect(await itemsFor('host-government-mw')).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

describe('Whatever happens when', () => {
  it('there are never two digests for a person and day', async () => {
    const minutes = fc.integer({ min: 1, max: 36 * 60 });
    const step = fc.record({
      minutes,
      does: fc.constantFrom('message', 'message', 'work', 'work', 'work', 'two workers', 'take', 'send'),
    });
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), async (steps) => {
        await forget();
        let at = Date.parse(monday);
        let made = 0;
        for (const { minutes: more, does } of steps) {
          at += more * 60_000;
          const now = new Date(at).toISOString();
          api.current.now = now;
          if (does === 'message') await carried('draft', `Pilot ${(made += 1)}`);
          if (does === 'work') await work(now);
          if (does === 'two workers') await Promise.all([work(now), work(now)]);
          if (does === 'take') await take(now);
          if (does === 'send') await send(now);
        }
        const digests = (await rows('finance')).filter(({ urgent }) => !urgent);
        const days = digests.flatMap(({ sentAt }) =>
          sentAt === null ? [] : new Date(Date.parse(sentAt) + 3 * 3_600_000).toISOString().slice(0, 10),
        );
        sent += days.length;
        expect(days).toEqual([...new Set(days)]);
        expect(digests.filter(({ sentAt }) => sentAt !== null).map(({ day }) => day)).toEqual(days);
      }),
      { numRuns: 12 },
    );
    expect(sent).toBeGreaterThan(0);
  });
});
