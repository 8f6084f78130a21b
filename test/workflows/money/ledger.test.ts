import fc from 'fast-check';

import { isNegative, minus, none, plus, sum } from '../../../workflows/money/decimal';
import {
  afterEntry,
  type Amounts,
  amountStates,
  correctionOf,
  entriesOf,
  type Entry,
  flowsOf,
  isOverdrawn,
  type Movement,
  movements,
  pledgedOf,
  type Timing,
} from '../../../workflows/money/ledger';
import type { MoneyClass } from '../../../workflows/money/modalities';

const line = (amounts: Amounts, timing: Timing = 'in order', moneyClass: MoneyClass = 'cash') => ({
  amounts,
  moneyClass,
  timing,
});

const moved = (
  amounts: Amounts,
  steps: readonly (readonly [Movement, string])[],
  timing: Timing = 'in order',
  moneyClass: MoneyClass = 'cash',
): Amounts =>
  steps.reduce((so, [movement, amount]) => {
    const entries = entriesOf(line(so, timing, moneyClass), movement, amount);
    if (entries === null) throw new Error(`There is not so much to ${movement}.`);
    return entries.reduce(afterEntry, so);
  }, amounts);

const committed = moved(pledgedOf('1000.00'), [['commit', '1000.00']]);

const corrected = (amounts: Amounts, movement: Movement, amount: string): Amounts => {
  const entry = correctionOf(line(amounts), movement, amount);
  if (entry === null) throw new Error(`There is not so much to correct.`);
  return afterEntry(amounts, entry);
};

describe('Money (lifecycle.md section 5), the states of a line', () => {
  it('pledged → committed → called → received → disbursed → spent → accounted → refunded', () => {
    const done = moved(committed, [
      ['call', '1000'],
      ['receive', '1000'],
      ['disburse', '900'],
      ['spend', '850'],
      ['account', '850'],
      ['refund', '150'],
    ]);
    expect(done).toMatchObject({
      pledged: '0',
      committed: '0',
      called: '0',
      held: '0',
      disbursed: '0',
      spent: '0',
      accounted: '850',
      refundedFromHeld: '100',
      refundedFromDisbursed: '50',
    });
  });

  it('states hold amounts, not lines: one line may be partly called, received, disbursed', () =>
    expect(
      moved(committed, [
        ['call', '600'],
        ['receive', '400.50'],
        ['disburse', '100.25'],
      ]),
    ).toMatchObject({ committed: '400', called: '199.5', held: '300.25', disbursed: '100.25' }));

  it('a pledge may expire', () => {
    expect(moved(pledgedOf('10'), [['expire', '10']])).toMatchObject({ pledged: '0', expired: '10' });
    expect(entriesOf(line(committed), 'expire', '1')).toBeNull();
  });

  it('a committed line is released, called or not; what was received is not', () => {
    const partly = moved(committed, [
      ['call', '600'],
      ['receive', '400'],
    ]);
    expect(moved(partly, [['release', '600']])).toMatchObject({
      committed: '0',
      called: '0',
      released: '600',
    });
    expect(entriesOf(line(partly), 'release', '600.01')).toBeNull();
  });

  it('Received = held + disbursed + refunded from held', () => {
    const flows = flowsOf(
      moved(committed, [
        ['receive', '900'],
        ['disburse', '500'],
        ['refund', '150'],
      ]),
    );
    expect(flows).toMatchObject({ received: '900', held: '250', disbursed: '500', refundedFromHeld: '150' });
  });

  it('disbursed = accounted + refunded + outstanding', () => {
    const flows = flowsOf(
      moved(committed, [
        ['receive', '500'],
        ['disburse', '500'],
        ['account', '300'],
        ['spend', '50'],
        ['refund', '100'],
      ]),
    );
    expect(flows).toMatchObject({
      disbursed: '500',
      accounted: '300',
      refundedFromDisbursed: '100',
      outstanding: '100',
      spent: '350',
      unspent: '50',
    });
  });

  it('what came was called, and what is accounted for was spent: reported or not', () => {
    const entries = entriesOf(line(committed), 'receive', '300');
    expect(entries?.map(({ movement, amount }) => [movement, amount])).toEqual([
      ['call', '300'],
      ['receive', '300'],
    ]);
    const called = moved(committed, [['call', '100']]);
    expect(entriesOf(line(called), 'receive', '300')?.map(({ amount }) => amount)).toEqual(['200', '300']);
  });

  it('nothing moves on that is not there', () => {
    expect(entriesOf(line(committed), 'receive', '1000.01')).toBeNull();
    expect(entriesOf(line(committed), 'disburse', '1')).toBeNull();
    expect(entriesOf(line(pledgedOf('10')), 'call', '1')).toBeNull();
  });

  it('a payment before the commitment comes from the pledge, one learnt of later from what was released', () => {
    expect(moved(pledgedOf('10'), [['receive', '4']], 'before commitment')).toMatchObject({
      pledged: '6',
      held: '4',
    });
    const released = moved(committed, [['release', '1000']]);
    expect(moved(released, [['receive', '40']], 'after release')).toMatchObject({
      released: '960',
      held: '40',
    });
    expect(entriesOf(line(released, 'after release'), 'commit', '1')).toBeNull();
  });

  it('only what is committed is released: a pledge expires or is withdrawn', () =>
    expect(entriesOf(line(pledgedOf('10'), 'before commitment'), 'release', '1')).toBeNull());

  it('parallel: each contributor passes it on, we never hold it', () => {
    for (const movement of ['call', 'receive', 'refund'] as const)
      expect(entriesOf(line(committed, 'in order', 'parallel'), movement, '1')).toBeNull();
    expect(moved(committed, [['disburse', '400']], 'in order', 'parallel')).toMatchObject({
      committed: '600',
      disbursed: '400',
    });
  });

  it('a correction is a negative entry', () => {
    const received = moved(committed, [['receive', '500']]);
    const correction = correctionOf(line(received), 'receive', '120.50');
    expect(correction).toEqual({ movement: 'receive', amount: '-120.5', from: 'called', to: 'held' });
    expect(corrected(received, 'receive', '120.50')).toMatchObject({ called: '120.5', held: '379.5' });
  });

  it('a correction leaves no state below zero', () => {
    const passedOn = moved(committed, [
      ['receive', '500'],
      ['disburse', '450'],
    ]);
    expect(correctionOf(line(passedOn), 'receive', '50.01')).toBeNull();
    expect(correctionOf(line(passedOn), 'receive', '50')).not.toBeNull();
    expect(isOverdrawn({ ...passedOn, held: '-0.01' })).toBe(true);
  });
});

