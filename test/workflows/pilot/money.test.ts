import { caseOf } from '../../../workflows/pilot/case';
import { pilot as decider } from '../../../workflows/pilot/decider';
import { seesEvent, sightOf } from '../../../workflows/pilot/sight';
import { flowsOf } from '../../../workflows/money/ledger';
import { event, given } from '../../support/given';
import {
  aMix,
  aSignature,
  donor,
  effective,
  inMix,
  otherDonor,
  paid,
  paper,
  required,
  signatories,
  signedBy,
  usd,
  withConditions,
  withLine,
} from '../../support/funding';
import { coordinator, finance, first, kenya, malawi, persons, proponent } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'The ferry waits.';
const one = (amount: string, more: object = {}) => ({ contribution: 'contribution-1', amount, ...more });
const line = (story: Story, id = 'contribution-1') => {
  const found = story.pilot.funding.contributions.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
};
const amounts = (story: Story, id?: string) => {
  const { amounts: states } = line(story, id);
  if (states === null) throw new Error('It is given in kind.');
  return states;
};
const does = (story: Story, name: string, body: object): Story => story.give(name, { by: finance, body });

describe('Money (lifecycle.md section 5), from the commitment on', () => {
  it('pledged → committed (signed) → called → received → disbursed → spent → accounted → refunded', () => {
    const story = (
      [
        ['call-contribution', '700'],
        ['receive-contribution', '700'],
        ['disburse-contribution', '500'],
        ['spend-contribution', '450'],
        ['account-for-contribution', '400'],
        ['refund-contribution', '200'],
        ['release-contribution', '100'],
      ] as const
    ).reduce((so, [name, amount]) => does(so, name, one(amount)), effective());
    expect(amounts(story)).toEqual({
      pledged: '0',
      committed: '0',
      called: '0',
      held: '0',
      disbursed: '50',
      spent: '50',
      accounted: '400',
      refundedFromHeld: '200',
      refundedFromDisbursed: '0',
      released: '100',
      expired: '0',
      withdrawn: '0',
    });
  });

  it('one line may be partly called, received, disbursed', () =>
    expect(amounts(does(paid(), 'call-contribution', one('50')))).toMatchObject({
      committed: '50',
      called: '50',
      held: '400',
      disbursed: '300',
    }));

  it('nothing moves on that is not there', () => {
    given(paid())
      .when('disburse-contribution', { by: finance, body: one('400.01') })
      .refused('amount-too-high');
    given(paid())
      .when('receive-contribution', { by: finance, body: one('100.01') })
      .refused('amount-too-high');
    given(paid())
      .when('call-contribution', { by: finance, body: one('0') })
      .refused('wrong-amount');
    given(paid())
      .when('call-contribution', { by: finance, body: one('1.001') })
      .refused('wrong-amount');
    given(paid())
      .when('call-contribution', { by: finance, body: { ...one('1'), contribution: 'none' } })
      .refused('unknown-contribution');
  });

  it('a funder releases its own tranches and accepts its own accounts, and no others', () => {
    given(paid())
      .when('disburse-contribution', { by: donor, body: one('10') })
      .then(event('contribution-moved'));
    given(paid())
      .when('account-for-contribution', { by: donor, body: one('10') })
      .then(
        event('contribution-moved', { movement: 'spend' }),
        event('contribution-moved', { movement: 'account' }),
      );
    given(paid())
      .when('disburse-contribution', { by: otherDonor, body: one('10') })
      .refused('not-your-seat');
    given(paid())
      .when('receive-contribution', { by: donor, body: one('10') })
      .refused('not-your-seat');
    expect(paid().actions(otherDonor)).not.toContain('disburse-contribution');
    expect(paid().actions(donor)).toContain('disburse-contribution');
  });

  it('nobody records what her own organisation gave', () => {
    const both = persons.map((person) =>
      person.id === 'fatima' ? { ...person, organisations: ['treasury', 'donor'] } : person,
    );
    const story = effective();
    const inside = story.in({ ...story.directory, person: (id) => both.find((each) => each.id === id) });
    given(inside)
      .when('receive-contribution', { by: finance, body: one('10') })
      .refused('segregation');
  });

  it('no payment before commitment without a reason', () => {
    given(aMix())
      .when('receive-contribution', { by: finance, body: one('10') })
      .refused('reason-required');
    given(aMix())
      .when('call-contribution', { by: finance, body: one('10') })
      .refused('reason-required');
    const early = does(aMix(), 'receive-contribution', one('10', { reason }));
    expect(amounts(early)).toMatchObject({ pledged: '790', held: '10' });
    expect(early.ofType('contribution-moved').at(-1)?.data).toMatchObject({ reason });
  });

  it('the day counts on which it was paid, not the day on which it is reported', () => {
    const later = effective().later('2027-03-10T09:00:00.000Z');
    given(later)
      .when('receive-contribution', { by: finance, body: one('10', { heldOn: '2027-02-20' }) })
      .refused('reason-required');
    given(later)
      .when('receive-contribution', { by: finance, body: one('10', { heldOn: '2027-03-02' }) })
      .then(event('contribution-moved', { heldOn: '2027-03-02' }));
    given(later)
      .when('receive-contribution', { by: finance, body: one('10', { heldOn: '2027-03-11' }) })
      .refused('dates-contradict');
  });

  it('a correction is a negative entry with a reason and leaves no state below zero', () => {
    const correct = (amount: string, movement = 'receive') => ({
      by: finance,
      body: { ...one(amount), movement, reason },
    });
    given(paid())
      .when('correct-contribution', correct('400'))
      .then(event('contribution-moved', { movement: 'receive', amount: '-400', reason }));
    given(paid()).when('correct-contribution', correct('400.01')).refused('amount-too-high');
    given(paid())
      .when('correct-contribution', { by: finance, body: { ...one('1'), movement: 'receive' } })
      .refused('invalid-body');
    const right = paid().give('correct-contribution', correct('100', 'disburse'));
    expect(amounts(right)).toMatchObject({ held: '500', disbursed: '200' });
    expect(right.actions(finance)).toContain('correct-contribution');
    expect(aMix().actions(finance)).not.toContain('correct-contribution');
  });

  it('a commitment that is withdrawn in the conditions waits until its money went back', () => {
    const story = does(withConditions(), 'receive-contribution', one('10'));
    const withdraw = { by: donor, body: { contribution: 'contribution-1', reason } };
    given(story).when('withdraw-contribution', withdraw).refused('not-now');
    const back = does(does(story, 'refund-contribution', one('10')), 'call-contribution', one('30'));
    expect(amounts(back.give('withdraw-contribution', withdraw))).toMatchObject({
      called: '0',
      released: '790',
    });
    expect(back.give('withdraw-contribution', withdraw).pilot.status).toBe('funding.mix');
    given(back.give('withdraw-contribution', withdraw))
      .when('call-contribution', { by: finance, body: one('10', { reason }) })
      .refused('not-now');
  });

  it('parallel money never comes to us: its contributor passes it on', () => {
    const mix = inMix().give('state-required', { by: proponent, body: required('0', '0', '100') });
    const agreed = withLine(mix, { modality: 'parallel', money: usd('100') })
      .give('submit-mix', { by: proponent })
      .takes(first, 'approve')
      .give('set-agreement-text', { body: { document: paper() } });
    const story = signedBy(agreed, [donor, proponent, kenya, malawi]);
    given(story)
      .when('receive-contribution', { by: finance, body: one('10') })
      .refused('amount-too-high');
    const passed = story.give('disburse-contribution', { by: donor, body: one('60') });
    expect(amounts(passed)).toMatchObject({ committed: '40', disbursed: '60' });
    const ended = passed.give('terminate', { by: first, body: { reason } });
    expect(ended.pilot.obligations.filter(({ kind }) => kind === 'refund')).toEqual([]);
  });
});

