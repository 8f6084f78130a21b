import { publicHolidays } from '../../../workflows/clocks/holidays';

describe('public holidays', () => {
  it.each([
    { country: 'KE', day: '2027-06-01', name: 'Madaraka Day' },
    { country: 'KE', day: '2027-03-26', name: 'Good Friday, which moves' },
    { country: 'KE', day: '2027-12-13', name: 'the Monday for a holiday on Sunday' },
    { country: 'EG', day: '2027-03-09', name: 'the end of Ramadan, by the moon' },
    { country: 'CN', day: '2027-10-01', name: 'the National Day' },
  ])('of $country hold $day: $name', ({ country, day }) => {
    expect(publicHolidays(country, 2027).has(day)).toBe(true);
  });

  it('of several days hold each of them, and not the day after', () => {
    const egypt = publicHolidays('EG', 2027);

    expect(
      ['2027-03-08', '2027-03-09', '2027-03-10', '2027-03-11', '2027-03-12'].map((day) => egypt.has(day)),
    ).toEqual([false, true, true, true, false]);
  });

  it('that begin in December go on in January of the next year', () => {
    const january = publicHolidays('SZ', 2027);

    expect(january.has('2027-01-02')).toBe(true);
    expect([...january].every((day) => day.startsWith('2027-'))).toBe(true);
    expect(publicHolidays('SZ', 2026).has('2026-12-31')).toBe(true);
  });

  it('are whole days: half a day is worked in the morning', () => {
    expect(publicHolidays('GT', 2027).has('2027-12-24')).toBe(false);
    expect(publicHolidays('GT', 2027).has('2027-12-25')).toBe(true);
  });

  it('hold a day that is shorter because summer time begins', () => {
    // 25 April 2025, Sinai Liberation Day, had 23 hours in Egypt.
    expect(publicHolidays('EG', 2025).has('2025-04-25')).toBe(true);
  });

  it('are those of the whole country, not of its regions', () => {
    // Corpus Christi is free in parts of Germany only.
    expect(publicHolidays('DE', 2027).has('2027-05-27')).toBe(false);
  });

  it('are public: what is only observed or kept by banks is worked', () => {
    // Valentine's Day is observed, Christmas Eve kept by banks.
    expect(publicHolidays('DE', 2027).has('2027-12-24')).toBe(false);
    expect(publicHolidays('US', 2027).has('2027-02-14')).toBe(false);
  });

  it('are none for a country that the library does not know', () => {
    expect(publicHolidays('AQ', 2027).size).toBe(0);
  });

  it('are calculated once for a country and year', () => {
    expect(publicHolidays('KE', 2029)).toBe(publicHolidays('KE', 2029));
    expect(publicHolidays('KE', 2029)).not.toBe(publicHolidays('KE', 2030));
    expect(publicHolidays('TZ', 2029)).not.toBe(publicHolidays('KE', 2029));
  });
});
