import { country } from '../countries';
import type { OrganisationKind } from '../directory/entries';
import type { RuleBook } from './rule-book';

/** What of a proposal the rules of eligibility look at; everything may be missing in a draft. */
export interface ProposalForEligibility {
  readonly beneficiaryCountries?: readonly string[];
  readonly providerCountries?: readonly string[];
  readonly demandEvidence?: object;
}

/** The organisation that facilitates: what it is, and its country if it has one. */
export interface Facilitator {
  readonly kind: OrganisationKind;
  readonly country: string | null;
}

/** One rule of the programme: whether the proposal meets it, in a sentence, and where to change it if not. */
export interface EligibilityCheck {
  readonly rule: 'countries' | 'developing-countries' | 'demand-evidence' | 'triangular';
  readonly met: boolean;
  readonly sentence: string;
  /** JSON pointer into the proposal. */
  readonly pointer: string;
}

const nameOf = (code: string): string => country(code)?.name ?? code;

const named = (codes: readonly string[]): string =>
  codes.length === 0 ? 'none so far' : codes.map(nameOf).join(', ');

/** Countries that the programme counts as developing ones: by the M49 list, or as economies in transition. */
export const countsAsDeveloping =
  ({ eligibility }: Pick<RuleBook, 'eligibility'>) =>
  (code: string): boolean =>
    country(code)?.developing === true || eligibility.economiesInTransition.value.includes(code);

const atLeast = (
  rule: 'countries' | 'developing-countries',
  minimum: number,
  kind: { readonly one: string; readonly many: string },
  codes: readonly string[],
): EligibilityCheck => ({
  rule,
  met: codes.length >= minimum,
  sentence: `At least ${minimum} ${minimum === 1 ? `${kind.one} has` : `${kind.many} have`} to take part: ${named(codes)}.`,
  pointer: '/beneficiaryCountries',
});

/**
 * The programme's rules of eligibility, each with its answer for this proposal (lifecycle.md section 2, last
 * paragraph on the proposal). Rules that the programme does not have are left out. `facilitator`: the organisation
 * that the proposal names as such, null where it names none.
 */
export const eligibility = (
  proposal: ProposalForEligibility,
  ruleBook: Pick<RuleBook, 'eligibility'>,
  facilitator: Facilitator | null = null,
): readonly EligibilityCheck[] => {
  const { minimumCountries, minimumDevelopingCountries, demandEvidence, triangular, economiesInTransition } =
    ruleBook.eligibility;
  const { beneficiaryCountries = [], providerCountries = [] } = proposal;
  const developing = countsAsDeveloping(ruleBook);
  const all = [...new Set([...beneficiaryCountries, ...providerCountries])];
  const counted = economiesInTransition.value.length > 0 ? 'eligible' : 'developing';
  return [
    ...(minimumCountries.value > 0
      ? [atLeast('countries', minimumCountries.value, { one: 'country', many: 'countries' }, all)]
      : []),
    ...(minimumDevelopingCountries.value > 0
      ? [
          atLeast(
            'developing-countries',
            minimumDevelopingCountries.value,
            { one: `${counted} country`, many: `${counted} countries` },
            all.filter(developing),
          ),
        ]
      : []),
    ...(demandEvidence.value ? [demandDriven(proposal)] : []),
    ...(triangular.value ? [threeRoles(proposal, facilitator, developing)] : []),
  ];
};

const demandDriven = (proposal: ProposalForEligibility): EligibilityCheck => ({
  rule: 'demand-evidence',
  met: proposal.demandEvidence !== undefined,
  sentence: 'The proposal has to answer a demand: name the need, or give the reason for an exception.',
  pointer: '/demandEvidence',
});

const bodiesOfTheUn: readonly OrganisationKind[] = ['un_agency', 'mea_secretariat'];

/** A UN body, or one of a country that is not a developing one (programmes.md, triangular). */
const facilitates = ({ kind, country: code }: Facilitator, developing: (code: string) => boolean): boolean =>
  bodiesOfTheUn.includes(kind) || (code !== null && !developing(code));

const threeRoles = (
  { beneficiaryCountries = [], providerCountries = [] }: ProposalForEligibility,
  facilitator: Facilitator | null,
  developing: (code: string) => boolean,
): EligibilityCheck => {
  const missing = [
    ...(providerCountries.some(developing)
      ? []
      : [{ role: 'a developing country as provider', pointer: '/providerCountries' }]),
    ...(beneficiaryCountries.some(developing)
      ? []
      : [{ role: 'a developing country as beneficiary', pointer: '/beneficiaryCountries' }]),
    ...(facilitator !== null && facilitates(facilitator, developing)
      ? []
      : [{ role: 'a facilitator that is a UN body or a Northern donor', pointer: '/facilitator' }]),
  ];
  return {
    rule: 'triangular',
    met: missing.length === 0,
    sentence:
      missing.length === 0
        ? 'A provider, a beneficiary and a facilitator take part.'
        : `Triangular cooperation lacks ${missing.map(({ role }) => role).join(' and ')}.`,
    pointer: missing[0]?.pointer ?? '',
  };
};
