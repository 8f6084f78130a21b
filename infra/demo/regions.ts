import { country, type Region } from '../../workflows/countries';
import type { Activity } from './activity';

/** DAC codes that mean one region of the M49 list or a part of one; 998 means all developing countries. */
const ofDac: Readonly<Record<string, Region>> = {
  '89': 'Europe',
  '189': 'Africa',
  '289': 'Africa',
  '298': 'Africa',
  '389': 'Americas',
  '489': 'Americas',
  '498': 'Americas',
  '589': 'Asia',
  '619': 'Asia',
  '679': 'Asia',
  '689': 'Asia',
  '789': 'Asia',
  '798': 'Asia',
  '889': 'Oceania',
};

/**
 * The M49 region that an activity is in: that of its first country, or without a country that of the first of
 * its DAC regions (vocabulary 1). Null where the file knows neither, and where DAC means several.
 */
export const regionOf = ({ countries, regions }: Activity): Region | null => {
  const [first] = countries;
  if (first !== undefined) return country(first.code)?.region ?? null;
  const dac = regions.find(({ vocabulary }) => vocabulary === '1');
  return ofDac[dac?.code ?? ''] ?? null;
};
