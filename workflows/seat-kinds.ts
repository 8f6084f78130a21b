/** The seats of lifecycle.md section 1. */
export const seatKinds = [
  'coordinator',
  'proponent',
  'host_government',
  'provider',
  'beneficiary',
  'facilitator',
  'funder',
  'reviewer',
  'approving_body',
  'finance',
  'evaluator',
  'observer',
  'auditor',
] as const;
export type SeatKind = (typeof seatKinds)[number];