describe('In kind: offered → confirmed → delivered → valued (lifecycle.md section 5)', () => {
  const experts = { what: 'Experts', quantity: '12', unit: 'person months' };
  const valuation = { ...usd('9000'), method: 'standard cost', valuer: 'An auditor' };
  const kind = { contribution: 'contribution-3' };
  const offered = (): Story =>
    aMix().give('pledge-contribution', { by: malawi, body: { modality: 'in_kind', inKind: experts } });
  const confirmed = (): Story =>
    offered().give('confirm-contribution', { by: malawi, body: { ...kind, letter: paper() } });
  const state = (story: Story): unknown =>
    caseOf(story.pilot, {
      at: story.at,
      sight: sightOf(story.pilot, coordinator, story.directory, story.at),
      actions: [],
      agenda: story.agenda(),
    }).contributions.at(-1)?.state;

  it('each in turn', () => {
    const delivered = confirmed().give('deliver-contribution', { body: { ...kind, quantity: '5.5' } });
    const valued = does(delivered, 'value-contribution', { ...kind, valuation });
    expect([offered(), confirmed(), delivered, valued].map(state)).toEqual([
      'offered',
      'confirmed',
      'delivered',
      'valued',
    ]);
    expect(line(valued, 'contribution-3')).toMatchObject({
      delivered: '5.5',
      valued: { ...valuation, amount: '9000.00' },
    });
  });

  it('not more than was promised, nor before the letter without a reason', () => {
    const deliver = (quantity: string, more: object = {}) => ({ body: { ...kind, quantity, ...more } });
    given(confirmed()).when('deliver-contribution', deliver('12.5')).refused('amount-too-high');
    given(confirmed())
      .when('deliver-contribution', deliver('12'))
      .then(event('contribution-delivered', { quantity: '12' }));
    given(confirmed().give('deliver-contribution', deliver('11')))
      .when('deliver-contribution', deliver('2'))
      .refused('amount-too-high');
    given(offered()).when('deliver-contribution', deliver('1')).refused('reason-required');
    given(offered())
      .when('deliver-contribution', deliver('1', { reason }))
      .then(event('contribution-delivered'));
    given(confirmed())
      .when('deliver-contribution', { body: { contribution: 'contribution-1', quantity: '1' } })
      .refused('wrong-modality');
    given(confirmed())
      .when('deliver-contribution', deliver('1', { heldOn: '2027-03-02' }))
      .refused('dates-contradict');
  });

  it('a beneficiary confirms what another gave, and nobody her own', () => {
    given(confirmed())
      .when('deliver-contribution', { by: kenya, body: { ...kind, quantity: '1' } })
      .then(event('contribution-delivered'));
    given(confirmed())
      .when('deliver-contribution', { by: malawi, body: { ...kind, quantity: '1' } })
      .refused('not-your-seat');
  });

  it('a delivery that was recorded by mistake is taken back', () => {
    const delivered = confirmed().give('deliver-contribution', { body: { ...kind, quantity: '5' } });
    const back = (amount: string) => ({
      by: finance,
      body: { ...kind, movement: 'deliver', amount, reason },
    });
    given(delivered).when('correct-contribution', back('5.1')).refused('amount-too-high');
    expect(line(delivered.give('correct-contribution', back('2')), 'contribution-3').delivered).toBe('3');
  });
});

