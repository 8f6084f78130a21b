import { donor, effective, otherDonor, paper, usd, withUganda } from '../../support/funding';
import { event, given } from '../../support/given';
import { coordinator, finance, first, proponent, uganda } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'The budget was cut.';
/** Of 1,000 USD required 400 are left, on 1 March 2027. */
const lost = (story = effective()): Story =>
  story.give('withdraw-contribution', { by: donor, body: { contribution: 'contribution-1', reason } });
const pledged = (story: Story, amount = '600'): Story =>
  story.give('pledge-contribution', { by: otherDonor, body: { modality: 'trust_fund', money: usd(amount) } });
const confirming = (id = 'contribution-3') => ({
  by: otherDonor,
  body: { contribution: id, letter: paper() },
});
const replacement = 'replacement:contribution-1';
const overdue = (story = lost()): Story => story.until('2027-05-31T00:00:00.000Z');
const inAct = { by: first, body: { obligation: `${replacement}:proponent-1`, reason } };

describe('A contribution is lost after the agreement is effective (lifecycle.md section 2, funding)', () => {
  it('the proponent has 90 days to replace it', () => {
    expect(lost().pilot.status).toBe('implementation.inception');
    expect(lost().owed(replacement)).toMatchObject({
      owner: 'proponent-1',
      due: { at: '2027-05-30T14:00:00.000Z' },
      endsIn: 'last-resort',
    });
    expect(lost().owed(replacement).due.explanation).toContain('90 days after the loss of the contribution');
    expect(lost().pilot.funding.contributions[0]).toMatchObject({
      left: { how: 'withdrawn' },
      amounts: { released: '800' },
    });
  });

  it('nothing is owed where the others suffice', () => {
    const more = pledged(lost(), '1000').give('confirm-contribution', confirming());
    const story = more.give('withdraw-contribution', {
      by: otherDonor,
      body: { contribution: 'contribution-2', reason },
    });
    expect(
      story.pilot.obligations.filter(({ kind, state }) => kind === 'replacement' && state === 'open'),
    ).toEqual([]);
  });

  it('money that has come goes back first', () =>
    given(
      effective().give('receive-contribution', {
        by: finance,
        body: { contribution: 'contribution-1', amount: '100' },
      }),
    )
      .when('withdraw-contribution', { by: donor, body: { contribution: 'contribution-1', reason } })
      .refused('not-now'));

  it('a country that leaves takes what it gives: that is to be replaced too', () => {
    const story = withUganda()
      .give('withdraw-endorsement', { by: uganda, body: { reason } })
      .give('release-country', { by: first, body: { country: 'UG', reason } });
    expect(story.owed('replacement:contribution-2').state).toBe('open');
  });
});

describe('The contribution is replaced (lifecycle.md section 2, funding)', () => {
  it('a line that is confirmed by letter and suffices settles it, and is committed', () => {
    const story = pledged(lost());
    expect(story.owed(replacement).state).toBe('open');
    given(story)
      .when('confirm-contribution', confirming())
      .then(
        event('contribution-confirmed', { contribution: 'contribution-3' }),
        event('contribution-moved', { contribution: 'contribution-3', movement: 'commit' }),
        event('obligation-met', { obligation: `${replacement}:proponent-1` }),
      );
  });

  it('a letter on paper counts when another person has confirmed it', () => {
    const entered = pledged(lost()).give('confirm-contribution', {
      by: coordinator,
      body: { contribution: 'contribution-3', letter: paper() },
    });
    expect(entered.owed(replacement).state).toBe('open');
    const second = { ...coordinator, person: 'cora' };
    const confirmed = entered.give('confirm-letter', {
      by: second,
      body: { contribution: 'contribution-3' },
    });
    expect(confirmed.owed(replacement).state).toBe('met');
  });

  it('less than is required does not: the next line does, and both are committed', () => {
    const part = pledged(lost(), '200').give('confirm-contribution', confirming());
    expect(part.owed(replacement).state).toBe('open');
    const whole = pledged(part, '400').give('confirm-contribution', confirming('contribution-4'));
    expect(whole.owed(replacement).state).toBe('met');
    expect(whole.pilot.funding.contributions.slice(2)).toMatchObject([
      { amounts: { committed: '200' } },
      { amounts: { committed: '400' } },
    ]);
  });

  it('lines come only in the place of one that was lost', () => {
    const body = { modality: 'trust_fund', money: usd('600') };
    given(effective()).when('pledge-contribution', { by: otherDonor, body }).refused('not-now');
    expect(effective().actions(otherDonor)).not.toContain('pledge-contribution');
    expect(lost().actions(otherDonor)).toContain('pledge-contribution');
    const settled = pledged(pledged(lost())).give('confirm-contribution', confirming());
    given(settled).when('confirm-contribution', confirming('contribution-4')).refused('not-now');
    expect(settled.actions(otherDonor)).not.toContain('confirm-contribution');
    expect(settled.actions(otherDonor)).toContain('refuse-contribution');
  });

  it('until then the approving body accepts nothing less', () =>
    given(lost()).when('waive-obligation', inAct).refused('not-waivable'));
});

