import { computeDue } from '../../../workflows/clocks/compute';
import type { Calendar, Due, DueExpression, Extension } from '../../../workflows/clocks/due';
import { coordinatorLimit, extendDue } from '../../../workflows/clocks/extend';
import { happened } from '../../../workflows/clocks/move';
import { resumedDue } from '../../../workflows/clocks/resume';
import { nairobi } from './calendars';

/** A standstill from Monday 1 to Friday 12 March 2027, 11 days; noon in Nairobi is 09:00 UTC. */
const stop = { suspended: '2027-03-01T09:00:00.000Z', resumed: '2027-03-12T09:00:00.000Z' };
const again = (
  expression: DueExpression,
  at: { readonly suspended: string; readonly resumed: string } = stop,
  calendar: Calendar = nairobi,
): Due => resumedDue(computeDue(expression, calendar), at, { days: 14 }, calendar);

const after = (from: string, length: { days: number } | { months: number }): DueExpression => ({
  kind: 'after',
  event: 'approval',
  from: `${from}T09:00:00.000Z`,
  length,
});
const by = (expression: DueExpression, extension: Partial<Extension> & Pick<Extension, 'by'>): Due => {
  const answer = extendDue(computeDue(expression, nairobi), {
    replaces: false,
    final: false,
    authority: 'the coordinator',
    reason: 'The ministry moves.',
    ...extension,
  });
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
};

