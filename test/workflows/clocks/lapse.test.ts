import { computeDue } from '../../../workflows/clocks/compute';
import type { GivenReminder } from '../../../workflows/clocks/due';
import { finalNotice, lapseInstant, lapseNotices, wasWarned } from '../../../workflows/clocks/lapse';
import { planReminders } from '../../../workflows/clocks/reminders';
import { sscPilotRules } from '../../../workflows/programmes/shipped';
import { cairo, everyDay, nairobi } from './calendars';

const undated = computeDue({ kind: 'after', event: 'signature', from: null, length: { days: 9 } }, everyDay);

describe('a lapse', () => {
  it.each([
    { name: 'a working day: that day', day: '2027-06-15', lapse: '2027-06-15T14:00:00.000Z' },
    { name: 'a Saturday: Monday', day: '2027-06-19', lapse: '2027-06-21T14:00:00.000Z' },
    { name: 'a holiday: the day after', day: '2027-06-01', lapse: '2027-06-02T14:00:00.000Z' },
    { name: 'Good Friday: after Easter Monday', day: '2027-03-26', lapse: '2027-03-30T14:00:00.000Z' },
  ])('falls at 17:00 on the first working day on or after the due date, $name', ({ day, lapse }) => {
    expect(lapseInstant(computeDue({ kind: 'fixed', day }, nairobi), nairobi)).toBe(lapse);
  });

  it('counts the working days of the owner', () => {
    expect(lapseInstant(computeDue({ kind: 'fixed', day: '2027-06-18' }, cairo), cairo)).toBe(
      '2027-06-20T14:00:00.000Z',
    );
  });

  it('has no instant while the clock is undated', () => {
    expect(lapseInstant(undated, everyDay)).toBeNull();
  });
});

describe('a lapse needs its notices', () => {
  const due = computeDue({ kind: 'fixed', day: '2027-06-15' }, everyDay);
  const at = due.at ?? '';
  const plan = {
    opened: '2027-01-01T08:00:00.000Z',
    due,
    lapses: true,
    owner: 'other',
    proposes: 'extend',
    ownerCalendar: everyDay,
    ruleBook: sscPilotRules,
  } as const;
  const obligation = { due, reminders: planReminders(plan), given: [] };
  const notice = (offset: number, change: Partial<GivenReminder> = {}): GivenReminder => ({
    offset,
    due: at,
    at: '2027-06-14T09:00:00.000Z',
    ...change,
  });
  const warned = (...given: readonly GivenReminder[]): boolean => wasWarned({ ...obligation, given });

  it('at −30, −7 and −1', () => {
    expect(lapseNotices(obligation)).toEqual([-30, -7, -1]);
    expect(warned(notice(-30), notice(-7), notice(-1))).toBe(true);
  });

  it.each([-30, -7, -1])('each of them: without %s days it does not happen', (missed) => {
    const given = [-30, -14, -7, -1, 0].filter((offset) => offset !== missed);

    expect(warned(...given.map((offset) => notice(offset)))).toBe(false);
  });

  it('in time: one that was given at the due instant or later does not count', () => {
    expect(warned(notice(-30), notice(-7), notice(-1, { at: '2027-06-15T16:59:59.999Z' }))).toBe(true);
    expect(warned(notice(-30), notice(-7), notice(-1, { at }))).toBe(false);
  });

  it('for this due date: those for an earlier one do not count', () => {
    expect(warned(notice(-30), notice(-7), notice(-1, { due: '2027-05-15T17:00:00.000Z' }))).toBe(false);
  });

  it('only those that are not longer than the obligation', () => {
    const short = {
      ...obligation,
      reminders: planReminders({ ...plan, opened: '2027-06-03T08:00:00.000Z' }),
    };

    expect(lapseNotices(short)).toEqual([-7, -1]);
    expect(wasWarned({ ...short, given: [notice(-7), notice(-1)] })).toBe(true);
  });

  it('one at least: an obligation that is too short for any does not lapse unwarned', () => {
    const day = { ...obligation, reminders: planReminders({ ...plan, opened: '2027-06-14T12:00:00.000Z' }) };

    expect(lapseNotices(day)).toEqual([]);
    expect(wasWarned({ ...day, given: [notice(0)] })).toBe(false);
  });

  it('and a date', () => {
    expect(
      wasWarned({
        due: undated,
        reminders: obligation.reminders,
        given: [notice(-30), notice(-7), notice(-1)],
      }),
    ).toBe(false);
  });
});

describe('the final notice', () => {
  it.each([
    {
      name: 'at once on a working day from 09:00 on',
      now: '2027-06-15T06:00:00.000Z',
      at: '2027-06-15T06:00:00.000Z',
      lapse: '2027-06-22T14:00:00.000Z',
    },
    {
      name: 'at 17:00, when the lapse would have been',
      now: '2027-06-15T14:00:00.000Z',
      at: '2027-06-15T14:00:00.000Z',
      lapse: '2027-06-22T14:00:00.000Z',
    },
    {
      name: 'in the morning, if it is night',
      now: '2027-06-14T23:00:00.000Z',
      at: '2027-06-15T06:00:00.000Z',
      lapse: '2027-06-22T14:00:00.000Z',
    },
    {
      name: 'on Monday, if it is Saturday',
      now: '2027-06-19T10:00:00.000Z',
      at: '2027-06-21T06:00:00.000Z',
      lapse: '2027-06-28T14:00:00.000Z',
    },
    {
      name: 'after a holiday',
      now: '2027-06-01T10:00:00.000Z',
      at: '2027-06-02T06:00:00.000Z',
      lapse: '2027-06-09T14:00:00.000Z',
    },
  ])('goes out $name, and the lapse falls at 17:00 seven days after it', ({ now, at, lapse }) => {
    expect(finalNotice(now, 7, nairobi)).toEqual({ at, lapse });
  });

  it('gives the days of the rule book', () => {
    expect(finalNotice('2027-06-15T10:00:00.000Z', 10, everyDay).lapse).toBe('2027-06-25T17:00:00.000Z');
  });
});