describe('Ends and money (lifecycle.md section 2, Ends)', () => {
  const received = (): Story => does(effective(), 'receive-contribution', one('500'));
  const early = (): Story => does(aSignature(), 'receive-contribution', one('500', { reason }));
  const withdrawn = (story: Story): Story => story.give('withdraw', { by: proponent, body: { reason } });
  const refund = 'refund:contribution-1:finance-1';

  it('whatever the end, money received and not spent opens a refund obligation', () => {
    const ended = withdrawn(early());
    expect(ended.pilot.status).toBe('withdrawn');
    expect(ended.owed(refund)).toMatchObject({
      state: 'open',
      label: 'Refund 500.00 USD to donor',
      due: { at: '2027-04-30T14:00:00.000Z' },
    });
    const cancelled = early().give('cancel', { by: first, body: { reason } });
    expect(cancelled.owed(refund).state).toBe('open');
    expect(early().until('2027-09-01T00:00:00.000Z').owed(refund).state).toBe('open');
    expect(withdrawn(aSignature()).pilot.obligations.filter(({ kind }) => kind === 'refund')).toEqual([]);
  });

  it('committed lines are released', () => {
    const ended = withdrawn(withConditions());
    expect(amounts(ended)).toMatchObject({ committed: '0', released: '800' });
    expect(amounts(ended, 'contribution-2')).toMatchObject({ committed: '0', released: '400' });
    expect(amounts(paid().give('terminate', { by: first, body: { reason } }))).toMatchObject({
      committed: '0',
      called: '0',
      released: '100',
      held: '400',
    });
  });

  it('the refund is owed until it is made, and follows the amount', () => {
    const part = does(withdrawn(early()), 'refund-contribution', one('200'));
    expect(part.owed(refund)).toMatchObject({ state: 'open', label: 'Refund 300.00 USD to donor' });
    const whole = does(part, 'refund-contribution', one('300'));
    expect(whole.owed(refund)).toMatchObject({ state: 'met' });
    expect(flowsOf(amounts(whole))).toMatchObject({ refundedFromHeld: '500', unspent: '0' });
    expect(whole.until('2027-12-01T00:00:00.000Z').agenda().settled).toBe(true);
    expect(part.until('2027-12-01T00:00:00.000Z').agenda().settled).toBe(false);
  });

  it('the approving body may write it off, with a reason', () => {
    const ended = withdrawn(early());
    const body = { contribution: 'contribution-1', reason };
    given(ended)
      .when('write-off-refund', { by: first, body })
      .then(event('obligation-waived', { obligation: refund, reason }));
    given(ended).when('write-off-refund', { by: finance, body }).refused('not-your-seat');
    given(withdrawn(aSignature())).when('write-off-refund', { by: first, body }).refused('not-now');
    expect(ended.actions(first)).toContain('write-off-refund');
  });

  it('what was disbursed and not spent is owed back too', () => {
    const ended = does(paid(), 'spend-contribution', one('120')).give('terminate', {
      by: first,
      body: { reason },
    });
    expect(ended.owed(refund).label).toBe('Refund 580.00 USD to donor');
  });

  it('an end after money was disbursed or goods delivered is terminated', () => {
    const disbursed = does(early(), 'disburse-contribution', one('10', { reason }));
    expect(withdrawn(disbursed).pilot).toMatchObject({
      status: 'terminated',
      end: { end: 'terminated', reopenableUntil: null },
    });
    expect(disbursed.until('2027-09-01T00:00:00.000Z').pilot.status).toBe('terminated');
    const experts = { modality: 'in_kind', inKind: { what: 'Experts', quantity: '2', unit: 'months' } };
    const delivered = withLine(inMix(), experts, malawi).give('deliver-contribution', {
      body: { contribution: 'contribution-1', quantity: '1' },
    });
    expect(withdrawn(delivered).pilot.status).toBe('terminated');
  });

  it('even if the disbursement is learnt of later', () => {
    const ended = withdrawn(early()).later('2027-03-20T09:00:00.000Z');
    const late = (heldOn?: string) => ({
      by: finance,
      body: one('50', { reason, ...(heldOn === undefined ? {} : { heldOn }) }),
    });
    given(ended).when('disburse-contribution', late()).refused('too-late');
    given(ended).when('disburse-contribution', late('2027-03-02')).refused('too-late');
    given(ended)
      .when('disburse-contribution', late('2027-03-01'))
      .then(event('contribution-moved'), event('end-corrected', { end: 'terminated' }));
    const corrected = ended.give('disburse-contribution', late('2027-03-01'));
    expect(corrected.pilot).toMatchObject({
      status: 'terminated',
      end: { end: 'terminated', left: 'funding.signature', reopenableUntil: null },
    });
    given(corrected).when('reopen', { by: first, body: { reason } }).refused('not-now');
  });

  it('or the delivery', () => {
    const experts = { modality: 'in_kind', inKind: { what: 'Experts', quantity: '2', unit: 'months' } };
    const ended = withdrawn(withLine(inMix(), experts, malawi)).later('2027-03-20T09:00:00.000Z');
    const deliver = (heldOn: string) => ({ body: { contribution: 'contribution-1', quantity: '1', heldOn } });
    given(ended).when('deliver-contribution', deliver('2027-03-15')).refused('too-late');
    expect(ended.give('deliver-contribution', deliver('2027-02-15')).pilot.status).toBe('terminated');
  });

  it('money that comes in after the end is owed back', () => {
    const ended = withdrawn(withConditions()).later('2027-03-20T09:00:00.000Z');
    const late = does(ended, 'receive-contribution', one('70'));
    expect(late.owed(refund)).toMatchObject({ state: 'open', label: 'Refund 70.00 USD to donor' });
    expect(amounts(late)).toMatchObject({ released: '730', held: '70' });
  });

  it('a reopening takes the release and the refund back', () => {
    const again = withdrawn(does(withConditions(), 'receive-contribution', one('500'))).give('reopen', {
      by: first,
      body: { reason },
    });
    expect(amounts(again)).toMatchObject({ committed: '300', released: '0', held: '500' });
    expect(again.owed(refund).state).toBe('void');
  });

  it('implementation is terminated by the approving body, and not withdrawn or cancelled', () => {
    given(received()).when('withdraw', { by: proponent, body: { reason } }).refused('not-now');
    given(received()).when('cancel', { by: first, body: { reason } }).refused('not-now');
    given(aSignature()).when('terminate', { by: first, body: { reason } }).refused('not-now');
    expect(received().give('terminate', { by: first, body: { reason } }).pilot.status).toBe('terminated');
  });
});

