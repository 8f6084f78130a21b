/**
 * The sum of decimal strings such as `60368.21`, exact: no binary floats. As many decimals as the most exact
 * of them has.
 */
export const sumOf = (amounts: readonly string[]): string => {
  const decimals = Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  const digits = amounts
    .map((amount) => {
      const [whole = '0', fraction = ''] = amount.split('.');
      return BigInt(whole + fraction.padEnd(decimals, '0'));
    })
    .reduce((sum, amount) => sum + amount, 0n)
    .toString()
    .padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

/** What one unit of a currency is worth in US dollars: round numbers for the demonstration, of no market and no day. */
export const roundRates: Readonly<Record<string, string>> = { EUR: '1.1', GBP: '1.3', KRW: '0.0008' };
