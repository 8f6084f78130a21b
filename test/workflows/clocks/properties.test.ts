import fc from 'fast-check';
import { DateTime } from 'luxon';

import { computeDue, waitDue } from '../../../workflows/clocks/compute';
import { addDays, daysBetween, localDay } from '../../../workflows/clocks/days';
import type { Calendar, Due, DueExpression, Extension } from '../../../workflows/clocks/due';
import { coordinatorLimit, extendDue } from '../../../workflows/clocks/extend';
import { finalNotice, lapseInstant } from '../../../workflows/clocks/lapse';
import { happened } from '../../../workflows/clocks/move';
import { nextRepeat, planReminders, type ReminderPlan } from '../../../workflows/clocks/reminders';
import { addWorkingDays, isWorkingDay } from '../../../workflows/clocks/working-days';
import { sscPilotRules } from '../../../workflows/programmes/shipped';

const aDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2026-01-01', days));
const anInstant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2034, 0, 1) })
  .map((at) => new Date(at).toISOString());
const aCalendar: fc.Arbitrary<Calendar> = fc.record({
  timeZone: fc.constantFrom(
    'Africa/Nairobi',
    'Africa/Cairo',
    'America/Lima',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Europe/Berlin',
    'Pacific/Apia',
    'Pacific/Kiritimati',
  ),
  weekend: fc.constantFrom([6, 7], [5, 6], [7], [4, 5], []),
  country: fc.constantFrom('KE', 'EG', 'CN', 'PE', null),
  holidays: fc.array(aDay, { maxLength: 10 }),
});
const aLength = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ months: fc.integer({ min: 1, max: 30 }) }),
);
const aWait = fc.oneof(aLength, fc.record({ workingDays: fc.integer({ min: 1, max: 60 }) }));
const aClock = fc.oneof(
  fc.record({
    kind: fc.constant('after' as const),
    event: fc.constant('approval'),
    from: anInstant,
    length: aLength,
  }),
  fc.record({
    kind: fc.constant('working' as const),
    event: fc.constant('approval'),
    from: anInstant,
    days: fc.integer({ min: 1, max: 40 }),
  }),
);
const anExpression: fc.Arbitrary<DueExpression> = fc.oneof(
  aClock,
  fc.record({ kind: fc.constant('fixed' as const), day: aDay }),
  fc.record({
    kind: fc.constantFrom('later_of' as const, 'earlier_of' as const),
    of: fc.array(aClock, { minLength: 1, maxLength: 3 }),
  }),
);
const anExtension: fc.Arbitrary<Extension> = fc.record({
  by: fc.oneof(fc.record({ add: aLength }), fc.record({ to: aDay })),
  replaces: fc.boolean(),
  final: fc.constant(false),
  authority: fc.constant('the approving body'),
  reason: fc.constant('The ministry moves.'),
});

const instantOf = ({ at }: Pick<Due, 'at'>): string => {
  if (at === null) throw new Error('The clock has no date.');
  return at;
};
const timeOfDay = (instant: string, { timeZone }: Calendar): string =>
  DateTime.fromISO(instant, { zone: timeZone }).toFormat('HH:mm:ss.SSS');
const works = (instant: string, calendar: Calendar): boolean =>
  isWorkingDay(localDay(instant, calendar.timeZone), calendar);

describe('for every calendar', () => {
  it('a due instant is 17:00 local', () => {
    fc.assert(
      fc.property(anExpression, aCalendar, (expression, calendar) => {
        expect(timeOfDay(instantOf(computeDue(expression, calendar)), calendar)).toBe('17:00:00.000');
      }),
    );
  });

  it('a wait ends after the event that it counts from', () => {
    fc.assert(
      fc.property(aWait, anInstant, aCalendar, (wait, from, calendar) => {
        expect(instantOf(waitDue(wait, 'submission', from, calendar)) > from).toBe(true);
      }),
    );
  });

  it('working days are monotone: one more is a later day, and a later start is no earlier end', () => {
    fc.assert(
      fc.property(aDay, fc.nat({ max: 40 }), fc.nat({ max: 30 }), aCalendar, (day, n, more, calendar) => {
        const end = addWorkingDays(day, n, calendar).day;

        expect(addWorkingDays(day, n + 1, calendar).day > end).toBe(true);
        expect(addWorkingDays(addDays(day, more), n, calendar).day >= end).toBe(true);
      }),
    );
  });

  it('a count of working days ends on a working day and passes as many', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 40 }), aCalendar, (day, n, calendar) => {
        const end = addWorkingDays(day, n, calendar).day;
        const passed = [];
        for (let each = addDays(day, 1); each <= end; each = addDays(each, 1))
          if (isWorkingDay(each, calendar)) passed.push(each);

        expect(passed).toHaveLength(n);
        expect(passed.at(-1)).toBe(end);
      }),
    );
  });

  it('an extension that is granted makes the date later, and one that is not changes nothing', () => {
    fc.assert(
      fc.property(
        anExpression,
        aCalendar,
        fc.array(anExtension, { minLength: 1, maxLength: 4 }),
        (expression, calendar, extensions) => {
          let due = computeDue(expression, calendar);
          for (const extension of extensions) {
            const answer = extendDue(due, extension);
            if (typeof answer === 'string') continue;
            expect(instantOf(answer) > instantOf(due)).toBe(true);
            due = answer;
          }
        },
      ),
    );
  });

  it('an extension keeps the date of what it extends: added days are exactly these days', () => {
    fc.assert(
      fc.property(anExpression, aCalendar, fc.integer({ min: 1, max: 400 }), (expression, calendar, days) => {
        const due = computeDue(expression, calendar);
        const extended = extendDue(due, {
          by: { add: { days } },
          replaces: false,
          final: false,
          authority: 'the coordinator',
          reason: 'The ministry moves.',
        });
        const day = localDay(instantOf(due), calendar.timeZone);

        expect(
          typeof extended === 'string' ? extended : localDay(instantOf(extended), calendar.timeZone),
        ).toBe(addDays(day, days));
      }),
    );
  });

  it('wherever the base moves, an extended date is no earlier than the base', () => {
    fc.assert(
      fc.property(
        aClock,
        anInstant,
        aCalendar,
        fc.array(anExtension, { minLength: 1, maxLength: 3 }),
        (expression, from, calendar, extensions) => {
          const extended = extensions.reduce<DueExpression>(
            (base, extension) => ({ kind: 'extended', base, ...extension }),
            expression,
          );
          const at = (each: DueExpression): string =>
            instantOf(computeDue(happened(each, 'approval', from), calendar));

          expect(at(extended) >= at(expression)).toBe(true);
        },
      ),
    );
  });

  it('the coordinator may extend to where the clock would be with its own length once more', () => {
    fc.assert(
      fc.property(aClock, anInstant, aCalendar, (clock, opened, calendar) => {
        const due = computeDue(clock, calendar);
        const taken = (from: string): number =>
          daysBetween(localDay(from, calendar.timeZone), localDay(instantOf(due), calendar.timeZone));
        const again = extendDue(due, {
          by: { add: clock.kind === 'after' ? clock.length : { days: taken(clock.from) } },
          replaces: false,
          final: false,
          authority: 'the coordinator',
          reason: 'The ministry moves.',
        });

        expect(typeof again === 'string' ? again : again.at).toBe(coordinatorLimit(due, opened));
      }),
    );
  });
});

