import { computeDue } from '../../../workflows/clocks/compute';
import type { Due, DueExpression, Extension } from '../../../workflows/clocks/due';
import { extendDue } from '../../../workflows/clocks/extend';
import { happened, meetingHeld } from '../../../workflows/clocks/move';
import { everyDay } from './calendars';

/** Deadlines as funds really decided them. */
const due = (expression: DueExpression): Due => computeDue(expression, everyDay);
const on = (day: string): string => `${day}T17:00:00.000Z`;
const at = (day: string): string => `${day}T10:00:00.000Z`;

const extended = (from: Due, extension: Partial<Extension> & Pick<Extension, 'by'>): Due => {
  const answer = extendDue(from, {
    replaces: false,
    final: false,
    authority: 'the board',
    reason: 'asked for by the country',
    ...extension,
  });
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
};

describe('Deadline vectors from real decisions', () => {
  const conceptApproved = (months: number): Due =>
    due({ kind: 'after', event: 'concept approval', from: at('2020-06-03'), length: { months } });

  it.each([
    { first: 12, more: 6, day: '2021-12-03' },
    { first: 18, more: 6, day: '2022-06-03' },
    { first: 8, more: 6, day: '2021-08-03' },
  ])(
    'a concept approved on 3 June 2020 with $first and $more months runs out on $day',
    ({ first, more, day }) => {
      expect(extended(conceptApproved(first), { by: { add: { months: more } } }).at).toBe(on(day));
    },
  );

  it('120 days to 4 August 2017, extended by 120 days, end on 2 December 2017', () => {
    const conditions = due({
      kind: 'after',
      event: 'approval',
      from: at('2017-04-06'),
      length: { days: 120 },
    });

    expect(conditions.at).toBe(on('2017-08-04'));
    expect(extended(conditions, { by: { add: { days: 120 } } }).at).toBe(on('2017-12-02'));
  });

  const approval = { event: 'approval', from: at('2017-03-01') };
  const certificate = { event: 'the certificate of internal approvals', from: at('2017-04-13') };

  it.each([
    { name: 'the second', events: [approval, certificate] },
    { name: 'the first', events: [certificate, approval] },
  ])('180 days after the later of two dates count from the later one, $name', ({ events }) => {
    const signature = due({
      kind: 'later_of',
      of: events.map((each) => ({ kind: 'after', ...each, length: { days: 180 } })),
    });

    expect(signature.at).toBe(on('2017-10-10'));
  });

  it('a clock that starts only when a master agreement is signed has no date before that', () => {
    const clock: DueExpression = {
      kind: 'after',
      event: 'the signing of the master agreement',
      from: null,
      length: { days: 120 },
    };

    expect(due(clock).at).toBeNull();
    expect(due(clock).explanation).toBe(
      '120 days after the signing of the master agreement, which has not happened yet',
    );
    expect(due(happened(clock, 'the signing of the master agreement', at('2018-01-10'))).at).toBe(
      on('2018-05-10'),
    );
  });

  it('120 days after the later of signature and master agreement have no date until both have happened', () => {
    const length = { days: 120 };
    const clock: DueExpression = {
      kind: 'later_of',
      of: [
        { kind: 'after', event: 'signature', from: at('2018-03-01'), length },
        { kind: 'after', event: 'the signing of the master agreement', from: null, length },
      ],
    };
    const signedOn = (day: string): Due =>
      due(happened(clock, 'the signing of the master agreement', at(day)));

    expect(due(clock).at).toBeNull();
    expect(signedOn('2018-06-12').at).toBe(on('2018-10-10'));
    expect(signedOn('2017-11-20').at).toBe(on('2018-06-29'));
  });

  it.each(['2019-06-15', '2021-03-13'])('an extension to the fixed day %s is due on that day', (day) => {
    const conditions = due({
      kind: 'after',
      event: 'approval',
      from: at('2018-02-01'),
      length: { days: 180 },
    });

    expect(extended(conditions, { by: { to: day } }).at).toBe(on(day));
  });

  it('an extension to 13 March 2021 stays after one to 15 June 2019', () => {
    const conditions = due({
      kind: 'after',
      event: 'approval',
      from: at('2018-02-01'),
      length: { days: 180 },
    });
    const first = extended(conditions, { by: { to: '2019-06-15' } });

    expect(extended(first, { by: { to: '2021-03-13' } }).at).toBe(on('2021-03-13'));
  });

  it("one day after the last day of the board's 41st meeting: undated, then dated, then moved", () => {
    const clock: DueExpression = {
      kind: 'meeting',
      meeting: "the board's 41st meeting",
      lastDay: null,
      days: 1,
    };
    const dated = meetingHeld(clock, "the board's 41st meeting", '2018-03-23');
    const moved = meetingHeld(dated, "the board's 41st meeting", '2018-10-12');

    expect(due(clock).at).toBeNull();
    expect(due(dated).at).toBe(on('2018-03-24'));
    expect(due(moved).at).toBe(on('2018-10-13'));
  });

  it("an extension of one day after the board's 41st meeting follows the meeting, one to a day stays", () => {
    const clock: DueExpression = {
      kind: 'meeting',
      meeting: "the board's 41st meeting",
      lastDay: '2018-03-23',
      days: 1,
    };
    const moved = (extension: Extension['by']): Due =>
      due(
        meetingHeld(
          extended(due(clock), { by: extension }).expression,
          "the board's 41st meeting",
          '2018-10-12',
        ),
      );

    expect(moved({ add: { days: 30 } }).at).toBe(on('2018-11-12'));
    expect(moved({ to: '2018-12-31' }).at).toBe(on('2018-12-31'));
  });

  it.each<Partial<Extension> & Pick<Extension, 'by'>>([
    { by: { add: { days: 30 } } },
    { by: { add: { months: 1 } }, replaces: true },
    { by: { to: '2013-01-31' } },
    { by: { to: '2013-01-31' }, final: true },
  ])('a final extension to 17 October 2012 refuses any further one: %j', (further) => {
    const clock = due({ kind: 'after', event: 'approval', from: at('2012-03-16'), length: { months: 3 } });
    const last = extended(clock, { by: { to: '2012-10-17' }, final: true });

    expect(last.at).toBe(on('2012-10-17'));
    expect(
      extendDue(last, {
        replaces: false,
        final: false,
        authority: 'the board',
        reason: 'once more',
        ...further,
      }),
    ).toBe('The extension by the board was the last: no further extension is possible.');
  });
});
