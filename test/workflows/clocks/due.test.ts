import { computeDue, waitDue } from '../../../workflows/clocks/compute';
import type { Due, DueExpression } from '../../../workflows/clocks/due';
import { cairo, everyDay, nairobi } from './calendars';

const due = (expression: DueExpression): Pick<Due, 'at' | 'explanation'> => {
  const { at, explanation } = computeDue(expression, nairobi);
  return { at, explanation };
};
/** 17:00 in Nairobi. */
const on = (day: string): string => `${day}T14:00:00.000Z`;
const approval = { event: 'approval', from: '2027-06-03T08:00:00.000Z' };
const signature = { event: 'signature', from: '2027-07-01T08:00:00.000Z' };

describe('a due date', () => {
  it('is 17:00 in the zone of the owner', () => {
    const expression: DueExpression = { kind: 'fixed', day: '2027-06-15' };

    expect(computeDue(expression, nairobi).at).toBe('2027-06-15T14:00:00.000Z');
    expect(computeDue(expression, cairo).at).toBe('2027-06-15T14:00:00.000Z');
    expect(computeDue(expression, everyDay).at).toBe('2027-06-15T17:00:00.000Z');
  });

  it('counts from the day of the event in the zone of the owner', () => {
    const late: DueExpression = {
      kind: 'after',
      event: 'submission',
      from: '2027-03-01T22:00:00.000Z',
      length: { days: 1 },
    };

    expect(computeDue(late, nairobi).at).toBe(on('2027-03-03'));
    expect(computeDue(late, everyDay).at).toBe('2027-03-02T17:00:00.000Z');
  });

  it('stays on a weekend or a holiday', () => {
    expect(due({ kind: 'fixed', day: '2027-03-06' }).at).toBe(on('2027-03-06'));
    expect(due({ kind: 'after', ...approval, length: { days: 2 } }).at).toBe(on('2027-06-05'));
  });

  it('keeps what it was computed with', () => {
    expect(
      computeDue({ kind: 'working', event: 'submission', from: '2027-03-22T08:00:00.000Z', days: 5 }, nairobi)
        .computedWith,
    ).toEqual({
      timeZone: 'Africa/Nairobi',
      weekend: [6, 7],
      holidays: ['2027-03-26', '2027-03-29'],
    });
  });

  it.each<DueExpression>([
    { kind: 'fixed', day: '2027-06-15' },
    { kind: 'after', ...approval, length: { days: 120 } },
    { kind: 'after', event: 'signature', from: null, length: { days: 120 } },
    { kind: 'yearly', dates: ['--01-31'], after: '2026-12-01T08:00:00.000Z' },
    { kind: 'meeting', meeting: 'the meeting', lastDay: '2027-06-15', days: 1 },
    { kind: 'meeting', meeting: 'the meeting', lastDay: null, days: 1 },
  ])('passes over no holidays where none are counted: $kind', (expression) => {
    expect(computeDue(expression, nairobi).computedWith.holidays).toEqual([]);
  });

  it('keeps its expression', () => {
    const expression: DueExpression = { kind: 'fixed', day: '2027-06-15' };

    expect(computeDue(expression, nairobi).expression).toBe(expression);
  });
});

describe('fixed', () => {
  it('is its day', () => {
    expect(due({ kind: 'fixed', day: '2027-06-15' })).toEqual({
      at: on('2027-06-15'),
      explanation: '15 June 2027',
    });
  });

  it('says what day it is, alone and as a part', () => {
    const day: DueExpression = { kind: 'fixed', day: '2027-06-15', why: 'the day of the meeting' };
    expect(due(day).explanation).toBe('15 June 2027, the day of the meeting');
    expect(
      due({ kind: 'later_of', of: [day, { kind: 'after', ...approval, length: { months: 4 } }] }).explanation,
    ).toBe(
      'the later of 15 June 2027 (the day of the meeting) and 3 October 2027 (4 months after approval, 3 June 2027)',
    );
  });
});

describe('after an event', () => {
  it('counts days', () => {
    expect(due({ kind: 'after', ...approval, length: { days: 120 } })).toEqual({
      at: on('2027-10-01'),
      explanation: '120 days after approval, 3 June 2027',
    });
  });

  it('counts months, clamped to the end of the month', () => {
    expect(
      due({
        kind: 'after',
        event: 'concept approval',
        from: '2027-01-31T08:00:00.000Z',
        length: { months: 1 },
      }),
    ).toEqual({ at: on('2027-02-28'), explanation: '1 month after concept approval, 31 January 2027' });
  });

  it('names the day of the event as it was for the owner', () => {
    expect(
      due({ kind: 'after', event: 'approval', from: '2027-06-02T22:00:00.000Z', length: { days: 1 } }),
    ).toEqual({ at: on('2027-06-04'), explanation: '1 day after approval, 3 June 2027' });
  });

  it('is undated while the event has not happened', () => {
    expect(due({ kind: 'after', event: 'signature', from: null, length: { days: 120 } })).toEqual({
      at: null,
      explanation: '120 days after signature, which has not happened yet',
    });
  });
});

