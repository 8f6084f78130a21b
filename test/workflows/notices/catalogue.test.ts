import { Value } from '@sinclair/typebox/value';
import {
  type Catalogue,
  catalogues,
  CatalogueSchema,
  type Language,
  languages,
} from '../../../workflows/notices/catalogue';
import { tongueFor } from '../../../workflows/notices/language';

/** Every text by its place; the forms of a plural stand together. */
const textsOf = (value: unknown, place = ''): readonly (readonly [place: string, text: string])[] =>
  typeof value === 'string'
    ? [[place, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${place}/${key}`));

const placesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

const digestForms = '/subjects/digest/';

/** Places that may well look alike in two languages. */
const alike = ['/direction', '/seatOfCountry', '/duties/words', '/seats/auditor', '/seats/observer'];

describe('the texts of notices', () => {
  it('a catalogue that lacks a text is none', () => {
    const { decisions } = catalogues.fr;
    expect(Value.Check(CatalogueSchema, { ...catalogues.fr, decisions })).toBe(true);
    const fewer = { ...decisions, act: undefined };
    expect(Value.Check(CatalogueSchema, { ...catalogues.fr, decisions: fewer })).toBe(false);
    expect(Value.Check(CatalogueSchema, { ...catalogues.fr, more: 'text' })).toBe(false);
  });

  it.each(languages)('%s has the same places to be filled in as English', (language) => {
    const english = new Map(textsOf(catalogues.en));
    for (const [place, text] of textsOf(catalogues[language])) {
      if (place.startsWith(digestForms)) continue;
      expect([place, placesIn(text)]).toEqual([place, placesIn(english.get(place) ?? '')]);
    }
  });

  it.each(languages)('%s has each plural form that the language has, with its places', (language) => {
    const forms = catalogues[language].subjects.digest;
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    expect(Object.keys(forms).sort()).toEqual([...pluralCategories].sort());
    for (const [form, text] of Object.entries(forms)) {
      const spelled = ['zero', 'one', 'two'].includes(form) && !text.includes('{count}');
      expect([form, placesIn(text)]).toEqual([form, spelled ? ['day'] : ['count', 'day']]);
    }
  });

  it.each(languages.filter((language) => language !== 'en'))('%s is translated throughout', (language) => {
    const english = new Map(textsOf(catalogues.en));
    const same = textsOf(catalogues[language])
      .filter(([place, text]) => english.get(place) === text && !alike.includes(place))
      .map(([place]) => place);
    expect(same).toEqual([]);
  });

  it.each([
    ['ar', /\p{Script=Arabic}/u],
    ['ru', /\p{Script=Cyrillic}/u],
    ['zh', /\p{Script=Han}/u],
  ] as const)('%s is written in its script', (language, script) => {
    const other = textsOf(catalogues[language])
      .filter(([place]) => !['/language', '/locale', ...alike.slice(0, 3)].includes(place))
      .filter(([, text]) => !script.test(text));
    expect(other).toEqual([]);
  });
});

describe('the language of a notice', () => {
  const chosen = (...wanted: readonly (string | undefined)[]): Catalogue['language'] =>
    tongueFor(...wanted).catalogue.language;

  it.each<[string, Language]>([
    ['en', 'en'],
    ['fr-CH', 'fr'],
    ['es-419', 'es'],
    ['ar-EG', 'ar'],
    ['arb', 'ar'],
    ['ru-KZ', 'ru'],
    ['zh-Hant-TW', 'zh'],
    ['cmn', 'zh'],
  ])('is the nearest to %s that there is: %s', (tag, language) => expect(chosen(tag)).toBe(language));

  it('is that of the organisation for a person without one, or with one that there is not', () => {
    expect(chosen(undefined, 'es')).toBe('es');
    expect(chosen('sw-KE', 'fr')).toBe('fr');
    expect(chosen('abcdefghi-x', 'fr')).toBe('fr');
  });

  it('is English where neither is known', () => expect(chosen('sw', 'pt-BR')).toBe('en'));

  it('keeps the region for dates, and English without one is not of one country', () => {
    expect(tongueFor('fr-CH').locale).toBe('fr-CH');
    expect(tongueFor('en').locale).toBe('en-GB');
  });
});
