import type { Rule } from './rule';

/** lifecycle.md section 2: ends, suspension, taking over, corrections. */
export const section2Ends: readonly Rule[] = [
  {
    sentence: 'withdrawn (by the proponent, before implementation)',
    titles: ['Ends (lifecycle.md section 2) › withdrawn by the proponent, before implementation: from %s'],
    mutant: {
      file: 'workflows/pilot/ends/ending.ts',
      find: "endAs('withdrawn', given.body.reason, moment)",
      replace: "endAs('cancelled', given.body.reason, moment)",
    },
  },
  {
    sentence: 'lapsed (by a clock only, after its notices)',
    titles: [
      'Lapse happens only by a clock, and only after its notices (lifecycle.md section 4) › a draft that nobody touches: notices at −30, −7, −1, then lapse',
    ],
    mutant: {
      file: 'workflows/pilot/clock/lapsing.ts',
      find: "endAs('lapsed', `",
      replace: "endAs('withdrawn', `",
    },
  },
  {
    sentence: 'cancelled (approving body, before implementation)',
    titles: ['Ends (lifecycle.md section 2) › cancelled by the approving body, before implementation'],
    mutant: {
      file: 'workflows/pilot/ends/ending.ts',
      find: "endAs('cancelled', given.body.reason, moment)",
      replace: "endAs('withdrawn', given.body.reason, moment)",
    },
  },
  { sentence: 'Whatever the end, money received and not spent opens a refund obligation' },
  { sentence: 'the approving body may write it off, with a reason' },
  { sentence: 'and committed lines are released' },
  {
    sentence: 'At an end what is open becomes void',
    titles: ['Ends (lifecycle.md section 2) › what is open becomes void'],
    mutant: {
      file: 'workflows/pilot/evolve/ends.ts',
      find: 'isOpen(decision) ? { ...decision, voided: occurredAt } : decision,',
      replace: 'decision,',
    },
  },
  { sentence: 'An end after money was disbursed or goods delivered is `terminated`' },
  {
    sentence: 'The status of an ended pilot is the end alone (`closed`)',
    titles: ['Ends (lifecycle.md section 2) › the status of an ended pilot is the end alone'],
    mutant: {
      file: 'workflows/pilot/evolve/ends.ts',
      find: '      status: end,\n',
      replace: '',
    },
  },
  {
    sentence: 'It is settled when nothing is owed and its reopening window is over',
    titles: [
      'Settled (lifecycle.md section 2, Ends) › when nothing is owed and the reopening window is over',
    ],
    mutant: {
      file: 'workflows/pilot/agenda.ts',
      find: '  (pilot.end.final || pilot.end.reopenableUntil === null) &&\n',
      replace: '',
    },
  },
  {
    sentence: 'before its seat is filled, the programme’s own approving body',
    titles: [
      'Reopening (lifecycle.md section 2, Ends) › before its seat is filled, the programme’s own approving body may',
    ],
    mutant: {
      file: 'workflows/pilot/standings.ts',
      find: '    ...unseatedBody(pilot, organisations, directory),\n',
      replace: '',
    },
  },
  {
    sentence: 'The approving body may reopen `rejected`, `withdrawn` and `lapsed` within 90 days, once',
    titles: ['Reopening (lifecycle.md section 2, Ends) › within 90 days, once, by the approving body'],
    mutant: {
      file: 'workflows/pilot/ends/reopen.ts',
      find: 'return at <= until ?',
      replace: 'return at.slice(0, 10) <= until ?',
    },
  },
  {
    sentence: 'the step that was left opens again with its full duration and new notices',
    titles: [
      'Reopening (lifecycle.md section 2, Ends) › the step that was left opens again with its full duration and new notices',
    ],
    mutant: {
      file: 'workflows/pilot/ends/reopen.ts',
      find: '        opened(step, theReopening, moment),\n',
      replace: '',
    },
  },
  {
    sentence: 'after a rejection: revision, with one extra round',
    titles: ['Reopening (lifecycle.md section 2, Ends) › after a rejection: revision, with one extra round'],
    mutant: {
      file: 'workflows/pilot/ends/reopen.ts',
      find: "rounds: pilot.end?.end === 'rejected' ? 1 : 0",
      replace: 'rounds: 0',
    },
  },
  {
    sentence: 'a clock that spans steps has at least 180 days left',
    titles: [
      'Reopening (lifecycle.md section 2, Ends) › a clock that spans steps has at least 180 days left',
    ],
    mutant: {
      file: 'workflows/pilot/ends/reopen.ts',
      find: "kind: 'later_of', of }",
      replace: "kind: 'earlier_of', of }",
    },
  },
  {
    sentence: 'decisions are opened again, positions taken before are history',
    titles: [
      'Reopening (lifecycle.md section 2, Ends) › decisions are opened again, positions taken before are history',
    ],
    mutant: {
      file: 'workflows/pilot/evolve/ends.ts',
      find: 'isOpen(decision) ? { ...decision, voided: occurredAt } : decision,',
      replace: 'decision,',
    },
  },

  { sentence: 'Suspension lies over any step from consultation on' },
  { sentence: 'no decision resolves' },
  { sentence: 'the coordinator alone for 14 days, not twice in a row' },
  { sentence: 'Each ground is lifted by who set it' },
  { sentence: 'A funder may suspend its own money, which blocks its tranches only' },
  { sentence: 'It stops the clocks of kind after and working and all closing times' },
  { sentence: 'and keeps what was left in the clock’s own unit' },
  { sentence: 'resume gives it back, at 17:00' },
  { sentence: 'Fixed and yearly dates do not move' },
  { sentence: 'those that passed fall due 14 days after the resume, or are waived by it' },
  { sentence: 'What was overdue stays overdue, without reminders' },
  {
    sentence:
      'While suspended only resume, extend-suspension, withdraw, cancel, terminate, recusals, strikes and late facts are accepted',
  },
  { sentence: 'and nothing fires but the suspension’s own review (90 days)' },
  { sentence: 'Nothing fires on resume that did not become due' },

  {
    sentence:
      'Taking over: a coordinator, confirmed by the approving body, enters a pilot that is already running',
    titles: [
      'Taking over (lifecycle.md section 2) › a coordinator enters a running pilot, and the approving body has to confirm it',
    ],
    mutant: {
      file: 'workflows/pilot/acts.ts',
      find: "['take-over']",
      replace: '[]',
    },
  },
  {
    sentence: 'at a stated step, with its dates, seats, contributions, open obligations and documents',
    titles: [
      'Taking over (lifecycle.md section 2) › confirmed, it stands at the stated step with its dates, seats, endorsements and documents',
    ],
    mutant: {
      file: 'workflows/pilot/take-over.ts',
      find: '    documents: body.documents ?? [],\n',
      replace: '    documents: [],\n',
    },
  },
  {
    sentence: 'Past facts carry `heldOn`',
    titles: [
      'Taking over (lifecycle.md section 2) › confirmed, it stands at the stated step with its dates, seats, endorsements and documents',
    ],
    mutant: {
      file: 'workflows/pilot/take-over.ts',
      find: '      heldOn,\n      conditions:',
      replace: '      heldOn: body.since,\n      conditions:',
    },
  },
  {
    sentence: 'clocks start at the take-over',
    titles: ['Taking over (lifecycle.md section 2) › clocks start at the take-over'],
    mutant: {
      file: 'workflows/pilot/take-over.ts',
      find: '        opened(step, event, moment),\n',
      replace: '        opened(step, event, { ...moment, at: `${body.since}T09:00:00.000Z` }),\n',
    },
  },
  {
    sentence: 'nothing before it reminds or lapses',
    titles: ['Taking over (lifecycle.md section 2) › nothing before it reminds or lapses'],
    mutant: {
      file: 'workflows/pilot/steps.ts',
      find: "[...openObligations(pilot, 'step'), ...owedAbout",
      replace: "[...openObligations(pilot, 'undecided'), ...owedAbout",
    },
  },

  { sentence: 'Corrections: names the event, the right value and a reason' },
  { sentence: 'confirmed by a second person where money or a decision rests on it' },
  { sentence: 'The original stays visible' },
  { sentence: 'A resolved decision is not undone by it' },
  { sentence: 'the approving body may reopen the decision' },
  {
    sentence: 'A slip is struck by the seat that made it, with a reason, until another seat has acted on it',
  },
];
