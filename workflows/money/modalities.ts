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