describe('working days', () => {
  it('count in the calendar of the owner, and say what was not counted', () => {
    expect(due({ kind: 'working', event: 'submission', from: '2027-03-22T08:00:00.000Z', days: 5 })).toEqual({
      at: on('2027-03-31'),
      explanation:
        '5 working days after submission, 22 March 2027 (not counted: Saturdays, Sundays, ' +
        'the holiday of 26 March 2027 and the holiday of 29 March 2027)',
    });
  });

  it('name the weekend of the owner', () => {
    const { explanation } = computeDue(
      { kind: 'working', event: 'submission', from: '2027-02-01T08:00:00.000Z', days: 1 },
      { ...cairo, weekend: [6, 5] },
    );

    expect(explanation).toBe(
      '1 working day after submission, 1 February 2027 (not counted: Fridays and Saturdays)',
    );
  });

  it('name nothing where every day is worked', () => {
    const { explanation } = computeDue(
      { kind: 'working', event: 'submission', from: '2027-02-01T08:00:00.000Z', days: 2 },
      everyDay,
    );

    expect(explanation).toBe('2 working days after submission, 1 February 2027');
  });

  it('are undated while the event has not happened', () => {
    expect(due({ kind: 'working', event: 'submission', from: null, days: 10 })).toEqual({
      at: null,
      explanation:
        '10 working days after submission, which has not happened yet (not counted: Saturdays and Sundays)',
    });
  });
});

describe('yearly dates', () => {
  const halfYearly = (after: string): DueExpression => ({
    kind: 'yearly',
    dates: ['--01-31', '--07-31'],
    after,
  });

  it.each([
    { after: '2026-12-01T08:00:00.000Z', day: '2027-01-31' },
    { after: '2027-01-30T20:59:59.999Z', day: '2027-01-31' },
    { after: '2027-01-30T21:00:00.000Z', day: '2027-07-31' },
    { after: '2027-07-31T08:00:00.000Z', day: '2028-01-31' },
  ])('fall on the next of them after the day of $after there: $day', ({ after, day }) => {
    expect(due(halfYearly(after)).at).toBe(on(day));
  });

  it('are named', () => {
    expect(due(halfYearly('2026-12-01T08:00:00.000Z')).explanation).toBe(
      'each 31 January and 31 July, the next after 1 December 2026',
    );
  });

  it('fall on their own day of the month, and one is named alone', () => {
    expect(due({ kind: 'yearly', dates: ['--06-30'], after: '2026-12-01T08:00:00.000Z' })).toEqual({
      at: on('2027-06-30'),
      explanation: 'each 30 June, the next after 1 December 2026',
    });
    expect(due({ kind: 'yearly', dates: ['--03-15'], after: '2026-12-01T08:00:00.000Z' }).at).toBe(
      on('2027-03-15'),
    );
  });

  it('on 29 February fall on the 28th in a common year', () => {
    const leap = (after: string): string | null => due({ kind: 'yearly', dates: ['--02-29'], after }).at;

    expect(leap('2027-01-01T08:00:00.000Z')).toBe(on('2027-02-28'));
    expect(leap('2027-03-01T08:00:00.000Z')).toBe(on('2028-02-29'));
  });
});

