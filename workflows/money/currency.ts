import { code as entryOf } from 'currency-codes';

import { type Decimal, decimals, withDecimals } from './decimal';

/** An amount in a currency. */
export interface Money {
  readonly amount: Decimal;
  /** ISO 4217. */
  readonly currency: string;
}

/** Codes of ISO 4217 in which nobody pays: metals, bond units, units of account, tests, and no currency at all. */
const noMoney = /^(XAU|XAG|XPD|XPT|XBA|XBB|XBC|XBD|XDR|XSU|XUA|XTS|XXX|BOV|CHE|CHW|CLF|COU|MXV|USN|UYI|UYW)$/;

/** How many digits a currency of ISO 4217 has after the point; null for what is none. */
export const minorUnits = (currency: string): number | null => {
  const entry = noMoney.test(currency) ? undefined : entryOf(currency);
  return entry?.code === currency ? entry.digits : null;
};

/** Why this is no amount of money, in a sentence; null where it is. */
export const moneyFault = ({ amount, currency }: Money): string | null => {
  const digits = minorUnits(currency);
  if (digits === null) return `${currency} is not a currency of ISO 4217.`;
  return decimals(amount) <= digits
    ? null
    : `${currency} has ${digits === 0 ? 'no digits' : `${digits} digits`} after the point.`;
};

/** An amount with all the digits of its currency: "5000.00". */
export const inMinorUnits = (amount: Decimal, currency: string): Decimal =>
  withDecimals(amount, minorUnits(currency) ?? decimals(amount));

/** Money in words for people: "5000.00 USD". */
export const sayMoney = ({ amount, currency }: Money): string =>
  `${inMinorUnits(amount, currency)} ${currency}`;
