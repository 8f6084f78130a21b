import type { Rule } from './rule';

/** lifecycle.md section 5: money. */
export const section5: readonly Rule[] = [
  {
    sentence:
      'cost_sharing_government · cost_sharing_third_party: managing body, cost-sharing agreement with payment schedule',
  },
  { sentence: 'trust_fund: fund manager, fund decision' },
  { sentence: 'parallel: each contributor, we never hold it, exchange of letters' },
  { sentence: 'in_kind: contributor, letter with quantity, unit, valuation method, valuer' },
  { sentence: 'core_budget: UN, internal approval' },
  { sentence: 'seed_grant (with matching): fund manager, short project document' },
  { sentence: 'triangular_facilitation: any of the above, tripartite instrument' },
  {
    sentence:
      'States: pledged → committed (signed) → called → received → disbursed → spent → accounted → refunded',
  },
  { sentence: 'a pledge may expire' },
  { sentence: 'a committed line be released' },
  { sentence: 'States hold amounts, not lines: one line may be partly called, received, disbursed' },
  { sentence: 'Received = held + disbursed + refunded from held' },
  { sentence: 'disbursed = accounted + refunded + outstanding' },
  { sentence: 'A correction is a negative entry with a reason and leaves no state below zero' },
  { sentence: 'In kind: offered → confirmed → delivered → valued' },
  { sentence: 'Amounts are decimal strings with an ISO 4217 currency, never binary floats' },
  { sentence: 'totals are shown as cash, in-kind and parallel side by side' },
  { sentence: 'and are not summed across these or across currencies without a dated rate' },
  {
    sentence:
      'Thresholds are in the programme’s currency, at a rate that finance recorded with date and source',
  },
  { sentence: 'without one the command is refused `rate-missing`' },
  { sentence: 'What is required is stated for cash, in-kind and parallel apart' },
  { sentence: 'only the programme says what matches what' },
];
