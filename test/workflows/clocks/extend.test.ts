import { computeDue } from '../../../workflows/clocks/compute';
import type { Calendar, Due, DueExpression, Extension } from '../../../workflows/clocks/due';
import { coordinatorLimit, extendDue } from '../../../workflows/clocks/extend';
import { happened } from '../../../workflows/clocks/move';
import { everyDay, nairobi } from './calendars';

type By = Extension['by'];
const on = (day: string): string => `${day}T17:00:00.000Z`;

const granted = (by: By, rest: Partial<Extension> = {}): Extension => ({
  by,
  replaces: false,
  final: false,
  authority: 'the coordinator',
  reason: 'The ministry moves.',
  ...rest,
});

const extended = (due: Due, ...extensions: readonly Extension[]): Due =>
  extensions.reduce((before, extension) => {
    const answer = extendDue(before, extension);
    if (typeof answer === 'string') throw new Error(answer);
    return answer;
  }, due);

const after = (from: string | null, length: { days: number } | { months: number }): DueExpression => ({
  kind: 'after',
  event: 'approval',
  from,
  length,
});
const due = (expression: DueExpression, calendar: Calendar = everyDay): Due =>
  computeDue(expression, calendar);
const june = '2027-06-03T08:00:00.000Z';
const conditions = due(after(june, { days: 120 }));

