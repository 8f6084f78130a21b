import type { Rule } from './rule';

/** lifecycle.md section 1: words, seats, segregation, countries, sight. */
export const section1: readonly Rule[] = [
  {
    sentence: 'organisation: has country, region, time zone, weekend days, holidays, language',
    titles: ['an organisation that is registered › gets zone, weekend and language of its country: %s'],
    mutant: {
      file: 'workflows/clocks/country-defaults.ts',
      find: '    weekend: week === undefined ? [6, 7] : [...week.weekend],\n',
      replace: '    weekend: [6, 7],\n',
    },
  },
  {
    sentence: 'person: a user who acts for one or more organisations',
    titles: ['A decider made from commands › asks who could act for several organisations to say for which'],
    mutant: {
      file: 'workflows/process.ts',
      find: 'new Set(as.map(({ organisation }) => organisation)).size > 1',
      replace: 'new Set(as.map(({ organisation }) => organisation)).size > 9',
    },
  },
  {
    sentence: 'Events carry person ids, never names or addresses',
    titles: [
      'Properties over random plays of at least five seats › events carry person ids, never names or addresses',
    ],
    mutant: {
      file: 'workflows/pilot/clock/reached.ts',
      find: '[...new Set([...holders, ...delegates])]',
      replace: '[...new Set([...holders, ...delegates])].map((id) => reach.directory.person(id))',
    },
  },
  {
    sentence: 'Every approval, duty and right belongs to a seat, not to a person',
    titles: [
      'What each seat may do (lifecycle.md section 1) › what was answered and is owed belongs to the seat, whoever acts for it then',
    ],
    mutant: {
      file: 'workflows/pilot/evolve/seats.ts',
      find: "'seat-persons-changed': (pilot, { seat, persons }) =>\n    withSeat(pilot, seat,",
      replace:
        "'seat-persons-changed': (pilot, { seat, persons }) =>\n    withSeat(withoutOpenPositions(pilot, seat), seat,",
    },
  },
  {
    sentence: 'delegation: a dated right to act for a seat',
    titles: [
      'Delegation (lifecycle.md section 1): a dated right to act for a seat › for one seat of one pilot, from now to the end of a day where the organisation is',
    ],
    mutant: {
      file: 'workflows/directory/delegation-commands.ts',
      find: 'ends: atHour(addDays(until, 1), 0, timeZone),',
      replace: 'ends: atHour(until, 0, timeZone),',
    },
  },
  {
    sentence: 'delegation: given by a person who holds it in her own right',
    titles: [
      'Delegation (lifecycle.md section 1): a dated right to act for a seat › is given by a person who holds it in her own right, and not for %s',
    ],
    mutant: {
      file: 'workflows/directory/delegation-commands.ts',
      find: "const holds = seat === null || seat?.persons.includes(person ?? '') === true;",
      replace: 'const holds = true;',
    },
  },
  {
    sentence: 'delegation: not passed on',
    titles: [
      'Delegation (lifecycle.md section 1) › not passed on: what somebody has by delegation she gives to nobody',
    ],
    mutant: {
      file: 'workflows/pilot/standings.ts',
      find: 'activePersons(seat, directory).includes(delegation.giver)',
      replace: "delegation.giver !== ''",
    },
  },
  {
    sentence: 'delegation: not passed on, nor made a right of one’s own',
    titles: [
      'Delegation (lifecycle.md section 1) › not passed on: who acts by delegation does not name the persons of the seat',
    ],
    mutant: {
      file: 'workflows/pilot/seats/change-seat-persons.ts',
      find: 'as.seat === seat.id && as.delegatedBy !== undefined',
      replace: 'as.seat !== seat.id && as.delegatedBy !== undefined',
    },
  },
  {
    sentence: 'delegation: checked at the moment of the act',
    titles: [
      'Delegation (lifecycle.md section 1) › is checked at the moment of the act: %s',
      'Delegation (lifecycle.md section 1) › is checked at the moment of the act: not when %s',
    ],
    mutant: {
      file: 'workflows/directory/in-force.ts',
      find: 'withdrawn === null && begins <= at && at < ends',
      replace: 'withdrawn !== at && begins < ends',
    },
  },
  {
    sentence: 'delegation: checked at the moment of the act, also while it is under way',
    titles: [
      'a delegation is checked at the moment of the act (lifecycle.md section 1) › one that is withdrawn while the act is under way does not serve any more',
    ],
    mutant: {
      file: 'db/directory.ts',
      find: "inForce(note('delegation', entry.id, entry) ?? entry, at)",
      replace: 'inForce(entry, at)',
    },
  },
  {
    sentence: 'both names stand on what is done',
    titles: [
      'Delegation (lifecycle.md section 1) › both names stand on what is done: on the event, on the position and in the case',
    ],
    mutant: {
      file: 'workflows/process.ts',
      find: '  ...(delegatedBy !== undefined && { delegatedBy }),\n',
      replace: '',
    },
  },
  {
    sentence: 'and it stands after the delegation’s end',
    titles: [
      'Delegation (lifecycle.md section 1) › it stands after the delegation’s end: what was done by it is not undone',
    ],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: 'taken.seat === seat && !taken.void',
      replace: 'taken.seat === seat && !taken.void && taken.delegatedBy === undefined',
    },
  },
  {
    sentence: 'decision: a question put to seats, with a quorum rule and a closing time',
    titles: [
      'Endorsement (lifecycle.md sections 2 and 3) › asks every host government, each with a veto, ALL_OF, 30 days, 17:00 of its own zone',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/open.ts',
      find: 'closes: owed.map(({ due }) => due.at).reduce(later, moment.at)',
      replace: 'closes: owed.map(({ due }) => due.at).reduce((a, b) => (b < a ? b : a))',
    },
  },
  {
    sentence: 'A pilot pins the version that it starts under',
    titles: ['Registration (lifecycle.md sections 1 and 2) › pins the newest version of the programme'],
    mutant: {
      file: 'workflows/pilot/proposal/registration.ts',
      find: 'programme: { id: ruleBook.id, version: ruleBook.version },',
      replace: 'programme: { id: ruleBook.id, version: 1 },',
    },
  },
  {
    sentence: 'status: stage.step',
    titles: ['The case (api.md) › says where the pilot is and since when'],
    mutant: {
      file: 'workflows/pilot/evolve/proposal.ts',
      find: '    status: to,\n    since: occurredAt,',
      replace: '    since: occurredAt,',
    },
  },
  {
    sentence: 'An inbox is the open decisions and obligations of a person’s seats',
    titles: ['The portfolio › puts each open obligation into the inbox of those who may act for the seat'],
    mutant: {
      file: 'workflows/pilot/portfolio.ts',
      find: 'const { organisation, persons } = seat;',
      replace: 'const { organisation } = seat;\n    const persons: string[] = [];',
    },
  },
  {
    sentence: '"Why is it stuck?" is the list of what is open, oldest first',
    titles: ['The case (api.md) › lists what is open oldest first: that is why it is stuck'],
    mutant: {
      file: 'workflows/pilot/case.ts',
      find: 'a.opened.localeCompare(b.opened)',
      replace: 'b.opened.localeCompare(a.opened)',
    },
  },

  {
    sentence: 'coordinator: may register, screen, extend',
    titles: [
      'What each seat may do (lifecycle.md section 1) › coordinator: may screen, fill seats and extend',
    ],
    mutant: {
      file: 'workflows/pilot/obligations/extend-obligation.ts',
      find: "by: ['coordinator', 'approving_body'],",
      replace: "by: ['approving_body'],",
    },
  },
  {
    sentence: 'coordinator: may convene, record on behalf',
    titles: ['What each seat may do (lifecycle.md section 1) › coordinator: may convene, record on behalf'],
    mutant: {
      file: 'workflows/pilot/deciding/record-position.ts',
      find: "  by: ['coordinator'],\n",
      replace: "  by: ['finance'],\n",
    },
  },
  {
    sentence: 'coordinator: approves nothing financial alone',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › a letter that came on paper is entered by the coordinator, who approves nothing financial alone › it does not count, and a second coordinator owes its confirmation',
      'Funding, the mix (lifecycle.md section 2) › a letter that came on paper is entered by the coordinator, who approves nothing financial alone › another person confirms it, and then it counts',
    ],
    mutant: {
      file: 'workflows/pilot/funding/confirm.ts',
      find: '    return own\n',
      replace: "    return own || given.as.role === 'coordinator'\n",
    },
  },
  {
    sentence: 'proponent: may propose, revise, withdraw',
    titles: ['What each seat may do (lifecycle.md section 1) › proponent: may propose, revise, withdraw'],
    mutant: {
      file: 'workflows/pilot/proposal/submission.ts',
      find: "by: ['proponent'],",
      replace: "by: ['coordinator'],",
    },
  },
  {
    sentence: 'host_government: may endorse or object for its own country (veto)',
    titles: [
      'What each seat may do (lifecycle.md section 1) › host_government: may endorse or object for its own country',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/confirm-endorsement.ts',
      find: "by: ['host_government'],",
      replace: "by: ['coordinator'],",
    },
  },
  {
    sentence: 'provider: may clear its own inputs, confirm in-kind',
    titles: [
      'What each seat may do (lifecycle.md section 1) › provider: may clear its own inputs, confirm in-kind',
    ],
    mutant: { file: 'workflows/pilot/funding/pledge.ts', find: "  'provider',\n", replace: '' },
  },
  {
    sentence: 'facilitator: may sign the funding agreement',
    titles: ['Funding, the signature (lifecycle.md section 2) › a facilitator signs it'],
    mutant: {
      file: 'workflows/pilot/funding/agreement.ts',
      find: "filledSeats(pilot, 'proponent', 'host_government', 'facilitator')",
      replace: "filledSeats(pilot, 'proponent', 'host_government')",
    },
  },
  {
    sentence: 'funder: may pledge, sign, suspend its own money',
    titles: [
      'What each seat may do (lifecycle.md section 1) › funder: may pledge, sign, suspend its own money',
    ],
    mutant: {
      file: 'workflows/pilot/suspension/suspend.ts',
      find: "  by: ['approving_body', 'coordinator', 'funder'],\n",
      replace: "  by: ['approving_body', 'coordinator'],\n",
    },
  },
  {
    sentence: 'reviewer: may give a technical position',
    titles: ['What each seat may do (lifecycle.md section 1) › reviewer: may give a technical position'],
    mutant: {
      file: 'workflows/pilot/deciding/take-position.ts',
      find: 'by: everySeat,',
      replace: "by: everySeat.filter((kind) => kind !== 'reviewer'),",
    },
  },
  {
    sentence: 'approving_body: may reopen, grant what rules allow to be granted',
    titles: ['What each seat may do (lifecycle.md section 1) › approving_body: may grant, cancel, reopen'],
    mutant: {
      file: 'workflows/pilot/ends/reopen.ts',
      find: "by: ['approving_body'],",
      replace: "by: ['coordinator'],",
    },
  },
  {
    sentence: 'approving_body: may approve, return, reject; suspend, migrate',
    titles: [
      'What each seat may do (lifecycle.md section 1) › approving_body: may approve, return, reject; suspend, terminate, migrate',
    ],
    mutant: {
      file: 'workflows/pilot/migration/migrate-programme.ts',
      find: "  by: ['approving_body'],\n",
      replace: "  by: ['coordinator'],\n",
    },
  },
  {
    sentence: 'finance: may confirm conditions',
    titles: ['What each seat may do (lifecycle.md section 1) › finance: may confirm conditions'],
    mutant: {
      file: 'workflows/pilot/obligations/meet-obligation.ts',
      find: "by: ['coordinator', 'finance'],",
      replace: "by: ['coordinator'],",
    },
  },
  {
    sentence: 'finance: may record rates',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › Thresholds are in the programme’s currency, at a rate that finance recorded with date and source › is recorded by finance alone, not for the future, between two currencies',
    ],
    mutant: {
      file: 'workflows/pilot/funding/required.ts',
      find: "by: ['finance'],",
      replace: "by: ['coordinator'],",
    },
  },
  {
    sentence: 'observer, auditor: may read',
    titles: [
      'What each seat may do (lifecycle.md section 1) › observer and auditor read: of what seats do they may do nothing',
    ],
    mutant: {
      file: 'workflows/pilot/ends/reopen.ts',
      find: "by: ['approving_body'],",
      replace: "by: ['approving_body', 'observer'],",
    },
  },
  {
    sentence: 'auditors also the full event log',
    titles: [
      'Sight (lifecycle.md section 1) › hides in the history only what a position says before its time',
    ],
    mutant: {
      file: 'workflows/pilot/sight.ts',
      find: "  if (sight.extent === 'everything') return true;\n  if (sight.extent !== 'participant') return false;\n",
      replace: "  if (sight.extent !== 'participant') return false;\n",
    },
  },

  {
    sentence: 'The organisation that registers becomes coordinator if the programme lists it',
    titles: [
      'Registration (lifecycle.md sections 1 and 2) › makes who registers the coordinator if the programme lists it',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/registration.ts',
      find: 'return free.find((organisation) => organisation === registrar) ?? free[0];',
      replace: 'return free.find((organisation) => organisation !== registrar) ?? free[0];',
    },
  },
  {
    sentence: 'otherwise the programme’s coordinator does',
    titles: [
      'Registration (lifecycle.md sections 1 and 2) › makes the programme’s coordinator coordinator otherwise',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/registration.ts',
      find: 'return free.find((organisation) => organisation === registrar) ?? free[0];',
      replace: 'return registrar ?? free[0];',
    },
  },
  {
    sentence: 'The programme names approving body and finance',
    titles: [
      'Registration (lifecycle.md sections 1 and 2) › takes approving body and finance from the programme, one seat for each member',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/registration.ts',
      find: '  ...institutions.approvingBody.map(',
      replace: '  ...institutions.approvingBody.slice(0, 1).map(',
    },
  },
  {
    sentence: 'the coordinator fills the rest (fill-seat, replace-seat, vacate-seat)',
    titles: [
      'replace-seat › by the coordinator the seats that it fills, by administrators those that the programme names',
    ],
    mutant: {
      file: 'workflows/pilot/seats/filling.ts',
      find: "role === 'approving_body' || (role === 'administrator') === named.includes(kind)",
      replace: "role === 'approving_body' || role === 'coordinator' || named.includes(kind)",
    },
  },
  {
    sentence: 'host_government only with the body that the directory holds as that country’s focal point',
    titles: [
      'The coordinator fills the seats (lifecycle.md section 1) › host_government only with the body that the directory holds as that country’s focal point',
    ],
    mutant: {
      file: 'workflows/pilot/seats/filling.ts',
      find: 'country !== null && directory.focalPoint(country)?.id === organisation',
      replace: 'country !== null && directory.focalPoint(country) !== undefined',
    },
  },
  {
    sentence: 'each organisation is told and may decline',
    titles: [
      'What has to be sent (the outbox) › the word to an organisation that has got a seat which it may decline',
    ],
    mutant: {
      file: 'workflows/pilot/outbox.ts',
      find: 'return declinableUntil === null',
      replace: 'return declinableUntil !== null',
    },
  },
  {
    sentence: 'within 14 days',
    titles: ['decline-seat › within 14 days, and not a moment later'],
    mutant: {
      file: 'workflows/pilot/seats/leaving.ts',
      find: 'if (seat.declinableUntil < given.at)',
      replace: 'if (seat.declinableUntil.slice(0, 10) < given.at.slice(0, 10))',
    },
  },
  {
    sentence: 'Several seats of one kind are normal',
    titles: [
      'The coordinator fills the seats (lifecycle.md section 1) › several seats of one kind are normal, but not twice the same',
    ],
    mutant: {
      file: 'workflows/pilot/seats/filling.ts',
      find: '(seat.organisation === organisation && seat.country === country)),',
      replace: 'seat.country === country),',
    },
  },
  {
    sentence: 'each member of a voting committee is a seat of approving_body',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › N_OF_M, a majority, of several; it closes at the latest of them',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/registration.ts',
      find: '  ...institutions.approvingBody.map(',
      replace: '  ...institutions.approvingBody.slice(0, 1).map(',
    },
  },
  {
    sentence: 'A seat lists the persons who may act for it: belonging to the organisation is not enough',
    titles: [
      'The coordinator fills the seats (lifecycle.md section 1) › belonging to the organisation is not enough: the persons named act',
    ],
    mutant: {
      file: 'workflows/pilot/standings.ts',
      find: ' && seat.persons.includes(person.id)',
      replace: '',
    },
  },
  {
    sentence: 'What a seat without an active person owes also stands in the coordinator’s inbox',
    titles: ['the inbox › holds, for the coordinator, what a seat without an active person owes'],
    mutant: {
      file: 'db/queries/inbox.ts',
      find: '  coordinator: sql`${hasNobody} and exists',
      replace: '  coordinator: sql`false and exists',
    },
  },
  {
    sentence: 'and the coordinator’s in that of the programme’s administrators',
    titles: [
      'the inbox › holds, for an administrator of the programme, what a coordinator without a person owes',
    ],
    mutant: {
      file: 'db/queries/inbox.ts',
      find: 'g.id = p.programme and g.administers)`',
      replace: 'g.id = p.programme and not g.administers)`',
    },
  },
  {
    sentence: 'A successor takes over the seat’s open obligations and questions',
    titles: [
      'replace-seat › a successor takes over the seat’s open obligations and questions, with at least 10 working days',
    ],
    mutant: {
      file: 'workflows/pilot/evolve/seats.ts',
      find: 'owner: obligation.owner === seat ? successor : obligation.owner,',
      replace: 'owner: obligation.owner,',
    },
  },
  {
    sentence: 'with at least 10 working days',
    titles: [
      'replace-seat › a successor takes over the seat’s open obligations and questions, with at least 10 working days',
    ],
    mutant: {
      file: 'workflows/pilot/seats/succession.ts',
      find: 'soonest.at <= obligation.due.at',
      replace: 'soonest.at >= obligation.due.at',
    },
  },
  {
    sentence: 'the predecessor’s positions in open decisions fall away',
    titles: ['replace-seat › the predecessor’s positions in open decisions fall away'],
    mutant: {
      file: 'workflows/pilot/evolve/seats.ts',
      find: 'taken.seat === seat ? { ...taken, void: true } : taken,',
      replace: 'taken,',
    },
  },
  {
    sentence: 'what is resolved or signed stands',
    titles: ['replace-seat › what is resolved stands'],
    mutant: {
      file: 'workflows/pilot/evolve/seats.ts',
      find: `    decisions: pilot.decisions.map((decision) =>
      isOpen(decision)
        ? {
            ...decision,
            positions: decision.positions.map(`,
      replace: `    decisions: pilot.decisions.map((decision) =>
      decision.voided === null
        ? {
            ...decision,
            positions: decision.positions.map(`,
    },
  },
  {
    sentence: 'contributions pass only with a letter of the successor',
    titles: [
      'Contributions pass only with a letter of the successor (lifecycle.md section 1) › without it no text is set, and the successor signs none',
    ],
    mutant: {
      file: 'workflows/pilot/funding/agreement.ts',
      find: 'each.seat !== seat && presentSeat(pilot, each.seat)?.id === seat',
      replace: "each.seat === '' && presentSeat(pilot, each.seat)?.id === seat",
    },
  },
  { sentence: 'and the predecessor keeps what it owes for its own time' },

  {
    sentence:
      'proponent, reviewer, approving body, finance and evaluator of one pilot are different organisations',
    titles: ['Segregation binds opposed roles (lifecycle.md section 1) › %s is another organisation than %s'],
    mutant: {
      file: 'workflows/pilot/seats/segregation.ts',
      find: "['proponent', 'reviewer', 'approving_body', 'finance', 'evaluator']",
      replace: "['proponent', 'approving_body', 'finance', 'evaluator']",
    },
  },
  {
    sentence:
      'The asked seats of one organisation are asked once: its position stands for all of them and counts once',
    titles: [
      'Positions (lifecycle.md section 3) › the asked seats of one organisation are asked once: its position stands for all and counts once',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/asking.ts',
      find: '({ organisation }, index) => seats.findIndex((seat) => seat.organisation === organisation) === index,',
      replace: '({ id }, index) => seats.findIndex((seat) => seat.id === id) === index,',
    },
  },
  {
    sentence: 'One person never answers for two organisations in one decision',
    titles: [
      'Positions (lifecycle.md section 3) › one person never answers for two organisations in one decision',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/answering.ts',
      find: '!taken.void && taken.organisation !== asked.organisation && isBy(taken, moment)',
      replace: '!taken.void && taken.organisation === asked.organisation && !isBy(taken, moment)',
    },
  },
  {
    sentence: 'nor verifies, confirms, reviews or accepts what her own organisation reported or gave',
    titles: ['Waivers and confirmations › nobody confirms what her own organisation owes'],
    mutant: {
      file: 'workflows/pilot/obligations/meet-obligation.ts',
      find: 'isOwn(seatOf(pilot, owner)?.organisation ?? null, moment)',
      replace: 'isOwn(null, moment)',
    },
  },
  {
    sentence: 'nor reviews what her own organisation proposes',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › nobody reviews what her own organisation proposes',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/take-position.ts',
      find: '(reviews ? ownProposal(pilot, moment) : null) ??',
      replace: '',
    },
  },
  {
    sentence: 'nor confirms what her own organisation gave, not even as a person of two organisations',
    titles: [
      'Nobody records her own delivery (lifecycle.md section 1) › not even as a person of two organisations',
    ],
    mutant: {
      file: 'workflows/pilot/funding/lines.ts',
      find: '  isOwn(contributorOf(pilot, line), moment)',
      replace: '  moment.as.organisation === contributorOf(pilot, line)',
    },
  },
  {
    sentence: 'another beneficiary does, else the coordinator',
    titles: [
      'Nobody records her own delivery (lifecycle.md section 1) › another beneficiary does, else the coordinator',
    ],
    mutant: {
      file: 'workflows/pilot/funding/in-kind.ts',
      find: "by: ['beneficiary', 'coordinator', 'finance'],",
      replace: "by: ['coordinator', 'finance'],",
    },
  },
  {
    sentence: 'The proponent does not count towards clearance',
    titles: [
      'The proponent does not count towards clearance › with the proponent as one of two host governments nobody could clear it: quorum-impossible',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/asking.ts',
      find: "counts: kind !== 'clearance' ||",
      replace: "counts: kind === 'clearance' ||",
    },
  },
  {
    sentence: 'A seat with a conflict recuses itself',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › a member with a conflict recuses itself, and leaves the base',
    ],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: "position === 'abstain' || position === 'recuse'",
      replace: "position === 'abstain'",
    },
  },
  {
    sentence: 'or the coordinator records the conflict',
    titles: ['Concept review (lifecycle.md sections 2 and 3) › or the coordinator records the conflict'],
    mutant: {
      file: 'workflows/pilot/deciding/record-conflict.ts',
      find: "{ position: 'recuse', text: reason",
      replace: "{ position: 'request_changes', text: reason",
    },
  },

  {
    sentence: 'A country is added before the agreement is effective through revision only',
    titles: [
      'Countries that come and go (lifecycle.md section 1) › a country is added before the agreement is effective through revision only',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/revising.ts',
      find: "in: ['proposal.draft', 'proposal.revision'],",
      replace: "in: ['proposal.draft', 'proposal.revision', 'proposal.screening'],",
    },
  },
  {
    sentence: 'A host government may withdraw its endorsement, with a reason',
    titles: [
      'A host government may withdraw its endorsement, with a reason: before the agreement is effective → revision (lifecycle.md section 1) › with a reason',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/withdraw-endorsement.ts',
      find: "fact('endorsement-withdrawn', { seat: given.as.seat, country, reason }),",
      replace: "fact('endorsement-withdrawn', { seat: given.as.seat, country, reason: '' }),",
    },
  },
  {
    sentence: 'before the agreement is effective → revision',
    titles: [
      'A host government may withdraw its endorsement, with a reason: before the agreement is effective → revision (lifecycle.md section 1) › from %s',
      'An endorsement that is withdrawn in funding (lifecycle.md sections 1 and 2) › the resubmission goes through every step again: Kenya confirms, the appraisal is repeated',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/withdraw-endorsement.ts',
      find: 'roundChoice(pilot) === null ? backToRevision(reason, moment) : []',
      replace: 'roundChoice(pilot) === null ? [] : backToRevision(reason, moment)',
    },
  },
  {
    sentence: 'later its country’s part is suspended',
    titles: [
      'A host government withdraws its endorsement after the agreement is effective (lifecycle.md section 1) › the case shows it',
      'A host government withdraws its endorsement after the agreement is effective (lifecycle.md section 1) › what its seats owe stands still: nothing is reminded, and nothing becomes overdue',
    ],
    mutant: {
      file: 'workflows/pilot/evolve/countries.ts',
      find: 'suspendedCountries: [...without(pilot, country), held],',
      replace: 'suspendedCountries: without({ ...pilot, suspendedCountries: [held] }, country),',
    },
  },
  {
    sentence: 'and the approving body decides within 30 days',
    titles: [
      'A host government withdraws its endorsement after the agreement is effective (lifecycle.md section 1) › the approving body decides within 30 days',
    ],
    mutant: {
      file: 'workflows/pilot/countries/suspend-country.ts',
      find: "waitOf(pilot, 'countryLeaving', moment.directory)",
      replace: "waitOf(pilot, 'otherwise', moment.directory)",
    },
  },
  {
    sentence: 'A country that leaves takes its seats and open milestones with it',
    titles: [
      'Draft (lifecycle.md section 2) › takes its seats from a country that leaves',
      'A country that leaves (lifecycle.md section 1) › takes its seats with it',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/revising.ts',
      find: 'country !== null && !staying.includes(country)',
      replace: 'country !== null && staying.length === 0',
    },
  },
  {
    sentence: 'and eligibility is checked again',
    titles: [
      'Countries that come and go (lifecycle.md section 1) › when a country leaves, eligibility is checked again',
      'A country that leaves (lifecycle.md section 1) › eligibility is checked again: refused, with what could be done instead',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/completeness.ts',
      find: 'met ? [] : [{ pointer, detail: sentence }],',
      replace: 'met ? [] : [],',
    },
  },

  {
    sentence: 'Public: title, countries, status, published summary and lessons',
    titles: ['The case (api.md) › tells the public title, countries and status alone'],
    mutant: { file: 'workflows/pilot/case.ts', find: '  countries: countriesOf(pilot),\n', replace: '' },
  },
  {
    sentence: 'and only once the consultation has opened',
    titles: [
      'Sight (lifecycle.md section 1) › gives nothing to who has no seat while the consultation has not opened',
    ],
    mutant: {
      file: 'workflows/pilot/sight.ts',
      find: "return isPublic(pilot) ? 'public' : 'nothing';",
      replace: "return 'public';",
    },
  },
  {
    sentence: 'Restricted: a draft before it is submitted (proponent and coordinator)',
    titles: [
      'Sight (lifecycle.md section 1) › restricts a draft before it is submitted to proponent, coordinator and auditors',
    ],
    mutant: {
      file: 'workflows/pilot/portfolio.ts',
      find: '      pilot.submitted ||\n',
      replace: "      id !== '' ||\n",
    },
  },
  {
    sentence: 'Restricted: the approving body’s deliberation',
    titles: [
      "Sight (lifecycle.md section 1) › keeps the approving body's deliberation among its members, coordinator and auditors",
    ],
    mutant: {
      file: 'workflows/pilot/sight.ts',
      find: "['concept', 'act', 'appraisal']",
      replace: "['act', 'appraisal']",
    },
  },
  {
    sentence: 'Restricted: bank references',
    titles: ['The case shows money › bank references are restricted'],
    mutant: {
      file: 'workflows/pilot/funding/shown.ts',
      find: "  extent === 'everything' ||\n",
      replace: "  extent !== '' ||\n",
    },
  },
  {
    sentence: 'Participants (every seat of the pilot): all the rest',
    titles: ['Sight (lifecycle.md section 1) › shows a submitted proposal to every seat of the pilot'],
    mutant: {
      file: 'workflows/pilot/sight.ts',
      find: "if (takesPart) return 'participant';",
      replace: "if (takesPart && roles.has('proponent')) return 'participant';",
    },
  },
  {
    sentence: 'A position is the participants’ once its decision resolves',
    titles: [
      'Sight (lifecycle.md section 1) › shows positions to the participants once the decision has resolved',
    ],
    mutant: {
      file: 'workflows/pilot/sight.ts',
      find: "if (sight.extent !== 'participant' || decision.resolved === null) return false;",
      replace: 'if (decision !== undefined) return false;',
    },
  },
  {
    sentence: 'before that its seat, the coordinator and auditors see it',
    titles: [
      'Sight (lifecycle.md section 1) › keeps a position to its seat, coordinator and auditors until the decision resolves',
    ],
    mutant: {
      file: 'workflows/pilot/sight.ts',
      find: "if (sight.extent !== 'participant' || decision.resolved === null) return false;",
      replace: "if (sight.extent !== 'participant') return false;",
    },
  },
];
