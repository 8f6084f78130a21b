import type { Caller } from '../../../workflows/decider';
import { caseOf } from '../../../workflows/pilot/case';
import { moneySuspended } from '../../../workflows/pilot/suspension/suspension';
import { anOpenConsultation, reviewer, says } from '../../support/consultations';
import { event, given } from '../../support/given';
import {
  coordinator,
  finance,
  first,
  kenya,
  malawi,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
  third,
} from '../../support/pilot-people';
import { aConcept, anEndorsement, type Story } from '../../support/pilots';

const reason = 'The bank is being examined.';
const body = { reason };
const three = sampleDirectory({ programmes: [programmeWith(3)] });
const donor: Caller = { door: 'http', person: 'dagny', organisation: 'donor' };

/** At the first step of consultation on 1 March 2027, with a condition for a day and one without. */
const consulted = (directory = sampleDirectory()): Story => {
  const concept = aConcept(directory, [kenya, malawi]);
  const conditions = [
    { text: 'Publish the survey.', due: '2027-03-20' },
    { text: 'Publish the plan.', due: '2027-06-15' },
    { text: 'Name a station.' },
  ];
  const decided = concept.takes(first, 'approve_with_conditions', { conditions });
  return directory === three ? decided.takes(second, 'approve') : decided;
};

const stopped = '2027-03-10T09:00:00.000Z';
const suspended = (by = first, story = consulted()): Story =>
  story.until(stopped).give('suspend', { by, body });
const resumedAt = '2027-04-01T09:00:00.000Z';
const resumed = (more: object = {}): Story =>
  suspended()
    .until(resumedAt)
    .give('resume', { by: first, body: { ...body, ...more } });
const types = (story: Story, from: Story): readonly string[] =>
  story.events.slice(from.events.length).map(({ type }) => type);
const shownOf = (story: Story) =>
  caseOf(story.pilot, {
    at: story.at,
    sight: { extent: 'everything', seats: [], deliberates: true },
    actions: [],
    agenda: story.agenda(),
  });
const funded = (): Story =>
  consulted().give('fill-seat', { body: { kind: 'funder', organisation: 'donor', persons: ['dagny'] } });

