import type { DueExpression } from '../../../workflows/clocks/due';
import { happened, meetingHeld } from '../../../workflows/clocks/move';

const from = '2027-07-01T08:00:00.000Z';
const extension = {
  by: { add: { days: 30 } },
  replaces: false,
  final: false,
  authority: 'the coordinator',
  reason: 'The ministry moves.',
};

describe('an event that happens', () => {
  it('dates what counts from it, wherever it stands in the expression, and nothing else', () => {
    const expression = (signed: string | null): DueExpression => ({
      kind: 'extended',
      base: {
        kind: 'later_of',
        of: [
          { kind: 'after', event: 'approval', from: '2027-06-03T08:00:00.000Z', length: { days: 120 } },
          {
            kind: 'earlier_of',
            of: [
              { kind: 'working', event: 'signature', from: signed, days: 10 },
              { kind: 'after', event: 'signature', from: signed, length: { months: 1 } },
              { kind: 'fixed', day: '2027-12-31' },
              { kind: 'yearly', dates: ['--01-31'], after: '2027-01-01T08:00:00.000Z' },
            ],
          },
        ],
      },
      ...extension,
    });

    expect(happened(expression(null), 'signature', from)).toEqual(expression(from));
    expect(happened(expression(null), 'closing', from)).toEqual(expression(null));
  });
});

describe('a meeting that gets, changes or loses its date', () => {
  const expression = (lastDay: string | null): DueExpression => ({
    kind: 'extended',
    base: {
      kind: 'later_of',
      of: [
        { kind: 'meeting', meeting: 'the 41st meeting', lastDay, days: 1 },
        { kind: 'meeting', meeting: 'the 42nd meeting', lastDay: null, days: 1 },
      ],
    },
    ...extension,
  });

  it.each(['2027-10-17', null])('moves what depends on it to %s', (lastDay) => {
    expect(meetingHeld(expression('2027-03-23'), 'the 41st meeting', lastDay)).toEqual(expression(lastDay));
  });
});