describe('for every obligation', () => {
  const aPlan: fc.Arbitrary<ReminderPlan> = fc
    .record({
      opened: anInstant,
      wait: aWait,
      lapses: fc.boolean(),
      owner: fc.constantFrom('coordinator' as const, 'approving_body' as const, 'other' as const),
      ownerCalendar: aCalendar,
    })
    .map(({ opened, wait, ownerCalendar, ...rest }) => ({
      ...rest,
      opened,
      ownerCalendar,
      due: waitDue(wait, 'submission', opened, ownerCalendar),
      proposes: 'extend' as const,
      ruleBook: sscPilotRules,
    }));

  it('a reminder is at 09:00 on a working day of the seat, after the opening', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        for (const { at } of planReminders(plan)) {
          expect(timeOfDay(at, plan.ownerCalendar)).toBe('09:00:00.000');
          expect(works(at, plan.ownerCalendar)).toBe(true);
          expect(at > plan.opened).toBe(true);
        }
      }),
    );
  });

  it('a reminder is before the due instant up to offset 0, and after it from then on', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        for (const { at, offset } of planReminders(plan)) expect(at < instantOf(plan.due)).toBe(offset <= 0);
      }),
    );
  });

  it('reminders are in order, one a day', () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        const reminders = planReminders(plan);
        const zone = plan.ownerCalendar.timeZone;

        expect(reminders.map(({ offset }) => offset)).toEqual(
          [...reminders].sort((a, b) => a.offset - b.offset).map(({ offset }) => offset),
        );
        expect(reminders.map(({ at }) => at)).toEqual(reminders.map(({ at }) => at).sort());
        expect(new Set(reminders.map(({ at }) => localDay(at, zone))).size).toBe(reminders.length);
      }),
    );
  });

  it('a repeated reminder is later than now, on a working morning of the seat', () => {
    fc.assert(
      fc.property(aPlan, fc.integer({ min: 0, max: 400 }), (plan, days) => {
        const due = { ...plan.due, at: instantOf(plan.due) };
        const now = new Date(Date.parse(due.at) + days * 24 * 60 * 60 * 1000).toISOString();
        const { at, offset } = nextRepeat(30, now, { ...plan, due });

        expect(at > now).toBe(true);
        expect(offset % 30).toBe(0);
        expect(offset).toBeGreaterThan(30);
        expect(works(at, plan.ownerCalendar)).toBe(true);
      }),
    );
  });

  it('a lapse is at 17:00 on a working day of the seat, on or after the due instant', () => {
    fc.assert(
      fc.property(aPlan, ({ due, ownerCalendar }) => {
        const lapse = lapseInstant(due, ownerCalendar) ?? '';

        expect(lapse >= instantOf(due)).toBe(true);
        expect(works(lapse, ownerCalendar)).toBe(true);
        expect(timeOfDay(lapse, ownerCalendar)).toBe('17:00:00.000');
      }),
    );
  });

  it('a final notice is not in the past, on a working day, and seven days before its lapse at 17:00', () => {
    fc.assert(
      fc.property(anInstant, aCalendar, (now, calendar) => {
        const { at, lapse } = finalNotice(now, 7, calendar);

        expect(at >= now).toBe(true);
        expect(works(at, calendar)).toBe(true);
        expect(localDay(lapse, calendar.timeZone)).toBe(addDays(localDay(at, calendar.timeZone), 7));
        expect(timeOfDay(lapse, calendar)).toBe('17:00:00.000');
      }),
    );
  });
});
