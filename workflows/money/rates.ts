import type { Day } from '../decider';
import type { Money } from './currency';
import { type Decimal, sum, times } from './decimal';

/** How much of `to` one unit of `from` is worth, as finance recorded it with date and source (lifecycle.md section 5). */
export interface Rate {
  readonly from: string;
  readonly to: string;
  readonly rate: Decimal;
  readonly date: Day;
  readonly source: string;
}

/** The rate from one currency to another that has the latest date; of one date the one recorded last. */
export const rateBetween = (rates: readonly Rate[], from: string, to: string): Rate | undefined =>
  rates
    .filter((rate) => rate.from === from && rate.to === to)
    .reduce<Rate | undefined>(
      (latest, rate) => (latest === undefined || rate.date >= latest.date ? rate : latest),
      undefined,
    );

/** The currencies among these from which there is no rate. */
export const ratesMissing = (
  amounts: readonly Money[],
  to: string,
  rates: readonly Rate[],
): readonly string[] =>
  [...new Set(amounts.map(({ currency }) => currency))].filter(
    (currency) => currency !== to && rateBetween(rates, currency, to) === undefined,
  );

const inCurrency = (to: string, { amount, currency }: Money, rates: readonly Rate[]): Decimal | null => {
  if (currency === to) return amount;
  const rate = rateBetween(rates, currency, to);
  return rate === undefined ? null : times(amount, rate.rate);
};

/**
 * Amounts of several currencies as one amount, at recorded rates and without rounding; null where a rate is missing:
 * nothing is summed across currencies without a dated rate (lifecycle.md section 5).
 */
export const sumIn = (to: string, amounts: readonly Money[], rates: readonly Rate[]): Decimal | null => {
  const values = amounts.map((each) => inCurrency(to, each, rates));
  return values.every((value) => value !== null) ? sum(values) : null;
};
