/** What an organisation's record is filled in with from its country, where it does not say otherwise. */
export interface CountryDefaults {
  /** IANA name; undefined where no one zone can be named. */
  readonly timeZone: string | undefined;
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly weekend: readonly number[];
  /** One of the languages in which notices are written (api.md, "language"). */
  readonly language: string;
}

const languages = ['ar', 'en', 'es', 'fr', 'ru', 'zh'];

/** The government's working language where it is not the one that most people speak. */
const workingLanguages: Readonly<Record<string, string>> = {
  AD: 'es',
  BE: 'fr',
  BI: 'fr',
  BY: 'ru',
  CD: 'fr',
  CF: 'fr',
  CH: 'fr',
  HT: 'fr',
  KG: 'ru',
  KM: 'fr',
  MG: 'fr',
  ML: 'fr',
  MU: 'en',
  NE: 'fr',
  PY: 'es',
  SC: 'en',
  SN: 'fr',
  SS: 'en',
  TJ: 'ru',
  UZ: 'ru',
};

/** The capital's zone of countries that have several, and of those whose zone the CLDR calls by an old name. */
const zones: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ER: 'Africa/Asmara',
  ES: 'Europe/Madrid',
  FM: 'Pacific/Pohnpei',
  FO: 'Atlantic/Faroe',
  GL: 'America/Nuuk',
  ID: 'Asia/Jakarta',
  IN: 'Asia/Kolkata',
  KI: 'Pacific/Tarawa',
  KZ: 'Asia/Almaty',
  MH: 'Pacific/Majuro',
  MM: 'Asia/Yangon',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NP: 'Asia/Kathmandu',
  NZ: 'Pacific/Auckland',
  PF: 'Pacific/Tahiti',
  PG: 'Pacific/Port_Moresby',
  PS: 'Asia/Hebron',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
  VN: 'Asia/Ho_Chi_Minh',
};

/** Node 20 and 22 have accessors, newer versions have methods for the same. */
interface LocaleFacts extends Intl.Locale {
  readonly weekInfo?: { readonly weekend: readonly number[] };
  readonly timeZones?: readonly string[] | undefined;
  getWeekInfo?(): { readonly weekend: readonly number[] };
  getTimeZones?(): readonly string[] | undefined;
}

const onlyOne = (known: readonly string[]): string | undefined => (known.length === 1 ? known[0] : undefined);

/**
 * Time zone, weekend and language for an organisation of this country (ISO 3166-1 alpha-2), after the Unicode
 * CLDR that Node carries; a country with several zones gets the one of its capital. An organisation states what
 * is different with it (lifecycle.md section 4). Throws RangeError for what is not two letters.
 */
export const countryDefaults = (country: string): CountryDefaults => {
  const locale: LocaleFacts = new Intl.Locale(`und-${country}`);
  const week = locale.getWeekInfo?.() ?? locale.weekInfo;
  const known = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  const spoken = workingLanguages[country] ?? locale.maximize().language;
  return {
    timeZone: zones[country] ?? onlyOne(known),
    weekend: week === undefined ? [6, 7] : [...week.weekend],
    language: languages.includes(spoken) ? spoken : 'en',
  };
};
