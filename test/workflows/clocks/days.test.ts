import { Settings } from 'luxon';

import {
  addDays,
  addMonths,
  atHour,
  daysBetween,
  earlier,
  later,
  localDay,
  weekday,
} from '../../../workflows/clocks/days';

describe('days', () => {
  it('are those of the time zone: one instant is two days at two ends of the earth', () => {
    const instant = '2027-03-01T22:30:00.000Z';

    expect(localDay(instant, 'Africa/Nairobi')).toBe('2027-03-02');
    expect(localDay(instant, 'America/Lima')).toBe('2027-03-01');
  });

  it.each([
    { zone: 'Africa/Nairobi', instant: '2027-03-01T14:00:00.000Z' },
    { zone: 'Asia/Kathmandu', instant: '2027-03-01T11:15:00.000Z' },
    { zone: 'Pacific/Apia', instant: '2027-03-01T04:00:00.000Z' },
    { zone: 'America/Lima', instant: '2027-03-01T22:00:00.000Z' },
  ])('have their 17:00 at $instant in $zone', ({ zone, instant }) => {
    expect(atHour('2027-03-01', 17, zone)).toBe(instant);
  });

  it('follow summer time', () => {
    expect(atHour('2027-03-27', 17, 'Europe/Berlin')).toBe('2027-03-27T16:00:00.000Z');
    expect(atHour('2027-03-28', 17, 'Europe/Berlin')).toBe('2027-03-28T15:00:00.000Z');
  });

  it.each([
    { day: '2027-01-31', months: 1, result: '2027-02-28' },
    { day: '2028-01-31', months: 1, result: '2028-02-29' },
    { day: '2027-08-31', months: 6, result: '2028-02-29' },
    { day: '2027-05-31', months: 1, result: '2027-06-30' },
    { day: '2027-01-15', months: 14, result: '2028-03-15' },
  ])('$months months after $day is $result, clamped to the end of the month', ({ day, months, result }) => {
    expect(addMonths(day, months)).toBe(result);
  });

  it('are counted over months, years and leap days', () => {
    expect(addDays('2027-12-31', 1)).toBe('2028-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28');
    expect(daysBetween('2028-01-01', '2029-01-01')).toBe(366);
    expect(daysBetween('2027-03-02', '2027-03-01')).toBe(-1);
  });

  it('have ISO weekdays', () => {
    expect(weekday('2027-03-01')).toBe(1);
    expect(weekday('2027-03-07')).toBe(7);
  });

  it('are compared as text', () => {
    expect(later('2027-03-01', '2026-12-31')).toBe('2027-03-01');
    expect(earlier('2027-03-01', '2026-12-31')).toBe('2026-12-31');
  });

  it.each(['2027-02-30', 'soon', '', '2027-3-1', '2027-03-01T00:00'])('are no days: "%s"', (day) => {
    const notADay = new RangeError(`Not a day: "${day}"`);

    expect(() => addDays(day, 1)).toThrow(notADay);
    expect(() => addMonths(day, 1)).toThrow(notADay);
    expect(() => atHour(day, 17, 'UTC')).toThrow(notADay);
  });

  it('do not depend on the time zone of the machine', () => {
    const { defaultZone } = Settings;
    Settings.defaultZone = 'America/Lima';
    try {
      expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
      expect(localDay('2027-03-01T22:30:00.000Z', 'Africa/Nairobi')).toBe('2027-03-02');
      expect(atHour('2027-03-01', 17, 'Africa/Nairobi')).toBe('2027-03-01T14:00:00.000Z');
    } finally {
      Settings.defaultZone = defaultZone;
    }
  });

  it('need a time zone that exists', () => {
    expect(() => localDay('2027-03-01T00:00:00.000Z', 'Africa/Atlantis')).toThrow(
      new RangeError('Not an instant and a time zone: "2027-03-01T00:00:00.000Z", "Africa/Atlantis"'),
    );
    expect(() => localDay('soon', 'UTC')).toThrow(
      new RangeError('Not an instant and a time zone: "soon", "UTC"'),
    );
    expect(() => atHour('2027-03-01', 17, 'Africa/Atlantis')).toThrow(
      new RangeError('Not a time zone: "Africa/Atlantis"'),
    );
  });
});
