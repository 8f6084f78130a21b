import type { Rule } from './rule';

/** lifecycle.md section 7: shared rules. */
export const section7: readonly Rule[] = [
  {
    sentence: 'occurredAt: the engine’s, when it took the fact in; never runs backwards within a pilot',
    titles: ['A decider made from commands › never lets time run backwards'],
    mutant: {
      file: 'workflows/process.ts',
      find: 'const at = last > input.at ? last : input.at;',
      replace: 'const at = last > input.at ? input.at : input.at;',
    },
  },
  {
    sentence: 'recordedAt: the database’s clock',
    titles: ['commit › recordedAt is the database’s clock, occurredAt the engine’s'],
    mutant: {
      file: 'db/migrations/0001_log.ts',
      find: "    return query select s.version, s.hash, s.occurred_at, date_trunc('milliseconds', clock_timestamp())\n      from log.stream s where s.stream = p_stream for update;",
      replace:
        "    return query select s.version, s.hash, s.occurred_at, timestamptz '2020-01-01'\n      from log.stream s where s.stream = p_stream for update;",
    },
  },
  { sentence: 'heldOn: when it happened in the world' },
  {
    sentence: 'heldOn: never in the future',
    titles: [
      'Funding, the mix (lifecycle.md section 2) › a letter that came earlier has its day, never in the future',
    ],
    mutant: {
      file: 'workflows/pilot/funding/lines.ts',
      find: 'heldOn === undefined || heldOn <= today',
      replace: "heldOn === undefined || heldOn > ''",
    },
  },
  {
    sentence: 'heldOn: clocks run from it',
    titles: [
      'Conditions lapse 120 days after the later of signature and master agreement (lifecycle.md section 2) › dated by the signing, from the day on which it was held',
    ],
    mutant: {
      file: 'workflows/pilot/funding/master-agreement.ts',
      find: 'const signed = atHour(heldOn, 12, timeZone);',
      replace: 'const signed = atHour(heldOn.slice(0, 0) || moment.at.slice(0, 10), 12, timeZone);',
    },
  },
  { sentence: 'heldOn: it undoes no resolution and no end, but is a ground for reopening' },
  {
    sentence: 'heldOn: a lapse that it moves never falls less than 30 days ahead',
    titles: [
      'Conditions lapse 120 days after the later of signature and master agreement (lifecycle.md section 2) › a lapse that a late fact moves never falls less than 30 days ahead',
    ],
    mutant: {
      file: 'workflows/pilot/funding/master-agreement.ts',
      find: 'return at === null || least.at === null || at >= least.at',
      replace: 'return at === null || least.at === null || at < least.at',
    },
  },
  {
    sentence: 'A past state (`?at=`) is the prefix with occurredAt ≤ that instant',
    titles: ['a state › is the fold of the events up to an instant'],
    mutant: {
      file: 'db/state.ts',
      find: 'e.occurred_at <= ${at}',
      replace: 'e.occurred_at < ${at}',
    },
  },
  {
    sentence: 'An event names: who, for which organisation and seat',
    titles: [
      'A decider made from commands › tries each capacity of the caller in the order of the command, and gives the author of the one that fits',
    ],
    mutant: {
      file: 'workflows/process.ts',
      find: '  organisation,\n  seat,\n  onBehalfOf: null,',
      replace: '  organisation,\n  seat: null,\n  onBehalfOf: null,',
    },
  },
  {
    sentence: 'An event names: on whose behalf',
    titles: [
      'On behalf: a coordinator may enter a position that an organisation other than her own sent on paper (lifecycle.md section 3) › the event names on whose behalf',
    ],
    mutant: {
      file: 'workflows/pilot/on-behalf.ts',
      find: 'author: { ...authorOf({ caller }, as), onBehalfOf: organisation },',
      replace: 'author: { ...authorOf({ caller }, as), onBehalfOf: null },',
    },
  },
  {
    sentence: 'An event names: the rule and programme version used',
    titles: [
      'Endorsement (lifecycle.md sections 2 and 3) › asks every host government, each with a veto, ALL_OF, 30 days, 17:00 of its own zone',
    ],
    mutant: {
      file: 'workflows/pilot/deciding/open.ts',
      find: '        act: question.act ?? null,\n        rule,',
      replace: "        act: question.act ?? null,\n        rule: { rule: 'N_OF_M', n: 2 },",
    },
  },
  {
    sentence: 'An event names: the reason',
    titles: ['The record (lifecycle.md section 7) › an event names the reason'],
    mutant: {
      file: 'workflows/pilot/proposal/revision.ts',
      find: "[moveTo('proposal.revision', reason), revisionOwed(moment)]",
      replace: "[moveTo('proposal.revision'), revisionOwed(moment)]",
    },
  },
  {
    sentence: 'An event names: documents by hash',
    titles: [
      'The record (lifecycle.md section 7) › a document is SHA-256, name, date, issuer and where it is kept',
    ],
    mutant: {
      file: 'workflows/pilot/obligations/open.ts',
      find: "fact('obligation-met', { obligation: id, note, documents });",
      replace: "fact('obligation-met', { obligation: id, note, documents: documents.slice(1) });",
    },
  },
  {
    sentence: 'A document is SHA-256, name, date, issuer and where it is kept',
    titles: [
      'The record (lifecycle.md section 7) › a document is SHA-256, name, date, issuer and where it is kept',
    ],
    mutant: {
      file: 'workflows/fields.ts',
      find: '  issuer: Line,\n',
      replace: '  issuer: Type.Optional(Line),\n',
    },
  },
  {
    sentence: 'the same one does not serve twice without a reason',
    titles: ['Waivers and confirmations › the same document does not serve twice without a reason'],
    mutant: {
      file: 'workflows/pilot/obligations/meet-obligation.ts',
      find: 'return again < 0 || reason !== undefined',
      replace: 'return again < 1 || reason !== undefined',
    },
  },
  {
    sentence: 'A command is accepted or refused as a whole',
    titles: ['The record (lifecycle.md section 7) › a command is accepted or refused as a whole'],
    mutant: {
      file: 'workflows/pilot/course.ts',
      find: 'if (isRefusal(next)) return next;',
      replace: 'if (isRefusal(next)) return reached;',
    },
  },
  {
    sentence:
      'Refusals have a stable code, a sentence that a minister’s assistant understands, and what could be done instead',
    titles: ['A decider made from commands › says what the caller may do instead'],
    mutant: {
      file: 'workflows/process.ts',
      find: 'return labels.length === 0 ? refusal : { ...refusal, insteadYouMay: labels };',
      replace: 'return refusal;',
    },
  },
  {
    sentence: 'Retrying a command with the same command id gives the first answer again and changes nothing',
    titles: ['commit › gives the first answer again for the same key, and changes nothing'],
    mutant: {
      file: 'db/consider.ts',
      find: 'return { replay: { ...loaded.outcome.answer, replayed: true } };',
      replace: 'return { replay: { ...loaded.outcome.answer, replayed: true, version: 0 } };',
    },
  },
  {
    sentence: 'no actual date in the future',
    titles: ['Taking over (lifecycle.md section 2) › dates do not contradict each other'],
    mutant: {
      file: 'workflows/pilot/take-over.ts',
      find: 'day >= from && day <= now ?',
      replace: 'day >= from ?',
    },
  },
  {
    sentence: 'end not before start',
    titles: [
      'What is written may not contradict itself, in a draft either (lifecycle.md section 7) › end not before start',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/content.ts',
      find: 'plannedEnd < plannedStart',
      replace: 'plannedEnd === plannedStart',
    },
  },
  {
    sentence: 'no payment before commitment without a reason',
    titles: [
      'Money (lifecycle.md section 5), from the commitment on › no payment before commitment without a reason',
    ],
    mutant: {
      file: 'workflows/pilot/funding/payments.ts',
      find: 'payments.includes(movement) && isEarly(pilot, line, heldOn, moment) && reason === undefined',
      replace: 'payments.includes(movement) && isEarly(pilot, line, heldOn, moment) && reason === null',
    },
  },
  {
    sentence:
      'The order in which the world reports facts is not the order in which they happened: late reports are normal and accepted',
  },
  {
    sentence: 'Programme migration: by the approving body, with a reason',
    titles: [
      'Programme migration (lifecycle.md section 7) › is by the approving body, with a reason, and an event',
    ],
    mutant: {
      file: 'workflows/pilot/migration/migrate-programme.ts',
      find: "by: ['approving_body'],",
      replace: "by: ['coordinator'],",
    },
  },
  {
    sentence: 'What is open keeps the rule and dates that it opened under',
    titles: [
      'Programme migration (lifecycle.md section 7) › leaves what is open its reminders, those too that are repeated without end',
    ],
    mutant: {
      file: 'workflows/pilot/obligations/owe.ts',
      find: 'ruleBook: programmeOf(asOpened(pilot, obligation), moment.directory).ruleBook,',
      replace: 'ruleBook: programmeOf(pilot, moment.directory).ruleBook,',
    },
  },
  {
    sentence: 'the new version applies to what opens next',
    titles: ['Programme migration (lifecycle.md section 7) › the new version applies to what opens next'],
    mutant: {
      file: 'workflows/pilot/evolve/migration.ts',
      find: 'version: to',
      replace: 'version: pilot.programme.version',
    },
  },
  {
    sentence: 'refused if the current step is missing in it',
    titles: [
      'Programme migration (lifecycle.md section 7) › is refused if the current step is missing in the version',
    ],
    mutant: {
      file: 'workflows/pilot/migration/target.ts',
      find: 'return missing.length === 0\n',
      replace: 'return missing.length >= 0\n',
    },
  },
  {
    sentence: 'a preview lists what will differ',
    titles: ['Programme migration (lifecycle.md section 7) › has a preview that lists what will differ'],
    mutant: {
      file: 'workflows/pilot/migration/differences.ts',
      find: '!Value.Equal(difference.before, difference.after)',
      replace: 'Value.Equal(difference.before, difference.after)',
    },
  },
  {
    sentence: 'A published version never changes',
    titles: ['a further version › is kept beside the first, which never changes'],
    mutant: {
      file: 'workflows/directory/programme-events.ts',
      find: 'published: [...(state?.published ?? []), { programme: event.data, at: event.occurredAt }],',
      replace: 'published: [{ programme: event.data, at: event.occurredAt }],',
    },
  },
];
