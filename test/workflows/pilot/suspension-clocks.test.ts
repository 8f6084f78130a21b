import { isRefusal } from '../../../workflows/decider';
import { heldBySuspension } from '../../../workflows/pilot/suspension/accepted';
import { moneySuspended } from '../../../workflows/pilot/suspension/suspension';
import { aClearance, anOpenConsultation, reviewer } from '../../support/consultations';
import { anAppraisal, aSignature, donor, effective, otherDonor, withConditions } from '../../support/funding';
import { event, given } from '../../support/given';
import { coordinator, finance, first, kenya, malawi, proponent } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'The bank is being examined.';
const body = { reason };
/** Stands still from the one instant to the other. */
const stillFor = (story: Story, from: string, to: string): Story =>
  story.until(from).give('suspend', { by: first, body }).until(to).give('resume', { by: first, body });
const last = <Item>(items: readonly Item[]): Item | undefined => items.at(-1);

describe('Suspension stops the clocks, and keeps what was left (lifecycle.md section 2)', () => {
  const month = ['2027-04-01T09:00:00.000Z', '2027-05-01T09:00:00.000Z'] as const;

  it('of a step that lapses: due date and lapse', () => {
    expect(aSignature().owed('step:funding.signature')).toMatchObject({
      due: { at: '2027-08-28T14:00:00.000Z' },
      lapsesAt: '2027-08-30T14:00:00.000Z',
    });
    expect(stillFor(aSignature(), ...month).owed('step:funding.signature')).toMatchObject({
      due: { at: '2027-09-27T14:00:00.000Z' },
      lapsesAt: '2027-09-27T14:00:00.000Z',
    });
  });

  it('of what is overdue and has not lapsed yet: it stays overdue, and lapses as many days later', () => {
    const on = stillFor(aSignature(), '2027-08-29T09:00:00.000Z', '2027-09-28T09:00:00.000Z');
    expect(on.owed('step:funding.signature')).toMatchObject({
      due: { at: '2027-08-28T14:00:00.000Z' },
      lapsesAt: '2027-09-29T14:00:00.000Z',
    });
    expect(on.until('2027-09-30T00:00:00.000Z').pilot.status).toBe('lapsed');
  });

  it('of a decision: it closes at the latest of its answers, given or not', () => {
    const closes = (story: Story) => last(story.pilot.decisions)?.closes;
    // Kenya and Malawi have holidays at Easter: theirs are the latest.
    expect(closes(aClearance())).toBe('2027-04-27T14:00:00.000Z');
    for (const story of [
      aClearance(),
      aClearance().takes(kenya, 'approve'),
      aClearance().takes(reviewer, 'approve'),
    ])
      expect(closes(stillFor(story, ...month))).toBe('2027-05-27T15:00:00.000Z');
  });

  it('of a decision that is past its closing time: that stays, and the call about it comes as many days later', () => {
    const late = anAppraisal().until('2027-04-20T09:00:00.000Z');
    const [before, after] = [
      late,
      stillFor(late, '2027-04-21T09:00:00.000Z', '2027-05-21T09:00:00.000Z'),
    ].map((story) => last(story.pilot.decisions));
    expect(before).toMatchObject({
      closes: '2027-04-12T15:00:00.000Z',
      lastResortAt: '2027-05-12T14:00:00.000Z',
    });
    expect(after).toMatchObject({
      closes: '2027-04-12T15:00:00.000Z',
      lastResortAt: '2027-06-11T14:00:00.000Z',
    });
  });

  it('and nothing changes where nothing stood still', () => {
    const on = stillFor(effective(), month[0], month[0]);
    expect(last(on.events)).toMatchObject({ type: 'pilot-resumed' });
  });

  it('the review of money that stays suspended is no clock of the pilot', () => {
    const money = withConditions().give('suspend', { by: donor, body });
    const review = money.owed('suspension:ground-1');
    const on = stillFor(money, ...month);
    expect(on.owed('suspension:ground-1').due).toEqual(review.due);
    expect(on.ofType('obligation-moved').map(({ data }) => data)).not.toContainEqual(
      expect.objectContaining({ obligation: review.id }),
    );
  });

  it('the coordinator’s choice about a consultation without a quorum', () => {
    const inquorate = anOpenConsultation().until('2027-04-06T22:00:00.000Z');
    expect(inquorate.pilot.consultation.present).toMatchObject({ inquorate: true });
    const on = stillFor(inquorate, '2027-04-10T09:00:00.000Z', '2027-05-10T09:00:00.000Z');
    expect(on.ofType('window-resumed')).toEqual([]);
    const before = inquorate.owed('step:consultation.open').due.at ?? '';
    expect((on.owed('step:consultation.open').due.at ?? '') > before).toBe(true);
  });
});

