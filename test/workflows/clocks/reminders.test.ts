import { computeDue } from '../../../workflows/clocks/compute';
import type { GivenReminder, PlannedReminder } from '../../../workflows/clocks/due';
import {
  dueReminder,
  nextReminder,
  nextRepeat,
  planReminders,
  type ReminderPlan,
} from '../../../workflows/clocks/reminders';
import { sscPilotRules } from '../../../workflows/programmes/shipped';
import { cairo, everyDay, nairobi } from './calendars';

const plan = (change: Partial<ReminderPlan> & { readonly day: string }): ReminderPlan => {
  const { day, ownerCalendar = everyDay, ...rest } = change;
  return {
    opened: '2027-01-01T08:00:00.000Z',
    due: computeDue({ kind: 'fixed', day }, ownerCalendar),
    lapses: false,
    owner: 'other',
    proposes: 'extend',
    ownerCalendar,
    ruleBook: sscPilotRules,
    ...rest,
  };
};

const schedule = (reminders: readonly PlannedReminder[]): Record<string, string> =>
  Object.fromEntries(reminders.map(({ offset, at }) => [String(offset), at]));
const offsets = (reminders: readonly PlannedReminder[]): number[] => reminders.map(({ offset }) => offset);
/** 09:00 in Nairobi. */
const morning = (day: string): string => `${day}T06:00:00.000Z`;

describe('the reminders of an obligation', () => {
  it('go out at 09:00 local, 30, 14, 7 and 1 days before, on the day, and 3, 7, 14 and 30 days after', () => {
    expect(schedule(planReminders(plan({ day: '2027-06-15' })))).toEqual({
      '-30': '2027-05-16T09:00:00.000Z',
      '-14': '2027-06-01T09:00:00.000Z',
      '-7': '2027-06-08T09:00:00.000Z',
      '-1': '2027-06-14T09:00:00.000Z',
      '0': '2027-06-15T09:00:00.000Z',
      '3': '2027-06-18T09:00:00.000Z',
      '7': '2027-06-22T09:00:00.000Z',
      '14': '2027-06-29T09:00:00.000Z',
      '30': '2027-07-15T09:00:00.000Z',
    });
  });

  it('are in the order in which they go out', () => {
    const reminders = planReminders(plan({ day: '2027-06-15' }));

    expect(offsets(reminders)).toEqual([-30, -14, -7, -1, 0, 3, 7, 14, 30]);
  });

  it('follow the rule book', () => {
    const ours = (value: number) => ({ value, source: 'ours' });
    const ruleBook = {
      ...sscPilotRules,
      reminders: {
        owner: { value: [2, -5], source: 'ours' },
        coordinator: ours(5),
        approvingBody: ours(9),
        repeatEvery: ours(10),
      },
    };

    expect(offsets(planReminders(plan({ day: '2027-06-15', ruleBook })))).toEqual([-5, 2, 5, 9]);
  });

  it('skip the offsets that are longer than the obligation itself', () => {
    const fortnight = plan({ day: '2027-06-15', opened: '2027-06-01T08:59:59.999Z' });

    expect(offsets(planReminders(fortnight))).toEqual([-14, -7, -1, 0, 3, 7, 14, 30]);
    expect(offsets(planReminders({ ...fortnight, opened: '2027-06-01T09:00:00.000Z' }))).toEqual([
      -7, -1, 0, 3, 7, 14, 30,
    ]);
  });

  it('are none while the due date is not known', () => {
    const undated = computeDue(
      { kind: 'after', event: 'signature', from: null, length: { days: 120 } },
      everyDay,
    );

    expect(planReminders(plan({ day: '2027-06-15', due: undated }))).toEqual([]);
  });
});

