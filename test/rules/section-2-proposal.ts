import type { Rule } from './rule';

/** lifecycle.md section 2: what holds in every stage, and the proposal. */
export const section2Proposal: readonly Rule[] = [
  {
    sentence: 'Each arrow is an event',
    titles: ['Screening (lifecycle.md section 2) › accept → endorsement'],
    mutant: {
      file: 'workflows/pilot/steps.ts',
      find: '[stepDone, entered(pilot.status, to, reason)]',
      replace: '[stepDone, entered(pilot.status, pilot.status as Step, reason)]',
    },
  },
  {
    sentence: 'Every refusal and return needs a written reason',
    titles: ['Screening (lifecycle.md section 2) › %s needs a written reason'],
    mutant: {
      file: 'workflows/fields.ts',
      find: "  pattern: '\\\\S',\n  description: 'The written reason.",
      replace: "  pattern: '',\n  description: 'The written reason.",
    },
  },
  {
    sentence: 'Every withdrawal and cancellation needs a written reason',
    titles: ['Ends (lifecycle.md section 2) › %s needs a written reason'],
    mutant: {
      file: 'workflows/pilot/ends/ending.ts',
      find: "  in: stepsBeforeImplementation,\n  body: Shape({ reason: Reason }),\n  decide: (pilot, given, directory) => {\n    const moment = momentOf(given, directory);\n    return inOrder(pilot, moment, endAs('withdrawn', given.body.reason, moment));",
      replace:
        "  in: stepsBeforeImplementation,\n  body: Shape({}),\n  decide: (pilot, given, directory) => {\n    const moment = momentOf(given, directory);\n    return inOrder(pilot, moment, endAs('withdrawn', '', moment));",
    },
  },
  {
    sentence: 'Every extension needs a written reason',
    titles: ['Extend (lifecycle.md section 4) › needs a written reason, and something open'],
    mutant: {
      file: 'workflows/pilot/obligations/extend-obligation.ts',
      find: '...ExtensionFields, reason: Reason }',
      replace: '...ExtensionFields }',
    },
  },
  {
    sentence: 'Every waiver needs a written reason',
    titles: ['Waivers and confirmations › a waiver needs a written reason'],
    mutant: {
      file: 'workflows/pilot/obligations/waive-obligation.ts',
      find: 'body: Shape({ obligation: Id, reason: Reason }),',
      replace: 'body: Shape({ obligation: Id }),',
    },
  },
  {
    sentence: 'Every suspension needs a written reason',
    titles: ['Suspension (lifecycle.md section 2) › needs a written reason'],
    mutant: {
      file: 'workflows/pilot/suspension/suspend.ts',
      find: '  body: Shape({ reason: Reason }),\n  offered: (pilot, as) => !isSuspended',
      replace: '  body: Shape({}),\n  offered: (pilot, as) => !isSuspended',
    },
  },

  {
    sentence: 'Every step has an owner, a due date and a last resort',
    titles: [
      'Properties over random plays of at least five seats › every step has an owner, a due date and a last resort',
    ],
    mutant: {
      file: 'workflows/pilot/obligations/owe.ts',
      find: "obligation.endsIn !== 'last-resort' || at === null",
      replace: "obligation.endsIn !== 'lapse' || at === null",
    },
  },
  {
    sentence:
      'A step without a lapse clock of its own is due as written; at +30 days the approving body owes within 20 working days an act',
    titles: [
      'The last resort (lifecycle.md section 2) › at +30 days the approving body owes within 20 working days an act',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"lastResort": {\n      "value": {\n        "workingDays": 20',
      replace: '"lastResort": {\n      "value": {\n        "workingDays": 19',
    },
  },
  {
    sentence: 'one of: extend',
    titles: ['The last resort (lifecycle.md section 2) › extend meets it'],
    mutant: {
      file: 'workflows/pilot/obligations/extend-obligation.ts',
      find: "resortsEnded(id, 'met', 'The due date was extended.'),",
      replace: '',
    },
  },
  {
    sentence: 'waive',
    titles: [
      'The last resort (lifecycle.md section 2) › waive meets it, and the pilot goes on without the screening',
    ],
    mutant: {
      file: 'workflows/pilot/obligations/waive-obligation.ts',
      find: "if (subject === 'proposal.screening') return toEndorsement(moment);",
      replace: '',
    },
  },
  {
    sentence: 'replace the seat',
    titles: ['The last resort (lifecycle.md section 2) › replacing the seat meets it'],
    mutant: {
      file: 'workflows/pilot/seats/succession.ts',
      find: "resortsEnded(obligation.id, 'met', 'The seat has a successor.'),",
      replace: '',
    },
  },
  {
    sentence: 'suspend',
    titles: [
      'The approving body suspends as a last resort (lifecycle.md section 2) › the suspension meets its duty',
    ],
    mutant: {
      file: 'workflows/pilot/suspension/suspend.ts',
      find: "openObligations(pilot, 'last_resort').map((call) => met(call, reason)),",
      replace: '',
    },
  },
  {
    sentence: 'or end the pilot',
    titles: ['The last resort (lifecycle.md section 2) › ending the pilot ends it'],
    mutant: {
      file: 'workflows/pilot/evolve/ends.ts',
      find: "obligation.state === 'open' ? { ...obligation, state: 'void', closed: occurredAt } : obligation,",
      replace:
        "obligation.kind === 'step' ? { ...obligation, state: 'void', closed: occurredAt } : obligation,",
    },
  },
  {
    sentence: 'That duty is itself reminded',
    titles: ['The last resort (lifecycle.md section 2) › that duty is itself reminded'],
    mutant: {
      file: 'workflows/pilot/obligations/owe.ts',
      find: 'reminders: planReminders(reminderPlan(pilot, obligation, due, moment)),',
      replace:
        "reminders: obligation.kind === 'last_resort' ? [] : planReminders(reminderPlan(pilot, obligation, due, moment)),",
    },
  },
  {
    sentence: 'and repeats every 30 days',
    titles: ['The last resort (lifecycle.md section 2) › and repeats every 30 days after it'],
    mutant: {
      file: 'workflows/pilot/clock/last-resort.ts',
      find: "...(index === 0 ? { endsIn: 'last-resort' as const } : {}),",
      replace: '...(index < 0 ? {} : {}),',
    },
  },
  {
    sentence: 'Where a table gives no time: verifications and reviews 15 working days',
    titles: [
      'Verifications and reviews take 15 working days where a table gives no time (lifecycle.md section 2) › the confirmation of a letter on paper',
    ],
    mutant: {
      file: 'workflows/pilot/funding/entered-letter.ts',
      find: "waitOf(pilot, 'review', moment.directory)",
      replace: "waitOf(pilot, 'otherwise', moment.directory)",
    },
  },
  {
    sentence: 'everything else 60 days',
    titles: [
      'When the rounds are used up, a return makes the approving body owe a choice › the pilot stays where it is, and the choice has a due date and a last resort',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/revision.ts',
      find: "waitOf(pilot, 'otherwise', moment.directory)",
      replace: "waitOf(pilot, 'screening', moment.directory)",
    },
  },
  {
    sentence: 'A clock without the word lapse only escalates',
    titles: ['The last resort (lifecycle.md section 2) › a clock without the word lapse only escalates'],
    mutant: {
      file: 'workflows/pilot/proposal/screening.ts',
      find: "endsIn: 'last-resort',",
      replace: "endsIn: 'lapse',",
    },
  },
  {
    sentence: 'An act of an approving body with several seats is a decision of kind act, by appraisal’s rule',
    titles: [
      'An act of an approving body with several seats is a decision of kind act, by appraisal’s rule › the act is put to the members, and its proposer has approved it',
      'An act of an approving body with several seats is a decision of kind act, by appraisal’s rule › nothing has happened yet',
      'An act of an approving body with several seats is a decision of kind act, by appraisal’s rule › it happens when a majority approves',
    ],
    mutant: {
      file: 'workflows/pilot/acts.ts',
      find: "onceEach(filledSeats(pilot, 'approving_body')).length > 1);",
      replace: "onceEach(filledSeats(pilot, 'approving_body')).length > 9);",
    },
  },

  {
    sentence: 'draft: proponent completes the form and submits',
    titles: ['Draft (lifecycle.md section 2) › leaves by submit, for screening'],
    mutant: {
      file: 'workflows/pilot/proposal/screening.ts',
      find: "[moveTo('proposal.screening'), screeningOwed(moment)]",
      replace: "[moveTo('proposal.draft'), screeningOwed(moment)]",
    },
  },
  {
    sentence: 'draft: lapses after 365 days',
    titles: [
      'Registration (lifecycle.md sections 1 and 2) › opens a draft that the proponent owes, and that lapses after 365 days',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"draft": {\n      "value": {\n        "days": 365',
      replace: '"draft": {\n      "value": {\n        "days": 364',
    },
  },
  {
    sentence: 'screening: coordinator: complete, eligible? (10 working days)',
    titles: [
      'Screening (lifecycle.md section 2) › is owed by the coordinator in 10 working days of its own calendar',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"screening": {\n      "value": {\n        "workingDays": 10',
      replace: '"screening": {\n      "value": {\n        "days": 10',
    },
  },
  {
    sentence: 'screening: accept → endorsement',
    titles: ['Screening (lifecycle.md section 2) › accept → endorsement'],
    mutant: {
      file: 'workflows/pilot/proposal/endorsement.ts',
      find: "  moveTo('proposal.endorsement'),\n",
      replace: "  moveTo('proposal.concept_review'),\n",
    },
  },
  {
    sentence: 'screening: refused while a host_government seat is empty',
    titles: ['Screening (lifecycle.md section 2) › is refused while a host_government seat is empty'],
    mutant: {
      file: 'workflows/pilot/proposal/endorsement.ts',
      find: 'return missing.length === 0\n',
      replace: 'return missing.length < 2\n',
    },
  },
  {
    sentence: 'screening: return → revision',
    titles: ['Screening (lifecycle.md section 2) › return → revision, with a reason'],
    mutant: {
      file: 'workflows/pilot/proposal/revision.ts',
      find: "[moveTo('proposal.revision', reason), revisionOwed(moment)]",
      replace: "[moveTo('proposal.draft', reason), revisionOwed(moment)]",
    },
  },
  {
    sentence: 'screening: reject',
    titles: ['Screening (lifecycle.md section 2) › reject ends the pilot, with a reason'],
    mutant: {
      file: 'workflows/pilot/proposal/screening.ts',
      find: "endAs('rejected', given.body.reason, moment)",
      replace: "endAs('cancelled', given.body.reason, moment)",
    },
  },
  {
    sentence: 'revision: proponent (60 days)',
    titles: ['Revision (lifecycle.md section 2) › is owed by the proponent in 60 days, and lapses'],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"revision": {\n      "value": {\n        "days": 60',
      replace: '"revision": {\n      "value": {\n        "days": 61',
    },
  },
  {
    sentence: 'revision: 3 rounds',
    titles: [
      'When the rounds are used up, a return makes the approving body owe a choice › the pilot stays where it is, and the choice has a due date and a last resort',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"revisionRounds": {\n    "value": 3',
      replace: '"revisionRounds": {\n    "value": 4',
    },
  },
  {
    sentence: 'revision: resubmit → screening',
    titles: ['Revision (lifecycle.md section 2) › leaves by resubmission, which is screened again'],
    mutant: {
      file: 'workflows/pilot/proposal/submission.ts',
      find: '        toScreening(moment),\n',
      replace: '        [],\n',
    },
  },
  {
    sentence: 'revision: lapse',
    titles: ['Revision (lifecycle.md section 2) › is owed by the proponent in 60 days, and lapses'],
    mutant: {
      file: 'workflows/pilot/proposal/revision.ts',
      find: "otherwise: 'The pilot lapses, after three notices.',\n        endsIn: 'lapse',",
      replace: "otherwise: 'The pilot lapses, after three notices.',\n        endsIn: 'last-resort',",
    },
  },
  {
    sentence: 'endorsement: decision `endorsement` (30 days)',
    titles: [
      'Endorsement (lifecycle.md sections 2 and 3) › asks every host government, each with a veto, ALL_OF, 30 days, 17:00 of its own zone',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"endorsement": {\n      "value": {\n        "days": 30',
      replace: '"endorsement": {\n      "value": {\n        "days": 31',
    },
  },
  {
    sentence: 'endorsement: approved → concept_review',
    titles: ['Endorsement (lifecycle.md sections 2 and 3) › approved → concept_review'],
    mutant: {
      file: 'workflows/pilot/proposal/concept-review.ts',
      find: "  moveTo('proposal.concept_review'),\n",
      replace: "  moveTo('consultation.convened'),\n",
    },
  },
  {
    sentence: 'endorsement: returned, refused → revision',
    titles: [
      'Endorsement (lifecycle.md sections 2 and 3) › refused → revision at once: one country has a veto',
      'Endorsement (lifecycle.md sections 2 and 3) › returned → revision, once the others have answered',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/endorsement.ts',
      find: "(outcome === 'approved' ? toConceptReview(moment) : backToRevision(reason ?? '', moment))",
      replace: '(outcome === undefined ? backToRevision(reason ?? "", moment) : toConceptReview(moment))',
    },
  },
  {
    sentence: 'concept_review: decision `concept` (20 working days)',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › asks the approving body for a position in 20 working days: SINGLE where it is one seat',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"concept": {\n      "value": {\n        "workingDays": 20',
      replace: '"concept": {\n      "value": {\n        "days": 20',
    },
  },
  {
    sentence: 'concept_review: approved → consultation',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › approved → consultation, which the coordinator convenes within 60 days',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/concept-review.ts',
      find: "return [moveTo('consultation.convened'), convenedOwed(moment), conceptClockStarted(moment)];",
      replace: 'return [stepDone, conceptClockStarted(moment)];',
    },
  },
  {
    sentence: 'concept_review: returned → revision',
    titles: ['Concept review (lifecycle.md sections 2 and 3) › returned → revision'],
    mutant: {
      file: 'workflows/pilot/proposal/concept-review.ts',
      find: "      return backToRevision(reason ?? '', moment);",
      replace: "      return endAs('rejected', reason ?? '', moment);",
    },
  },
  {
    sentence: 'concept_review: refused → rejected',
    titles: ['Concept review (lifecycle.md sections 2 and 3) › refused → rejected'],
    mutant: {
      file: 'workflows/pilot/proposal/concept-review.ts',
      find: "      return endAs('rejected', reason ?? '', moment);",
      replace: "      return backToRevision(reason ?? '', moment);",
    },
  },

  {
    sentence: 'Rounds count every entry to revision over the pilot’s life, from any step',
    titles: [
      'Rounds count every entry to revision over the pilot’s life, from any step › from screening',
      'Rounds count every entry to revision over the pilot’s life, from any step › from endorsement',
      'Rounds count every entry to revision over the pilot’s life, from any step › from concept review',
      'Rounds count every entry to revision over the pilot’s life, from any step › three of them, together',
    ],
    mutant: {
      file: 'workflows/pilot/evolve/proposal.ts',
      find: '{ ...pilot.rounds, used: pilot.rounds.used + 1 }',
      replace: '{ ...pilot.rounds, used: pilot.rounds.used }',
    },
  },
  {
    sentence:
      'When they are used up, a return makes the approving body owe a choice: one more round, or reject',
    titles: [
      'When the rounds are used up, a return makes the approving body owe a choice › the pilot stays where it is, and the choice has a due date and a last resort',
      'When the rounds are used up, a return makes the approving body owe a choice › also after a decision',
      'When the rounds are used up, a return makes the approving body owe a choice › one more round',
      'When the rounds are used up, a return makes the approving body owe a choice › or reject',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/revision.ts',
      find: '? [stepDone, choiceOwed(moment)]',
      replace: "? endAs('rejected', reason, moment)",
    },
  },
  {
    sentence: 'A resubmission is screened again',
    titles: ['Revision (lifecycle.md section 2) › leaves by resubmission, which is screened again'],
    mutant: {
      file: 'workflows/pilot/proposal/screening.ts',
      find: "[moveTo('proposal.screening'), screeningOwed(moment)]",
      replace: "[moveTo('proposal.endorsement'), screeningOwed(moment)]",
    },
  },
  {
    sentence: 'and its decisions are opened anew',
    titles: [
      'An endorsement is carried over only where that country’s part is unchanged and its seat confirms it in one act › nothing is carried over without that act',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/endorsement.ts',
      find: '  endorsementAsked(moment),\n];',
      replace:
        '  (pilot: Pilot) => (pilot.endorsements.length > 0 ? toConceptReview(moment) : endorsementAsked(moment)),\n];',
    },
  },
  {
    sentence: 'an endorsement is carried over only where that country’s part is unchanged',
    titles: [
      'An endorsement is carried over only where that country’s part is unchanged and its seat confirms it in one act › not where %s',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/confirm-endorsement.ts',
      find: '    Value.Equal(last.part, countryPart(pilot.proposal, country))\n',
      replace: '    Value.Equal(last.part.roles, countryPart(pilot.proposal, country).roles)\n',
    },
  },
  {
    sentence: 'and its seat confirms it in one act',
    titles: [
      'An endorsement is carried over only where that country’s part is unchanged and its seat confirms it in one act › the seat is asked anew, and confirms',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/confirm-endorsement.ts',
      find: "position: conditions.length > 0 ? 'approve_with_conditions' : 'approve',",
      replace: "position: 'abstain',",
    },
  },

  {
    sentence:
      'To submit, a proposal has: title, problem, demand evidence, beneficiary and provider countries, region, focal area, objectives, expected outputs, planned start and end, rough budget with modality, policy links',
    titles: [
      'To submit, a proposal has everything (lifecycle.md section 2) › asks for %s',
      'To submit, a proposal has everything (lifecycle.md section 2) › all missing things are listed at once',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/completeness.ts',
      find: "  ['region', 'Name the region.'],\n",
      replace: '',
    },
  },
  {
    sentence: 'demand evidence: reference to a need, or a justified exception',
    titles: [
      'To submit, a proposal has everything (lifecycle.md section 2) › takes a justified exception in place of a need',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/form.ts',
      find: 'Type.Union([Shape({ need: Text }), Shape({ exception: Text })]',
      replace: 'Type.Union([Shape({ need: Text })]',
    },
  },
  {
    sentence: 'rough budget with modality',
    titles: [
      'To submit, a proposal has everything (lifecycle.md section 2) › asks for the modality of the rough budget',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/completeness.ts',
      find: 'proposal.roughBudget !== undefined && proposal.roughBudget.modality === undefined',
      replace: 'proposal.roughBudget === undefined',
    },
  },
  {
    sentence: 'The programme’s eligibility rules run here: for example at least two developing countries',
    titles: [
      'To submit, a proposal has everything (lifecycle.md section 2) › the programme’s eligibility rules run: two developing countries',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/completeness.ts',
      find: '    met ? [] : [{ pointer, detail: sentence }],\n',
      replace: "    met || pointer !== '' ? [] : [{ pointer, detail: sentence }],\n",
    },
  },
  {
    sentence: 'three for PGTF',
    titles: ['eligibility for three developing countries › takes three, and refuses two'],
    mutant: {
      file: 'workflows/programmes/pgtf-seed.json',
      find: '"minimumDevelopingCountries": {\n      "value": 3',
      replace: '"minimumDevelopingCountries": {\n      "value": 2',
    },
  },
  {
    sentence: 'the three triangular roles for triangular',
    titles: [
      'eligibility for triangular cooperation › refuses it without a facilitator',
      'eligibility for triangular cooperation › names all that lacks',
    ],
    mutant: {
      file: 'workflows/programmes/eligibility.ts',
      find: 'facilitator !== null && facilitates(',
      replace: 'facilitator === null || facilitates(',
    },
  },

  {
    sentence: 'Concept approval starts one clock to the appraisal’s approval (18 months)',
    titles: [
      'Concept review (lifecycle.md sections 2 and 3) › approval starts one clock of 18 months, and the pilot lapses over it',
    ],
    mutant: {
      file: 'workflows/programmes/ssc-pilot.json',
      find: '"months": 18',
      replace: '"months": 17',
    },
  },
  {
    sentence: 'when it runs out the pilot lapses',
    titles: [
      'Lapse happens only by a clock, and only after its notices (lifecycle.md section 4) › the 18 months from concept approval lapse the pilot at whatever step it stands',
    ],
    mutant: {
      file: 'workflows/pilot/consultation/convened.ts',
      find: "      endsIn: 'lapse',",
      replace: '',
    },
  },
];