describe('Suspension (lifecycle.md section 2): what was left comes back', () => {
  it('a clock of days gets back its days, at 17:00', () => {
    expect(again(after('2027-02-19', { days: 30 })).at).toBe('2027-04-01T14:00:00.000Z');
  });

  it('a clock of working days gets back its working days, in the calendar of the owner', () => {
    // 10 working days after Monday 22 February end on 8 March: five were left on 1 March. Easter: 26 and 29 March.
    const due = again({ kind: 'working', event: 'submission', from: '2027-02-22T09:00:00.000Z', days: 10 });
    expect(due.at).toBe('2027-03-19T14:00:00.000Z');
    const overEaster = again(
      { kind: 'working', event: 'submission', from: '2027-02-22T09:00:00.000Z', days: 10 },
      { ...stop, resumed: '2027-03-23T09:00:00.000Z' },
    );
    expect(overEaster.at).toBe('2027-04-01T14:00:00.000Z');
    expect(overEaster.computedWith.holidays).toEqual(['2027-03-26', '2027-03-29']);
  });

  it('a clock of months gets back whole months and the days over', () => {
    // From 20 January, 6 months end on 20 July: on 1 March four months and 19 days were left.
    expect(again(after('2027-01-20', { months: 6 })).at).toBe('2027-07-31T14:00:00.000Z');
    // Eleven whole months come back, whatever number of days the months between have.
    expect(
      again(after('2027-01-01', { months: 12 }), {
        suspended: '2027-02-01T09:00:00.000Z',
        resumed: '2027-03-01T09:00:00.000Z',
      }).at,
    ).toBe('2028-02-01T14:00:00.000Z');
  });

  it('a clock that was stopped on its last day and resumed in the evening ends on the next day', () => {
    const evening = { ...stop, resumed: '2027-03-12T18:00:00.000Z' };
    expect(again(after('2027-02-19', { days: 10 })).at).toBe('2027-03-12T14:00:00.000Z');
    expect(again(after('2027-02-19', { days: 10 }), evening).at).toBe('2027-03-13T14:00:00.000Z');
    // The same clock in working days: 12 March is a Friday.
    const working = { kind: 'working', event: 'x', from: '2027-02-26T09:00:00.000Z', days: 1 } as const;
    expect(again(working, evening).at).toBe('2027-03-15T14:00:00.000Z');
  });

  it('an extension was part of the clock: what was left of the whole comes back, and it may be extended again', () => {
    const extended = by(after('2027-02-01', { days: 20 }), { by: { add: { days: 20 } } });
    // Due on 13 March: 12 days were left, though the clock without the extension had run out.
    const resumed = resumedDue(extended, stop, { days: 14 }, nairobi);
    expect(resumed.at).toBe('2027-03-24T14:00:00.000Z');
    expect(by(resumed.expression, { by: { add: { days: 7 } } }).at).toBe('2027-03-31T14:00:00.000Z');
    // In place of the twenty days: the clock alone, as many days later as the pilot stood still, and five.
    expect(by(resumed.expression, { by: { add: { days: 25 } }, replaces: true }).at).toBe(
      '2027-03-29T14:00:00.000Z',
    );
  });

  it('a final extension stays final', () => {
    const final = by(after('2027-02-01', { days: 20 }), { by: { add: { days: 20 } }, final: true });
    const resumed = resumedDue(final, stop, { days: 14 }, nairobi);
    expect(() => by(resumed.expression, { by: { add: { days: 7 } } })).toThrow(/was the last/);
  });

  it('a suspension adds nothing to what the coordinator may grant', () => {
    const limit = (due: Due) => coordinatorLimit(due, '2027-02-19T09:00:00.000Z');
    expect(limit(again(after('2027-02-19', { days: 30 })))).toBe('2027-05-01T14:00:00.000Z');
    expect(limit(again(after('2027-02-19', { months: 1 })))).toBe('2027-04-30T14:00:00.000Z');
  });

  it('fixed and yearly dates do not move', () => {
    expect(again({ kind: 'fixed', day: '2027-06-15' }).expression).toEqual({
      kind: 'fixed',
      day: '2027-06-15',
    });
    const yearly = { kind: 'yearly', dates: ['--07-31'], after: '2027-01-01T09:00:00.000Z' } as const;
    expect(again(yearly).at).toBe('2027-07-31T14:00:00.000Z');
    const meeting = { kind: 'meeting', meeting: 'the board', lastDay: '2027-05-05', days: 1 } as const;
    expect(again(meeting).at).toBe('2027-05-06T14:00:00.000Z');
  });

  it('those that passed fall due 14 days after the resume, and the explanation says why', () => {
    const passed = again({ kind: 'fixed', day: '2027-03-05' });
    expect(passed.at).toBe('2027-03-26T14:00:00.000Z');
    expect(passed.explanation).toBe(
      'the later of 5 March 2027 and 26 March 2027 (14 days after the resumption, 12 March 2027)',
    );
  });

  it('a day that an extension named does not move either', () => {
    const ahead = by(after('2027-02-19', { days: 30 }), { by: { to: '2027-06-15' } });
    expect(resumedDue(ahead, stop, { days: 14 }, nairobi).at).toBe('2027-06-15T14:00:00.000Z');
    const passed = by(after('2027-02-01', { days: 20 }), { by: { to: '2027-03-10' } });
    expect(resumedDue(passed, stop, { days: 14 }, nairobi).at).toBe('2027-03-26T14:00:00.000Z');
  });

  it('of the later of two dates each part moves for itself', () => {
    const parts = (signed: string | null): DueExpression => ({
      kind: 'later_of',
      of: [
        after('2027-02-19', { days: 30 }),
        { kind: 'after', event: 'signing', from: signed, length: { days: 10 } },
      ],
    });
    expect(again(parts('2027-02-22T09:00:00.000Z')).at).toBe('2027-04-01T14:00:00.000Z');
    const open = again(parts(null));
    expect(open.at).toBeNull();
    const at = (from: string) => computeDue(happened(open.expression, 'signing', from), nairobi).at;
    // Signed while all stood still: its clock began to run at the resumption. Signed afterwards: then.
    expect(at('2027-03-10T09:00:00.000Z')).toBe('2027-04-01T14:00:00.000Z');
    expect(at('2027-06-01T09:00:00.000Z')).toBe('2027-06-11T14:00:00.000Z');
  });

  it('what began during the standstill runs from the resumption with its whole length', () => {
    expect(again(after('2027-03-05', { days: 10 })).at).toBe('2027-03-22T14:00:00.000Z');
  });

  it('two suspensions of one clock add up', () => {
    const once = again(after('2027-02-19', { days: 30 }));
    const twice = resumedDue(
      once,
      { suspended: '2027-03-22T09:00:00.000Z', resumed: '2027-04-01T09:00:00.000Z' },
      { days: 14 },
      nairobi,
    );
    expect(twice.at).toBe('2027-04-11T14:00:00.000Z');
    expect(twice.explanation).toBe(
      '30 days after approval, 19 February 2027; suspended on 1 March 2027 with 20 days left, which count from the ' +
        'resumption on 12 March 2027; suspended on 22 March 2027 with 10 days left, which count from the resumption ' +
        'on 1 April 2027',
    );
  });

  it('says what was left in the clock’s own unit', () => {
    expect(again(after('2027-01-20', { months: 6 })).explanation).toContain('with 4 months and 19 days left');
    expect(again(after('2027-02-01', { months: 3 })).explanation).toContain('with 2 months left');
    expect(
      again({ kind: 'working', event: 'submission', from: '2027-02-22T09:00:00.000Z', days: 10 }).explanation,
    ).toContain('with 5 working days left');
  });
});
