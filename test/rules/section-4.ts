import type { Rule } from './rule';

/** lifecycle.md section 4: clocks, extensions, reminders, lapse. */
export const section4: readonly Rule[] = [
  {
    sentence: 'A due date is the value of an expression, so that it can be explained',
    titles: ['The case (api.md) › explains each due date in words'],
    mutant: {
      file: 'workflows/pilot/case.ts',
      find: 'explanation: due.explanation,',
      replace: "explanation: '',",
    },
  },
  {
    sentence: 'and recomputed when what it depends on moves',
    titles: [
      'an event that happens › dates what counts from it, wherever it stands in the expression, and nothing else',
    ],
    mutant: {
      file: 'workflows/clocks/move.ts',
      find: 'of: expression.of.map((part) => changed(part, leaf))',
      replace: 'of: expression.of',
    },
  },
  {
    sentence: 'fixed: 15 June 2027',
    titles: ['fixed › is its day'],
    mutant: {
      file: 'workflows/clocks/day-of.ts',
      find: 'return { day: expression.day, holidays: [] };',
      replace: 'return { day: addDays(expression.day, 1), holidays: [] };',
    },
  },
  {
    sentence: 'after(event, n days or months): 120 days after approval; 12 months after concept approval',
    titles: [
      'after an event › counts days',
      'after an event › counts months, clamped to the end of the month',
    ],
    mutant: {
      file: 'workflows/clocks/day-of.ts',
      find: 'day: addDays(addMonths(start, months(expression.length)), days(expression.length)),',
      replace: 'day: addDays(start, days(expression.length) + 30 * months(expression.length) - 1),',
    },
  },
  {
    sentence: 'working(event, n): 10 working days of the owner’s organisation after submission',
    titles: ['working days › count in the calendar of the owner, and say what was not counted'],
    mutant: {
      file: 'workflows/clocks/working-days.ts',
      find: 'counted < days',
      replace: 'counted <= days',
    },
  },
  {
    sentence: 'yearly(dates): each 31 January and 31 July',
    titles: ['yearly dates › fall on the next of them after the day of $after there: $day'],
    mutant: {
      file: 'workflows/clocks/day-of.ts',
      find: '.filter((day) => day > after)',
      replace: '.filter((day) => day >= after)',
    },
  },
  {
    sentence: 'later_of(a, b) / earlier_of: 120 days after the later of signature and master agreement',
    titles: ['the later and the earlier of several › take whichever it is, in any order'],
    mutant: {
      file: 'workflows/clocks/day-of.ts',
      find: '(a === null || b === null ? null : later(a, b))',
      replace: '(a === null || b === null ? null : earlier(a, b))',
    },
  },
  {
    sentence:
      'relative to an undated meeting: one day after the last day of the board’s 41st meeting: unknown until the meeting has a date',
    titles: [
      "Deadline vectors from real decisions › one day after the last day of the board's 41st meeting: undated, then dated, then moved",
    ],
    mutant: {
      file: 'workflows/clocks/move.ts',
      find: '{ ...part, lastDay } : part',
      replace: '{ ...part, lastDay: part.lastDay ?? lastDay } : part',
    },
  },

  {
    sentence: 'Every due date is an instant: 17:00 in the owner’s time zone',
    titles: ['a due date › is 17:00 in the zone of the owner'],
    mutant: {
      file: 'workflows/clocks/days.ts',
      find: 'day: utc.getUTCDate(), hour };',
      replace: 'day: utc.getUTCDate(), hour: hour === 17 ? 18 : hour };',
    },
  },
  {
    sentence: 'Month arithmetic clamps to the month’s end (31 January + 1 month = 28 or 29 February)',
    titles: ['days › $months months after $day is $result, clamped to the end of the month'],
    mutant: {
      file: 'workflows/clocks/days.ts',
      find: 'Math.min(start.getUTCDate(), lastOfMonth)',
      replace: 'start.getUTCDate() || lastOfMonth',
    },
  },
  {
    sentence: 'months are summed before they are applied to the base once',
    titles: ['an extension › sums months before they are applied once'],
    mutant: {
      file: 'workflows/clocks/day-of.ts',
      find: ': { ...sum, months: sum.months + months(by.add), days: sum.days + days(by.add) };',
      replace:
        ': { from: addDays(addMonths(sumDay(sum), months(by.add)), days(by.add)), months: 0, days: 0 };',
    },
  },
  {
    sentence: 'Day 0 is the event’s day in the owner’s zone',
    titles: ['a due date › counts from the day of the event in the zone of the owner'],
    mutant: {
      file: 'workflows/clocks/day-of.ts',
      find: 'const start = localDay(expression.from, calendar.timeZone);',
      replace: "const start = localDay(expression.from, 'UTC');",
    },
  },
  {
    sentence: 'Due dates do not move for weekends',
    titles: ['a due date › stays on a weekend or a holiday'],
    mutant: {
      file: 'workflows/clocks/compute.ts',
      find: 'at: day === null ? null : eveningOf(day, calendar),',
      replace:
        'at: day === null ? null : eveningOf([6, 0].includes(new Date(day).getUTCDay()) ? `${day.slice(0, 8)}28` : day, calendar),',
    },
  },
  {
    sentence: 'a lapse falls on the first working day on or after its due date',
    titles: [
      'Lapse happens only by a clock, and only after its notices (lifecycle.md section 4) › falls on the first working day on or after its due date',
    ],
    mutant: {
      file: 'workflows/clocks/lapse.ts',
      find: 'nearestWorkingDay(localDay(due.at, calendar.timeZone), calendar, 1)',
      replace: 'nearestWorkingDay(localDay(due.at, calendar.timeZone), calendar, -1)',
    },
  },
  {
    sentence: 'The calendar (zone, weekend, holidays) is the organisation’s own',
    titles: [
      'Screening (lifecycle.md section 2) › counts with the weekend and the holidays of the owner',
      'Screening (lifecycle.md section 2) › counts with the public holidays of the owner’s country',
    ],
    mutant: {
      file: 'workflows/clocks/working-days.ts',
      find: '!calendar.weekend.includes(weekday(day)) && !isHoliday(day, calendar)',
      replace: '!calendar.weekend.includes(weekday(day)) && day.length > 0',
    },
  },
  {
    sentence: 'pre-filled from its country',
    titles: ['an organisation that is registered › gets zone, weekend and language of its country: %s'],
    mutant: {
      file: 'workflows/clocks/country-defaults.ts',
      find: '    weekend: week === undefined ? [6, 7] : [...week.weekend],\n',
      replace: '    weekend: [6, 7],\n',
    },
  },
  {
    sentence: 'what a date was computed with stands in the event',
    titles: ['a due date › keeps what it was computed with'],
    mutant: {
      file: 'workflows/clocks/compute.ts',
      find: 'weekend: calendar.weekend, holidays }',
      replace: 'weekend: calendar.weekend, holidays: [] }',
    },
  },
  {
    sentence: 'and a later change of calendar or owner alters no date already set',
    titles: ['an extension of working days › stays in the calendar that the date was computed with'],
    mutant: {
      file: 'workflows/clocks/extend.ts',
      find: '  weekend,\n  country: null,\n  holidays,\n',
      replace: '  weekend: [],\n  country: null,\n  holidays: holidays.slice(0, 0),\n',
    },
  },
  {
    sentence: 'Meetings and master agreements are shared by many pilots and have streams of their own',
    titles: [
      'A meeting as a process of its own (lifecycle.md section 4) › gets its date, changes it, and loses it again; each time its pilots are told',
    ],
    mutant: {
      file: 'workflows/shared-date/shared-date.ts',
      find: '  const dated = before.dated + 1;',
      replace: '  const dated = before.dated;',
    },
  },
  {
    sentence: 'when one gets or changes its date, each dependent pilot is told by a command',
    titles: [
      'Meetings and master agreements (lifecycle.md section 4) › one day after the last day of the board’s 41st meeting: unknown until dated, then dated, then moved',
    ],
    mutant: {
      file: 'activities/tell-pilots.ts',
      find: '    const commands = pilots.map(',
      replace: '    const commands = pilots.slice(1).map(',
    },
  },

  {
    sentence: 'Extend: add(n days or months)',
    titles: [
      'Extend (lifecycle.md section 4) › adds days or months, with reason and authority, and the explanation says so',
    ],
    mutant: {
      file: 'workflows/clocks/day-of.ts',
      find: 'days: sum.days + days(by.add)',
      replace: 'days: sum.days',
    },
  },
  {
    sentence: 'or to(date)',
    titles: ['Extend (lifecycle.md section 4) › or to a day'],
    mutant: {
      file: 'workflows/clocks/day-of.ts',
      find: 'later(sumDay(sum), by.to)',
      replace: 'sumDay(sum)',
    },
  },
  {
    sentence: 'with reason, authority',
    titles: ['an extension › keeps reason, authority and what it extends'],
    mutant: {
      file: 'workflows/clocks/extend.ts',
      find: "{ kind: 'extended', base: expression, ...extension }",
      replace: "{ kind: 'extended', base: expression, ...extension, reason: '' }",
    },
  },
  {
    sentence: 'whether it adds to or replaces earlier extensions',
    titles: ['Extend (lifecycle.md section 4) › adds to earlier extensions, or replaces them'],
    mutant: {
      file: 'workflows/clocks/day-of.ts',
      find: '  if (expression.replaces) return { root: unextended(expression.base), extensions: [expression] };\n',
      replace: '',
    },
  },
  {
    sentence: 'and whether it is final (any further one is refused)',
    titles: ['Extend (lifecycle.md section 4) › after a final one any further is refused'],
    mutant: {
      file: 'workflows/clocks/extend.ts',
      find: 'if (final !== null)',
      replace: 'if (final !== null && final.replaces)',
    },
  },
  {
    sentence: 'If the base moves, `add` follows',
    titles: ['when the base moves › an extension that adds follows'],
    mutant: {
      file: 'workflows/clocks/move.ts',
      find: 'base: changed(expression.base, leaf)',
      replace: 'base: expression.base',
    },
  },
  {
    sentence: 'and `to` stays',
    titles: ['when the base moves › an extension to a day stays, but for a base that is later still'],
    mutant: {
      file: 'workflows/clocks/day-of.ts',
      find: 'sum === null ? by.to : later(sumDay(sum), by.to)',
      replace: 'sum === null ? by.to : sumDay(sum)',
    },
  },
  {
    sentence: 'An extension never makes a date earlier',
    titles: ['Extend (lifecycle.md section 4) › an extension never makes a date earlier'],
    mutant: {
      file: 'workflows/clocks/extend.ts',
      find: 'at !== null && extended.at !== null && extended.at <= at',
      replace: 'at !== null && extended.at === null',
    },
  },
  {
    sentence: 'The coordinator extends a clock without lapse by at most its own length in all',
    titles: [
      'Extend (lifecycle.md section 4) › the coordinator extends a clock without lapse by at most its own length in all',
    ],
    mutant: {
      file: 'workflows/pilot/obligations/extension.ts',
      find: 'due.at <= limit',
      replace: 'due.at > limit',
    },
  },
  {
    sentence: 'anything more: the approving body',
    titles: ['Extend (lifecycle.md section 4) › anything more: the approving body'],
    mutant: {
      file: 'workflows/pilot/obligations/extension.ts',
      find: "(as.role === 'coordinator' ? beyondCoordinator(obligation, due) : null) ?? due",
      replace: "(as.role !== 'auditor' ? beyondCoordinator(obligation, due) : null) ?? due",
    },
  },
  {
    sentence: 'every lapse clock: the approving body',
    titles: ['Extend (lifecycle.md section 4) › every lapse clock: the approving body'],
    mutant: {
      file: 'workflows/pilot/obligations/extension.ts',
      find: "if (obligation.endsIn === 'lapse')",
      replace: "if (obligation.endsIn === 'lapse' && obligation.due.at === null)",
    },
  },
  {
    sentence: 'and the planned end: the approving body',
    titles: [
      'The planned end is extended by the approving body (lifecycle.md section 4, Extend) › the approving body alone',
    ],
    mutant: {
      file: 'workflows/pilot/implementation/planned-end.ts',
      find: "by: ['approving_body'],",
      replace: "by: ['approving_body', 'coordinator'],",
    },
  },
  {
    sentence: 'Waivers: a condition by who set it',
    titles: ['Waivers and confirmations › a condition is waived by who set it'],
    mutant: {
      file: 'workflows/pilot/obligations/waive-obligation.ts',
      find: 'if (!ofTheBody && !setByCaller(pilot, obligation, given))',
      replace: 'if (!ofTheBody && setByCaller(pilot, obligation, given))',
    },
  },
  {
    sentence: 'Bulk extension: one command over a filter of running pilots',
    titles: [
      'Bulk extension (lifecycle.md section 4) › one command over a filter of running pilots, by an administrator of the programme',
    ],
    mutant: {
      file: 'workflows/bulk/bulk.ts',
      find: 'if (!administers(caller, filter.programme, context))',
      replace: 'if (caller.person === null)',
    },
  },
  {
    sentence: 'the set is fixed and shown at the start',
    titles: ['Bulk extension (lifecycle.md section 4) › the set is fixed and shown at the start'],
    mutant: {
      file: 'workflows/bulk/bulk-events.ts',
      find: '      return { ...now, results: [...bulk.results, ...event.data.results] };',
      replace: '      return { ...now, items: [], results: [...bulk.results, ...event.data.results] };',
    },
  },
  {
    sentence: 'each pilot records its own event',
    titles: [
      'Bulk extension (lifecycle.md section 4): each pilot › records its own event, with the decision that it rests on',
    ],
    mutant: {
      file: 'workflows/pilot/obligations/extend-in-bulk.ts',
      find: "      fact('extended-in-bulk', { bulk, obligation, document }),\n",
      replace: '',
    },
  },
  {
    sentence: 'those skipped (final, ended, would shorten) are listed with the reason',
    titles: [
      'Bulk extension (lifecycle.md section 4) › each due date is recorded once, those skipped with the reason',
    ],
    mutant: {
      file: 'workflows/bulk/bulk.ts',
      find: 'const results = body.results.filter((result) => open.has(keyOf(result)));',
      replace:
        'const results = body.results.filter((result) => open.has(keyOf(result)) && result.skipped === null);',
    },
  },
  {
    sentence: 'skipped: ended',
    titles: ['Bulk extension (lifecycle.md section 4): each pilot › is skipped when it has ended'],
    mutant: {
      file: 'workflows/pilot/obligations/extend-in-bulk.ts',
      find: "if (pilot.end !== null) return refuse('not-now', 'The pilot has ended.');",
      replace: '',
    },
  },
  {
    sentence: 'it is resumable if interrupted and applied once',
    titles: [
      'Bulk extension (lifecycle.md section 4), through HTTP › is resumable if interrupted, and applied once',
    ],
    mutant: {
      file: 'workflows/bulk/bulk-events.ts',
      find: 'return items.filter((item) => !done.has(keyOf(item)));',
      replace: 'return items.filter((item) => done.size >= 0 && item.pilot.length > 0);',
    },
  },

  {
    sentence:
      'Reminders: −30, −14, −7, −1, 0, +3, +7 to the owner; +14 also to the coordinator; +30 to the approving body',
    titles: [
      'the reminders of an obligation › go out at 09:00 local, 30, 14, 7 and 1 days before, on the day, and 3, 7, 14 and 30 days after',
      'who is told › the owner to +7, the coordinator too at +14, the approving body at +30',
    ],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: '[...owner.value, coordinator.value, approvingBody.value]',
      replace: '[...owner.value.slice(1), coordinator.value, approvingBody.value]',
    },
  },
  {
    sentence: '+30 with a proposed act (extend, suspend, terminate, waive)',
    titles: ['who is told › the approving body at +30 with a proposed act: %s'],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: 'offset === plan.ruleBook.reminders.approvingBody.value ? plan.proposes : null',
      replace: "offset === plan.ruleBook.reminders.approvingBody.value ? 'extend' : null",
    },
  },
  {
    sentence: 'then every 30 days to owner and coordinator',
    titles: ['after the last planned reminder › owner and coordinator are told every 30 days, without end'],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: 'previousOffset + ruleBook.reminders.repeatEvery.value',
      replace: 'previousOffset + 2 * ruleBook.reminders.repeatEvery.value',
    },
  },
  {
    sentence: 'A late coordinator is reported to the approving body',
    titles: ['who is told › of a late coordinator: the approving body'],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: "owner === 'coordinator' ? 'approving_body' : 'coordinator'",
      replace: "owner === 'coordinator' ? 'proponent' : 'coordinator'",
    },
  },
  {
    sentence: 'a late approving body to coordinator and proponent',
    titles: ['who is told › of a late approving body: coordinator and proponent'],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: "return ['owner', 'coordinator', 'proponent'];",
      replace: "return ['owner', 'coordinator'];",
    },
  },
  {
    sentence: 'They go out at 09:00 local',
    titles: ['Reminders (lifecycle.md section 4) › go out at 09:00 of the owner, each in its own zone'],
    mutant: {
      file: 'workflows/clocks/working-days.ts',
      find: 'morningHour = 9',
      replace: 'morningHour = 10',
    },
  },
  {
    sentence: 'Offsets longer than the obligation itself are skipped',
    titles: ['the reminders of an obligation › skip the offsets that are longer than the obligation itself'],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: 'if (nominal <= opened) return null;',
      replace: '',
    },
  },
  {
    sentence: 'The instants stand in the event that opens or moves the obligation',
    titles: [
      'Reminders (lifecycle.md section 4) › the instants stand in the event that opens the obligation',
    ],
    mutant: {
      file: 'workflows/pilot/obligations/owe.ts',
      find: 'reminders: planReminders(reminderPlan(pilot, obligation, due, moment)),',
      replace: 'reminders: planReminders(reminderPlan(pilot, obligation, due, moment)).slice(1),',
    },
  },
  {
    sentence: 'A reminder is sent once per (obligation, offset, due date)',
    titles: ['Reminders (lifecycle.md section 4) › is sent once per obligation, offset and due date'],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: 'reminders.filter(({ offset }) => offset > latest)',
      replace: 'reminders.filter(({ offset }) => offset >= latest)',
    },
  },
  {
    sentence: 'If the engine was down, only the latest missed one is sent',
    titles: [
      'Reminders (lifecycle.md section 4) › if the engine was down, only the latest missed one is sent',
    ],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: 'stillToGive(obligation).findLast(({ at }) => at <= now)',
      replace: 'stillToGive(obligation).find(({ at }) => at <= now)',
    },
  },
  {
    sentence: 'Moving the due date voids the old ones',
    titles: [
      'Reminders (lifecycle.md section 4) › moving the due date voids the old ones and plans new ones',
    ],
    mutant: {
      file: 'workflows/pilot/evolve/obligations.ts',
      find: '      due,\n      reminders,\n      lapsesAt,\n',
      replace: '      due,\n      reminders: before.reminders ?? reminders,\n      lapsesAt,\n',
    },
  },
  {
    sentence:
      'None falls on the seat’s weekend or holiday: it moves to the next working morning, 09:00 local',
    titles: ['a reminder on a weekend or a holiday of the seat › moves to the next working morning'],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: 'const next = nextWorkingMorning(nominal, calendar);',
      replace: 'const next = lastWorkingMorning(nominal, calendar);',
    },
  },
  {
    sentence: 'or, where that would reach the due instant, to the last working morning before it',
    titles: [
      'a reminder on a weekend or a holiday of the seat › moves to the last working morning before, where the next one would reach the due instant',
    ],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: 'if (nominal > due || next < due) return next;',
      replace: 'if (nominal !== due) return next;',
    },
  },
  {
    sentence: 'of two on one day the later is sent',
    titles: [
      'a reminder on a weekend or a holiday of the seat › gives way where it meets a later one: of two on one day the later is sent',
    ],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: 'return before?.at === reminder.at\n',
      replace: 'return before?.offset === reminder.offset\n',
    },
  },
  {
    sentence: 'At most one digest per person and day, urgent (≤ 1 day, or overdue) excepted',
    titles: [
      'Notices (lifecycle.md section 4) › at most one digest per person and day, urgent (≤ 1 day, or overdue) excepted',
      'A digest › that an outage has held up over its day is carried into the next: no two on one day',
    ],
    mutant: {
      file: 'workflows/notices/plan.ts',
      find: 'localDay(now, calendar.timeZone) === day;',
      replace: 'localDay(now, calendar.timeZone) >= day;',
    },
  },
  {
    sentence: 'of a digest: urgent is what has ≤ 1 day, or is overdue',
    titles: [
      'Notices (lifecycle.md section 4) › are urgent, and go at once and by themselves: %s',
      'An urgent notice › goes at once and by itself, beside the digest of the day',
    ],
    mutant: {
      file: 'workflows/notices/plan.ts',
      find: '? { urgent: true, day: localDay(now, calendar.timeZone), at: now }',
      replace: '? { urgent: false, ...digest }',
    },
  },
  {
    sentence: 'Language: the person’s',
    titles: [
      'Language: the person’s (lifecycle.md section 4) › a digest in %s',
      'GET /v1/notices › in the person’s language, else her organisation’s',
    ],
    mutant: {
      file: 'workflows/notices/language.ts',
      find: 'if (!isOurs(language)) continue;',
      replace: "if (!isOurs(language) || language !== 'en') continue;",
    },
  },

  {
    sentence: 'Lapse happens only by a clock',
    titles: [
      'Lapse happens only by a clock, and only after its notices (lifecycle.md section 4) › not a moment before',
    ],
    mutant: {
      file: 'workflows/pilot/clock/lapsing.ts',
      find: 'lapsesAt !== null && (finalNoticeAt ?? lapsesAt) <= moment.at',
      replace: 'lapsesAt !== null && (finalNoticeAt ?? lapsesAt).slice(0, 10) <= moment.at',
    },
  },
  {
    sentence: 'and only after its notices −30, −7, −1 were delivered to the owner',
    titles: ['a lapse needs its notices › each of them: without %s days it does not happen'],
    mutant: {
      file: 'workflows/clocks/lapse.ts',
      find: 'needed.every((offset) =>',
      replace: 'needed.some((offset) =>',
    },
  },
  {
    sentence: 'those of them that are not longer than the obligation',
    titles: ['a lapse needs its notices › only those that are not longer than the obligation'],
    mutant: {
      file: 'workflows/clocks/reminders.ts',
      find: 'if (nominal <= opened) return null;',
      replace: '',
    },
  },
  {
    sentence: 'or, where the seat has no reachable person, to the coordinator',
    titles: [
      'Lapse happens only by a clock, and only after its notices (lifecycle.md section 4) › the notices go to the coordinator where the seat has no reachable person',
    ],
    mutant: {
      file: 'workflows/pilot/clock/reached.ts',
      find: 'return found.length > 0 ? found : coordinators(pilot, reach);',
      replace: 'return found.length > 0 ? found : [administrators(pilot, reach.directory)];',
    },
  },
  {
    sentence:
      'If one was not delivered in time, one final notice names the new day, and the lapse falls at 17:00 local 7 days after it',
    titles: [
      'Lapse happens only by a clock, and only after its notices (lifecycle.md section 4) › an outage over −7 and −1: one final notice names the new day, and the lapse falls 7 days after it',
    ],
    mutant: {
      file: 'workflows/pilot/evolve/obligations.ts',
      find: 'return { ...obligation, given, lapsesAt, reminders: [], finalNoticeAt: null };',
      replace: 'return { ...obligation, given, reminders: [], finalNoticeAt: null };',
    },
  },
  {
    sentence: 'older missed notices are never needed',
    titles: [
      'Lapse happens only by a clock, and only after its notices (lifecycle.md section 4) › an outage over −7 and −1: one final notice names the new day, and the lapse falls 7 days after it',
    ],
    mutant: {
      file: 'workflows/pilot/clock/lapsing.ts',
      find: 'if (hadFinalNotice(obligation) || wasWarned(obligation))',
      replace: 'if (hadFinalNotice(obligation) && wasWarned(obligation))',
    },
  },
  {
    sentence: 'What the owner does before the clock’s tick is recorded counts as in time',
    titles: [
      'Lapse happens only by a clock, and only after its notices (lifecycle.md section 4) › what the owner does before the clock’s tick is recorded counts as in time',
    ],
    mutant: {
      file: 'workflows/pilot/proposal/submission.ts',
      find: '      submissionRefused(pilot, directory, given.at) ??\n',
      replace:
        "      (pilot.obligations.some(({ state, due }) => state === 'open' && (due.at ?? '9') < given.at) ? endAs('lapsed', '', moment)(pilot) as never : submissionRefused(pilot, directory, given.at)) ??\n",
    },
  },
];
