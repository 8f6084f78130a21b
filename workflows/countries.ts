import {
  developedElsewhere,
  developedSubregions,
  leastDeveloped,
  m49,
  smallIslands,
  withoutRegion,
} from './countries-data';

/** A country or area of ISO 3166-1 with what programmes ask of it; the source stands beside the data. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** English, as the United Nations name it. */
  readonly name: string;
  /** Null for Antarctica alone. */
  readonly region: Region | null;
  /** For example "Sub-Saharan Africa". */
  readonly subregion: string | null;
  readonly developing: boolean;
  readonly leastDeveloped: boolean;
  readonly smallIsland: boolean;
}

export type Region = keyof typeof m49;

/** The regions of the United Nations' M49 standard. */
export const regions: readonly Region[] = ['Africa', 'Americas', 'Asia', 'Europe', 'Oceania'];

const entry = (code: string, name: string, region: Region | null, subregion: string | null): Country => ({
  code,
  name,
  region,
  subregion,
  developing:
    subregion !== null && !developedSubregions.includes(subregion) && !developedElsewhere.includes(code),
  leastDeveloped: leastDeveloped.includes(code),
  smallIsland: smallIslands.includes(code),
});

/** All countries and areas of ISO 3166-1, by code. */
export const countries: ReadonlyMap<string, Country> = new Map(
  [
    ...regions.flatMap((region) =>
      Object.entries(m49[region]).flatMap(([subregion, names]) =>
        Object.entries(names).map(([code, name]) => entry(code, name, region, subregion)),
      ),
    ),
    ...Object.entries(withoutRegion).map(([code, name]) => entry(code, name, null, null)),
  ]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((each) => [each.code, each]),
);

/** The country with this alpha-2 code (capital letters), or undefined. */
export const country = (code: string): Country | undefined => countries.get(code);