describe('Suspension (lifecycle.md section 2)', () => {
  it('lies over any step from consultation on', () => {
    given(consulted())
      .when('suspend', { by: first, body })
      .then(event('pilot-suspended', { by: 'approving_body', reason, until: null }));
    given(aConcept(sampleDirectory(), [kenya, malawi]))
      .when('suspend', { by: first, body })
      .refused('not-now');
    given(anEndorsement()).when('suspend', { body }).refused('not-now');
    expect(consulted().actions(first)).toContain('suspend');
    expect(suspended().pilot.status).toBe('consultation.convened');
  });

  it('needs a written reason', () => {
    given(consulted()).when('suspend', { by: first }).refused('invalid-body');
    given(consulted())
      .when('suspend', { by: first, body: { reason: ' ' } })
      .refused('invalid-body');
  });

  it('by the approving body or the coordinator, and nobody else', () => {
    given(consulted()).when('suspend', { by: proponent, body }).refused('not-your-seat');
    given(consulted()).when('suspend', { by: finance, body }).refused('not-your-seat');
  });

  it('an approving body with several seats suspends, extends and resumes by a decision, also while suspended', () => {
    const proposed = consulted(three).until(stopped).give('suspend', { by: first, body });
    expect(proposed.pilot.suspension.since).toBeNull();
    const still = proposed.takes(second, 'approve');
    expect(still.pilot.suspension.since).toBe(stopped);
    const asked = still.give('resume', { by: third, body });
    expect(asked.pilot.suspension.since).toBe(stopped);
    const longer = asked
      .give('extend-suspension', { by: first, body })
      .takes(second, 'approve', { decision: 'act-3' });
    expect(longer.ofType('suspension-extended')).toHaveLength(1);
    const answer = { decision: 'act-2', position: 'approve' };
    given(longer)
      .when('take-position', { by: first, body: answer })
      .then(event('decision-resolved', { decision: 'act-2' }), event('pilot-resumed'));
  });

  it('the coordinator alone for 14 days: then the pilot goes on by itself', () => {
    const story = suspended(coordinator);
    expect(story.pilot.suspension.grounds).toMatchObject([
      { by: 'coordinator', seat: 'coordinator-1', until: '2027-03-24T14:00:00.000Z' },
    ]);
    const next = story.agenda();
    expect([next.wakeAt, next.wakeFor]).toEqual([
      '2027-03-24T14:00:00.000Z',
      'end of the suspension by the coordinator',
    ]);
    const over = story.until('2027-03-24T13:59:00.000Z');
    expect(over.pilot.suspension.since).toBe(stopped);
    const on = over.until('2027-03-24T14:00:00.000Z');
    expect(on.pilot.suspension.since).toBeNull();
    expect(on.owed('step:consultation').due.at).toBe('2027-05-14T14:00:00.000Z');
  });

  it('not twice in a row', () => {
    const again = suspended(coordinator).give('resume', { body });
    given(again).when('suspend', { body }).refused('not-suspendable');
    expect(again.actions(coordinator)).not.toContain('suspend');
    const between = again.give('suspend', { by: first, body }).give('resume', { by: first, body });
    given(between)
      .when('suspend', { body })
      .then(event('pilot-suspended', { by: 'coordinator' }));
  });

  it('no decision resolves', () => {
    const deciding = consulted(three)
      .give('cancel', { by: first, body })
      .give('extend-obligation', {
        by: second,
        body: { obligation: 'step:consultation.convened:coordinator-1', by: { add: { days: 90 } }, reason },
      });
    const still = deciding.until(stopped).give('suspend', { body });
    const late = { by: third, body: { decision: 'act-2', position: 'approve' } };
    given(still).when('take-position', late).refused('suspended');
    // The third member recuses herself: of two, one approval is no majority, the other objects: nothing is decided.
    const recused = still.give('take-position', {
      by: third,
      body: { decision: 'act-2', position: 'recuse' },
    });
    expect(recused.pilot.decisions.at(-1)).toMatchObject({ outcome: null, resolved: null });
  });

  it('what has become certain meanwhile is decided by the resumption', () => {
    const acting = consulted(three)
      .give('extend-obligation', {
        by: first,
        body: { obligation: 'step:consultation.convened:coordinator-1', by: { add: { days: 90 } }, reason },
      })
      .until(stopped)
      .give('suspend', { body });
    const [act] = acting.pilot.decisions.slice(-1);
    const recuse = { decision: act?.id, position: 'recuse' };
    const alone = acting
      .give('take-position', { by: second, body: recuse })
      .give('take-position', { by: third, body: recuse });
    expect(alone.pilot.decisions.at(-1)?.resolved).toBeNull();
    given(alone)
      .when('resume', { body })
      .then(event('pilot-resumed'), event('decision-resolved', { decision: act?.id, outcome: 'approved' }));
  });

  it('each ground is lifted by who set it', () => {
    given(suspended()).when('resume', { body }).refused('not-your-seat');
    given(suspended(coordinator)).when('resume', { by: first, body }).refused('not-your-seat');
    given(consulted()).when('resume', { body }).refused('not-now');
    const both = suspended(coordinator).give('extend-suspension', { by: first, body });
    expect(both.pilot.suspension.grounds.map(({ by }) => by)).toEqual(['coordinator', 'approving_body']);
    const one = both.give('resume', { body });
    expect(one.ofType('pilot-resumed')).toEqual([]);
    expect(one.pilot.suspension.since).toBe(stopped);
    given(one).when('resume', { by: first, body }).then(event('ground-lifted'), event('pilot-resumed'));
    // The coordinator's own time runs out under the approving body's ground, and the pilot stays suspended.
    expect(both.until('2027-04-01T09:00:00.000Z').pilot.suspension.since).toBe(stopped);
  });

  it('a funder suspends its own money, which does not suspend the pilot', () => {
    const held = funded().until(stopped).give('suspend', { by: donor, body });
    expect(types(held, funded().until(stopped))).toEqual(['money-suspended', 'obligation-opened']);
    expect(held.pilot.suspension.since).toBeNull();
    expect(moneySuspended(held.pilot, 'funder-1')).toBe(true);
    expect(moneySuspended(held.pilot, 'funder-2')).toBe(false);
    expect(shownOf(held).suspended).toMatchObject({
      since: null,
      grounds: [{ by: 'funder', seat: 'funder-1' }],
    });
    given(held).when('suspend', { by: donor, body }).refused('not-suspendable');
    given(held).when('resume', { by: first, body }).refused('not-your-seat');
    expect(held.owed('suspension:').owner).toBe('funder-1');
    const longer = held.later('2027-06-01T09:00:00.000Z').give('extend-suspension', { by: donor, body });
    expect(longer.owed('suspension:').due.at).toBe('2027-08-30T15:00:00.000Z');
    const free = longer.give('resume', { by: donor, body });
    expect(moneySuspended(free.pilot, 'funder-1')).toBe(false);
    expect(free.ofType('pilot-resumed')).toEqual([]);
  });

  it('stops the clocks of kind after, and gives back what was left, at 17:00', () => {
    // 60 days after 1 March: 51 were left on 10 March.
    expect(resumed().owed('step:consultation')).toMatchObject({
      due: { at: '2027-05-22T14:00:00.000Z' },
      lastResortAt: '2027-06-21T14:00:00.000Z',
    });
    expect(resumed().owed('clock:').due.explanation).toMatch(
      /; suspended on 10 March 2027 with 17 months and \d+ days left, which count from the resumption on 1 April 2027$/,
    );
  });

  it('and of kind working, and all closing times', () => {
    const asked = consulted(three).give('cancel', { by: first, body });
    const before = asked.pilot.decisions.at(-1)?.closes;
    // 30 working days after 1 March, in New York: 23 were left.
    expect(before).toBe('2027-04-12T21:00:00.000Z');
    const on = asked
      .until(stopped)
      .give('suspend', { body })
      .give('resume', { body, at: '2027-03-17T09:00:00.000Z' });
    expect(on.pilot.decisions.at(-1)?.closes).toBe('2027-04-19T21:00:00.000Z');
    expect(on.owed('position:act-1:approving_body-2').due).toMatchObject({
      at: '2027-04-19T21:00:00.000Z',
    });
    const open = on.pilot.obligations.filter(
      ({ id, state }) => id.startsWith('position:act-1') && state === 'open',
    );
    expect(open.map(({ due }) => (due.at ?? '') <= '2027-04-19T21:00:00.000Z')).toEqual([true, true]);
  });

  it('and the window of a consultation, with what is owed for it', () => {
    const open = anOpenConsultation();
    expect(open.pilot.consultation.present?.closes).toBe('2027-03-29T21:00:00.000Z');
    const still = says(open, kenya, 'Name the lake.').until(stopped).give('suspend', { by: first, body });
    const months = still.until('2027-04-20T09:00:00.000Z');
    expect(months.pilot.status).toBe('consultation.open');
    const on = months.give('resume', { by: first, body });
    // 19 days were left.
    expect(on.pilot.consultation.present?.closes).toBe('2027-05-09T21:00:00.000Z');
    expect(on.owed('comment:consultation:reviewer-1').due.at).toBe('2027-05-09T21:00:00.000Z');
    expect(on.owed('step:consultation.open').due.at).toBe('2027-05-10T14:00:00.000Z');
    expect(types(on.tick(on.at), on)).toEqual([]);
    const heard = says(says(open, kenya, 'Name the lake.'), malawi, 'Name the town.');
    const all = says(heard, reviewer, 'Which weevil?').until(stopped).give('suspend', { by: first, body });
    const again = all.until('2027-04-20T09:00:00.000Z').give('resume', { by: first, body });
    expect(again.pilot.consultation.present?.closes).toBe('2027-05-09T21:00:00.000Z');
    expect(again.until('2027-05-09T21:00:00.000Z').pilot.status).not.toBe('consultation.open');
  });

  it('fixed dates do not move: those that passed fall due 14 days after the resume', () => {
    const on = resumed();
    const conditions = on.pilot.obligations.filter(({ kind }) => kind === 'condition');
    expect(conditions.slice(0, 2).map(({ due }) => due.at)).toEqual([
      '2027-04-15T14:00:00.000Z',
      '2027-06-15T14:00:00.000Z',
    ]);
  });

  it('or are waived by it', () => {
    const survey = 'condition:concept-1:proponent-1';
    const on = resumed({ waive: [survey] });
    expect(on.pilot.obligations.find(({ id }) => id === survey)?.state).toBe('waived');
    const still = suspended().until(resumedAt);
    const waiving = (waive: string) => ({ by: first, body: { ...body, waive: [waive] } });
    given(still)
      .when('resume', waiving(`${survey}#2`))
      .refused('not-waivable');
    given(still)
      .when('resume', waiving(`${survey}#3`))
      .refused('not-waivable');
    given(still).when('resume', waiving('step:consultation.convened:coordinator-1')).refused('not-waivable');
    given(still).when('resume', waiving('none')).refused('unknown-obligation');
    given(suspended(coordinator).later('2027-03-22T09:00:00.000Z'))
      .when('resume', { body: { ...body, waive: [survey] } })
      .refused('not-waivable');
  });

  it('what was overdue stays overdue, without reminders, and is called about as many days later', () => {
    const late = consulted().until('2027-05-10T09:00:00.000Z');
    const still = late.give('suspend', { by: first, body });
    expect(still.owed('step:consultation').due.at).toBe('2027-04-30T14:00:00.000Z');
    const months = still.until('2027-07-09T09:00:00.000Z');
    expect(
      months.ofType('reminder-recorded').filter(({ occurredAt }) => occurredAt > still.at),
    ).toMatchObject([{ data: { obligation: 'suspension:ground-1:approving_body-1' } }]);
    expect(shownOf(months).waitingOn.find(({ for: what }) => what.startsWith('Invite'))?.overdueDays).toBe(9);
    const on = months.give('resume', { by: first, body });
    // +14 was to come on 14 May and the call on 30 May: sixty days later.
    expect(on.owed('step:consultation')).toMatchObject({
      due: { at: '2027-04-30T14:00:00.000Z' },
      lastResortAt: '2027-07-29T14:00:00.000Z',
    });
    const next = on.until('2027-07-13T07:00:00.000Z');
    expect(next.ofType('reminder-recorded').at(-1)).toMatchObject({
      occurredAt: '2027-07-13T06:00:00.000Z',
      data: { offset: 14, obligation: 'step:consultation.convened:coordinator-1' },
    });
    expect(on.until('2027-07-29T14:00:00.000Z').owed('last_resort:').state).toBe('open');
  });

  it('while suspended only resume, extend-suspension, an end, recusals, strikes and late facts are accepted', () => {
    const still = suspended();
    const owed = { obligation: 'step:consultation.convened:coordinator-1', reason };
    given(still)
      .when('extend-obligation', { body: { ...owed, by: { add: { days: 5 } } } })
      .refused('suspended');
    given(still).when('waive-obligation', { by: first, body: owed }).refused('suspended');
    given(still).when('suspend', { body }).refused('suspended');
    given(still)
      .when('fill-seat', { body: { kind: 'reviewer', organisation: 'secretariat' } })
      .refused('suspended');
    given(still)
      .when('extend-suspension', { by: first, body })
      .thenOnly('suspension-extended', 'obligation-moved');
    given(still)
      .when('withdraw', { by: proponent, body })
      .then(event('pilot-ended', { end: 'withdrawn' }));
    given(still)
      .when('cancel', { by: first, body })
      .then(event('pilot-ended', { end: 'cancelled' }));
    expect(still.actions(first)).toEqual(['extend-suspension', 'resume', 'cancel']);
    expect(still.actions(coordinator)).toEqual([]);
    const asked = consulted(three).give('cancel', { by: first, body }).give('suspend', { body });
    const conflict = { decision: 'act-1', seat: 'approving_body-3', reason };
    given(asked)
      .when('record-conflict', { body: conflict })
      .then(event('position-taken', { position: 'recuse' }));
  });

  it('nothing fires but the suspension’s own review, after 90 days', () => {
    const still = suspended();
    expect(still.owed('suspension:')).toMatchObject({
      owner: 'approving_body-1',
      due: { at: '2027-06-08T15:00:00.000Z' },
    });
    const year = still.until('2028-03-10T09:00:00.000Z');
    const fired = new Set(
      year.events.slice(still.events.length).map(({ type, data }) => {
        const about = (data as { obligation: string }).obligation;
        return `${type} ${about}`;
      }),
    );
    expect([...fired]).toEqual(['reminder-recorded suspension:ground-1:approving_body-1']);
    expect(year.pilot.status).toBe('consultation.convened');
    expect(year.agenda()).toMatchObject({ details: { nextDue: '2027-06-08T15:00:00.000Z', overdue: true } });
  });

  it('the review moves on when the suspension is extended, and is done when it is lifted', () => {
    const longer = suspended()
      .until('2027-06-01T09:00:00.000Z')
      .give('extend-suspension', { by: first, body });
    expect(longer.owed('suspension:').due.at).toBe('2027-08-30T15:00:00.000Z');
    expect(longer.give('resume', { by: first, body }).owed('suspension:').state).toBe('met');
  });

  it('nothing fires on resume that did not become due', () => {
    const on = resumed();
    const ticked = on.tick(resumedAt);
    expect(types(ticked, on)).toEqual([]);
    const wake = on.agenda().wakeAt ?? '';
    expect(wake > resumedAt).toBe(true);
    // A reminder of the date that stayed fell into the suspension (16 May, −30): it is not sent afterwards.
    const later = suspended().until('2027-05-20T09:00:00.000Z').give('resume', { by: first, body });
    expect(types(later.tick(later.at), later)).toEqual([]);
    expect(later.owed('condition:concept-1:proponent-1#2').reminders.map(({ offset }) => offset)).toEqual([
      -14, -7, -1, 0, 3, 7, 14, 30,
    ]);
  });

  it('the case shows suspended: since when, by whom, why', () => {
    expect(shownOf(consulted()).suspended).toBeNull();
    expect(shownOf(suspended()).suspended).toEqual({
      since: stopped,
      grounds: [
        {
          id: 'ground-1',
          by: 'approving_body',
          seat: 'approving_body-1',
          reason,
          since: stopped,
          until: null,
        },
      ],
    });
    expect(shownOf(resumed()).suspended).toBeNull();
  });

  it('an end of the pilot ends its suspension', () => {
    const ended = suspended().give('withdraw', { by: proponent, body });
    expect(shownOf(ended).suspended).toBeNull();
    const back = ended.give('reopen', { by: first, body });
    expect(back.pilot.suspension.since).toBeNull();
  });
});
