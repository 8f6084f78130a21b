import { type Catalogue, catalogues, type Language, languages } from './catalogue';

/** In which language a person is written to, and how dates and numbers look there. */
export interface Tongue {
  readonly catalogue: Catalogue;
  /** BCP 47, with her region where she has named one. */
  readonly locale: string;
}

const languageOf = (tag: string): string | undefined => {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return undefined;
  }
};

const isOurs = (language: string | undefined): language is Language =>
  languages.some((ours) => ours === language);

/**
 * The nearest language that notices are written in: of these BCP 47 tags the first of a language that we have, of
 * whatever region or script; else English (lifecycle.md section 4: the person's language).
 *
 * @param wanted the person's language, then her organisation's; undefined where none is known
 */
export const tongueFor = (...wanted: readonly (string | undefined)[]): Tongue => {
  for (const tag of wanted.filter((each) => each !== undefined)) {
    const language = languageOf(tag);
    if (!isOurs(language)) continue;
    const catalogue = catalogues[language];
    return { catalogue, locale: tag === language ? catalogue.locale : tag };
  }
  return { catalogue: catalogues.en, locale: catalogues.en.locale };
};
