import { caseOf } from '../../../workflows/pilot/case';
import { openDues } from '../../../workflows/pilot/obligations/dues';
import { effective, withUganda } from '../../support/funding';
import { event, given } from '../../support/given';
import {
  coordinator,
  first,
  malawi,
  organisations,
  persons,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
  third,
  uganda,
} from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'The ministry has other plans.';
const leaving = (story = withUganda()): Story =>
  story.give('withdraw-endorsement', { by: uganda, body: { reason } });
const about = { by: first, body: { country: 'UG', reason: 'Decision 41/9.' } };
const back = (story: Story): Story => story.give('endorse-again', { by: uganda });
const owedByUganda = 'condition:appraisal-1:provider-2';
const seatsOf = (story: Story, country: string) =>
  story.pilot.seats.filter((seat) => seat.country === country && seat.state === 'filled');

const shown = (story: Story) =>
  caseOf(story.pilot, {
    at: story.at,
    sight: { extent: 'everything', seats: [], deliberates: true },
    actions: [],
    agenda: { wakeAt: null, wakeFor: null },
  });

describe('A host government withdraws its endorsement after the agreement is effective (lifecycle.md section 1)', () => {
  it('its country’s part is suspended, and the pilot goes on', () => {
    given(withUganda())
      .when('withdraw-endorsement', { by: uganda, body: { reason } })
      .then(event('country-suspended', { country: 'UG', seat: 'host_government-3', reason }));
    expect(leaving().pilot).toMatchObject({ status: 'implementation.inception', rounds: { used: 0 } });
    expect(leaving().owed('step:implementation.inception').state).toBe('open');
  });

  it('the approving body decides within 30 days', () => {
    expect(leaving().owed('choice:country-UG')).toMatchObject({
      owner: 'approving_body-1',
      endsIn: 'last-resort',
      due: { at: '2027-03-31T15:00:00.000Z' },
    });
    expect(leaving().owed('choice:country-UG').due.explanation).toContain('30 days');
  });

  it('only the ministry of a country that has endorsed, and each time with a reason', () => {
    given(withUganda()).when('withdraw-endorsement', { by: uganda }).refused('invalid-body');
    given(withUganda())
      .when('withdraw-endorsement', { by: proponent, body: { reason } })
      .refused('not-your-seat');
    given(leaving()).when('withdraw-endorsement', { by: uganda, body: { reason } }).refused('not-now');
  });

  it('what its seats owe stands still: nothing is reminded, and nothing becomes overdue', () => {
    const story = leaving().until('2028-01-15T00:00:00.000Z');
    const reminded = story
      .ofType('reminder-recorded')
      .map(({ data }) => (data as { obligation: string }).obligation);
    expect(reminded).toContain('condition:appraisal-1:provider-1');
    expect(reminded).not.toContain(owedByUganda);
    expect(shown(story).waitingOn.find(({ seat }) => seat === 'provider-2')).toMatchObject({
      overdueDays: 0,
      whatHappensIfNot: 'Nothing: it stands still while the part of UG is suspended.',
    });
    expect(shown(story).waitingOn.find(({ seat }) => seat === 'provider-1')?.overdueDays).toBeGreaterThan(40);
  });

  it('what was overdue before stays overdue by as many days', () => {
    const story = leaving(withUganda().until('2027-12-05T15:00:00.000Z')).until('2028-03-01T00:00:00.000Z');
    expect(shown(story).waitingOn.find(({ seat }) => seat === 'provider-2')?.overdueDays).toBe(4);
  });

  it('no date that stands still counts in the portfolio', () => {
    expect(openDues(withUganda().pilot)).toContain('2027-12-01T14:00:00.000Z');
    expect(openDues(leaving().pilot)).not.toContain('2027-12-01T14:00:00.000Z');
  });

  it('the case shows it', () => {
    expect(shown(leaving()).suspendedCountries).toEqual([
      { country: 'UG', since: leaving().at, reason, endorsedAgain: false },
    ]);
    expect(shown(back(leaving())).suspendedCountries).toMatchObject([{ endorsedAgain: true }]);
  });

  it('is not decided in time: the approving body is called, and again', () => {
    const story = leaving().until('2027-05-05T00:00:00.000Z');
    expect(story.owed('last_resort:choice:country-UG').state).toBe('open');
  });
});

