import { country } from '../../workflows/countries';
import type { OrganisationKind } from '../../workflows/directory/entries';
import type { Activity } from './activity';

/** An organisation as one activity names it. */
export interface Mention {
  readonly name: string;
  readonly ref: string | null;
  readonly type: string | null;
}

/** An organisation of the file, once, however often and however spelled it is named. */
export interface FileOrganisation {
  /** Tells it from every other organisation of the file; the same in every file that names it. */
  readonly key: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** ISO 3166-1 alpha-2; null where the file does not know it. */
  readonly country: string | null;
}

/** IATI organisation types, and what the directory calls such a body. */
export const kindOfType: Readonly<Record<string, OrganisationKind>> = {
  '10': 'government',
  '15': 'other',
  '21': 'ngo',
  '22': 'ngo',
  '23': 'ngo',
  '24': 'ngo',
  '40': 'intergovernmental',
  '60': 'donor',
  '70': 'other',
  '80': 'academic',
};

const withoutPunctuation = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The key of a mention that stands alone: its reference, else its name. */
const ownKey = ({ ref, name }: Mention): string =>
  ref === null ? `name:${withoutPunctuation(name)}` : `ref:${withoutPunctuation(ref)}`;

/** DAC gives the agencies, funds and commissions of the United Nations the channel codes 41000 to 41999. */
const isUnAgency = (ref: string | null): boolean => ref !== null && /^(XM-DAC-)?41\d{3}$/.test(ref);

/** The first part of an IATI organisation identifier is the country of the register that it is taken from. */
const countryOf = (ref: string | null): string | null => {
  const code = ref === null ? undefined : /^([A-Z]{2})-/.exec(ref)?.[1];
  return code !== undefined && country(code) !== undefined ? code : null;
};

/** Every mention of an organisation in an activity. */
export const mentionsOf = (activity: Activity): readonly Mention[] => [
  activity.reportingOrganisation,
  ...activity.organisations,
];

const grouped = (mentions: readonly Mention[], by: (mention: Mention) => string): Map<string, Mention[]> => {
  const groups = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const group = groups.get(by(mention));
    if (group === undefined) groups.set(by(mention), [mention]);
    else group.push(mention);
  }
  return groups;
};

/** The organisations of a file, and which of them a mention in that file means. */
export interface FileOrganisations {
  readonly organisations: readonly FileOrganisation[];
  /** The key of the organisation that this mention means. */
  readonly keyOf: (mention: Mention) => string;
}

/**
 * The organisations of a file in the order in which it first names them. The same reference is the same
 * organisation, whatever its name. A mention without a reference is the organisation that bears the same name
 * under one reference, whatever case and punctuation. Two references are two organisations even under one
 * name: every country has a Ministry of Health. Where mentions of one differ, the first name counts, and the
 * first type that is given.
 */
export const organisationsOf = (activities: readonly Activity[]): FileOrganisations => {
  const mentions = activities.flatMap(mentionsOf);
  const withReference = mentions.filter(({ ref }) => ref !== null);
  const referencesOf = grouped(withReference, ({ name }) => withoutPunctuation(name));
  const keyOf = (mention: Mention): string => {
    if (mention.ref !== null) return ownKey(mention);
    const keys = new Set(referencesOf.get(withoutPunctuation(mention.name))?.map(ownKey));
    const [only] = keys;
    return keys.size === 1 && only !== undefined ? only : ownKey(mention);
  };
  const organisations = [...grouped(mentions, keyOf)].map(([key, same]): FileOrganisation => {
    const ref = same.find((mention) => mention.ref !== null)?.ref ?? null;
    const type = same.find((mention) => mention.type !== null)?.type ?? '';
    return {
      key,
      name: (same[0]?.name ?? key).replace(/\s+/g, ' ').trim(),
      kind: isUnAgency(ref) ? 'un_agency' : (kindOfType[type] ?? 'other'),
      country: countryOf(ref),
    };
  });
  return { organisations, keyOf };
};
