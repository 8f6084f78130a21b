import Holidays from 'date-holidays';

/** What an organisation's entry is filled in with from its country, where it does not say otherwise. */
export interface CountryDefaults {
  /** Of the capital, or of most of the country; undefined where nobody lives by a clock of its own. */
  readonly timeZone: string | undefined;
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly weekend: readonly number[];
  /** One of those in which notices are written (api.md, "language"). */
  readonly language: string;
}

const languagesOfNotices = ['en', 'fr', 'es', 'ar', 'ru', 'zh'];

/** Zones of the capitals (IANA, zone.tab) for countries of which the holiday library has none or another. */
const zones: Readonly<Record<string, string>> = {
  AF: 'Asia/Kabul',
  BT: 'Asia/Thimphu',
  CD: 'Africa/Kinshasa',
  FK: 'Atlantic/Stanley',
  FM: 'Pacific/Pohnpei',
  GS: 'Atlantic/South_Georgia',
  IO: 'Indian/Chagos',
  IQ: 'Asia/Baghdad',
  JO: 'Asia/Amman',
  KG: 'Asia/Bishkek',
  KH: 'Asia/Phnom_Penh',
  KI: 'Pacific/Tarawa',
  KP: 'Asia/Pyongyang',
  KW: 'Asia/Kuwait',
  LA: 'Asia/Vientiane',
  LB: 'Asia/Beirut',
  MH: 'Pacific/Majuro',
  MM: 'Asia/Yangon',
  MN: 'Asia/Ulaanbaatar',
  MO: 'Asia/Macau',
  MP: 'Pacific/Saipan',
  MV: 'Indian/Maldives',
  NP: 'Asia/Kathmandu',
  NR: 'Pacific/Nauru',
  NU: 'Pacific/Niue',
  OM: 'Asia/Muscat',
  PG: 'Pacific/Port_Moresby',
  PN: 'Pacific/Pitcairn',
  PS: 'Asia/Hebron',
  PW: 'Pacific/Palau',
  QA: 'Asia/Qatar',
  SB: 'Pacific/Guadalcanal',
  SY: 'Asia/Damascus',
  TF: 'Indian/Kerguelen',
  TJ: 'Asia/Dushanbe',
  TK: 'Pacific/Fakaofo',
  TL: 'Asia/Dili',
  TM: 'Asia/Ashgabat',
  TV: 'Pacific/Funafuti',
  UM: 'Pacific/Wake',
  WS: 'Pacific/Apia',
  YE: 'Asia/Aden',
};

const fridaySaturday = [5, 6];
const sunday = [7];
const saturdaySunday = [6, 7];

/** Where it is not Saturday and Sunday (Unicode CLDR, supplemental week data). */
const weekends: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(
    ['BH', 'DZ', 'EG', 'IL', 'IQ', 'JO', 'KW', 'LY', 'OM', 'QA', 'SA', 'SD', 'SY', 'YE'].map((code) => [
      code,
      fridaySaturday,
    ]),
  ),
  AF: [4, 5],
  IR: [5],
  IN: sunday,
  UG: sunday,
};

/** For countries of which the holiday library knows no language, or only English. */
const languages: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['IQ', 'JO', 'KW', 'LB', 'OM', 'PS', 'QA', 'SD', 'SY', 'YE'].map((code) => [code, 'ar']),
  ),
  KG: 'ru',
  MO: 'zh',
};

/**
 * The defaults of a country (ISO 3166-1 alpha-2). The zone may bear the name of a neighbour that keeps the same
 * time (Africa/Maputo for Malawi). A country with several zones gets the one of its capital or
 * its most people; the organisation states another where it has one (lifecycle.md section 4).
 */
export const countryDefaults = (country: string): CountryDefaults => {
  const library = new Holidays(country);
  const ofLibrary = (library.getTimezones() as string[] | undefined)?.[0];
  const spoken = (library.getLanguages() as string[] | undefined)?.find((tag) =>
    languagesOfNotices.includes(tag),
  );
  return {
    timeZone: zones[country] ?? ofLibrary,
    weekend: weekends[country] ?? saturdaySunday,
    language: languages[country] ?? spoken ?? 'en',
  };
};
