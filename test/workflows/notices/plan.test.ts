import fc from 'fast-check';
import { addDays, localDay } from '../../../workflows/clocks/days';
import type { Calendar } from '../../../workflows/clocks/due';
import { isWorkingDay } from '../../../workflows/clocks/working-days';
import type { Instant } from '../../../workflows/decider';
import { digestAt, isItsDay, planNotice } from '../../../workflows/notices/plan';
import { cairo, everyDay, nairobi } from '../clocks/calendars';

/** Three hours ahead of UTC: 09:00 in Nairobi is 06:00. The first of March 2027 is a Monday. */
const dueIn = (day: string) => ({ at: `${day}T14:00:00.000Z` });

describe('Notices (lifecycle.md section 4)', () => {
  it('are collected in the digest of the day, which goes out ten minutes after 09:00 local', () => {
    const digest = { urgent: false, day: '2027-03-01', at: '2027-03-01T06:10:00.000Z' };
    for (const now of ['2027-02-28T21:00:00.000Z', '2027-03-01T06:00:00.000Z', '2027-03-01T06:09:59.999Z'])
      expect(planNotice(dueIn('2027-03-31'), nairobi, now)).toEqual(digest);
  });

  it('wait for the digest of the next day once it has gone out', () =>
    expect(planNotice(dueIn('2027-03-31'), nairobi, '2027-03-01T06:10:00.000Z')).toEqual({
      urgent: false,
      day: '2027-03-02',
      at: '2027-03-02T06:10:00.000Z',
    }));

  it('wait over a weekend and a holiday of the person, in her calendar', () => {
    const friday = '2027-03-05T12:00:00.000Z';
    expect(planNotice(null, nairobi, friday).day).toBe('2027-03-08');
    expect(planNotice(null, cairo, friday).day).toBe('2027-03-07');
    expect(planNotice(null, { ...nairobi, country: null, holidays: ['2027-03-08'] }, friday).day).toBe(
      '2027-03-09',
    );
  });

  it.each([
    ['overdue for a week', '2027-02-22'],
    ['due today', '2027-03-01'],
    ['due tomorrow', '2027-03-02'],
  ])('are urgent, and go at once and by themselves: %s', (_title, day) => {
    const now = '2027-03-01T06:00:00.000Z';
    expect(planNotice(dueIn(day), nairobi, now)).toEqual({ urgent: true, day: '2027-03-01', at: now });
    expect(planNotice({ day }, nairobi, now).urgent).toBe(true);
  });

  it('are not urgent with two days left', () =>
    expect(planNotice(dueIn('2027-03-03'), nairobi, '2027-03-01T06:00:00.000Z').urgent).toBe(false));

  it('are urgent where they would have at most one day left when their digest goes out', () => {
    const fridayEvening = '2027-03-05T15:00:00.000Z';
    expect(planNotice(dueIn('2027-03-09'), nairobi, fridayEvening).urgent).toBe(true);
    expect(planNotice(dueIn('2027-03-10'), nairobi, fridayEvening).urgent).toBe(false);
  });

  it('count days as the person does, not as UTC does', () => {
    const auckland: Calendar = { ...everyDay, timeZone: 'Pacific/Auckland' };
    const now = '2027-03-01T21:00:00.000Z';
    expect(planNotice(null, auckland, now)).toMatchObject({ day: '2027-03-03' });
    expect(planNotice({ at: '2027-03-03T12:00:00.000Z' }, auckland, now).urgent).toBe(true);
  });

  interface Sent {
    readonly day: string;
    readonly at: Instant;
  }

  /** What a worker does that runs at these instants, between which messages come: the days of the digests it sends. */
  const sentBy = (
    calendar: Calendar,
    steps: readonly { readonly at: Instant; readonly runs: boolean; readonly dueAfter: number }[],
  ): readonly Sent[] => {
    const waiting = new Map<string, { readonly at: Instant; readonly dues: readonly string[] }>();
    const sent: Sent[] = [];
    const take = (due: string, now: Instant) => {
      const { urgent, day, at } = planNotice({ day: due }, calendar, now);
      if (!urgent) waiting.set(day, { at, dues: [...(waiting.get(day)?.dues ?? []), due] });
    };
    for (const { at: now, runs, dueAfter } of steps) {
      take(addDays(localDay(now, calendar.timeZone), dueAfter), now);
      if (!runs) continue;
      for (const [day, { at, dues }] of [...waiting].filter(([, digest]) => digest.at <= now)) {
        waiting.delete(day);
        if (isItsDay(day, calendar, now)) sent.push({ day, at: now });
        else for (const due of dues) take(due, now);
        expect(at).toBe(digestAt(day, calendar));
      }
    }
    return sent;
  };

  const aCalendar: fc.Arbitrary<Calendar> = fc.record({
    timeZone: fc.constantFrom('Africa/Nairobi', 'America/Lima', 'Europe/Berlin', 'Pacific/Kiritimati'),
    weekend: fc.constantFrom([6, 7], [5, 6], [7], []),
    country: fc.constantFrom('KE', 'EG', null),
    holidays: fc.constant([]),
  });
  const start = Date.UTC(2027, 1, 20);
  const someSteps = fc
    .array(
      fc.record({
        minutes: fc.oneof(fc.integer({ min: 1, max: 8 * 60 }), fc.integer({ min: 1, max: 4 * 24 * 60 })),
        runs: fc.boolean(),
        dueAfter: fc.integer({ min: -5, max: 40 }),
      }),
      { minLength: 20, maxLength: 60 },
    )
    .map((steps) => {
      let at = start;
      return steps.map(({ minutes, ...step }) => ({
        ...step,
        at: new Date((at += minutes * 60_000)).toISOString(),
      }));
    });

  it('at most one digest per person and day, urgent (≤ 1 day, or overdue) excepted', () => {
    let digests = 0;
    fc.assert(
      fc.property(aCalendar, someSteps, (calendar, steps) => {
        const sent = sentBy(calendar, steps);
        digests += sent.length;
        const days = sent.map(({ at }) => localDay(at, calendar.timeZone));
        expect(days).toEqual([...new Set(days)]);
        expect(days).toEqual(sent.map(({ day }) => day));
        expect(days.every((day) => isWorkingDay(day, calendar))).toBe(true);
      }),
    );
    expect(digests).toBeGreaterThan(50);
    const now = '2027-03-01T05:00:00.000Z';
    const dues = ['2027-02-26', '2027-03-02', '2027-03-03', '2027-03-31'];
    expect(dues.map((day) => planNotice({ day }, nairobi, now).urgent)).toEqual([true, true, false, false]);
  });
});
