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
  {
    sentence: 'Whatever the end, money received and not spent opens a refund obligation',
    titles: [
      'Ends and money (lifecycle.md section 2, Ends) › whatever the end, money received and not spent opens a refund obligation',
    ],
    mutant: {
      file: 'workflows/pilot/funding/closing.ts',
      find: "isPositive(unspentOf(line)) ? owedFor(line, unspentOf(line), 'the end', moment) : [],",
      replace: '',
    },
  },
  {
    sentence: 'the approving body may write it off, with a reason',
    titles: [
      'Ends and money (lifecycle.md section 2, Ends) › the approving body may write it off, with a reason',
    ],
    mutant: {
      file: 'workflows/pilot/funding/closing.ts',
      find: "owed.map(({ id: obligation }) => fact('obligation-waived', { obligation, reason })),",
      replace: '[],',
    },
  },
  {
    sentence: 'and committed lines are released',
    titles: ['Ends and money (lifecycle.md section 2, Ends) › committed lines are released'],
    mutant: {
      file: 'workflows/pilot/funding/closing.ts',
      find: "line.amounts === null ? [] : released(line, line.amounts, 'The pilot has ended.'),",
      replace: '',
    },
  },
  {
    sentence: 'At an end what is open becomes void',
    titles: ['Ends (lifecycle.md section 2) › what is open becomes void'],
    mutant: {
      file: 'workflows/pilot/evolve/ends.ts',
      find: 'isOpen(decision) ? { ...decision, voided: occurredAt } : decision,',
      replace: 'decision,',
    },
  },
  {
    sentence: 'An end after money was disbursed or goods delivered is `terminated`',
    titles: [
      'Ends and money (lifecycle.md section 2, Ends) › an end after money was disbursed or goods delivered is terminated',
    ],
    mutant: {
      file: 'workflows/pilot/funding/closing.ts',
      find: "end !== 'closed' && hasPaidOut(pilot) ? 'terminated' : end",
      replace: 'end',
    },
  },
  {
    sentence: 'even if the disbursement is learnt of later',
    titles: ['Ends and money (lifecycle.md section 2, Ends) › even if the disbursement is learnt of later'],
    mutant: {
      file: 'workflows/pilot/funding/closing.ts',
      find: 'pilot.end !== null && endReached(pilot, pilot.end.end) !== pilot.end.end',
      replace: 'pilot.end !== null && pilot.end.final',
    },
  },
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

  {
    sentence: 'Suspension lies over any step from consultation on',
    titles: ['Suspension (lifecycle.md section 2) › lies over any step from consultation on'],
    mutant: {
      file: 'workflows/pilot/suspension/suspend.ts',
      find: 'in: suspendableSteps,',
      replace:
        "in: [...suspendableSteps, 'proposal.draft', 'proposal.screening', 'proposal.revision', 'proposal.endorsement', 'proposal.concept_review'],",
    },
  },
  {
    sentence: 'no decision resolves',
    titles: ['Suspension (lifecycle.md section 2) › no decision resolves'],
    mutant: {
      file: 'workflows/pilot/suspension/accepted.ts',
      find: "fieldOf(body, 'position') === 'recuse' ||",
      replace: "fieldOf(body, 'position') !== '' ||",
    },
  },
  {
    sentence: 'the coordinator alone for 14 days',
    titles: [
      'Suspension (lifecycle.md section 2) › the coordinator alone for 14 days: then the pilot goes on by itself',
    ],
    mutant: {
      file: 'workflows/pilot/suspension/lifting.ts',
      find: 'until !== null && until <= moment.at',
      replace: 'until !== null && until > moment.at',
    },
  },
  {
    sentence: 'not twice in a row',
    titles: ['Suspension (lifecycle.md section 2) › not twice in a row'],
    mutant: {
      file: 'workflows/pilot/suspension/suspend.ts',
      find: "role === 'coordinator' && coordinatorWasLast(pilot)",
      replace: "role === 'coordinator' && pilot.suspension.since !== null",
    },
  },
  {
    sentence: 'Each ground is lifted by who set it',
    titles: ['Suspension (lifecycle.md section 2) › each ground is lifted by who set it'],
    mutant: {
      file: 'workflows/pilot/suspension/resume.ts',
      find: '      ground.by === role &&',
      replace: "      ground.by !== 'funder' &&",
    },
  },
  {
    sentence: 'A funder may suspend its own money, which blocks its tranches only',
    titles: [
      'Suspension (lifecycle.md section 2) › a funder suspends its own money, which does not suspend the pilot',
    ],
    mutant: {
      file: 'workflows/pilot/suspension/suspend.ts',
      find: 'funder: moneyHeldBack }',
      replace: 'funder: suspendedByTheBody }',
    },
  },
  {
    sentence: 'It stops the clocks of kind after and working and all closing times',
    titles: [
      'Suspension (lifecycle.md section 2) › stops the clocks of kind after, and gives back what was left, at 17:00',
      'Suspension (lifecycle.md section 2) › and of kind working, and all closing times',
    ],
    mutant: {
      file: 'workflows/pilot/suspension/resumption.ts',
      find: '    : moveDue(pilot, owed, due, why, moment);',
      replace: '    : [];',
    },
  },
  {
    sentence: 'and keeps what was left in the clock’s own unit',
    titles: [
      'Suspension (lifecycle.md section 2): what was left comes back › a clock of working days gets back its working days, in the calendar of the owner',
    ],
    mutant: {
      file: 'workflows/clocks/run-on.ts',
      find: "if (unit === 'workingDays') return { workingDays: workingDaysBetween(from, to, calendar).count };",
      replace: '',
    },
  },
  {
    sentence: 'resume gives it back, at 17:00',
    titles: [
      'Suspension (lifecycle.md section 2): what was left comes back › a clock of days gets back its days, at 17:00',
    ],
    mutant: {
      file: 'workflows/clocks/resume.ts',
      find: "    case 'resumed':\n      return { kind: 'resumed', base: expression, ...stop };",
      replace: "    case 'resumed':\n      return expression;",
    },
  },
  {
    sentence: 'Fixed and yearly dates do not move',
    titles: [
      'Suspension (lifecycle.md section 2): what was left comes back › fixed and yearly dates do not move',
    ],
    mutant: {
      file: 'workflows/clocks/resume.ts',
      find: '    default:\n      return expression;',
      replace: "    default:\n      return { kind: 'resumed', base: expression, ...stop };",
    },
  },
  {
    sentence: 'those that passed fall due 14 days after the resume',
    titles: [
      'Suspension (lifecycle.md section 2) › fixed dates do not move: those that passed fall due 14 days after the resume',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"dueAfterResume": {\n      "value": {\n        "days": 14',
      replace: '"dueAfterResume": {\n      "value": {\n        "days": 15',
    },
  },
  {
    sentence: 'or are waived by it',
    titles: ['Suspension (lifecycle.md section 2) › or are waived by it'],
    mutant: {
      file: 'workflows/pilot/suspension/resumption.ts',
      find: 'waived.includes(owed.id)\n',
      replace: 'waived.includes(owed.kind)\n',
    },
  },
  {
    sentence: 'What was overdue stays overdue, without reminders',
    titles: [
      'Suspension (lifecycle.md section 2) › what was overdue stays overdue, without reminders, and is called about as many days later',
    ],
    mutant: {
      file: 'workflows/pilot/suspension/resumption.ts',
      find: 'if (owed.due.at !== null && owed.due.at <= stop.suspended) return stayingOverdue(pilot, owed, stop, moment);',
      replace: '',
    },
  },
  {
    sentence:
      'While suspended only resume, extend-suspension, withdraw, cancel, terminate, recusals, strikes and late facts are accepted',
    titles: [
      'Suspension (lifecycle.md section 2) › while suspended only resume, extend-suspension, an end, recusals, strikes and late facts are accepted',
    ],
    mutant: {
      file: 'workflows/pilot/suspension/accepted.ts',
      find: "  'withdraw',\n",
      replace: '',
    },
  },
  {
    sentence: 'and nothing fires but the suspension’s own review (90 days)',
    titles: [
      'Suspension (lifecycle.md section 2) › nothing fires but the suspension’s own review, after 90 days',
    ],
    mutant: {
      file: 'workflows/pilot/clock/reminding.ts',
      find: "(kind === 'suspension' || !isSuspended(pilot))",
      replace: "(kind === 'suspension' || pilot.end === null)",
    },
  },
  {
    sentence: 'Nothing fires on resume that did not become due',
    titles: ['Suspension (lifecycle.md section 2) › nothing fires on resume that did not become due'],
    mutant: {
      file: 'workflows/pilot/suspension/resumption.ts',
      find: 'reminders: remindersAhead(owed.reminders, stop)',
      replace: 'reminders: owed.reminders',
    },
  },

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
