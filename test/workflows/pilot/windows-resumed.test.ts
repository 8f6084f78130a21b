import { clockCaller } from '../../../workflows/decider';
import { aClearance, reviewer } from '../../support/consultations';
import { aSignature, donor, textOf } from '../../support/funding';
import { event, given } from '../../support/given';
import { coordinator, first, kenya, malawi } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'The law is under review.';
const cora = { ...coordinator, person: 'cora' };
const suspended = (story: Story, at: string): Story =>
  story.later(at).give('suspend', { by: first, body: { reason } });
const resumed = (story: Story, at: string): Story =>
  story.later(at).give('resume', { by: first, body: { reason } });

/** All have cleared the proposal, Malawi on paper on 29 March: it may strike that until 6 April. */
const onPaper = (): Story =>
  aClearance()
    .give('record-position', {
      body: {
        decision: 'clearance-1',
        seat: 'host_government-2',
        position: 'approve',
        document: {
          sha256: 'a'.repeat(64),
          name: 'Letter',
          date: '2027-02-26',
          issuer: 'Ministry',
          location: 'Registry',
        },
      },
    })
    .give('confirm-record', { by: cora, body: { record: 'record-1' } })
    .takes(kenya, 'approve')
    .takes(reviewer, 'approve');
const striking = { by: malawi, body: { record: 'record-1', reason } };
const until = (story: Story) => story.pilot.paper[0]?.disputableUntil;

describe('Resume gives back what was left of the time to strike a position (lifecycle.md sections 2 and 3)', () => {
  const story = () => resumed(suspended(onPaper(), '2027-03-31T09:00:00.000Z'), '2027-04-20T09:00:00.000Z');

  it('at 17:00, as many days later', () => {
    expect(until(onPaper())).toBe('2027-04-06T15:00:00.000Z');
    expect(until(story())).toBe('2027-04-26T15:00:00.000Z');
  });

  it('the decision waits for it, and resolves when it is over', () => {
    expect(story().pilot.status).toBe('consultation.clearance');
    expect(story().until('2027-04-26T14:00:00.000Z').pilot.status).toBe('consultation.clearance');
    expect(story().until('2027-04-26T15:00:00.000Z').pilot.status).toBe('funding.mix');
  });

  it('it may be struck until then, and while suspended: the time stands still', () => {
    given(story().later('2027-04-25T09:00:00.000Z'))
      .when('strike-position', striking)
      .then(event('position-struck'));
    const still = suspended(onPaper(), '2027-03-31T09:00:00.000Z').later('2027-04-19T09:00:00.000Z');
    expect(still.actions(malawi)).toContain('strike-position');
    given(still).when('strike-position', striking).then(event('position-struck'));
  });

  it('one that was over stays over', () => {
    const late = resumed(suspended(onPaper(), '2027-04-06T16:00:00.000Z'), '2027-04-20T09:00:00.000Z');
    expect(until(late)).toBe('2027-04-06T15:00:00.000Z');
  });
});

describe('Resume gives back what was left of the 14 days in which an organisation may decline its seat (lifecycle.md sections 1 and 2)', () => {
  const invited = (): Story =>
    aClearance().give('fill-seat', { body: { kind: 'observer', organisation: 'donor' } });
  const story = () => resumed(suspended(invited(), '2027-03-31T09:00:00.000Z'), '2027-04-20T09:00:00.000Z');
  const declining = { by: donor, body: { seat: 'observer-1', reason } };

  it('as many days later', () => {
    given(story().later('2027-05-03T09:00:00.000Z'))
      .when('decline-seat', declining)
      .then(event('seat-declined'));
    given(story().later('2027-05-03T16:00:00.000Z')).when('decline-seat', declining).refused('too-late');
  });

  it('a time that was over stays over', () => {
    const over = resumed(suspended(invited(), '2027-04-20T09:00:00.000Z'), '2027-04-21T09:00:00.000Z');
    given(over).when('decline-seat', declining).refused('too-late');
    expect(over.ofType('decline-window-resumed')).toEqual([]);
  });
});

describe('Extending the signature extends the signatures owed (lifecycle.md section 4)', () => {
  const extended = (by: object = { add: { days: 30 } }): Story =>
    aSignature().give('extend-obligation', {
      by: first,
      body: { obligation: 'step:funding.signature:coordinator-1', by, reason },
    });

  it('each seat may sign until the new last day, and the decision stays open until then', () => {
    const before = aSignature().owed('position:agreement-1:funder-1').due.at ?? '';
    expect(before).toBe('2027-08-28T15:00:00.000Z');
    const { due } = extended().owed('position:agreement-1:funder-1');
    expect(due.at).toBe('2027-09-27T15:00:00.000Z');
    expect(due.explanation).toContain('extended once by 30 days by the approving body');
    expect(extended().pilot.decisions.at(-1)?.closes).toBe('2027-09-27T21:00:00.000Z');
  });

  it('a signature that is given stands', () => {
    const signed = extended();
    const story = signed.takes(donor, 'approve', { document: textOf(signed) });
    expect(story.pilot.obligations.find(({ id }) => id === 'position:agreement-1:funder-1')?.state).toBe(
      'met',
    );
  });

  it('what is extended in bulk too', () => {
    const story = aSignature().give('extend-in-bulk', {
      by: clockCaller,
      body: {
        bulk: 'bulk-1',
        obligation: 'step:funding.signature:coordinator-1',
        by: { add: { months: 1 } },
        document: {
          sha256: 'd'.repeat(64),
          name: 'Decision 41/7',
          date: '2027-02-20',
          issuer: 'The board',
          location: 'Registry',
        },
        reason,
      },
    });
    expect(story.owed('position:agreement-1:funder-1').due.at).toBe('2027-09-28T15:00:00.000Z');
  });
});
