import { Big } from 'big.js';

/** A decimal number as text. Amounts are never binary floats (lifecycle.md section 5). */
export type Decimal = string;

/** Sums, differences and products are exact; whoever passes a binary float is told so. */
const Exact = Big();
Exact.strict = true;

export const none: Decimal = '0';

export const plus = (a: Decimal, b: Decimal): Decimal => new Exact(a).plus(b).toFixed();
export const minus = (a: Decimal, b: Decimal): Decimal => new Exact(a).minus(b).toFixed();
export const times = (a: Decimal, b: Decimal): Decimal => new Exact(a).times(b).toFixed();
export const sum = (amounts: readonly Decimal[]): Decimal => amounts.reduce(plus, none);

export const isLess = (a: Decimal, b: Decimal): boolean => new Exact(a).lt(b);
export const isPositive = (a: Decimal): boolean => new Exact(a).gt(none);
export const isNegative = (a: Decimal): boolean => new Exact(a).lt(none);
export const lesser = (a: Decimal, b: Decimal): Decimal => (isLess(b, a) ? b : a);

/** The difference of two amounts without its sign. */
export const distance = (a: Decimal, b: Decimal): Decimal => new Exact(a).minus(b).abs().toFixed();

/** How many digits stand after the point. */
export const decimals = (amount: Decimal): number => amount.split('.')[1]?.length ?? 0;

/** The same amount with so many digits after the point; what is finer is rounded to the nearest, a half up. */
export const withDecimals = (amount: Decimal, digits: number): Decimal => new Exact(amount).toFixed(digits);