describe('an extension', () => {
  it('adds days, and is part of the explanation', () => {
    const once = extended(conditions, granted({ add: { days: 30 } }));

    expect(once.at).toBe(on('2027-10-31'));
    expect(once.explanation).toBe(
      '120 days after approval, 3 June 2027; extended once by 30 days by the coordinator',
    );
  });

  it('keeps reason, authority and what it extends', () => {
    expect(extended(conditions, granted({ add: { days: 30 } })).expression).toEqual({
      kind: 'extended',
      base: conditions.expression,
      by: { add: { days: 30 } },
      replaces: false,
      final: false,
      authority: 'the coordinator',
      reason: 'The ministry moves.',
    });
  });

  it('goes to a day', () => {
    const once = extended(conditions, granted({ to: '2028-03-13' }, { authority: 'the approving body' }));

    expect(once.at).toBe(on('2028-03-13'));
    expect(once.explanation).toBe(
      '120 days after approval, 3 June 2027; extended once to 13 March 2028 by the approving body',
    );
  });

  it('adds to earlier ones', () => {
    const twice = extended(conditions, granted({ add: { days: 30 } }), granted({ to: '2028-03-13' }));
    const thrice = extended(twice, granted({ add: { months: 1 } }));

    expect(twice.explanation).toBe(
      '120 days after approval, 3 June 2027; extended twice: by 30 days by the coordinator, ' +
        'then to 13 March 2028 by the coordinator',
    );
    expect(thrice.at).toBe(on('2028-04-13'));
    expect(thrice.explanation).toContain('extended 3 times: ');
  });

  it('replaces earlier ones', () => {
    const replaced = extended(
      conditions,
      granted({ add: { days: 30 } }),
      granted({ add: { days: 60 } }, { replaces: true }),
    );

    expect(replaced.at).toBe(on('2027-11-30'));
    expect(replaced.explanation).toBe(
      '120 days after approval, 3 June 2027; extended once by 60 days by the coordinator, ' +
        'in place of earlier extensions',
    );
  });

  it('that replaces counts for those that add to it later', () => {
    const again = extended(
      conditions,
      granted({ add: { days: 30 } }),
      granted({ add: { days: 60 } }, { replaces: true }),
      granted({ add: { days: 1 } }),
    );

    expect(again.at).toBe(on('2027-12-01'));
  });

  it('sums months before they are applied once', () => {
    const clock = due(after('2026-08-31T08:00:00.000Z', { months: 6 }));

    expect(clock.at).toBe(on('2027-02-28'));
    expect(extended(clock, granted({ add: { months: 6 } })).at).toBe(on('2027-08-31'));
    expect(extended(clock, granted({ add: { months: 3 } }), granted({ add: { months: 3 } })).at).toBe(
      on('2027-08-31'),
    );
  });

  it('sums months with days in between: the days come last', () => {
    const clock = due(after('2026-08-31T08:00:00.000Z', { months: 6 }));

    expect(extended(clock, granted({ add: { days: 2 } }), granted({ add: { months: 6 } })).at).toBe(
      on('2027-09-02'),
    );
  });

  it.each([
    { kind: 'later_of' as const, other: '2026-02-15T08:00:00.000Z', day: '2027-08-31' },
    { kind: 'earlier_of' as const, other: '2026-09-15T08:00:00.000Z', day: '2027-08-31' },
    { kind: 'earlier_of' as const, other: '2026-02-15T08:00:00.000Z', day: '2027-02-15' },
  ])('sums months over the $kind of two clocks of months, $day', ({ kind, other, day }) => {
    const clock = due({
      kind,
      of: [
        { kind: 'after', event: 'approval', from: '2026-08-31T08:00:00.000Z', length: { months: 6 } },
        { kind: 'after', event: 'signature', from: other, length: { months: 6 } },
      ],
    });

    expect(extended(clock, granted({ add: { months: 6 } })).at).toBe(on(day));
  });

  it('counts its months from the due date of a clock that counts days, or months of other lengths', () => {
    const months = (length: number): DueExpression => after('2026-08-31T08:00:00.000Z', { months: length });
    const days = after('2026-08-31T08:00:00.000Z', { days: 10 });
    for (const of of [
      [months(6), days],
      [days, months(6)],
    ])
      expect(extended(due({ kind: 'later_of', of }), granted({ add: { months: 6 } })).at).toBe(
        on('2027-08-28'),
      );

    expect(
      extended(due(after('2026-08-31T08:00:00.000Z', { days: 181 })), granted({ add: { months: 6 } })).at,
    ).toBe(on('2027-08-28'));
    expect(
      extended(due({ kind: 'later_of', of: [months(6), months(5)] }), granted({ add: { months: 6 } })).at,
    ).toBe(on('2027-08-28'));
    expect(extended(due({ kind: 'fixed', day: '2027-01-31' }), granted({ add: { months: 1 } })).at).toBe(
      on('2027-02-28'),
    );
  });

  it('counts months from the day of the event in the zone of the owner', () => {
    const clock = due(after('2027-03-01T22:30:00.000Z', { months: 1 }), nairobi);

    expect(extended(clock, granted({ add: { months: 1 } })).at).toBe('2027-05-02T14:00:00.000Z');
  });

  it('of months leaves an undated clock undated', () => {
    expect(extended(due(after(null, { months: 6 })), granted({ add: { months: 6 } })).at).toBeNull();
  });

  it('counts from the day that it was moved to', () => {
    const clock = due(after('2026-08-31T08:00:00.000Z', { months: 6 }));
    const moved = extended(clock, granted({ to: '2027-03-31' }), granted({ add: { months: 1 } }));

    expect(moved.at).toBe(on('2027-04-30'));
  });
});

describe('when the base moves', () => {
  const moved = (before: Due, from: string): string | null =>
    computeDue(happened(before.expression, 'approval', from), everyDay).at;

  it('an extension that adds follows', () => {
    const once = extended(conditions, granted({ add: { days: 30 } }));

    expect(moved(once, '2027-06-13T08:00:00.000Z')).toBe(on('2027-11-10'));
    expect(moved(once, '2027-05-24T08:00:00.000Z')).toBe(on('2027-10-21'));
  });

  it('an extension to a day stays, but for a base that is later still', () => {
    const once = extended(conditions, granted({ to: '2027-12-01' }));

    expect(moved(once, '2027-06-13T08:00:00.000Z')).toBe(on('2027-12-01'));
    expect(moved(once, '2027-09-01T08:00:00.000Z')).toBe(on('2027-12-30'));
  });

  it('an undated clock stays undated however many days are added, and has a date once it was moved to one', () => {
    const undated = due(after(null, { days: 120 }));
    const added = extended(undated, granted({ add: { days: 30 } }));
    const fixed = extended(added, granted({ to: '2028-01-31' }), granted({ add: { days: 1 } }));

    expect(added.at).toBeNull();
    expect(fixed.at).toBe(on('2028-02-01'));
    expect(moved(added, june)).toBe(on('2027-10-31'));
  });
});

