import { calendarOf } from '../../../workflows/clocks/calendar';
import {
  addWorkingDays,
  isWorkingDay,
  lastWorkingMorning,
  nearestWorkingDay,
  nextWorkingMorning,
} from '../../../workflows/clocks/working-days';
import { cairo, everyDay, nairobi } from './calendars';

describe('the calendar of an organisation', () => {
  it('is its zone, its weekend, the public holidays of its country and its own holidays', () => {
    const ministry = {
      id: 'ministry',
      version: 3,
      name: 'Ministry of Environment',
      kind: 'government' as const,
      country: 'KE',
      timeZone: 'Africa/Nairobi',
      weekend: [6, 7],
      holidays: ['2027-08-16'],
      language: 'en',
      focalPointFor: 'KE',
      active: true,
    };

    expect(calendarOf(ministry)).toEqual({ ...nairobi, holidays: ['2027-08-16'] });
  });
});

describe('a working day', () => {
  it.each([
    { day: '2027-03-01', what: 'a Monday', works: true },
    { day: '2027-03-06', what: 'a Saturday', works: false },
    { day: '2027-03-07', what: 'a Sunday', works: false },
    { day: '2027-06-01', what: 'Madaraka Day', works: false },
    { day: '2027-06-02', what: 'the day after it', works: true },
  ])('in Nairobi: $what, $works', ({ day, works }) => {
    expect(isWorkingDay(day, nairobi)).toBe(works);
  });

  it.each([
    { day: '2027-03-05', what: 'Friday', works: false },
    { day: '2027-03-06', what: 'Saturday', works: false },
    { day: '2027-03-07', what: 'Sunday', works: true },
  ])('in Cairo, where the weekend is Friday and Saturday: $what, $works', ({ day, works }) => {
    expect(isWorkingDay(day, cairo)).toBe(works);
  });

  it('is none on a holiday of the organisation itself', () => {
    expect(isWorkingDay('2027-03-02', { ...nairobi, holidays: ['2027-03-02'] })).toBe(false);
  });

  it('knows no public holidays for a body of no country', () => {
    expect(isWorkingDay('2027-12-25', everyDay)).toBe(true);
  });

  it('is the day itself, or the nearest one in the direction asked', () => {
    expect(nearestWorkingDay('2027-03-01', nairobi, 1)).toBe('2027-03-01');
    expect(nearestWorkingDay('2027-03-06', nairobi, 1)).toBe('2027-03-08');
    expect(nearestWorkingDay('2027-03-07', nairobi, -1)).toBe('2027-03-05');
  });

  it('does not exist where every day is weekend', () => {
    const idle = { ...everyDay, weekend: [1, 2, 3, 4, 5, 6, 7] };

    expect(() => nearestWorkingDay('2027-03-01', idle, 1)).toThrow(
      new RangeError('A calendar needs at least one working weekday.'),
    );
  });
});

describe('working days are counted', () => {
  it('from the day after: day 0 is the event', () => {
    expect(addWorkingDays('2027-03-01', 1, nairobi)).toEqual({ day: '2027-03-02', holidays: [] });
  });

  it('over weekends', () => {
    expect(addWorkingDays('2027-02-01', 10, nairobi)).toEqual({ day: '2027-02-15', holidays: [] });
  });

  it('over holidays, and tell which; a holiday on a weekend is not one of them', () => {
    // Good Friday and Easter Monday; Easter Sunday, a holiday too, is weekend.
    expect(addWorkingDays('2027-03-22', 5, nairobi)).toEqual({
      day: '2027-03-31',
      holidays: ['2027-03-26', '2027-03-29'],
    });
  });

  it('in the calendar of the owner', () => {
    expect(addWorkingDays('2027-03-04', 5, cairo)).toEqual({
      day: '2027-03-16',
      holidays: ['2027-03-09', '2027-03-10', '2027-03-11'],
    });
  });
});

describe('the next working morning', () => {
  it.each([
    {
      from: '2027-03-01T05:59:59.999Z',
      morning: '2027-03-01T06:00:00.000Z',
      name: 'the same day before 09:00',
    },
    { from: '2027-03-01T06:00:00.000Z', morning: '2027-03-01T06:00:00.000Z', name: 'at once at 09:00' },
    {
      from: '2027-03-01T06:00:00.001Z',
      morning: '2027-03-02T06:00:00.000Z',
      name: 'the next day after 09:00',
    },
    {
      from: '2027-03-05T12:00:00.000Z',
      morning: '2027-03-08T06:00:00.000Z',
      name: 'Monday after Friday noon',
    },
    {
      from: '2027-03-08T21:30:00.000Z',
      morning: '2027-03-10T06:00:00.000Z',
      name: 'after the holiday that has begun there',
    },
  ])('is 09:00 local: $name', ({ from, morning }) => {
    expect(nextWorkingMorning(from, nairobi)).toBe(morning);
  });
});

describe('the last working morning before an instant', () => {
  it.each([
    { before: '2027-03-01T14:00:00.000Z', morning: '2027-03-01T06:00:00.000Z', name: 'the same day' },
    {
      before: '2027-03-01T06:00:00.000Z',
      morning: '2027-02-26T06:00:00.000Z',
      name: 'never that instant itself',
    },
    {
      before: '2027-03-07T14:00:00.000Z',
      morning: '2027-03-05T06:00:00.000Z',
      name: 'Friday before a Sunday',
    },
    { before: '2027-03-29T14:00:00.000Z', morning: '2027-03-25T06:00:00.000Z', name: 'before Easter' },
  ])('is 09:00 local: $name', ({ before, morning }) => {
    expect(lastWorkingMorning(before, nairobi)).toBe(morning);
  });
});
