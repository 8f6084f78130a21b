import { amountsOf, requiredOf } from '../../infra/demo/funding-amounts';
import type { LinePlanned } from '../../infra/demo/on-paper';

const line = (modality: LinePlanned['modality'], percent: number): LinePlanned => ({
  seat: 'funder',
  modality,
  percent,
});
const twoThirds = [line('trust_fund', 67), line('in_kind', 33)];

describe('the amounts of a mix', () => {
  it('come to the budget, and what is left over goes to the first', () => {
    expect(amountsOf({ amount: '60368.21', currency: 'GBP' }, twoThirds)).toEqual([
      { amount: '40446.71', currency: 'GBP' },
      { amount: '19921.50', currency: 'GBP' },
    ]);
  });

  it('have no more digits than the currency', () =>
    expect(amountsOf({ amount: '99983881', currency: 'KRW' }, twoThirds).map(({ amount }) => amount)).toEqual(
      ['66989201', '32994680'],
    ));

  it('leave the others as they are when a line comes on top', () => {
    const budget = { amount: '1000.00', currency: 'USD' };
    const [first, second, third] = amountsOf(budget, [...twoThirds, line('core_budget', 10)]);
    expect([first?.amount, second?.amount, third?.amount]).toEqual(['670.00', '330.00', '100.00']);
  });

  it('are required by class, at the rate, and never more than they come to', () => {
    const amounts = amountsOf({ amount: '1001', currency: 'KRW' }, twoThirds);
    expect(requiredOf(twoThirds, amounts, '0.0079')).toEqual({
      cash: '5.30',
      in_kind: '2.60',
      parallel: '0.00',
    });
  });
});
