import { IANAZone } from 'luxon';

import { countryDefaults } from '../../../workflows/clocks/country-defaults';
import { countries } from '../../../workflows/countries';

const withoutZone = ['AQ', 'BV', 'HM', 'UM'];

describe('the defaults of a country', () => {
  it.each([
    { code: 'KE', timeZone: 'Africa/Nairobi', weekend: [6, 7], language: 'en' },
    { code: 'EG', timeZone: 'Africa/Cairo', weekend: [5, 6], language: 'ar' },
    { code: 'SN', timeZone: 'Africa/Dakar', weekend: [6, 7], language: 'fr' },
    { code: 'IN', timeZone: 'Asia/Kolkata', weekend: [7], language: 'en' },
    { code: 'IR', timeZone: 'Asia/Tehran', weekend: [5], language: 'en' },
    { code: 'PE', timeZone: 'America/Lima', weekend: [6, 7], language: 'es' },
  ])('fill in $code', ({ code, ...defaults }) => {
    expect(countryDefaults(code)).toEqual(defaults);
  });

  it.each([
    { code: 'CD', timeZone: 'Africa/Kinshasa' },
    { code: 'BR', timeZone: 'America/Sao_Paulo' },
    { code: 'CN', timeZone: 'Asia/Shanghai' },
    { code: 'RU', timeZone: 'Europe/Moscow' },
    { code: 'KI', timeZone: 'Pacific/Tarawa' },
  ])('take the zone of the capital where there are several: $code', ({ code, timeZone }) => {
    expect(countryDefaults(code).timeZone).toBe(timeZone);
  });

  it.each([
    { code: 'CD', language: 'fr' },
    { code: 'UZ', language: 'ru' },
    { code: 'PY', language: 'es' },
    { code: 'CH', language: 'fr' },
    { code: 'MU', language: 'en' },
    { code: 'SS', language: 'en' },
    { code: 'CN', language: 'zh' },
    { code: 'BR', language: 'en' },
  ])('take the working language of the government: $code, $language', ({ code, language }) => {
    expect(countryDefaults(code).language).toBe(language);
  });

  it.each([...countries.keys()].filter((code) => !withoutZone.includes(code)))(
    'give %s a zone that exists, a weekend and a language of the notices',
    (code) => {
      const { timeZone, weekend, language } = countryDefaults(code);

      expect(IANAZone.isValidZone(timeZone ?? '')).toBe(true);
      expect(weekend.length === 1 || weekend.length === 2).toBe(true);
      expect(weekend.every((day) => day >= 1 && day <= 7)).toBe(true);
      expect(['ar', 'en', 'es', 'fr', 'ru', 'zh']).toContain(language);
    },
  );

  it.each(withoutZone)('leave the zone of %s open, where nobody has an office', (code) => {
    expect(countryDefaults(code).timeZone).toBeUndefined();
  });

  it('refuse what is not a code', () => {
    expect(() => countryDefaults('Kenya, Nairobi')).toThrow(RangeError);
  });
});
