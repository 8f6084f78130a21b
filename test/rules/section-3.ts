import type { Rule } from './rule';

/** lifecycle.md section 3: decisions. */
export const section3: readonly Rule[] = [
  {
    sentence: 'Fields: id, kind, subject, seats asked, rule, opened, closes, positions, outcome, reason',
    titles: ['The case (api.md) › shows a decision with all its fields'],
    mutant: {
      file: 'workflows/pilot/case.ts',
      find: '    outcome,\n    resolved,\n    reason,\n',
      replace: '    outcome,\n    resolved,\n',
    },
  },
  {
    sentence: 'Positions: approve, approve_with_conditions, request_changes, object, abstain, recuse',
    titles: ['Positions (lifecycle.md section 3) › are six, and no other is taken'],
    mutant: { file: 'workflows/decisions/decision.ts', find: "  'abstain',\n", replace: '' },
  },
  {
    sentence: 'changeable until the decision resolves',
    titles: [
      'Positions (lifecycle.md section 3) › are changeable until the decision resolves; all versions are kept',
    ],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: 'positions.findLast((taken)',
      replace: 'positions.find((taken)',
    },
  },
  {
    sentence: 'all versions are kept',
    titles: [
      'Positions (lifecycle.md section 3) › are changeable until the decision resolves; all versions are kept',
    ],
    mutant: {
      file: 'workflows/pilot/evolve/decisions.ts',
      find: 'positions: [...decision.positions, taken],',
      replace: 'positions: [...decision.positions.filter(({ seat }) => seat !== taken.seat), taken],',
    },
  },
  {
    sentence: '`request_changes` and `object` carry text',
    titles: ['Positions (lifecycle.md section 3) › %s carries text'],
    mutant: {
      file: 'workflows/pilot/deciding/answer.ts',
      find: 'if (needsText(position) && text === null)',
      replace: 'if (needsText(position) && text !== null)',
    },
  },
  {
    sentence: 'Outcomes: approved',
    titles: ['The rules of a decision (lifecycle.md section 3) › ALL_OF: every seat of the base approves'],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: "if (approvalIsCertain(question)) return 'approved';",
      replace: "if (approvalIsCertain(question)) return 'undecided';",
    },
  },

  {
    sentence: 'endorsement: every host_government',
    titles: [
      'Endorsement (lifecycle.md sections 2 and 3) › asks as many as there are countries, beneficiaries and providers alike',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/endorsement.ts',
      find: "        seats: filledSeats(pilot, 'host_government'),\n",
      replace: "        seats: filledSeats(pilot, 'host_government').slice(0, 2),\n",
    },
  },
  {
    sentence: 'endorsement: ALL_OF',
    titles: [
      'Endorsement (lifecycle.md sections 2 and 3) › returned → revision, once the others have answered',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"endorsement": {\n      "value": {\n        "rule": "ALL_OF"',
      replace: '"endorsement": {\n      "value": {\n        "rule": "N_OF_M",\n        "n": 1',
    },
  },
  {
    sentence: 'endorsement: country veto',
    titles: [
      'Endorsement (lifecycle.md sections 2 and 3) › asks every host government, each with a veto, ALL_OF, 30 days, 17:00 of its own zone',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/asking.ts',
      find: "kinds.includes('host_government');",
      replace: "kinds.includes('auditor');",
    },
  },
  {
    sentence: 'concept: approving_body seats, N_OF_M, a majority',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › N_OF_M, a majority, of several; it closes at the latest of them',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"concept": {\n      "value": {\n        "rule": "N_OF_M",\n        "n": "majority"',
      replace: '"concept": {\n      "value": {\n        "rule": "N_OF_M",\n        "n": 1',
    },
  },
  {
    sentence: 'concept: SINGLE where it is one',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › asks the approving body for a position in 20 working days: SINGLE where it is one seat',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/asking.ts',
      find: "rule.n === 'majority' && only !== undefined && others.length === 0",
      replace: "rule.n === 'majority' && only !== undefined && others.length === 1",
    },
  },
  {
    sentence: 'clearance: ROLE_COVERAGE: two host_governments of developing countries, one reviewer',
    titles: [
      'Consultation, clearance: ROLE_COVERAGE: two host_governments of developing countries, one reviewer › asks them for 20 working days, each in its own calendar',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"where": "developing",\n            "count": 2',
      replace: '"where": "developing",\n            "count": 1',
    },
  },
  {
    sentence: 'clearance: 20 working days',
    titles: [
      'Consultation, clearance: ROLE_COVERAGE: two host_governments of developing countries, one reviewer › asks them for 20 working days, each in its own calendar',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/open.ts',
      find: "clearance: 'clearance',",
      replace: '',
    },
  },
  {
    sentence: 'appraisal: approving_body seats, N_OF_M, a majority, 30 working days',
    titles: ['Funding, the appraisal (lifecycle.md section 2) › asks the approving body in 30 working days'],
    mutant: {
      file: 'workflows/pilot/deciding/open.ts',
      find: "appraisal: 'appraisal',",
      replace: '',
    },
  },
  {
    sentence: 'act: approving_body seats, N_OF_M, a majority, 30 working days',
    titles: [
      'An act of an approving body with several seats is a decision of kind act, by appraisal’s rule › the act is put to the members, and its proposer has approved it',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"act": {\n      "value": {\n        "workingDays": 30',
      replace: '"act": {\n      "value": {\n        "workingDays": 29',
    },
  },
  {
    sentence: 'agreement: every contributor, proponent, host_government, facilitator, ALL_OF, 180 days',
    titles: [
      'Funding, the signature (lifecycle.md section 2) › decision agreement: every contributor, proponent, host government and facilitator is asked',
    ],
    mutant: {
      file: 'workflows/pilot/funding/agreement.ts',
      find: 'return [...new Set([...contributors, ...parties])];',
      replace: 'return [...new Set([...parties])];',
    },
  },

  {
    sentence: 'ALL_OF: every seat of the base approves',
    titles: ['The rules of a decision (lifecycle.md section 3) › ALL_OF: not while one has not answered'],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: 'base.length > 0 && approvals(base) === base.length;',
      replace: 'base.length > 0 && approvals(base) >= 1;',
    },
  },
  {
    sentence: 'N_OF_M(n): n approvals',
    titles: ['The rules of a decision (lifecycle.md section 3) › N_OF_M: not with fewer'],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: "approvals(base) >= (rule.n === 'majority' ? Math.floor(base.length / 2) + 1 : rule.n)",
      replace: "approvals(base) >= (rule.n === 'majority' ? Math.floor(base.length / 2) + 1 : 1)",
    },
  },
  {
    sentence: 'N_OF_M: a majority is more than half',
    titles: ['The rules of a decision (lifecycle.md section 3) › N_OF_M, a majority: half is not enough'],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: 'Math.floor(base.length / 2) + 1',
      replace: 'Math.ceil(base.length / 2)',
    },
  },
  {
    sentence: 'ROLE_COVERAGE: each line has its approvals',
    titles: ['ROLE_COVERAGE (lifecycle.md section 3) › a line without its approvals is not covered'],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: 'rule.lines.every((line)',
      replace: 'rule.lines.some((line)',
    },
  },
  {
    sentence: 'ROLE_COVERAGE: and nobody with a veto objects',
    titles: [
      'ROLE_COVERAGE (lifecycle.md section 3) › a seat with a veto that objects refuses it, however covered the lines are',
    ],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: "  if (answers.some(({ veto, position }) => veto && position === 'object')) return false;\n",
      replace: '',
    },
  },
  {
    sentence: 'ROLE_COVERAGE: `host_government where developing: 2`',
    titles: [
      'ROLE_COVERAGE (lifecycle.md section 3) › a line that counts developing countries counts no other',
    ],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: '(where === null || developing)',
      replace: '(where === null || kinds.length > 0 || developing)',
    },
  },
  {
    sentence: 'ROLE_COVERAGE: `beneficiary: each`',
    titles: ['ROLE_COVERAGE (lifecycle.md section 3) › each is not covered without one'],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: "line.count === 'each' ? everyOneApproves(counted)",
      replace: "line.count === 'each' ? approvals(counted) > 0",
    },
  },
  {
    sentence: 'SINGLE(seat): that seat approves',
    titles: ['The rules of a decision (lifecycle.md section 3) › SINGLE: another seat does not count'],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: 'seats.filter(({ seat }) => seat === rule.seat)',
      replace: 'seats.filter(({ seat }) => seat !== rule.seat)',
    },
  },
  {
    sentence: 'SEQUENTIAL(rules…): each rule in turn; the next seats are asked only then',
    titles: [
      'SEQUENTIAL: each rule in turn; the next seats are asked only then › the seats of the second turn owe nothing before, and are told so',
      'SEQUENTIAL: each rule in turn; the next seats are asked only then › when the first have approved the next are asked, with their whole time',
    ],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: 'asked.filter((each) => each.turn === turn)',
      replace: 'asked.filter((each) => each.turn >= turn)',
    },
  },
  {
    sentence: 'NO_OBJECTION: the window ends with fewer than `threshold` objections',
    titles: [
      'NO_OBJECTION (lifecycle.md section 3) › the window ends with fewer than the threshold of objections',
    ],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: 'objections(rule.per, base) < rule.threshold',
      replace: 'objections(rule.per, base) < rule.threshold - 1',
    },
  },
  {
    sentence: 'in any one constituency',
    titles: ['NO_OBJECTION (lifecycle.md section 3) › counts the objections in each constituency alone'],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: "per === 'kind' ? (kinds[0] ?? seat)",
      replace: "per === 'kind' ? 'all'",
    },
  },
  {
    sentence: 'NO_OBJECTION requires that notice reached every seat',
    titles: [
      'NO_OBJECTION: silence agrees only where a notice has reached › a seat that no notice has reached holds it up',
    ],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: '!veto && question.notified.includes(seat)',
      replace: '!veto && seat.length > 0',
    },
  },
  {
    sentence: 'CONSENSUS_WITH_CHAIR: all agree before the closing time',
    titles: ['CONSENSUS_WITH_CHAIR (lifecycle.md section 3) › all agree'],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: "    case 'CONSENSUS_WITH_CHAIR':\n",
      replace: '',
    },
  },
  {
    sentence: 'CONSENSUS_WITH_CHAIR: otherwise the chair decides, with a reason',
    titles: [
      'CONSENSUS_WITH_CHAIR: all agree before the closing time, otherwise the chair decides, with a reason › at the closing time the chair owes the decision',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/resolve.ts',
      find: "rule.rule === 'CONSENSUS_WITH_CHAIR' ? presentSeat(pilot, rule.chair) : undefined",
      replace: "rule.rule === 'NO_OBJECTION' ? presentSeat(pilot, '') : undefined",
    },
  },

  {
    sentence: 'The base is the seats asked less those that recused or abstained',
    titles: [
      'The rules of a decision (lifecycle.md section 3) › the base is less those that abstained',
      'The rules of a decision (lifecycle.md section 3) › the base is less those that recused',
    ],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: 'answers.filter(({ position }) => !standsAside(position));',
      replace: 'answers;',
    },
  },
  {
    sentence: 'an abstention counts for quorum',
    titles: ['The window closes with quorum → response › an abstention counts for the quorum'],
    mutant: {
      file: 'workflows/pilot/consultation/invited.ts',
      find: "?.position === 'recuse',",
      replace: "?.position !== 'recuse' && positions.some(({ position }) => position === 'abstain'),",
    },
  },
  {
    sentence: 'a host government may do neither in its own endorsement',
    titles: [
      'Endorsement (lifecycle.md sections 2 and 3) › a host government may not %s in its own endorsement',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/asking.ts',
      find: "kind === 'endorsement' && hasVeto(kinds)",
      replace: "kind === 'clearance' && hasVeto(kinds)",
    },
  },
  {
    sentence: 'nor a signatory in `agreement`',
    titles: ['Funding, the signature (lifecycle.md section 2) › nobody may abstain'],
    mutant: {
      file: 'workflows/pilot/deciding/asking.ts',
      find: "kind === 'agreement' ||",
      replace: "kind === 'amendment' ||",
    },
  },
  {
    sentence: '`approve_with_conditions` is an approval',
    titles: ['The rules of a decision (lifecycle.md section 3) › approve_with_conditions is an approval'],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: "position === 'approve' || position === 'approve_with_conditions'",
      replace: "position === 'approve'",
    },
  },
  {
    sentence: 'Host governments are asked in every ROLE_COVERAGE, named or not',
    titles: [
      'ROLE_COVERAGE: each line has its approvals and nobody with a veto objects › host governments are asked, named or not',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/asking.ts',
      find: "filledSeats(pilot, 'host_government', ...rule.lines.map(({ seat }) => seat))",
      replace: 'filledSeats(pilot, ...rule.lines.map(({ seat }) => seat))',
    },
  },
  {
    sentence:
      'A decision opens only if the seats asked can meet its rule; otherwise the command is refused `quorum-impossible`, naming what is missing',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › does not open while the approving body’s seat is empty: quorum-impossible, naming what is missing',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/open.ts',
      find: 'if (missing !== null)',
      replace: 'if (missing === undefined)',
    },
  },
  {
    sentence: 'An empty base never approves',
    titles: ['The rules of a decision (lifecycle.md section 3) › an empty base never approves'],
    mutant: {
      file: 'workflows/decisions/rules.ts',
      find: 'if (base.length === 0) return false;',
      replace: 'if (base.length === 0) return true;',
    },
  },

  {
    sentence: 'An empty base never approves, and is not certain while it may become one',
    titles: [
      'NO_OBJECTION (lifecycle.md section 3) › is not certain while those who are silent may all stand aside and leave nobody',
    ],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: "['object', 'abstain'] as const",
      replace: "['object'] as const",
    },
  },

  {
    sentence:
      'It resolves as soon as the outcome is certain: whatever the seats that have not answered may say, if those given stand',
    titles: [
      'The rules of a decision (lifecycle.md section 3) › N_OF_M, a majority: more than half',
      'The rules of a decision (lifecycle.md section 3) › refused as soon as it is certain',
    ],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: '  if (approvalIsCertain(',
      replace: '  if (silentSeats(question).length > 0) return null;\n  if (approvalIsCertain(',
    },
  },
  {
    sentence: 'ROLE_COVERAGE not before every seat with a veto has answered',
    titles: [
      'ROLE_COVERAGE (lifecycle.md section 3) › resolves not before every seat with a veto has answered',
    ],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: "['object', 'abstain'] as const",
      replace: "['request_changes', 'abstain'] as const",
    },
  },
  {
    sentence: 'NO_OBJECTION not before every seat with a veto has answered',
    titles: [
      'NO_OBJECTION (lifecycle.md section 3) › not before every seat with a veto has answered, not even at the closing time',
    ],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: '!veto && question.notified.includes(seat)',
      replace: 'question.notified.includes(seat) || veto',
    },
  },
  {
    sentence: 'Once approval is out of reach: `refused` if an `object` stands',
    titles: [
      'The rules of a decision (lifecycle.md section 3) › an objection outweighs a request for changes',
    ],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: "stands(question, 'object') ? 'refused' : stands(question, 'request_changes') ? 'returned' : 'undecided'",
      replace:
        "stands(question, 'request_changes') ? 'returned' : stands(question, 'object') ? 'refused' : 'undecided'",
    },
  },
  {
    sentence: 'else `returned` if a `request_changes` stands',
    titles: ['The rules of a decision (lifecycle.md section 3) › else returned if a request_changes stands'],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: "stands(question, 'request_changes') ? 'returned' : 'undecided'",
      replace: "'undecided'",
    },
  },
  {
    sentence: 'else `undecided`',
    titles: ['The rules of a decision (lifecycle.md section 3) › else undecided'],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: "stands(question, 'request_changes') ? 'returned' : 'undecided'",
      replace: "'returned'",
    },
  },
  {
    sentence: 'At the closing time without a result it is `undecided`: nothing moves',
    titles: [
      'At the closing time without a result a decision is undecided (lifecycle.md section 3) › nothing moves, and the coordinator owes a way out within 10 working days',
    ],
    mutant: {
      file: 'workflows/decisions/outcome.ts',
      find: "return silenceAgrees(question) ? 'approved' : 'undecided';",
      replace: "return silenceAgrees(question) ? 'approved' : 'returned';",
    },
  },
  {
    sentence: 'it stays answerable and overdue',
    titles: [
      'At the closing time without a result a decision is undecided (lifecycle.md section 3) › it stays answerable and overdue',
    ],
    mutant: {
      file: 'workflows/decisions/decision.ts',
      find: 'resolved === null && voided === null',
      replace: 'resolved === null && voided === null && outcome === null',
    },
  },
  {
    sentence: 'and the coordinator owes within 10 working days a way out',
    titles: [
      'At the closing time without a result a decision is undecided (lifecycle.md section 3) › nothing moves, and the coordinator owes a way out within 10 working days',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"undecided": {\n      "value": {\n        "workingDays": 10',
      replace: '"undecided": {\n      "value": {\n        "workingDays": 11',
    },
  },
  {
    sentence: 'extend',
    titles: [
      'extend-decision › gives the silent seats more time, and the decision closes at the latest of them',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/extend-decision.ts',
      find: '        closesWithTheLatest(id, extension.reason, moment),\n',
      replace: '',
    },
  },
  {
    sentence: 'ask again',
    titles: [
      'ask-again › puts the question to all seats with its full time; positions taken before are history',
    ],
    mutant: {
      file: 'workflows/pilot/evolve/decisions.ts',
      find: '      positions: positionsVoided(decision, askedNow(decision)),\n',
      replace: '',
    },
  },
  {
    sentence: 'name substitute seats',
    titles: ['name-substitute › asks another seat of the same kind, with its full time'],
    mutant: {
      file: 'workflows/pilot/deciding/name-substitute.ts',
      find: '      positionOwed(decision, substitute, due, moment),\n',
      replace: '',
    },
  },
  {
    sentence: 'or refer it to the approving body',
    titles: ['refer-decision › makes the approving body owe the decision'],
    mutant: {
      file: 'workflows/pilot/deciding/referral.ts',
      find: "owingSeats(pilot, 'approving_body').map((owner)",
      replace: "owingSeats(pilot, 'coordinator').map((owner)",
    },
  },
  {
    sentence: 'which may decide in its place with a reason',
    titles: ['refer-decision › it may decide in its place with a reason'],
    mutant: {
      file: 'workflows/pilot/deciding/referral.ts',
      find: "resolve(id, { outcome, by: 'approving_body', reason }, moment)",
      replace: "resolve(id, { outcome, by: 'approving_body', reason: null }, moment)",
    },
  },
  {
    sentence: 'but never against a veto',
    titles: [
      'refer-decision › but never against a veto',
      'CONSENSUS_WITH_CHAIR: all agree before the closing time, otherwise the chair decides, with a reason › nobody else does, and never against a veto',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/chosen.ts',
      find: "outcome === 'approved' && against.length > 0",
      replace: "outcome === 'approved' && against.length > 9",
    },
  },
  {
    sentence: 'Conditions of every position given by the resolution become obligations',
    titles: [
      'Conditions of every position given by the resolution become obligations › with owner and date, the proponent’s in 60 days where none is named',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/resolve.ts',
      find: "outcome === 'approved' ? conditionsOwed(decision, moment) : [],",
      replace: '',
    },
  },
  {
    sentence: 'a later position is refused `already-resolved`',
    titles: [
      'Positions (lifecycle.md section 3) › an answer after the decision has resolved changes nothing and says so',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/answering.ts',
      find: 'if (!isOpen(decision))',
      replace: 'if (decision.voided !== null)',
    },
  },

  {
    sentence: 'Each seat asked owes an obligation `position`, due at 17:00 of its own time zone',
    titles: [
      'Endorsement (lifecycle.md sections 2 and 3) › asks every host government, each with a veto, ALL_OF, 30 days, 17:00 of its own zone',
    ],
    mutant: {
      file: 'workflows/clocks/days.ts',
      find: 'DateTime.fromObject(local, { zone })',
      replace: "DateTime.fromObject(local, { zone: 'Africa/Nairobi' })",
    },
  },
  {
    sentence: 'its working days counted in its own calendar',
    titles: [
      'Positions (lifecycle.md section 3) › each seat asked owes its position, its working days counted in its own calendar',
    ],
    mutant: {
      file: 'workflows/pilot/programme.ts',
      find: 'calendarOf(organisationOf(seat, directory));',
      replace: '({ ...calendarOf(organisationOf(seat, directory)), holidays: [] });',
    },
  },
  {
    sentence: 'the decision closes at the latest of them',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › N_OF_M, a majority, of several; it closes at the latest of them',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/open.ts',
      find: 'closes: owed.map(({ due }) => due.at).reduce(later, moment.at)',
      replace: 'closes: owed.map(({ due }) => due.at)[0] ?? later(moment.at, moment.at)',
    },
  },
  {
    sentence: 'A host government without a person is asked through the coordinator, who records on behalf',
    titles: [
      'A host government without a person is asked through the coordinator, who records on behalf › the reminders of its position go to the coordinator',
    ],
    mutant: {
      file: 'workflows/pilot/clock/reached.ts',
      find: '  return found.length > 0 ? found : coordinators(pilot, reach);',
      replace: '  return found;',
    },
  },

  {
    sentence:
      'On behalf: a coordinator may enter a position that an organisation other than her own sent on paper',
    titles: [
      'On behalf: a coordinator may enter a position that an organisation other than her own sent on paper (lifecycle.md section 3) › not for her own organisation',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/record-position.ts',
      find: '      ownPosition(asked, moment) ??\n',
      replace: '',
    },
  },
  {
    sentence: 'with the document’s hash',
    titles: [
      'On behalf: a coordinator may enter a position that an organisation other than her own sent on paper (lifecycle.md section 3) › with the document’s hash',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/record-position.ts',
      find: '    document: Document,\n',
      replace: '    document: Type.Optional(Document),\n',
    },
  },
  {
    sentence: 'the confirmation of another person (a second coordinator, else finance)',
    titles: [
      'with the confirmation of another person (a second coordinator, else finance) › not of who entered it, nor of the organisation whose position it is',
    ],
    mutant: {
      file: 'workflows/pilot/seats/confirming.ts',
      find: '  if (namesOn(moment).some((name) => entered.by.includes(name)))',
      replace: '  if (namesOn(moment).length === 0)',
    },
  },
  {
    sentence: 'a notice to the organisation',
    titles: [
      'with the confirmation of another person (a second coordinator, else finance) › a notice to the organisation: it is recorded, and to be sent',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/confirm-record.ts',
      find: '            to: reachedFor(pilot, [owner], moment),',
      replace: '            to: reachedFor(pilot, [], moment),',
    },
  },
  {
    sentence: 'and from that notice a dispute window of 7 days during which it can strike the position',
    titles: [
      'from that notice a dispute window of 7 days during which it can strike the position › a decision whose outcome rests on a position still open to dispute resolves only when that window is over',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"dispute": {\n      "value": {\n        "days": 7',
      replace: '"dispute": {\n      "value": {\n        "days": 3',
    },
  },
  {
    sentence:
      'A decision whose outcome rests on a position still open to dispute resolves only when that window is over',
    titles: [
      'from that notice a dispute window of 7 days during which it can strike the position › a decision whose outcome rests on a position still open to dispute resolves only when that window is over',
    ],
    mutant: {
      file: 'workflows/decisions/dispute.ts',
      find: 'outcomeOf(question) !== outcomeOf(ifAllStruck(question, at));',
      replace: 'outcomeOf(question) === null && outcomeOf(ifAllStruck(question, at)) !== null;',
    },
  },
  {
    sentence: 'past its closing time if need be',
    titles: [
      'from that notice a dispute window of 7 days during which it can strike the position › past its closing time if need be',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/disputes.ts',
      find: 'restsOnDispute(decision, outcomeAtClosing, decision.closes);',
      replace: "restsOnDispute(decision, outcomeAtClosing, decision.closes) && decision.closes === '';",
    },
  },
  {
    sentence: 'A struck position is void',
    titles: [
      'from that notice a dispute window of 7 days during which it can strike the position › a struck position is void',
    ],
    mutant: {
      file: 'workflows/pilot/evolve/paper.ts',
      find: '        positions: positionsVoided(decision, [{ seat }]),\n',
      replace: '        positions: decision.positions,\n',
    },
  },
  {
    sentence: 'and the seat is asked again, with at least 7 days',
    titles: [
      'from that notice a dispute window of 7 days during which it can strike the position › and the seat is asked again, with at least 7 days',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"askedAfterStrike": {\n      "value": {\n        "days": 7',
      replace: '"askedAfterStrike": {\n      "value": {\n        "days": 5',
    },
  },

  {
    sentence: 'An answer from a seat that was not asked changes nothing and says so clearly',
    titles: [
      'Positions (lifecycle.md section 3) › an answer from a seat that was not asked changes nothing and says so',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/answering.ts',
      find: "return refuse('not-asked', `Your seat is not asked in the decision on ${decision.subject}.`);",
      replace: "return refuse('not-now', `Your seat is not asked in the decision on ${decision.subject}.`);",
    },
  },
  {
    sentence: 'after the decision has resolved',
    titles: [
      'Positions (lifecycle.md section 3) › an answer after the decision has resolved changes nothing and says so',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/answering.ts',
      find: 'if (!isOpen(decision))',
      replace: 'if (decision.voided !== null)',
    },
  },
  {
    sentence: 'by a person who does not hold the seat',
    titles: [
      'Positions (lifecycle.md section 3) › an answer by a person who does not hold the seat changes nothing and says so',
    ],
    mutant: {
      file: 'workflows/pilot/standings.ts',
      find: ' && seat.persons.includes(person.id)',
      replace: '',
    },
  },
  {
    sentence: 'or that repeats the standing position',
    titles: [
      'Positions (lifecycle.md section 3) › a repetition of the standing position changes nothing and says so',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/take-position.ts',
      find: 'standing?.position === position &&',
      replace: 'standing?.position === undefined &&',
    },
  },
];