describe('Then the approving body decides (lifecycle.md section 2, funding)', () => {
  it('it is called on the day on which the 90 days are over', () => {
    expect(lost().until('2027-05-30T13:59:00.000Z').ofType('obligation-opened').at(-1)?.data).toMatchObject({
      kind: 'replacement',
    });
    const call = overdue().owed('last_resort:replacement');
    expect(call).toMatchObject({ owner: 'approving_body-1', state: 'open' });
    expect(call.label).toContain('accept the smaller total');
    expect(overdue().actions(first)).toContain('waive-obligation');
  });

  it('it accepts the smaller total, with a reason: no more is required than there is', () => {
    given(overdue())
      .when('waive-obligation', inAct)
      .then(
        event('obligation-waived', { reason }),
        event('funding-required', { cash: '400.00', in_kind: '0.00', parallel: '0.00' }),
      );
    const accepted = overdue().give('waive-obligation', inAct);
    expect(accepted.owed('last_resort:replacement').state).toBe('met');
    expect(accepted.actions(otherDonor)).not.toContain('pledge-contribution');
  });

  it('with it every other loss up to then is settled', () => {
    const twice = lost()
      .give('withdraw-contribution', { by: otherDonor, body: { contribution: 'contribution-2', reason } })
      .until('2027-06-01T00:00:00.000Z')
      .give('waive-obligation', inAct);
    expect(twice.owed('replacement:contribution-2').state).toBe('met');
    expect(twice.pilot.funding.required).toMatchObject({ cash: '0.00' });
  });

  it('it extends the time: the call is over', () => {
    const story = overdue().give('extend-obligation', {
      by: first,
      body: { obligation: `${replacement}:proponent-1`, by: { add: { days: 30 } }, reason },
    });
    expect(story.owed(replacement)).toMatchObject({ state: 'open', due: { at: '2027-06-29T14:00:00.000Z' } });
    expect(story.owed('last_resort:replacement').state).toBe('met');
    expect(story.until('2027-06-30T00:00:00.000Z').owed('last_resort:replacement').state).toBe('open');
  });

  it('it suspends or terminates the pilot', () => {
    expect(overdue().give('suspend', { by: first, body: { reason } }).pilot.suspension.since).not.toBeNull();
    expect(overdue().give('terminate', { by: first, body: { reason } }).pilot.status).toBe('terminated');
  });

  it('a replacement that comes late is still taken', () => {
    const story = pledged(overdue()).give('confirm-contribution', confirming());
    expect(story.owed(replacement).state).toBe('met');
    expect(story.owed('last_resort:replacement').state).toBe('met');
  });

  it('only the approving body accepts it', () =>
    given(overdue())
      .when('waive-obligation', { ...inAct, by: proponent })
      .refused('not-your-seat'));
});
