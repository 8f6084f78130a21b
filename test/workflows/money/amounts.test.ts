import fc from 'fast-check';

import { inMinorUnits, minorUnits, moneyFault, sayMoney } from '../../../workflows/money/currency';
import { isLess, minus, plus, sum, times } from '../../../workflows/money/decimal';
import { classOf, modalities, termsOf } from '../../../workflows/money/modalities';
import { rateBetween, ratesMissing, sumIn } from '../../../workflows/money/rates';
import { totalsOf } from '../../../workflows/money/totals';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const kes = (amount: string) => ({ amount, currency: 'KES' });

describe('Money (lifecycle.md section 5), amounts and currencies', () => {
  it('amounts are decimal strings, never binary floats', () => {
    expect(plus('0.1', '0.2')).toBe('0.3');
    expect(times('999999999999999.99', '1.0001')).toBe('1000099999999999.989999');
    expect(sum(['0.1', '0.1', '0.1', '-0.3'])).toBe('0');
    const binary: unknown = 0.1;
    expect(() => plus(binary as string, '1')).toThrow(/Invalid/);
  });

  it('sums are exact whatever their order', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 ** 9 }), { minLength: 1 }), (cents) => {
        const amounts = cents.map((each) => minus(times(String(each), '0.01'), '0'));
        const whole = times(String(cents.reduce((a, b) => a + b, 0)), '0.01');
        expect(sum(amounts)).toBe(whole);
        expect(sum([...amounts].reverse())).toBe(whole);
      }),
      { seed: 5 },
    ));

  it('a currency is one of ISO 4217', () => {
    for (const currency of ['ABC', 'usd', 'XXX', 'XAU', 'XTS', ''])
      expect(moneyFault({ amount: '1', currency })).toContain('not a currency');
    for (const currency of ['USD', 'KES', 'XOF', 'EUR', 'CHF', 'MWK'])
      expect(moneyFault({ amount: '1', currency })).toBeNull();
  });

  it('an amount has no more digits than its currency', () => {
    expect([minorUnits('USD'), minorUnits('JPY'), minorUnits('KWD')]).toEqual([2, 0, 3]);
    expect(moneyFault(usd('1.005'))).toBe('USD has 2 digits after the point.');
    expect(moneyFault({ amount: '1.5', currency: 'JPY' })).toBe('JPY has no digits after the point.');
    expect(moneyFault({ amount: '1.005', currency: 'KWD' })).toBeNull();
    expect(sayMoney(usd('5000'))).toBe('5000.00 USD');
    expect(inMinorUnits('7', 'JPY')).toBe('7');
  });

  it('totals are shown as cash, in-kind and parallel side by side', () =>
    expect(
      totalsOf([
        { ...usd('10'), moneyClass: 'cash' },
        { ...usd('2.50'), moneyClass: 'cash' },
        { ...usd('7'), moneyClass: 'in_kind' },
        { ...usd('4'), moneyClass: 'parallel' },
      ]),
    ).toEqual({ cash: [usd('12.50')], in_kind: [usd('7.00')], parallel: [usd('4.00')] }));

  it('totals are not summed across currencies without a dated rate', () => {
    const given = [usd('10'), kes('1300')].map((money) => ({ ...money, moneyClass: 'cash' as const }));
    expect(totalsOf(given).cash).toEqual([kes('1300.00'), usd('10.00')]);
    expect(sumIn('USD', given, [])).toBeNull();
    expect(ratesMissing(given, 'USD', [])).toEqual(['KES']);
    const rate = { from: 'KES', to: 'USD', rate: '0.0077', date: '2027-01-01', source: 'UN rate' };
    expect(sumIn('USD', given, [rate])).toBe('20.01');
    expect(sumIn('KES', given, [rate])).toBeNull();
  });

  it('a conversion uses the rate of the latest date', () => {
    const rate = (date: string, value: string) => ({
      from: 'KES',
      to: 'USD',
      rate: value,
      date,
      source: 'UN rate',
    });
    const rates = [rate('2027-02-01', '2'), rate('2027-01-01', '1'), rate('2026-12-01', '3')];
    expect(rateBetween(rates, 'KES', 'USD')?.rate).toBe('2');
    expect(rateBetween([...rates, rate('2027-02-01', '4')], 'KES', 'USD')?.rate).toBe('4');
  });

  it('a conversion uses only a rate from this currency to that one', () => {
    const rate = { from: 'KES', to: 'USD', rate: '0.0077', date: '2027-01-01', source: 'UN rate' };
    const others = [
      { ...rate, from: 'MWK', rate: '0.0006', date: '2027-02-01' },
      { ...rate, to: 'EUR', rate: '0.0071', date: '2027-02-01' },
    ];
    expect(rateBetween([rate, ...others], 'KES', 'USD')).toBe(rate);
  });

  it('a comparison looks at the number, not at the text', () => {
    expect(isLess('9', '10')).toBe(true);
    expect(isLess('10.0', '10')).toBe(false);
  });
});

describe('Money (lifecycle.md section 5), the modalities', () => {
  it.each([
    ['cost_sharing_government', 'the managing body', 'cost-sharing agreement', 'cash'],
    ['cost_sharing_third_party', 'the managing body', 'cost-sharing agreement', 'cash'],
    ['trust_fund', 'the fund manager', 'fund decision', 'cash'],
    ['parallel', 'each contributor', 'exchange of letters', 'parallel'],
    ['in_kind', 'the contributor', 'letter with quantity, unit, valuation method', 'in_kind'],
    ['core_budget', 'the UN', 'internal approval', 'cash'],
    ['seed_grant', 'the fund manager', 'short project document', 'cash'],
    ['triangular_facilitation', 'any of the others', 'tripartite instrument', 'cash'],
  ] as const)('%s: %s holds the money, by a %s', (modality, holder, agreement, moneyClass) => {
    expect(termsOf[modality]).toMatchObject({
      holder,
      agreement: expect.stringContaining(agreement) as string,
    });
    expect(classOf(modality)).toBe(moneyClass);
    expect(modalities).toContain(modality);
  });
});
