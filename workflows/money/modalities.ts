/** How a contribution is given (lifecycle.md section 5). */
export const modalities = [
  'cost_sharing_government',
  'cost_sharing_third_party',
  'trust_fund',
  'parallel',
  'in_kind',
  'core_budget',
  'seed_grant',
  'triangular_facilitation',
] as const;
export type Modality = (typeof modalities)[number];

/** What is never summed across: shown side by side (lifecycle.md section 5). */
export const moneyClasses = ['cash', 'in_kind', 'parallel'] as const;
export type MoneyClass = (typeof moneyClasses)[number];

/** Money that passes through our hands is cash; parallel money and what is given in kind do not. */
export const classOf = (modality: Modality): MoneyClass =>
  modality === 'in_kind' || modality === 'parallel' ? modality : 'cash';

const costSharing = {
  holder: 'the managing body',
  agreement: 'a cost-sharing agreement with payment schedule',
};

/** Who holds the money, and by what it is agreed (lifecycle.md section 5, the table of modalities). */
export const termsOf: Readonly<Record<Modality, { readonly holder: string; readonly agreement: string }>> = {
  cost_sharing_government: costSharing,
  cost_sharing_third_party: costSharing,
  trust_fund: { holder: 'the fund manager', agreement: 'a fund decision' },
  parallel: { holder: 'each contributor', agreement: 'an exchange of letters' },
  in_kind: {
    holder: 'the contributor',
    agreement: 'a letter with quantity, unit, valuation method and valuer',
  },
  core_budget: { holder: 'the UN', agreement: 'an internal approval' },
  seed_grant: { holder: 'the fund manager', agreement: 'a short project document' },
  triangular_facilitation: { holder: 'any of the others', agreement: 'a tripartite instrument' },
};