describe('The case shows money', () => {
  const shown = (story: Story, by = coordinator) =>
    caseOf(story.pilot, {
      at: story.at,
      sight: sightOf(story.pilot, by, story.directory, story.at),
      actions: [],
      agenda: decider.agenda(story.pilot),
    });
  const referred = (): Story =>
    does(effective(), 'receive-contribution', one('10', { bankReference: 'KE-4711' }));

  it('each contribution with its amounts by state', () =>
    expect(shown(paid()).contributions[0]).toMatchObject({
      id: 'contribution-1',
      seat: 'funder-1',
      organisation: 'donor',
      class: 'cash',
      holder: 'the fund manager',
      state: 'committed',
      money: usd('800.00'),
      amounts: {
        committed: '100.00',
        called: '0.00',
        received: '700.00',
        held: '400.00',
        disbursed: '300.00',
        outstanding: '300.00',
      },
    }));

  it('totals as cash, in-kind and parallel side by side, and what is required', () => {
    const parallel = aMix().give('pledge-contribution', {
      by: donor,
      body: { modality: 'parallel', money: { amount: '5', currency: 'KES' } },
    });
    expect(shown(parallel).funding).toMatchObject({
      required: { cash: '1000.00', in_kind: '0.00', parallel: '0.00' },
      pledged: { cash: [usd('1200.00')], in_kind: [], parallel: [{ amount: '5.00', currency: 'KES' }] },
      confirmed: { cash: [usd('1200.00')], in_kind: [], parallel: [] },
    });
  });

  it('bank references are restricted', () => {
    const references = (by: typeof coordinator) => shown(referred(), by).contributions[0]?.bankReferences;
    for (const by of [coordinator, finance, donor]) expect(references(by)).toEqual(['KE-4711']);
    for (const by of [otherDonor, kenya, proponent, first]) expect(references(by)).toBeNull();
    const story = referred();
    const [recorded] = story.ofType('bank-reference-recorded');
    const sees = (by: typeof coordinator) =>
      recorded !== undefined &&
      seesEvent(story.pilot, sightOf(story.pilot, by, story.directory, story.at), recorded);
    for (const by of [coordinator, finance, donor]) expect(sees(by)).toBe(true);
    for (const by of [otherDonor, kenya, proponent, first]) expect(sees(by)).toBe(false);
    expect(
      JSON.stringify(story.events.filter(({ type }) => type !== 'bank-reference-recorded')),
    ).not.toContain('KE-4711');
  });

  it('the agreement with its versions and the day on which it became effective', () =>
    expect(shown(signedBy(aSignature(), signatories)).funding.agreement).toMatchObject({
      versions: [{ version: 1 }],
      signed: '2027-03-01T09:00:00.000Z',
      effective: '2027-03-01T09:00:00.000Z',
    }));
});
