import { countries, country, regions } from '../../workflows/countries';

const all = [...countries.values()];
const codes = (where: (each: (typeof all)[number]) => boolean): string[] =>
  all.filter(where).map(({ code }) => code);

describe('countries', () => {
  it('holds the 249 countries and areas of ISO 3166-1, each under its own code', () => {
    expect(all).toHaveLength(249);
    expect(all.every(({ code }) => /^[A-Z]{2}$/.test(code) && country(code)?.code === code)).toBe(true);
  });

  it('is sorted by code and names no country twice', () => {
    expect([...countries.keys()]).toEqual([...countries.keys()].sort());
    expect(new Set(all.map(({ name }) => name)).size).toBe(249);
  });

  it.each([
    { region: 'Africa', count: 60 },
    { region: 'Americas', count: 57 },
    { region: 'Asia', count: 51 },
    { region: 'Europe', count: 51 },
    { region: 'Oceania', count: 29 },
  ])('has $count countries and areas in $region', ({ region, count }) => {
    expect(codes((each) => each.region === region)).toHaveLength(count);
  });

  it('names the five regions, and Antarctica alone belongs to none', () => {
    expect(regions).toEqual(['Africa', 'Americas', 'Asia', 'Europe', 'Oceania']);
    expect(codes(({ region }) => region === null)).toEqual(['AQ']);
  });

  it('knows the 44 least developed countries, all of them developing', () => {
    const least = codes((each) => each.leastDeveloped);

    expect(least).toHaveLength(44);
    expect(least.every((code) => country(code)?.developing)).toBe(true);
    expect(least).toEqual(expect.arrayContaining(['MW', 'BD', 'HT', 'TV', 'YE']));
    expect(least).not.toContain('ST');
  });

  it('knows the 53 small island developing States and areas, all of them developing', () => {
    const islands = codes((each) => each.smallIsland);

    expect(islands).toHaveLength(53);
    expect(islands.every((code) => country(code)?.developing)).toBe(true);
    expect(islands).toEqual(expect.arrayContaining(['FJ', 'MV', 'GW', 'BZ', 'SG']));
    expect(islands).not.toContain('BH');
  });

  it('calls Europe, Northern America, Australia, New Zealand, Cyprus, Israel, Japan and Korea developed', () => {
    for (const code of ['DE', 'RU', 'MD', 'AL', 'US', 'CA', 'AU', 'NZ', 'CY', 'IL', 'JP', 'KR'])
      expect(country(code)).toMatchObject({ code, developing: false });
  });

  it('calls the rest developing, whatever its income', () => {
    for (const code of ['KE', 'BR', 'CN', 'IN', 'SG', 'AE', 'TR', 'KZ', 'KP', 'MX', 'PS'])
      expect(country(code)).toMatchObject({ code, developing: true });
    expect(codes(({ developing }) => !developing)).toHaveLength(67);
  });

  it('gives the sub-region and the name of the United Nations', () => {
    expect(country('TZ')).toEqual({
      code: 'TZ',
      name: 'United Republic of Tanzania',
      region: 'Africa',
      subregion: 'Sub-Saharan Africa',
      developing: true,
      leastDeveloped: true,
      smallIsland: false,
    });
    expect(country('VN')).toMatchObject({ name: 'Viet Nam', subregion: 'South-eastern Asia' });
    expect(country('EG')).toMatchObject({ region: 'Africa', subregion: 'Northern Africa' });
  });

  it.each(['XX', 'ke', 'KEN', '', 'constructor'])('knows no country "%s"', (code) => {
    expect(country(code)).toBeUndefined();
  });
});
