import { type Additions, type Completable, mark } from './partners';
import type { Path } from './paths';

/** A two-country pilot that is not in any file: composed for the demonstration, and marked so. */
export interface Composed {
  /** Tells it from the others, in every run. */
  readonly identifier: string;
  readonly path: Path;
  readonly provider: string;
  /** What is registered: nothing in it depends on the day, so that every run registers the same. */
  readonly draft: Additions & Pick<Completable, 'title'>;
}

const pairs: readonly (readonly [
  topic: string,
  provider: string,
  beneficiary: string,
  region: string,
  path: Path,
])[] = [
  ['solar drying of fish', 'KE', 'UG', 'Africa', 'taken-over'],
  ['early warning of floods', 'BD', 'MM', 'Asia', 'taken-over'],
  ['terraces against erosion', 'ET', 'MG', 'Africa', 'left-in-screening'],
  ['community forests', 'SN', 'MZ', 'Africa', 'left-in-endorsement'],
  ['clean cooking stoves', 'PE', 'BO', 'Americas', 'taken-over'],
  ['drought-tolerant barley', 'MN', 'KG', 'Asia', 'left-in-revision'],
  ['mangrove nurseries', 'PH', 'TL', 'Asia', 'left-in-concept-review'],
  ['reef-friendly tourism', 'BZ', 'DO', 'Americas', 'taken-over'],
];

/** The eight two-country pilots, under the default programme. */
export const composed: readonly Composed[] = pairs.map(
  ([topic, provider, beneficiary, region, path], index) => ({
    identifier: `composed-${index + 1}`,
    path,
    provider,
    draft: {
      title: `${mark} ${topic}, ${provider} with ${beneficiary} (composed)`,
      references: ['composed for the demonstration'],
      beneficiaryCountries: [beneficiary],
      providerCountries: [provider],
      region,
      roughBudget: { amount: `${60 + 20 * index}000.00`, currency: 'USD' },
    },
  }),
);
