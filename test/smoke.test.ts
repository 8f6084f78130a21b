import { DateTime } from 'luxon';

it('runs', () => {
  expect(DateTime.fromISO('2027-01-31').plus({ months: 1 }).toISODate()).toBe('2027-02-28');
});
