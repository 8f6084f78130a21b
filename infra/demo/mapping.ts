import type { Proposal } from '../../workflows/pilot/proposal/form';
import type { Activity } from './activity';
import type { Mention } from './organisations';
import { sumOf } from './money';
import { regionOf } from './regions';

/** One row of the table: which field of the file becomes which field of a proposal, and how. */
interface Row {
  readonly file: string;
  readonly proposal: string;
  readonly how: string;
  readonly read: (activity: Activity) => Partial<Proposal>;
}

const countriesOf = (activity: Activity): readonly string[] => activity.countries.map(({ code }) => code);

const asRegion = (activity: Activity, applies: boolean): Partial<Proposal> => {
  const region = applies ? regionOf(activity) : null;
  return region === null ? {} : { region };
};

/**
 * The table that stands in this folder's README, and the code that carries it out: an activity is brought in
 * as it is, so a field that the file does not have is left out and shows as missing.
 */
export const rows: readonly Row[] = [
  {
    file: 'title',
    proposal: 'title',
    how: 'as it is, in its own language; line breaks become spaces',
    read: ({ title }) => ({ title: title.replace(/\s+/g, ' ').trim() }),
  },
  {
    file: 'identifier',
    proposal: 'references',
    how: 'as `IATI <identifier>`',
    read: ({ identifier }) => ({ references: [`IATI ${identifier}`] }),
  },
  {
    file: 'countries[].code',
    proposal: 'beneficiaryCountries',
    how: 'as they are',
    read: (activity) =>
      activity.countries.length === 0 ? {} : { beneficiaryCountries: countriesOf(activity) },
  },
  {
    file: 'countries[].code',
    proposal: 'region',
    how: 'the M49 region of the first country',
    read: (activity) => asRegion(activity, activity.countries.length > 0),
  },
  {
    file: 'regions[].code',
    proposal: 'region',
    how: 'without a country: the M49 region that the first DAC code (vocabulary 1) means, if it is one',
    read: (activity) => asRegion(activity, activity.countries.length === 0),
  },
  {
    file: 'sectors[].code',
    proposal: 'focalArea',
    how: 'the first sector of the DAC list (vocabulary 1), as `DAC sector <code>`',
    read: ({ sectors }) => {
      const sector = sectors.find(({ vocabulary }) => vocabulary === '1');
      return sector === undefined ? {} : { focalArea: `DAC sector ${sector.code}` };
    },
  },
  {
    file: 'dates.plannedStart',
    proposal: 'plannedStart',
    how: 'as it is, also when it is past',
    read: ({ dates }) => (dates.plannedStart === undefined ? {} : { plannedStart: dates.plannedStart }),
  },
  {
    file: 'dates.plannedEnd',
    proposal: 'plannedEnd',
    how: 'as it is, also when it is past',
    read: ({ dates }) => (dates.plannedEnd === undefined ? {} : { plannedEnd: dates.plannedEnd }),
  },
  {
    file: 'budgets[].value, budgets[].currency',
    proposal: 'roughBudget',
    how: 'the sum, where all are in one currency',
    read: ({ budgets }) => {
      const [first] = budgets;
      if (first === undefined || budgets.some(({ currency }) => currency !== first.currency)) return {};
      return { roughBudget: { amount: sumOf(budgets.map(({ value }) => value)), currency: first.currency } };
    },
  },
  {
    file: 'sectors[].code',
    proposal: 'policyLinks',
    how: 'the SDG targets (vocabulary 8), as `sdg_target`',
    read: ({ sectors }) => {
      const targets = sectors.filter(({ vocabulary }) => vocabulary === '8');
      if (targets.length === 0) return {};
      return { policyLinks: targets.map(({ code }) => ({ kind: 'sdg_target', reference: code })) };
    },
  },
];

/** What an activity gives of a proposal, and nothing that it does not give. */
export const proposalOf = (activity: Activity): Proposal =>
  rows.reduce<Proposal>((proposal, row) => ({ ...proposal, ...row.read(activity) }), { title: '' });

/** Fields of the file that no field of a proposal takes, and why. */
export const notBroughtIn: Readonly<Record<string, string>> = {
  status: 'says how far the activity is; a pilot starts as a draft',
  'dates.actualStart': 'a proposal is about what is planned',
  'dates.actualEnd': 'a proposal is about what is planned',
  'countries[].percentage': 'a proposal does not split its budget over countries',
  'regions[].percentage': 'a proposal has one region',
  'sectors[].percentage': 'a proposal has one focal area',
  'budgets[].start, budgets[].end, budgets[].valueDate': 'a rough budget is one sum',
  plannedDisbursements: 'belongs to the funding stage',
  transactions: 'belongs to the funding stage',
  indicators: 'belongs to the results of the implementation',
};

/**
 * Who proposes: the first implementing organisation (role 4), else the first extending (3), else the first
 * accountable one (2), else the one that reports.
 */
export const proponentOf = (activity: Activity): Mention =>
  ['4', '3', '2']
    .map((role) => activity.organisations.find((organisation) => organisation.role === role))
    .find((organisation) => organisation !== undefined) ?? activity.reportingOrganisation;

/** Who funds it: the first organisation that the activity names so (role 1). */
export const funderOf = (activity: Activity): Mention | undefined =>
  activity.organisations.find(({ role }) => role === '1');

/** Has it what the sample partners cannot add: a country, planned dates, and a budget? */
export const isComplete = (activity: Activity): boolean => {
  const { beneficiaryCountries, plannedStart, plannedEnd, roughBudget } = proposalOf(activity);
  return [beneficiaryCountries, plannedStart, plannedEnd, roughBudget].every((value) => value !== undefined);
};
