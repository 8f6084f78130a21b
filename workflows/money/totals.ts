import type { Money } from './currency';
import { inMinorUnits } from './currency';
import { sum } from './decimal';
import type { MoneyClass } from './modalities';

/** Money that is given as cash, in kind or in parallel. */
export interface Given extends Money {
  readonly moneyClass: MoneyClass;
}

const byCurrency = (amounts: readonly Money[]): readonly Money[] =>
  [...new Set(amounts.map(({ currency }) => currency))].sort().map((currency) => ({
    currency,
    amount: inMinorUnits(
      sum(amounts.filter((money) => money.currency === currency).map(({ amount }) => amount)),
      currency,
    ),
  }));

/**
 * Cash, in kind and parallel side by side, each by currency: never summed across these or across currencies
 * (lifecycle.md section 5).
 */
export const totalsOf = (given: readonly Given[]): Readonly<Record<MoneyClass, readonly Money[]>> => {
  const of = (wanted: MoneyClass) => byCurrency(given.filter(({ moneyClass }) => moneyClass === wanted));
  return { cash: of('cash'), in_kind: of('in_kind'), parallel: of('parallel') };
};