describe('who is told', () => {
  const audience = (owner: ReminderPlan['owner']): Record<string, readonly string[]> =>
    Object.fromEntries(
      planReminders(plan({ day: '2027-06-15', owner })).map(({ offset, to }) => [String(offset), to]),
    );

  it('the owner to +7, the coordinator too at +14, the approving body at +30', () => {
    expect(audience('other')).toEqual({
      '-30': ['owner'],
      '-14': ['owner'],
      '-7': ['owner'],
      '-1': ['owner'],
      '0': ['owner'],
      '3': ['owner'],
      '7': ['owner'],
      '14': ['owner', 'coordinator'],
      '30': ['approving_body'],
    });
  });

  it('of a late coordinator: the approving body', () => {
    expect(audience('coordinator')).toMatchObject({
      '7': ['owner'],
      '14': ['owner', 'approving_body'],
      '30': ['approving_body'],
    });
  });

  it('of a late approving body: coordinator and proponent', () => {
    expect(audience('approving_body')).toMatchObject({
      '7': ['owner'],
      '14': ['owner', 'coordinator', 'proponent'],
      '30': ['owner', 'coordinator', 'proponent'],
    });
  });

  it.each(['extend', 'suspend', 'terminate', 'waive'] as const)(
    'the approving body at +30 with a proposed act: %s',
    (proposes) => {
      const reminders = planReminders(plan({ day: '2027-06-15', proposes }));

      expect(reminders.map((reminder) => reminder.proposes)).toEqual([
        ...Array.from({ length: 8 }, () => null),
        proposes,
      ]);
    },
  );
});

describe('a reminder on a weekend or a holiday of the seat', () => {
  it('moves to the next working morning', () => {
    // Due on a Sunday, so −14, −7 and +7 are Sundays; +3 is a Wednesday.
    const reminders = schedule(planReminders(plan({ day: '2027-06-20', ownerCalendar: nairobi })));

    expect(reminders['-14']).toBe(morning('2027-06-07'));
    expect(reminders['-7']).toBe(morning('2027-06-14'));
    expect(reminders['3']).toBe(morning('2027-06-23'));
    expect(reminders['7']).toBe(morning('2027-06-28'));
  });

  it('moves off a Friday where that is weekend', () => {
    const reminders = schedule(planReminders(plan({ day: '2027-06-18', ownerCalendar: cairo })));

    expect(reminders['-7']).toBe('2027-06-13T06:00:00.000Z');
  });

  it('gives way where it meets a later one: of two on one day the later is sent', () => {
    // −1 is Madaraka Day, which moves it to the due day itself.
    const reminders = schedule(planReminders(plan({ day: '2027-06-02', ownerCalendar: nairobi })));

    expect(reminders).not.toHaveProperty('-1');
    expect(reminders['0']).toBe(morning('2027-06-02'));
  });

  it('moves to the last working morning before, where the next one would reach the due instant', () => {
    // Due on a Sunday: −1 and 0 both move to Friday.
    const reminders = schedule(planReminders(plan({ day: '2027-06-20', ownerCalendar: nairobi })));

    expect(reminders).not.toHaveProperty('-1');
    expect(reminders['0']).toBe(morning('2027-06-18'));
    expect(reminders['3']).toBe(morning('2027-06-23'));
  });

  it('is left out where no working morning lies between the opening and the due instant', () => {
    const weekend = plan({ day: '2027-06-20', opened: '2027-06-18T08:00:00.000Z', ownerCalendar: nairobi });

    expect(offsets(planReminders(weekend))).toEqual([3, 7, 14, 30]);
    expect(offsets(planReminders({ ...weekend, opened: morning('2027-06-18') }))).toEqual([3, 7, 14, 30]);
    expect(offsets(planReminders({ ...weekend, opened: '2027-06-18T05:59:59.999Z' }))).toEqual([
      0, 3, 7, 14, 30,
    ]);
  });

  it('stays after the due date once it is late', () => {
    // Due Friday 18 June; a reminder on the day after would move to Monday.
    const ruleBook = {
      ...sscPilotRules,
      reminders: { ...sscPilotRules.reminders, owner: { value: [1], source: 'ours' } },
    };

    expect(schedule(planReminders(plan({ day: '2027-06-18', ownerCalendar: nairobi, ruleBook })))['1']).toBe(
      morning('2027-06-21'),
    );
  });
});