describe('the later and the earlier of several', () => {
  const parts: readonly DueExpression[] = [
    { kind: 'after', ...approval, length: { days: 120 } },
    { kind: 'after', ...signature, length: { days: 120 } },
  ];

  it('say a length that they share once', () => {
    expect(due({ kind: 'later_of', of: parts })).toEqual({
      at: on('2027-10-29'),
      explanation: '120 days after the later of approval, 3 June 2027, and signature, 1 July 2027',
    });
    expect(due({ kind: 'earlier_of', of: parts })).toEqual({
      at: on('2027-10-01'),
      explanation: '120 days after the earlier of approval, 3 June 2027, and signature, 1 July 2027',
    });
  });

  it('take whichever it is, in any order', () => {
    expect(due({ kind: 'later_of', of: [...parts].reverse() }).at).toBe(on('2027-10-29'));
    expect(due({ kind: 'earlier_of', of: [...parts].reverse() }).at).toBe(on('2027-10-01'));
  });

  it('keep more than two events apart', () => {
    const closing = { event: 'closing', from: '2027-08-01T08:00:00.000Z' };

    expect(
      due({ kind: 'later_of', of: [...parts, { kind: 'after', ...closing, length: { days: 120 } }] })
        .explanation,
    ).toBe(
      '120 days after the later of approval, 3 June 2027; signature, 1 July 2027; and closing, 1 August 2027',
    );
  });

  it('give the day of each part where the parts differ', () => {
    expect(
      due({
        kind: 'later_of',
        of: [
          { kind: 'fixed', day: '2027-06-15' },
          { kind: 'after', ...approval, length: { months: 4 } },
        ],
      }),
    ).toEqual({
      at: on('2027-10-03'),
      explanation: 'the later of 15 June 2027 and 3 October 2027 (4 months after approval, 3 June 2027)',
    });
  });

  it('do not share a length that only one of them has', () => {
    expect(
      due({
        kind: 'earlier_of',
        of: [
          { kind: 'after', ...approval, length: { days: 30 } },
          { kind: 'after', ...approval, length: { days: 60 } },
        ],
      }).explanation,
    ).toBe(
      'the earlier of 3 July 2027 (30 days after approval, 3 June 2027) and ' +
        '2 August 2027 (60 days after approval, 3 June 2027)',
    );
  });

  const unknown: DueExpression = { kind: 'after', event: 'signature', from: null, length: { months: 1 } };
  const known: DueExpression = { kind: 'fixed', day: '2027-06-15' };

  it.each([
    { name: 'first', of: [unknown, known] },
    { name: 'last', of: [known, unknown] },
  ])('the later is unknown while a part is, $name', ({ of }) => {
    expect(due({ kind: 'later_of', of }).at).toBeNull();
  });

  it.each([
    { name: 'first', of: [unknown, known] },
    { name: 'last', of: [known, unknown] },
  ])('the earlier is what is known, unknown $name', ({ of }) => {
    expect(due({ kind: 'earlier_of', of }).at).toBe(on('2027-06-15'));
  });

  it('are undated while nothing is known, and say so', () => {
    expect(
      due({
        kind: 'earlier_of',
        of: [unknown, { kind: 'meeting', meeting: 'the meeting', lastDay: null, days: 2 }],
      }),
    ).toEqual({
      at: null,
      explanation:
        'the earlier of a day that is not known yet (1 month after signature, which has not happened yet) and ' +
        'a day that is not known yet (2 days after the last day of the meeting, which has no date yet)',
    });
  });

  it('name each holiday of their parts once, in order', () => {
    const working = (days: number, from = '2027-03-22T08:00:00.000Z'): DueExpression => ({
      kind: 'working',
      event: 'submission',
      from,
      days,
    });

    expect(
      computeDue(
        { kind: 'later_of', of: [working(3, '2027-03-26T08:00:00.000Z'), working(6), working(4)] },
        nairobi,
      ).computedWith.holidays,
    ).toEqual(['2027-03-26', '2027-03-29']);
  });
});

describe('relative to a meeting', () => {
  const meeting = (days: number, lastDay: string | null): DueExpression => ({
    kind: 'meeting',
    meeting: "the board's 41st meeting",
    lastDay,
    days,
  });

  it.each([
    {
      days: 1,
      day: '2027-10-18',
      words: "1 day after the last day of the board's 41st meeting, 17 October 2027",
    },
    { days: 0, day: '2027-10-17', words: "the last day of the board's 41st meeting, 17 October 2027" },
    {
      days: -14,
      day: '2027-10-03',
      words: "14 days before the last day of the board's 41st meeting, 17 October 2027",
    },
  ])('$words', ({ days, day, words }) => {
    expect(due(meeting(days, '2027-10-17'))).toEqual({ at: on(day), explanation: words });
  });

  it('is undated until the meeting has a date', () => {
    expect(due(meeting(1, null))).toEqual({
      at: null,
      explanation: "1 day after the last day of the board's 41st meeting, which has no date yet",
    });
  });
});

describe('a wait of the rule book', () => {
  const from = '2027-03-22T08:00:00.000Z';

  it.each([
    { wait: { days: 30 }, day: '2027-04-21' },
    { wait: { months: 18 }, day: '2028-09-22' },
    { wait: { workingDays: 5 }, day: '2027-03-31' },
  ])('$wait after submission ends on $day', ({ wait, day }) => {
    const { at, explanation } = waitDue(wait, 'submission', from, nairobi);

    expect(at).toBe(on(day));
    expect(explanation).toContain('after submission, 22 March 2027');
  });
});
