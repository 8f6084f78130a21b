import { clockCaller } from '../../../workflows/decider';
import { event, given } from '../../support/given';
import {
  administrator,
  coordinator,
  first,
  kenya,
  malawi,
  programmeWith,
  proponent,
  sampleDirectory,
} from '../../support/pilot-people';
import { aConcept, anEndorsement, aSubmission, type Story } from '../../support/pilots';

// Screening is due on 15 March 2027 at 17:00 in Nairobi, and 30 days later is 14 April.
const screening = 'step:proposal.screening:coordinator-1';
const called = '2027-04-14T14:00:00.000Z';
const overdue = (): Story => aSubmission().until('2027-04-15T00:00:00.000Z');
const reason = 'The unit is understaffed.';
const calls = (story: Story) => story.pilot.obligations.filter(({ kind }) => kind === 'last_resort');

describe('The last resort (lifecycle.md section 2)', () => {
  it('at +30 days the approving body owes within 20 working days an act', () =>
    given(aSubmission().until('2027-04-14T13:00:00.000Z'))
      .when('tick', { by: clockCaller, at: called })
      .then(
        event('obligation-opened', {
          kind: 'last_resort',
          subject: screening,
          owner: 'approving_body-1',
          due: {
            at: '2027-05-12T15:00:00.000Z',
            explanation: expect.stringContaining(
              '20 working days after the approving body was called',
            ) as unknown,
          },
        }),
      ));

  it('each member of the body owes it', () => {
    const story = aSubmission(sampleDirectory({ programmes: [programmeWith(3)] })).until(called);
    expect(calls(story).map(({ owner }) => owner)).toEqual([
      'approving_body-1',
      'approving_body-2',
      'approving_body-3',
    ]);
  });

  it('about a decision that a step waits for, and about a consultation that is not convened', () => {
    const endorsement = anEndorsement().until('2027-05-01T00:00:00.000Z');
    expect(calls(endorsement)).toMatchObject([{ subject: 'endorsement-1' }]);
    const convened = aConcept(sampleDirectory(), [kenya, malawi])
      .takes(first, 'approve')
      .until('2027-06-01T00:00:00.000Z');
    expect(calls(convened)).toMatchObject([{ subject: 'step:consultation.convened:coordinator-1' }]);
  });

  it('a clock without the word lapse only escalates', () => {
    const story = aSubmission().until('2028-12-31T00:00:00.000Z');
    expect(story.pilot).toMatchObject({ status: 'proposal.screening', end: null });
    expect(story.owed(screening).state).toBe('open');
  });

  it('a step with a lapse clock has none: it lapses', () => {
    const story = aSubmission()
      .give('return-proposal', { body: { reason } })
      .until('2028-01-01T00:00:00.000Z');
    expect(story.pilot.status).toBe('lapsed');
    expect(calls(story)).toEqual([]);
  });

  it('that duty is itself reminded', () => {
    const story = overdue().until('2027-05-13T00:00:00.000Z');
    expect(calls(story)[0]?.given.map(({ offset }) => offset)).toEqual([-14, -7, -1, 0]);
    expect(story.until('2027-05-27T00:00:00.000Z').ofType('reminder-recorded').at(-1)?.data).toMatchObject({
      offset: 14,
      to: [{ seat: 'approving_body-1' }, { seat: 'coordinator-1' }, { seat: 'proponent-1' }],
    });
  });

  it('and repeats every 30 days after it', () => {
    const story = overdue().until('2027-09-01T00:00:00.000Z');
    expect(calls(story).map(({ opened, state }) => [opened.slice(0, 10), state])).toEqual([
      ['2027-04-14', 'void'],
      ['2027-06-11', 'void'],
      ['2027-08-08', 'open'],
    ]);
    expect(new Set(calls(story).map(({ subject }) => subject))).toEqual(new Set([screening]));
  });

  it('extend meets it', () => {
    const story = overdue();
    given(story)
      .when('extend-obligation', {
        by: first,
        body: { obligation: screening, by: { add: { months: 2 } }, reason },
      })
      .then(
        event('obligation-moved', { obligation: screening, lastResortAt: '2027-06-14T14:00:00.000Z' }),
        event('obligation-met', { obligation: `last_resort:${screening}:approving_body-1` }),
      );
  });

  it('and if it is overdue again, the body is called again', () => {
    const extended = overdue().give('extend-obligation', {
      by: first,
      body: { obligation: screening, by: { add: { months: 2 } }, reason },
    });
    expect(calls(extended.until('2027-06-14T14:00:00.000Z')).map(({ state }) => state)).toEqual([
      'met',
      'open',
    ]);
  });

  it('waive meets it, and the pilot goes on without the screening', () =>
    given(overdue())
      .when('waive-obligation', { by: first, body: { obligation: screening, reason } })
      .then(
        event('obligation-waived', { obligation: screening, reason }),
        event('obligation-met', { obligation: `last_resort:${screening}:approving_body-1` }),
        event('step-entered', { to: 'proposal.endorsement' }),
      ));

  it('replacing the seat meets it', () =>
    given(overdue())
      .when('replace-seat', {
        by: first,
        body: { seat: 'coordinator-1', organisation: 'second-unit', reason },
      })
      .then(
        event('seat-replaced', { seat: 'coordinator-1', by: 'coordinator-2' }),
        event('obligation-moved', { obligation: screening, due: { at: '2027-04-29T14:00:00.000Z' } }),
        event('obligation-met', { obligation: `last_resort:${screening}:approving_body-1` }),
      ));

  it('ending the pilot ends it', () =>
    expect(calls(overdue().give('cancel', { by: first, body: { reason } }))[0]).toMatchObject({
      state: 'void',
    }));

  it('the act itself, late as it is, ends it', () =>
    expect(calls(overdue().accepted())[0]).toMatchObject({ state: 'void' }));

  it('is no matter of coordinator, proponent or administrator', () => {
    for (const by of [coordinator, proponent, administrator])
      expect(
        overdue().decide('waive-obligation', { by, body: { obligation: screening, reason } }),
      ).toMatchObject({
        code: 'not-your-seat',
      });
  });

  it('cannot be put off by extending the call', () =>
    given(overdue())
      .when('extend-obligation', {
        by: first,
        body: { obligation: `last_resort:${screening}:approving_body-1`, by: { add: { days: 9 } }, reason },
      })
      .refused('not-extendable'));
});