describe('A country that leaves (lifecycle.md section 1)', () => {
  const left = (story = leaving()): Story => story.give('release-country', about);

  it('takes its seats with it', () => {
    expect(seatsOf(leaving(), 'UG')).toHaveLength(2);
    expect(seatsOf(left(), 'UG')).toEqual([]);
    expect(seatsOf(left(), 'MW')).toHaveLength(2);
    given(left())
      .when('fill-seat', {
        body: { kind: 'host_government', organisation: 'focal-ug', country: 'UG' },
      })
      .refused('unknown-country');
  });

  it('takes with it what its seats owe, and what others owe stays', () => {
    expect(left().owed(owedByUganda).state).toBe('void');
    expect(left().owed('condition:appraisal-1:provider-1').state).toBe('open');
  });

  it('is no longer named in the proposal, and its endorsement is gone', () => {
    expect(left(back(leaving())).pilot).toMatchObject({
      proposal: { providerCountries: ['MW'], beneficiaryCountries: ['KE'] },
      endorsements: [{ country: 'KE' }, { country: 'MW' }],
      suspendedCountries: [],
    });
  });

  it('takes out of the totals what its seats give', () => {
    expect(left().pilot.funding.contributions).toMatchObject([
      { left: null },
      { left: { how: 'withdrawn' } },
    ]);
  });

  it('settles the choice of the approving body', () => {
    expect(left().owed('choice:country-UG').state).toBe('met');
    given(left()).when('release-country', about).refused('not-now');
  });

  it('eligibility is checked again: refused, with what could be done instead', () => {
    const story = effective().give('withdraw-endorsement', { by: malawi, body: { reason } });
    const refusal = given(story)
      .when('release-country', { by: first, body: { country: 'MW', reason } })
      .refusal('not-eligible');
    expect(refusal.detail).toContain('terminate the pilot');
    expect(refusal.insteadYouMay).toContain('Terminate the pilot');
    expect(refusal.errors).not.toEqual([]);
    expect(story.give('terminate', { by: first, body: { reason } }).pilot).toMatchObject({
      status: 'terminated',
      suspendedCountries: [],
    });
  });

  it('leaves only while its part is suspended', () => {
    given(withUganda()).when('release-country', about).refused('not-now');
    expect(withUganda().actions(first)).not.toContain('release-country');
    expect(leaving().actions(first)).toContain('release-country');
    expect(leaving().actions(coordinator)).not.toContain('release-country');
  });

  it('with several members of the approving body it is an act, decided by appraisal’s rule', () => {
    const board = sampleDirectory({ organisations, persons, programmes: [programmeWith(3)] });
    const story = [second, third].reduce<Story>(
      (so, by) => (so.pilot.suspendedCountries.length === 0 ? so : so.takes(by, 'approve')),
      leaving(withUganda(board, [first, second])).give('release-country', about),
    );
    expect(story.pilot.decisions.findLast(({ kind }) => kind === 'act')?.outcome).toBe('approved');
    expect(seatsOf(story, 'UG')).toEqual([]);
  });
});

describe('A country that is kept (lifecycle.md section 1)', () => {
  it('only when its host government has endorsed the pilot again', () => {
    given(leaving()).when('keep-country', about).refused('not-now');
    expect(leaving().actions(first)).not.toContain('keep-country');
    expect(leaving().actions(uganda)).toContain('endorse-again');
    expect(back(leaving()).actions(uganda)).not.toContain('endorse-again');
    given(back(leaving())).when('endorse-again', { by: uganda }).refused('not-now');
    given(leaving()).when('endorse-again', { by: malawi }).refused('not-now');
    expect(back(leaving()).give('keep-country', about).pilot.suspendedCountries).toEqual([]);
  });

  it('what its seats owe gets back its time: a date that has passed falls due 14 days later', () => {
    const story = back(leaving()).until('2027-12-20T08:00:00.000Z').give('keep-country', about);
    expect(story.owed(owedByUganda).due.at).toBe('2028-01-03T14:00:00.000Z');
    expect(story.owed('choice:country-UG').state).toBe('met');
    const later = story.until('2028-01-04T00:00:00.000Z').ofType('reminder-recorded');
    expect(later.map(({ data }) => (data as { obligation: string }).obligation)).toContain(owedByUganda);
  });

  it('a suspension of the whole pilot meanwhile gives no time twice', () => {
    const resumed = leaving()
      .later('2027-11-01T08:00:00.000Z')
      .give('suspend', { by: first, body: { reason } })
      .later('2027-12-20T08:00:00.000Z')
      .give('resume', { by: first, body: { reason } });
    expect(resumed.owed('condition:appraisal-1:provider-1').due.at).toBe('2028-01-03T15:00:00.000Z');
    expect(resumed.owed(owedByUganda).due.at).toBe('2027-12-01T14:00:00.000Z');
    const kept = back(resumed).later('2028-01-10T08:00:00.000Z').give('keep-country', about);
    expect(kept.owed(owedByUganda).due.at).toBe('2028-01-24T14:00:00.000Z');
  });

  it('it may withdraw again, and the same choice stays owed', () => {
    const again = back(leaving()).give('withdraw-endorsement', { by: uganda, body: { reason } });
    expect(again.pilot.suspendedCountries).toMatchObject([{ endorsedAgain: false }]);
    expect(again.pilot.obligations.filter(({ id }) => id.startsWith('choice:country-UG'))).toHaveLength(1);
    given(again).when('keep-country', about).refused('not-now');
  });
});