describe('the notices of a lapse', () => {
  const notices = (change: Partial<ReminderPlan> & { readonly day: string }): number[] =>
    offsets(planReminders(plan(change)).filter(({ lapseNotice }) => lapseNotice));

  it('are the reminders at −30, −7 and −1 of a clock that lapses', () => {
    expect(notices({ day: '2027-06-15', lapses: true })).toEqual([-30, -7, -1]);
    expect(notices({ day: '2027-06-15', lapses: false })).toEqual([]);
  });

  it('are those that are not longer than the obligation', () => {
    expect(notices({ day: '2027-06-15', lapses: true, opened: '2027-06-01T08:00:00.000Z' })).toEqual([
      -7, -1,
    ]);
  });

  it('are given by the later reminder to which one gave way', () => {
    expect(notices({ day: '2027-06-20', lapses: true, ownerCalendar: nairobi })).toEqual([-30, -7, 0]);
    expect(notices({ day: '2027-06-20', lapses: false, ownerCalendar: nairobi })).toEqual([]);
  });
});

describe('after the last planned reminder', () => {
  const late = {
    ...plan({ day: '2027-06-15' }),
    due: { ...plan({ day: '2027-06-15' }).due, at: '2027-06-15T17:00:00.000Z' },
  };

  it('owner and coordinator are told every 30 days, without end', () => {
    expect(nextRepeat(30, '2027-07-15T09:00:00.000Z', late)).toEqual({
      offset: 60,
      at: '2027-08-14T09:00:00.000Z',
      to: ['owner', 'coordinator'],
      lapseNotice: false,
      proposes: null,
    });
    expect(nextRepeat(60, '2027-08-14T09:00:00.000Z', late)).toMatchObject({
      offset: 90,
      at: '2027-09-13T09:00:00.000Z',
    });
  });

  it('on working mornings of the seat', () => {
    expect(nextRepeat(30, '2027-07-15T09:00:00.000Z', { ...late, ownerCalendar: nairobi })).toMatchObject({
      offset: 60,
      at: morning('2027-08-16'),
    });
  });

  it('a late coordinator and a late approving body are reported to the same as before', () => {
    const to = (owner: ReminderPlan['owner']): readonly string[] =>
      nextRepeat(30, '2027-07-15T09:00:00.000Z', { ...late, owner }).to;

    expect(to('coordinator')).toEqual(['owner', 'approving_body']);
    expect(to('approving_body')).toEqual(['owner', 'coordinator', 'proponent']);
  });

  it('what an outage swallowed is left out', () => {
    expect(nextRepeat(30, '2027-09-13T09:00:00.000Z', late)).toMatchObject({
      offset: 120,
      at: '2027-10-13T09:00:00.000Z',
    });
  });
});

describe('the reminder that is due', () => {
  const reminders = planReminders(plan({ day: '2027-06-15' }));
  const due = { at: '2027-06-15T17:00:00.000Z' };
  const given = (...sent: readonly (number | 'final')[]): GivenReminder[] =>
    sent.map((offset) => ({ offset, due: due.at, at: '2027-05-16T09:00:00.000Z' }));
  const offsetAt = (now: string, sent: readonly GivenReminder[] = []): number | undefined =>
    dueReminder({ due, reminders, given: sent }, now)?.offset;

  it('is none before the first', () => {
    expect(offsetAt('2027-05-16T08:59:59.999Z')).toBeUndefined();
  });

  it('is given from its instant on', () => {
    expect(offsetAt('2027-05-16T09:00:00.000Z')).toBe(-30);
  });

  it('is given once', () => {
    expect(offsetAt('2027-05-20T09:00:00.000Z', given(-30))).toBeUndefined();
  });

  it('is only the latest of those that an outage swallowed', () => {
    expect(offsetAt('2027-06-14T12:00:00.000Z', given(-30))).toBe(-1);
  });

  it('is never an older one than was given', () => {
    expect(offsetAt('2027-06-14T12:00:00.000Z', given(-1))).toBeUndefined();
  });

  it('does not count what was given for another due date, nor a final notice', () => {
    const other: GivenReminder = {
      offset: 30,
      due: '2027-05-15T17:00:00.000Z',
      at: '2027-05-16T09:00:00.000Z',
    };

    expect(offsetAt('2027-06-01T09:00:00.000Z', [...given(-30, 'final'), other])).toBe(-14);
  });

  it('comes next after the latest that was given, missed ones among them', () => {
    expect(nextReminder({ due, reminders, given: [] })?.offset).toBe(-30);
    expect(nextReminder({ due, reminders, given: given(-14, -30) })?.offset).toBe(-7);
    expect(nextReminder({ due, reminders, given: given(30) })).toBeNull();
  });
});
