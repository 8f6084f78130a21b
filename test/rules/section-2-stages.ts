import type { Rule } from './rule';

/** lifecycle.md section 2: consultation and funding. */
export const section2Stages: readonly Rule[] = [
  {
    sentence: 'convened: invited seats, and a date or "by correspondence"',
    titles: [
      'Consultation, convened (lifecycle.md section 2) › waits for invited seats, and a date or “by correspondence” within 60 days',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/convened.ts',
      find: "wait: 'convening',",
      replace: "wait: 'response',",
    },
  },
  {
    sentence: 'convened: within 60 days',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › approved → consultation, which the coordinator convenes within 60 days',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"convening": {\n      "value": {\n        "days": 60',
      replace: '"convening": {\n      "value": {\n        "days": 30',
    },
  },
  {
    sentence: 'convened: the meeting may have no date yet',
    titles: ['Consultation, convened (lifecycle.md section 2) › the meeting may have no date yet'],
    mutant: {
      file: 'workflows/pilot/consultation/meeting.ts',
      find: '    present?.day == null\n      ? [stepDone, expectationOwed(moment)]',
      replace: '    present?.day === undefined\n      ? [stepDone, expectationOwed(moment)]',
    },
  },
  {
    sentence: 'convened: open on the day',
    titles: [
      'Consultation, convened (lifecycle.md section 2) › opens on the day, at 09:00 where the coordinator is',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/meeting.ts',
      find: 'day === null ? null : morningOf(day, coordinatorCalendar(pilot, moment));',
      replace: 'day === null ? null : `${day}T00:00:00.000Z`;',
    },
  },
  {
    sentence: 'convened: or at once by correspondence',
    titles: ['Consultation, convened (lifecycle.md section 2) › opens at once by correspondence'],
    mutant: {
      file: 'workflows/pilot/consultation/convene.ts',
      find: "form === 'correspondence' ? toOpen(moment) : meetingAwaited(moment)",
      replace: 'meetingAwaited(form === undefined ? moment : moment)',
    },
  },
  {
    sentence: 'open: comments and positions of the invited seats (28 days)',
    titles: [
      'Consultation, open: comments and positions of the invited seats (28 days; 14 for small pilots) › every invited seat owes a comment in 28 days, at 17:00 of its own zone',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"consultation": {\n      "value": {\n        "days": 28',
      replace: '"consultation": {\n      "value": {\n        "days": 27',
    },
  },
  {
    sentence: 'open: 14 for small pilots',
    titles: [
      'Consultation, open: comments and positions of the invited seats (28 days; 14 for small pilots) › 14 days for small pilots: those with a budget below the threshold',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/small.ts',
      find: "lt(threshold) ? 'smallConsultation' : 'consultation'",
      replace: "lt(threshold) ? 'consultation' : 'consultation'",
    },
  },
  {
    sentence: 'open: window closes with quorum → response',
    titles: ['The window closes with quorum → response › half of the invited seats and one host government'],
    mutant: {
      file: 'workflows/pilot/consultation/window.ts',
      find: 'if (isQuorate(pilot, present)) return consultationClosed(true, null, moment);',
      replace: 'if (isQuorate(pilot, present)) return choiceOwed(moment);',
    },
  },
  {
    sentence: 'open: inquorate → one automatic 7-day extension',
    titles: [
      'Inquorate → one automatic 7-day extension › every seat that has not answered has 7 days more, and the window with them',
      'Inquorate → one automatic 7-day extension › comes once',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/window.ts',
      find: 'return present.extended ? choiceOwed(moment) : automaticExtension(moment);',
      replace: 'return choiceOwed(moment);',
    },
  },
  {
    sentence: 'inquorate again: the coordinator extends',
    titles: [
      'Inquorate again: the coordinator extends, goes by correspondence, or accepts with a reason › extends: those who have not answered have more time, and the window is open again',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/inquorate.ts',
      find: "        windowFollows('longer', reason, moment),\n",
      replace: '',
    },
  },
  {
    sentence: 'inquorate again: goes by correspondence',
    titles: [
      'Inquorate again: the coordinator extends, goes by correspondence, or accepts with a reason › goes by correspondence: a whole window for those who have not answered',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/inquorate.ts',
      find: "      windowFollows('correspondence', reason, moment),\n",
      replace: '',
    },
  },
  {
    sentence: 'inquorate again: or accepts with a reason',
    titles: [
      'Inquorate again: the coordinator extends, goes by correspondence, or accepts with a reason › accepts with a reason → response, with what was said',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/inquorate.ts',
      find: 'consultationClosed(false, reason, moment);',
      replace: '[];',
    },
  },
  {
    sentence: 'response: proponent answers every comment (30 days)',
    titles: [
      'Consultation, response: the proponent answers every comment (30 days) › the proponent owes it in 30 days, with a last resort',
      'Consultation, response: the proponent answers every comment (30 days) › every single comment is answered by itself',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/response.ts',
      find: '    unanswered(pilot).length === 0\n      ? answersIn(moment)',
      replace: '    unanswered(pilot).length < 3\n      ? answersIn(moment)',
    },
  },
  {
    sentence: 'response: answers in → clearance',
    titles: [
      'Consultation, response: the proponent answers every comment (30 days) › answers in → clearance',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/response.ts',
      find: 'unanswered(now).length === 0 ? answersIn(moment) : [],',
      replace: '[],',
    },
  },
  {
    sentence: 'clearance: decision `clearance` (20 working days)',
    titles: [
      'Consultation, clearance: ROLE_COVERAGE: two host_governments of developing countries, one reviewer › asks them for 20 working days, each in its own calendar',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"clearance": {\n      "value": {\n        "workingDays": 20',
      replace: '"clearance": {\n      "value": {\n        "days": 20',
    },
  },
  {
    sentence: 'clearance: approved → funding',
    titles: [
      'Consultation, clearance: ROLE_COVERAGE: two host_governments of developing countries, one reviewer › approved → funding',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/clearance.ts',
      find: '      return toMix(moment);',
      replace: '      return [];',
    },
  },
  {
    sentence: 'clearance: conditions become obligations with owner and date',
    titles: [
      'Consultation, clearance: ROLE_COVERAGE: two host_governments of developing countries, one reviewer › conditions become obligations with owner and date',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/resolve.ts',
      find: "outcome === 'approved' ? conditionsOwed(decision, moment) : [],",
      replace: '',
    },
  },
  {
    sentence: 'clearance: returned → revision',
    titles: ['returned → revision, and back › returned → revision, and it counts as a round'],
    mutant: {
      file: 'workflows/pilot/consultation/clearance.ts',
      find: "return backToRevision(reason ?? '', moment);",
      replace: "return endAs('rejected', reason ?? '', moment);",
    },
  },
  {
    sentence: 'clearance: refused → rejected',
    titles: [
      'Consultation, clearance: ROLE_COVERAGE: two host_governments of developing countries, one reviewer › refused → rejected',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/clearance.ts',
      find: "return endAs('rejected', reason ?? '', moment);",
      replace: "return backToRevision(reason ?? '', moment);",
    },
  },
  {
    sentence: 'Quorum: half of the invited seats and one host government',
    titles: [
      'The window closes with quorum → response › less than half is no quorum',
      'The window closes with quorum → response › without a host government there is no quorum',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/invited.ts',
      find: 'return tookPart > 0 && tookPart * 100 >= percent * invited && hostGovernments >= hostsNeeded;',
      replace: 'return tookPart > 0 && percent > hostsNeeded - hostGovernments - invited;',
    },
  },
  {
    sentence: 'all seats that clearance needs are invited',
    titles: ['Consultation, convened (lifecycle.md section 2) › all seats that clearance needs are invited'],
    mutant: {
      file: 'workflows/pilot/consultation/invited.ts',
      find: '[...new Set([...needed, ...hosts])]',
      replace: '[...new Set([...needed.slice(0, 0), ...hosts])]',
    },
  },
  {
    sentence: 'For an undated meeting the coordinator confirms every 60 days that it is expected',
    titles: [
      'For an undated meeting the coordinator confirms every 60 days that it is expected › owes it within 60 days, with a last resort',
      'For an undated meeting the coordinator confirms every 60 days that it is expected › confirmed, it owes it again 60 days later',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"meetingExpected": {\n      "value": {\n        "days": 60',
      replace: '"meetingExpected": {\n      "value": {\n        "days": 61',
    },
  },
  {
    sentence: 'and the third time sets a date or goes by correspondence',
    titles: [
      'For an undated meeting the coordinator confirms every 60 days that it is expected › and the third time sets a date or goes by correspondence',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/meeting.ts',
      find: 'confirmationsAllowed = 2',
      replace: 'confirmationsAllowed = 3',
    },
  },
  {
    sentence: 'Without comments the response passes at once',
    titles: [
      'Consultation, response: the proponent answers every comment (30 days) › without comments the response passes at once',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/response.ts',
      find: '    unanswered(pilot).length === 0\n      ? answersIn(moment)',
      replace: '    unanswered(pilot).length < 0\n      ? answersIn(moment)',
    },
  },
  {
    sentence: 'One consultation may take up several pilots; each has its own record',
    titles: [
      'One consultation may take up several pilots; each has its own record › the same meeting, with other comments and another end in each',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/convene.ts',
      find: 'meeting: meeting ?? null,',
      replace: 'meeting: null,',
    },
  },

  {
    sentence: 'mix: each line confirmed by its contributor’s letter (document by hash)',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › each is confirmed by its contributor’s letter: a document by hash',
    ],
    mutant: {
      file: 'workflows/pilot/funding/confirm.ts',
      find: 'const named = { contribution: id, letter, ',
      replace: "const named = { contribution: id, letter: { ...letter, sha256: '' }, ",
    },
  },
  {
    sentence: 'mix: contribution lines proposed',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › contribution lines are proposed: who gives what, how, when',
    ],
    mutant: {
      file: 'workflows/pilot/funding/pledge.ts',
      find: 'seat: contributor.id,',
      replace: "seat: '',",
    },
  },
  {
    sentence: 'mix: 180 days',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › the proponent has 180 days, and the approving body is the last resort',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"mix": {\n      "value": {\n        "days": 180',
      replace: '"mix": {\n      "value": {\n        "days": 181',
    },
  },
  {
    sentence: 'mix: confirmed ≥ required → appraisal',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › confirmed ≥ required → appraisal',
      'Funding, the mix (lifecycle.md section 2) › what is confirmed may be exactly what is required',
    ],
    mutant: {
      file: 'workflows/pilot/funding/coverage.ts',
      find: '.filter((each) => isLess(totals[each], required[each]))',
      replace: '.filter((each) => !isLess(required[each], totals[each]))',
    },
  },
  {
    sentence: 'appraisal: decision `appraisal` (30 working days)',
    titles: ['Funding, the appraisal (lifecycle.md section 2) › asks the approving body in 30 working days'],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"appraisal": {\n      "value": {\n        "workingDays": 30',
      replace: '"appraisal": {\n      "value": {\n        "days": 30',
    },
  },
  {
    sentence: 'appraisal: approved → signature',
    titles: [
      'Funding, the appraisal (lifecycle.md section 2) › approved → signature, and the clock from concept to approval is met',
    ],
    mutant: {
      file: 'workflows/pilot/funding/appraisal.ts',
      find: 'return [fundingApproved(moment), toSignature(moment)];',
      replace: 'return [fundingApproved(moment)];',
    },
  },
  {
    sentence: 'appraisal: returned → mix',
    titles: ['Funding, the appraisal (lifecycle.md section 2) › returned → mix'],
    mutant: {
      file: 'workflows/pilot/funding/appraisal.ts',
      find: "return backToMix(reason ?? '', 'the return', moment);",
      replace: "return endAs('rejected', reason ?? '', moment);",
    },
  },
  {
    sentence: 'appraisal: refused → rejected',
    titles: ['Funding, the appraisal (lifecycle.md section 2) › refused → rejected'],
    mutant: {
      file: 'workflows/pilot/funding/appraisal.ts',
      find: "return endAs('rejected', reason ?? '', moment);",
      replace: "return backToMix(reason ?? '', 'the return', moment);",
    },
  },
  {
    sentence: 'signature: decision `agreement`',
    titles: [
      'Funding, the signature (lifecycle.md section 2) › decision agreement: every contributor, proponent, host government and facilitator is asked',
    ],
    mutant: {
      file: 'workflows/pilot/funding/agreement.ts',
      find: "filledSeats(pilot, 'proponent', 'host_government', 'facilitator')",
      replace: "filledSeats(pilot, 'proponent', 'facilitator')",
    },
  },
  {
    sentence: 'signature: a new text voids earlier signatures',
    titles: ['Funding, the signature (lifecycle.md section 2) › a new text voids earlier signatures'],
    mutant: {
      file: 'workflows/pilot/funding/agreement.ts',
      find: "        questionVoided('agreement', 'There is a new text.'),\n",
      replace: '',
    },
  },
  {
    sentence: 'signature: lapses 180 days after approval',
    titles: [
      'Funding, the signature (lifecycle.md section 2) › lapses 180 days after approval, after its notices',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"signature": {\n      "value": {\n        "days": 180',
      replace: '"signature": {\n      "value": {\n        "days": 150',
    },
  },
  {
    sentence: 'signature: all signed → conditions',
    titles: [
      'Funding, the signature (lifecycle.md section 2) › all signed → conditions, and every line is committed',
    ],
    mutant: {
      file: 'workflows/pilot/funding/signed.ts',
      find: 'return [signedByAll, toConditions(moment)];',
      replace: 'return [signedByAll];',
    },
  },
  {
    sentence: 'signature: refused → mix',
    titles: ['Funding, the signature (lifecycle.md section 2) › refused → mix'],
    mutant: {
      file: 'workflows/pilot/funding/signed.ts',
      find: "return backToMix(reason ?? '', 'the refusal', moment);",
      replace: 'return [];',
    },
  },
  {
    sentence: 'conditions: conditions precedent met, each confirmed by finance or coordinator',
    titles: [
      'Funding, the conditions (lifecycle.md section 2) › all met → implementation, the agreement is effective; each confirmed by finance or coordinator',
    ],
    mutant: {
      file: 'workflows/pilot/obligations/meet-obligation.ts',
      find: "by: ['coordinator', 'finance'],",
      replace: "by: ['proponent'],",
    },
  },
  {
    sentence:
      'conditions: lapse 120 days after the later of signature and the signing of the contributor’s master agreement, where one is required',
    titles: [
      'Conditions lapse 120 days after the later of signature and master agreement (lifecycle.md section 2) › dated by the signing, from the day on which it was held',
      'Conditions lapse 120 days after the later of signature and master agreement (lifecycle.md section 2) › the later of the two counts: a master agreement that is older changes nothing',
    ],
    mutant: {
      file: 'workflows/pilot/funding/conditions.ts',
      find: "{ kind: 'later_of', of: [first, ...masters] }",
      replace: "{ kind: 'earlier_of', of: [first, ...masters] }",
    },
  },
  {
    sentence: 'conditions: undated until then, with a 90-day question to the coordinator',
    titles: [
      'Conditions lapse 120 days after the later of signature and master agreement (lifecycle.md section 2) › undated until then, and nothing lapses',
      'Conditions lapse 120 days after the later of signature and master agreement (lifecycle.md section 2) › with a 90-day question to the coordinator whether it is still expected',
    ],
    mutant: {
      file: 'workflows/pilot/funding/conditions.ts',
      find: 'masterAgreementFor.value.includes(line.modality)',
      replace: "masterAgreementFor.value.includes(line.modality) && line.confirmedAt === ''",
    },
  },
  {
    sentence: 'conditions: all met → implementation, the agreement is effective',
    titles: [
      'Funding, the conditions (lifecycle.md section 2) › all met → implementation, the agreement is effective; each confirmed by finance or coordinator',
    ],
    mutant: {
      file: 'workflows/pilot/funding/conditions.ts',
      find: "? [fact('agreement-effective', {}), toInception(moment)]",
      replace: "? [fact('agreement-effective', {})]",
    },
  },
  {
    sentence: 'A line that is withdrawn, refused or expired leaves the totals',
    titles: [
      'A line that is withdrawn, refused or expired leaves the totals (lifecycle.md section 2, funding) › in the mix it only leaves the totals',
    ],
    mutant: {
      file: 'workflows/pilot/funding/coverage.ts',
      find: 'funding.contributions.filter(isIn);',
      replace: 'funding.contributions.filter((line) => isIn(line) || line.left !== null);',
    },
  },
  {
    sentence:
      'Before the agreement is effective: if they fall below what is required, back to `mix`, signatures void',
    titles: [
      'A line that is withdrawn, refused or expired leaves the totals (lifecycle.md section 2, funding) › in %s: if they fall below what is required, back to mix, signatures void',
    ],
    mutant: {
      file: 'workflows/pilot/funding/loss.ts',
      find: 'if (!suffices(pilot, moment.directory))',
      replace: 'if (suffices(pilot, moment.directory))',
    },
  },
  {
    sentence: 'appraisal repeated if the total changed by more than 10 %',
    titles: [
      'A line that is withdrawn, refused or expired leaves the totals (lifecycle.md section 2, funding) › appraisal is repeated if the total changed by more than 10 %',
    ],
    mutant: {
      file: 'workflows/pilot/funding/coverage.ts',
      find: 'isLess(times(approved[each], String(percent))',
      replace: 'isLess(times(approved[each], String(10 * percent))',
    },
  },
  {
    sentence: 'if they suffice, a new text without it is signed',
    titles: [
      'A line that is withdrawn, refused or expired leaves the totals (lifecycle.md section 2, funding) › if they suffice, a new text without it is signed',
    ],
    mutant: {
      file: 'workflows/pilot/funding/loss.ts',
      find: "if (status === 'funding.signature') return questionVoided('agreement', reason);",
      replace: "if (status === 'funding.signature') return [];",
    },
  },
  {
    sentence: 'Later the proponent has 90 days to replace it by an amendment',
    titles: [
      'A contribution is lost after the agreement is effective (lifecycle.md section 2, funding) › the proponent has 90 days to replace it',
    ],
    mutant: {
      file: 'workflows/pilot/funding/replacement.ts',
      find: "waitOf(pilot, 'replaceContribution', moment.directory)",
      replace: "waitOf(pilot, 'otherwise', moment.directory)",
    },
  },
  {
    sentence: 'then the approving body decides',
    titles: [
      'Then the approving body decides (lifecycle.md section 2, funding) › it is called on the day on which the 90 days are over',
    ],
    mutant: {
      file: 'workflows/pilot/obligations/owe.ts',
      find: "return obligation.kind === 'replacement'",
      replace: "return obligation.kind === 'refund'",
    },
  },
  {
    sentence: 'A new text restarts no clock',
    titles: ['Funding, the signature (lifecycle.md section 2) › a new text restarts no clock'],
    mutant: {
      file: 'workflows/pilot/funding/agreement.ts',
      find: '...(step === undefined ? {} : { until: step.due.expression }),',
      replace: '',
    },
  },
  {
    sentence: 'Conditions of clearance that are due before effectiveness are conditions precedent',
    titles: [
      'Funding, the conditions (lifecycle.md section 2) › only conditions that are due before effectiveness are conditions precedent',
    ],
    mutant: {
      file: 'workflows/pilot/funding/conditions.ts',
      find: 'due.at === null || due.at <= last',
      replace: 'due.at === null || due.at > from',
    },
  },
  {
    sentence:
      'Conditions of clearance are among the conditions precedent, and those that are due later are not',
    titles: [
      'Conditions of clearance that are due before effectiveness are conditions precedent (lifecycle.md section 2, funding) › the agreement waits for them, and for none that is due later',
    ],
    mutant: {
      file: 'workflows/pilot/funding/conditions.ts',
      find: "['clearance', 'appraisal', 'agreement']",
      replace: "['appraisal', 'agreement']",
    },
  },
  {
    sentence: 'A new text restarts no clock: back from the mix the signature counts from the approval',
    titles: [
      'A new text restarts no clock (lifecycle.md section 2, funding) › back in signature from the mix the 180 days still count from the approval',
    ],
    mutant: {
      file: 'workflows/pilot/funding/signature.ts',
      find: 'const from = pilot.funding.approved?.at ?? moment.at;',
      replace: 'const from = moment.at;',
    },
  },
  {
    sentence: 'mix: lines that are not confirmed do not count',
    titles: [
      'Contribution lines that are not confirmed do not count (lifecycle.md section 2, funding) › they are nothing towards what is required',
    ],
    mutant: {
      file: 'workflows/pilot/funding/coverage.ts',
      find: 'linesIn(pilot).filter(({ confirmedAt }) => confirmedAt !== null);',
      replace: 'linesIn(pilot);',
    },
  },
  {
    sentence: 'with none, the step passes at once',
    titles: ['Funding, the conditions (lifecycle.md section 2) › with none, the step passes at once'],
    mutant: {
      file: 'workflows/pilot/funding/conditions.ts',
      find: '    isMet(pilot, moment)\n      ? conditionsSettled(moment)',
      replace: "    isMet(pilot, moment) && event === ''\n      ? conditionsSettled(moment)",
    },
  },
];