describe('an extension is refused', () => {
  it('after a final one, which says that it is', () => {
    const last = extended(conditions, granted({ add: { days: 30 } }, { final: true }));

    expect(last.explanation).toBe(
      '120 days after approval, 3 June 2027; extended once by 30 days by the coordinator; ' +
        'no further extension is possible',
    );
    expect(extendDue(last, granted({ add: { days: 30 } }, { authority: 'the board', replaces: true }))).toBe(
      'The extension by the coordinator was the last: no further extension is possible.',
    );
  });

  it.each([
    { name: 'to an earlier day', extension: granted({ to: '2027-09-01' }), day: '1 October 2027' },
    { name: 'to the day that it is due', extension: granted({ to: '2027-10-01' }), day: '1 October 2027' },
  ])('if it does not make the date later: $name', ({ extension, day }) => {
    expect(extendDue(conditions, extension)).toBe(
      `It is due on 1 October 2027 already, and this extension would make that ${day}. ` +
        'An extension makes a date later.',
    );
  });

  it('if it would replace a longer one', () => {
    const long = extended(conditions, granted({ add: { days: 60 } }));

    expect(extendDue(long, granted({ add: { days: 30 } }, { replaces: true }))).toBe(
      'It is due on 30 November 2027 already, and this extension would make that 31 October 2027. ' +
        'An extension makes a date later.',
    );
  });
});

describe('an extension of working days', () => {
  const from = '2027-03-22T08:00:00.000Z';
  const screening: DueExpression = { kind: 'working', event: 'submission', from, days: 5 };

  it('stays in the calendar that the date was computed with', () => {
    const before = due(screening, nairobi);
    const once = extended(before, granted({ add: { days: 7 } }));

    expect(before.at).toBe('2027-03-31T14:00:00.000Z');
    expect(once.at).toBe('2027-04-07T14:00:00.000Z');
    expect(once.computedWith).toEqual(before.computedWith);
    expect(once.explanation).toBe(`${before.explanation}; extended once by 7 days by the coordinator`);
  });
});

describe('the coordinator may extend', () => {
  it.each([
    { name: 'days by as many days', expression: after(june, { days: 30 }), limit: '2027-08-02' },
    {
      name: 'months by as many months, summed',
      expression: after('2026-08-31T08:00:00.000Z', { months: 6 }),
      limit: '2027-08-31',
    },
    {
      name: 'working days by the days that they took',
      expression: {
        kind: 'working',
        event: 'submission',
        from: '2027-06-03T08:00:00.000Z',
        days: 10,
      } as const,
      limit: '2027-06-23',
    },
    {
      name: 'a fixed day by the days since the clock was opened',
      expression: { kind: 'fixed', day: '2027-06-10' } as const,
      limit: '2027-06-19',
    },
    {
      name: 'the later of two by the days since the clock was opened',
      expression: {
        kind: 'later_of',
        of: [after(june, { days: 7 }), { kind: 'fixed', day: '2027-06-05' }],
      } as const,
      limit: '2027-06-19',
    },
  ])('$name', ({ expression, limit }) => {
    expect(coordinatorLimit(due(expression), '2027-06-01T08:00:00.000Z')).toBe(on(limit));
  });

  it('once more in all, however often', () => {
    const once = extended(due(after(june, { days: 30 })), granted({ add: { days: 20 } }));

    expect(coordinatorLimit(once, june)).toBe(on('2027-08-02'));
  });

  it('to 17:00 in the zone of the owner', () => {
    const clock = due(after('2027-06-03T22:30:00.000Z', { days: 30 }), nairobi);

    expect(coordinatorLimit(clock, june)).toBe('2027-08-03T14:00:00.000Z');
  });

  it('an undated clock: there is nothing to extend by', () => {
    expect(coordinatorLimit(due(after(null, { days: 30 })), june)).toBeNull();
  });
});
