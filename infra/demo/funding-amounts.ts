import { inMinorUnits, minorUnits, type Money } from '../../workflows/money/currency';
import { minus, sum, times } from '../../workflows/money/decimal';
import { classOf, moneyClasses } from '../../workflows/money/modalities';
import type { LinePlanned } from './on-paper';

/** What each line gives, in the order of the lines. */
export type Amounts = readonly Money[];

/** So many digits after the point, and never more than it is. */
const cut = (amount: string, digits: number): string => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return digits === 0 ? whole : `${whole}.${fraction.slice(0, digits).padEnd(digits, '0')}`;
};

/** Divides a budget over lines by their percents, which may come to more than 100; what is left over goes to the first. */
export const amountsOf = ({ amount, currency }: Money, lines: readonly LinePlanned[]): Amounts => {
  const digits = minorUnits(currency) ?? 0;
  const share = (percents: readonly number[]): string =>
    cut(times(times(amount, sum(percents.map(String))), '0.01'), digits);
  const all = lines.map(({ percent }) => percent);
  const others = all.slice(1).map((percent) => share([percent]));
  const first = minus(share(all), sum(others));
  return [first, ...others].map((part) => ({ amount: inMinorUnits(part, currency), currency }));
};

/** What the lines come to in each class, in the currency of the programme. */
export const requiredOf = (lines: readonly LinePlanned[], amounts: Amounts, rate: string) =>
  Object.fromEntries(
    moneyClasses.map((each) => {
      const given = amounts.filter((_, place) => {
        const line = lines[place];
        return line !== undefined && classOf(line.modality) === each;
      });
      return [each, cut(times(sum(given.map(({ amount }) => amount)), rate), 2)];
    }),
  );
