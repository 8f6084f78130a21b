import { yearsLater, yearsToMove } from '../../infra/demo/dates';
import { anActivity } from '../support/activity';

const startingOn = (...starts: string[]) =>
  starts.map((plannedStart) => anActivity({ dates: { plannedStart, plannedEnd: '2024-12-31' } }));

describe('planned dates of the demonstration', () => {
  it('move by the fewest whole years with which every complete activity starts in the future', () =>
    expect(yearsToMove(startingOn('2020-03-31', '2023-11-24'), '2026-11-23')).toBe(7));

  it('count a start today as past', () =>
    expect(yearsToMove(startingOn('2026-11-23'), '2026-11-23')).toBe(1));

  it('do not move where none is past', () =>
    expect(yearsToMove(startingOn('2026-11-24'), '2026-11-23')).toBe(0));

  it('do not depend on activities that stay drafts', () =>
    expect(yearsToMove([anActivity({ countries: [] })], '2026-11-23')).toBe(0));

  it('clamp 29 February to the end of a shorter month', () =>
    expect(yearsLater('2020-02-29', 7)).toBe('2027-02-28'));
});
