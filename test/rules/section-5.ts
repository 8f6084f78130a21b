import type { Rule } from './rule';

/** lifecycle.md section 5: money. */
export const section5: readonly Rule[] = [
  {
    sentence:
      'cost_sharing_government · cost_sharing_third_party: managing body, cost-sharing agreement with payment schedule',
    titles: [
      'Money (lifecycle.md section 5), the modalities › cost_sharing_government: the managing body holds the money, by a cost-sharing agreement',
      'Money (lifecycle.md section 5), the modalities › cost_sharing_third_party: the managing body holds the money, by a cost-sharing agreement',
    ],
    mutant: {
      file: 'workflows/money/modalities.ts',
      find: "holder: 'the managing body',",
      replace: "holder: 'the fund manager',",
    },
  },
  {
    sentence: 'trust_fund: fund manager, fund decision',
    titles: [
      'Money (lifecycle.md section 5), the modalities › trust_fund: the fund manager holds the money, by a fund decision',
    ],
    mutant: {
      file: 'workflows/money/modalities.ts',
      find: "agreement: 'a fund decision'",
      replace: "agreement: 'an internal approval'",
    },
  },
  {
    sentence: 'parallel: each contributor, we never hold it',
    titles: [
      'Money (lifecycle.md section 5), the states of a line › parallel: each contributor passes it on, we never hold it',
    ],
    mutant: {
      file: 'workflows/money/ledger.ts',
      find: "  disburse: [['committed', 'disbursed']],\n",
      replace: '',
    },
  },
  {
    sentence: 'parallel: exchange of letters',
    titles: [
      'Money (lifecycle.md section 5), the modalities › parallel: each contributor holds the money, by a exchange of letters',
    ],
    mutant: {
      file: 'workflows/money/modalities.ts',
      find: "agreement: 'an exchange of letters'",
      replace: "agreement: 'a letter'",
    },
  },
  {
    sentence: 'in_kind: contributor, letter with quantity, unit, valuation method, valuer',
    titles: [
      'Money (lifecycle.md section 5), the modalities › in_kind: the contributor holds the money, by a letter with quantity, unit, valuation method',
    ],
    mutant: {
      file: 'workflows/money/modalities.ts',
      find: "holder: 'the contributor',",
      replace: "holder: 'each contributor',",
    },
  },
  {
    sentence: 'core_budget: UN, internal approval',
    titles: [
      'Money (lifecycle.md section 5), the modalities › core_budget: the UN holds the money, by a internal approval',
    ],
    mutant: {
      file: 'workflows/money/modalities.ts',
      find: "holder: 'the UN'",
      replace: "holder: 'the fund manager'",
    },
  },
  {
    sentence: 'seed_grant (with matching): fund manager, short project document',
    titles: [
      'Money (lifecycle.md section 5), the modalities › seed_grant: the fund manager holds the money, by a short project document',
    ],
    mutant: {
      file: 'workflows/money/modalities.ts',
      find: "agreement: 'a short project document'",
      replace: "agreement: 'a letter'",
    },
  },
  {
    sentence: 'triangular_facilitation: any of the above, tripartite instrument',
    titles: [
      'Money (lifecycle.md section 5), the modalities › triangular_facilitation: any of the others holds the money, by a tripartite instrument',
    ],
    mutant: {
      file: 'workflows/money/modalities.ts',
      find: "agreement: 'a tripartite instrument'",
      replace: "agreement: 'a letter'",
    },
  },
  {
    sentence:
      'States: pledged → committed (signed) → called → received → disbursed → spent → accounted → refunded',
    titles: [
      'Money (lifecycle.md section 5), the states of a line › pledged → committed → called → received → disbursed → spent → accounted → refunded',
    ],
    mutant: {
      file: 'workflows/money/ledger.ts',
      find: "call: [['committed', 'called']],",
      replace: "call: [['pledged', 'called']],",
    },
  },
  {
    sentence: 'a pledge may expire',
    titles: ['Money (lifecycle.md section 5), the states of a line › a pledge may expire'],
    mutant: {
      file: 'workflows/money/ledger.ts',
      find: "expire: [['pledged', 'expired']],",
      replace: "expire: [['committed', 'expired']],",
    },
  },
  {
    sentence: 'a committed line be released',
    titles: [
      'Money (lifecycle.md section 5), the states of a line › a committed line is released, called or not; what was received is not',
    ],
    mutant: {
      file: 'workflows/money/ledger.ts',
      find: "    ['called', 'released'],\n",
      replace: '',
    },
  },
  {
    sentence: 'States hold amounts, not lines: one line may be partly called, received, disbursed',
    titles: [
      'Money (lifecycle.md section 5), the states of a line › states hold amounts, not lines: one line may be partly called, received, disbursed',
    ],
    mutant: {
      file: 'workflows/money/ledger.ts',
      find: 'const part = lesser(so.left, amounts[source]);',
      replace: 'const part = amounts[source];',
    },
  },
  {
    sentence: 'Received = held + disbursed + refunded from held',
    titles: [
      'Money (lifecycle.md section 5), the states of a line › Received = held + disbursed + refunded from held',
    ],
    mutant: {
      file: 'workflows/money/ledger.ts',
      find: 'received: sum([held, disbursed, refundedFromHeld]),',
      replace: 'received: sum([held, disbursed]),',
    },
  },
  {
    sentence: 'disbursed = accounted + refunded + outstanding',
    titles: [
      'Money (lifecycle.md section 5), the states of a line › disbursed = accounted + refunded + outstanding',
    ],
    mutant: {
      file: 'workflows/money/ledger.ts',
      find: 'sum([outstanding, accounted, refundedFromDisbursed])',
      replace: 'sum([outstanding, accounted])',
    },
  },
  {
    sentence: 'A correction is a negative entry with a reason',
    titles: ['Money (lifecycle.md section 5), the states of a line › a correction is a negative entry'],
    mutant: {
      file: 'workflows/money/ledger.ts',
      find: 'return { movement, amount: minus(none, amount), from, to };',
      replace: 'return { movement, amount: amount, from, to };',
    },
  },
  {
    sentence: 'and leaves no state below zero',
    titles: [
      'Money (lifecycle.md section 5), the states of a line › a correction leaves no state below zero',
    ],
    mutant: {
      file: 'workflows/money/ledger.ts',
      find: '!isLess(amounts[to], amount)',
      replace: "amounts[to] !== ''",
    },
  },
  {
    sentence: 'In kind: offered → confirmed → delivered → valued',
    titles: ['In kind: offered → confirmed → delivered → valued (lifecycle.md section 5) › each in turn'],
    mutant: {
      file: 'workflows/pilot/funding/in-kind.ts',
      find: 'contribution: id,\n          quantity,',
      replace: "contribution: id,\n          quantity: '0',",
    },
  },
  {
    sentence: 'Amounts are decimal strings, never binary floats',
    titles: [
      'Money (lifecycle.md section 5), amounts and currencies › amounts are decimal strings, never binary floats',
      'Money (lifecycle.md section 5), amounts and currencies › sums are exact whatever their order',
    ],
    mutant: {
      file: 'workflows/money/decimal.ts',
      find: 'new Exact(a).plus(b).toFixed()',
      replace: 'String(Number(a) + Number(b))',
    },
  },
  {
    sentence: 'with an ISO 4217 currency',
    titles: ['Money (lifecycle.md section 5), amounts and currencies › a currency is one of ISO 4217'],
    mutant: {
      file: 'workflows/money/currency.ts',
      find: 'if (digits === null) return',
      replace: 'if (digits === undefined) return',
    },
  },
  {
    sentence: 'totals are shown as cash, in-kind and parallel side by side',
    titles: [
      'Money (lifecycle.md section 5), amounts and currencies › totals are shown as cash, in-kind and parallel side by side',
    ],
    mutant: {
      file: 'workflows/money/totals.ts',
      find: "parallel: of('parallel')",
      replace: "parallel: of('cash')",
    },
  },
  {
    sentence: 'and are not summed across these or across currencies without a dated rate',
    titles: [
      'Money (lifecycle.md section 5), amounts and currencies › totals are not summed across currencies without a dated rate',
    ],
    mutant: {
      file: 'workflows/money/rates.ts',
      find: 'rate === undefined ? null :',
      replace: 'rate === undefined ? amount :',
    },
  },
  {
    sentence:
      'Thresholds are in the programme’s currency, at a rate that finance recorded with date and source',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › Thresholds are in the programme’s currency, at a rate that finance recorded with date and source › with it the amounts are compared',
    ],
    mutant: {
      file: 'workflows/money/rates.ts',
      find: 'times(amount, rate.rate)',
      replace: 'amount',
    },
  },
  {
    sentence: 'without one the command is refused `rate-missing`',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › Thresholds are in the programme’s currency, at a rate that finance recorded with date and source › without one the command is refused rate-missing',
    ],
    mutant: {
      file: 'workflows/pilot/funding/submit-mix.ts',
      find: "return refuse('rate-missing', `Finance",
      replace: "return refuse('mix-incomplete', `Finance",
    },
  },
  {
    sentence: 'What is required is stated for cash, in-kind and parallel apart',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › what is required is stated for cash, in-kind and parallel apart',
    ],
    mutant: {
      file: 'workflows/pilot/funding/required.ts',
      find: 'in_kind: withDecimals(inKind, digits),',
      replace: 'in_kind: withDecimals(cash, digits),',
    },
  },
  {
    sentence: 'only the programme says what matches what',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › The programme › only the programme says what matches what',
    ],
    mutant: {
      file: 'workflows/pilot/funding/coverage.ts',
      find: 'String(matching.value.percent)',
      replace: 'String(0 * matching.value.percent)',
    },
  },
];