interface Played {
  readonly amounts: Amounts;
  readonly entries: readonly Entry[];
}

const centsOf = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

const stepsPlayed = fc.array(
  fc.record({
    movement: fc.constantFrom(...movements),
    cents: fc.integer({ min: 1, max: 40_000 }),
    corrects: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
    timing: fc.constantFrom<Timing>('in order', 'in order', 'before commitment', 'after release'),
  }),
  { maxLength: 60 },
);

const playedOn = (
  steps: readonly { movement: Movement; cents: number; corrects: boolean; timing: Timing }[],
): Played =>
  steps.reduce<Played>(
    (so, { movement, cents, corrects, timing }) => {
      const amount = centsOf(cents);
      const at = line(so.amounts, timing);
      const correction = corrects ? correctionOf(at, movement, amount) : null;
      const entries = corrects
        ? correction === null
          ? []
          : [correction]
        : (entriesOf(at, movement, amount) ?? []);
      return { amounts: entries.reduce(afterEntry, so.amounts), entries: [...so.entries, ...entries] };
    },
    { amounts: moved(pledgedOf('1000.00'), [['commit', '700.00']]), entries: [] },
  );

describe('Money never appears or vanishes', () => {
  const always = (holds: (played: Played) => void): void =>
    fc.assert(
      fc.property(stepsPlayed, (steps) => {
        holds(playedOn(steps));
      }),
      { numRuns: 1000, seed: 5 },
    );
  const came = ({ entries }: Played, movement: Movement, to?: string) =>
    sum(
      entries
        .filter((entry) => entry.movement === movement && (to === undefined || entry.to === to))
        .map(({ amount }) => amount),
    );

  it('all states together always come to what was pledged', () =>
    always(({ amounts }) => {
      expect(sum(amountStates.map((state) => amounts[state]))).toBe('1000');
    }));

  it('no state is ever below zero', () =>
    always(({ amounts }) => {
      for (const state of amountStates) expect(isNegative(amounts[state])).toBe(false);
    }));

  it('received, as it was entered, is what is held, was disbursed or refunded from what was held', () =>
    always((played) => {
      const received = came(played, 'receive');
      const passedOn = came(played, 'disburse');
      const refunded = came(played, 'refund', 'refundedFromHeld');
      expect(received).toBe(sum([played.amounts.held, passedOn, refunded]));
      expect(flowsOf(played.amounts)).toMatchObject({ received, disbursed: passedOn });
    }));

  it('disbursed, as it was entered, is what was accounted for, refunded, or is outstanding', () =>
    always((played) => {
      const { outstanding } = flowsOf(played.amounts);
      expect(came(played, 'disburse')).toBe(
        sum([came(played, 'account'), came(played, 'refund', 'refundedFromDisbursed'), outstanding]),
      );
    }));

  it('a correction takes back exactly what it corrects', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (cents) => {
        const amount = centsOf(cents);
        const there = moved(committed, [['receive', amount]]);
        const back = corrected(there, 'receive', amount);
        expect(back).toMatchObject({ held: none, called: minus(amount, none) });
        expect(plus(back.called, there.committed)).toBe('1000');
      }),
      { seed: 5 },
    ));
});
