import { calendarOfPerson, homeOf } from '../../../workflows/notices/home';
import { organisations, person, persons, sampleDirectory } from '../../support/pilot-people';

const of = (...belongsTo: readonly string[]) =>
  sampleDirectory({
    persons: [...persons, person('pia', ...belongsTo)],
    organisations: organisations.map((entry) => (entry.id === 'unit' ? { ...entry, active: false } : entry)),
  });

describe('Where a person is at home', () => {
  it('is the first active organisation that she belongs to', () => {
    expect(homeOf('pia', of('focal-mw', 'focal-ke'))?.id).toBe('focal-mw');
    expect(homeOf('pia', of('unit', 'nowhere', 'focal-ke'))?.id).toBe('focal-ke');
  });

  it('gives her its calendar: one for each person, so that no day of hers is two', () =>
    expect(calendarOfPerson('pia', of('board-3', 'focal-ke'))).toEqual({
      timeZone: 'Asia/Bangkok',
      weekend: [6, 7],
      country: null,
      holidays: [],
    }));

  it('is nowhere without one: UTC, and the usual weekend', () => {
    for (const directory of [of(), of('unit')]) {
      expect(homeOf('pia', directory)).toBeUndefined();
      expect(calendarOfPerson('pia', directory)).toEqual({
        timeZone: 'UTC',
        weekend: [6, 7],
        country: null,
        holidays: [],
      });
    }
    expect(homeOf('nobody', of())).toBeUndefined();
  });
});