describe('Each ground of a suspension is lifted by who set it (lifecycle.md section 2)', () => {
  const suspended = (by = first): Story => withConditions().give('suspend', { by, body });

  it.each([
    ['resume', 'set by the approving body', suspended, [first], [coordinator, donor]],
    ['resume', 'set by the coordinator', () => suspended(coordinator), [coordinator], [first, donor]],
    ['resume', 'set by a funder', () => suspended(donor), [donor], [first, coordinator, otherDonor]],
    ['resume', 'never set', withConditions, [], [first, coordinator, donor]],
    ['extend-suspension', 'set by the approving body', suspended, [first], [coordinator, donor]],
    ['extend-suspension', 'set by the coordinator', () => suspended(coordinator), [first], [donor]],
    ['extend-suspension', 'set by a funder', () => suspended(donor), [donor], [first, otherDonor]],
    ['extend-suspension', 'never set', withConditions, [], [first, coordinator, donor]],
  ] as const)('%s with a ground %s', (command, _what, told, offeredTo, notTo) => {
    const story = told();
    for (const by of offeredTo) expect(story.actions(by)).toContain(command);
    for (const by of notTo) {
      expect(story.actions(by)).not.toContain(command);
      expect(isRefusal(story.decide(command, { by, body }))).toBe(true);
    }
  });

  it('a funder’s over its money does not hold the pilot, nor the pilot’s the money', () => {
    const both = suspended(donor).give('suspend', { by: first, body });
    expect([moneySuspended(both.pilot, 'funder-1'), moneySuspended(both.pilot, 'funder-2')]).toEqual([
      true,
      false,
    ]);
    expect(moneySuspended(suspended().pilot, 'funder-1')).toBe(false);
    const on = both.give('resume', { by: first, body });
    expect(on.pilot.suspension.since).toBeNull();
    expect(moneySuspended(on.pilot, 'funder-1')).toBe(true);
  });

  it('the coordinator’s not twice in a row, whatever a funder does between', () => {
    const between = suspended(coordinator).give('resume', { body }).give('suspend', { by: donor, body });
    given(between).when('suspend', { body }).refused('not-suspendable');
    expect(between.actions(coordinator)).not.toContain('suspend');
  });

  it('the coordinator’s own is over at its time, and by no earlier tick', () => {
    const early = suspended(coordinator).tick('2027-03-10T09:00:00.000Z');
    expect(early.pilot.suspension.since).not.toBeNull();
  });

  it('an extension and a resumption say what they are about', () => {
    const longer = suspended().give('extend-suspension', { by: first, body });
    expect(last(longer.ofType('suspension-extended'))?.data).toEqual({ ground: 'ground-1', reason });
    const on = longer.give('resume', { by: first, body });
    expect(last(on.ofType('pilot-resumed'))?.data).toEqual({ suspended: '2027-03-01T09:00:00.000Z' });
  });
});

describe('While suspended only resume, extend-suspension, an end, recusals, strikes and late facts are accepted', () => {
  const still = (): Story => withConditions().give('suspend', { by: first, body });

  it('nothing else is offered', () => {
    expect(still().actions(proponent)).toContain('withdraw');
    expect(still().actions(coordinator)).toContain('record-master-agreement');
    expect(still().actions(finance)).not.toContain('meet-obligation');
    expect(still().actions(coordinator)).not.toContain('fill-seat');
    const signing = aSignature().give('suspend', { by: first, body });
    for (const by of [kenya, malawi]) expect(signing.actions(by)).toContain('take-position');
    expect(signing.actions(coordinator)).not.toContain('set-agreement-text');
  });

  it('a fact of the day on which it was suspended is late', () => {
    const held = (given: unknown) => heldBySuspension(still().pilot, 'receive-contribution', given);
    expect(held({ heldOn: '2027-03-01' })).toBeNull();
    expect(held({ heldOn: '2027-03-02' })).toMatchObject({ code: 'suspended' });
    for (const nothing of [null, 'heldOn', { heldOn: 5 }])
      expect(held(nothing)).toMatchObject({ code: 'suspended' });
  });

  it('no position but a recusal, and nothing that only looks like one', () => {
    const signing = aSignature().give('suspend', { by: first, body });
    given(signing)
      .when('take-position', { by: kenya, body: { decision: 'agreement-1', position: 'abstain' } })
      .refused('suspended');
    given(signing)
      .when('take-position', { by: kenya, body: { decision: 'none', position: 'approve' } })
      .refused('suspended');
    expect(heldBySuspension(signing.pilot, 'comment', { position: 'recuse' })).toMatchObject({
      code: 'suspended',
    });
  });

  it('money of a line whose day is before it', () =>
    given(effective().later('2027-03-10T09:00:00.000Z').give('suspend', { by: first, body }))
      .when('receive-contribution', {
        by: finance,
        body: { contribution: 'contribution-1', amount: '10', heldOn: '2027-03-05' },
      })
      .then(event('contribution-moved')));
});
