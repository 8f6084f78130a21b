import { clockCaller } from '../../../workflows/decider';
import { event, given } from '../../support/given';
import {
  administrator,
  coordinator,
  first,
  kenya,
  malawi,
  proponent,
  sampleDirectory,
  start,
} from '../../support/pilot-people';
import { aConcept, aDraft, anEndorsement, aPilot, aSubmission, type Story } from '../../support/pilots';

const body = { reason: 'The ministry has other priorities.' };
const convened = (): Story => aConcept(sampleDirectory(), [kenya, malawi]).takes(first, 'approve');
const withdrawn = (story: Story = anEndorsement()): Story => story.give('withdraw', { by: proponent, body });
const rejected = (): Story => aSubmission().give('reject-proposal', { body });
const lapsed = (): Story => aPilot().until('2028-03-01T00:00:00.000Z');
const reopened = (story: Story): Story => story.give('reopen', { by: first, body });

describe('Ends (lifecycle.md section 2)', () => {
  it.each<[string, Story]>([
    ['draft', aDraft()],
    ['screening', aSubmission()],
    ['revision', aSubmission().give('return-proposal', { body })],
    ['endorsement', anEndorsement()],
    ['concept review', aConcept(sampleDirectory(), [kenya, malawi])],
    ['convened', convened()],
  ])('withdrawn by the proponent, before implementation: from %s', (_, story) =>
    given(story)
      .when('withdraw', { by: proponent, body })
      .then(event('pilot-ended', { end: 'withdrawn', left: story.pilot.status, reason: body.reason })),
  );

  it('cancelled by the approving body, before implementation', () =>
    given(convened())
      .when('cancel', { by: first, body })
      .then(event('pilot-ended', { end: 'cancelled', reopenableUntil: null })));

  it.each([
    ['withdraw', coordinator],
    ['cancel', coordinator],
    ['cancel', proponent],
  ])('%s is not for %o', (command, by) =>
    given(anEndorsement()).when(command, { by, body }).refused('not-your-seat'),
  );

  it.each(['withdraw', 'cancel'])('%s needs a written reason', (command) =>
    given(anEndorsement())
      .when(command, { by: command === 'cancel' ? first : proponent })
      .refused('invalid-body'),
  );

  it('what is open becomes void', () => {
    const { obligations, decisions } = withdrawn().pilot;
    expect(obligations.filter(({ state }) => state === 'open')).toEqual([]);
    expect(decisions).toMatchObject([{ outcome: null, resolved: null, voided: withdrawn().at }]);
    given(withdrawn())
      .when('take-position', { by: kenya, body: { decision: 'endorsement-1', position: 'approve' } })
      .refused('already-resolved');
  });

  it('the status of an ended pilot is the end alone', () =>
    expect(withdrawn().pilot.status).toBe('withdrawn'));

  it('an ended pilot takes no command of a step', () => {
    given(withdrawn()).when('submit-proposal', { by: proponent }).refused('not-now');
    given(withdrawn()).when('withdraw', { by: proponent, body }).refused('not-now');
  });
});

describe('Reopening (lifecycle.md section 2, Ends)', () => {
  const until = '2027-05-30T14:00:00.000Z';

  it('within 90 days, once, by the approving body', () => {
    given(withdrawn())
      .when('reopen', { by: first, body, at: until })
      .then(event('pilot-reopened', { reason: body.reason, rounds: 0 }));
    given(withdrawn())
      .when('reopen', { by: first, body, at: '2027-05-30T14:00:00.001Z' })
      .refused('too-late');
    given(withdrawn()).when('reopen', { by: coordinator, body }).refused('not-your-seat');
    const again = withdrawn(reopened(withdrawn()));
    expect(again.pilot.end).toMatchObject({ reopenableUntil: null });
    given(again).when('reopen', { by: first, body }).refused('already-reopened');
  });

  it('is offered while it is possible', () => {
    expect(withdrawn().actions(first)).toContain('reopen');
    expect(withdrawn().later('2027-06-30T09:00:00.000Z').actions(first)).not.toContain('reopen');
  });

  it('not of what was cancelled', () =>
    given(anEndorsement().give('cancel', { by: first, body }))
      .when('reopen', { by: first, body })
      .refused('not-now'));

  it('the step that was left opens again with its full duration and new notices', () => {
    given(lapsed())
      .when('reopen', { by: first, body, at: '2028-04-03T09:00:00.000Z' })
      .then(
        event('step-entered', { from: 'lapsed', to: 'proposal.draft', reason: body.reason }),
        event('obligation-opened', {
          obligation: 'step:proposal.draft:proponent-1#2',
          due: { at: '2029-04-03T14:00:00.000Z', explanation: '365 days after the reopening, 3 April 2028' },
        }),
      );
    const again = lapsed().give('reopen', { by: first, body, at: '2028-04-03T09:00:00.000Z' });
    expect(again.owed('step:proposal.draft').reminders.filter(({ lapseNotice }) => lapseNotice)).toHaveLength(
      3,
    );
    expect(again.until('2029-04-04T00:00:00.000Z').pilot.status).toBe('lapsed');
  });

  it('decisions are opened again, positions taken before are history', () => {
    const story = reopened(withdrawn(anEndorsement().takes(kenya, 'approve')));
    expect(story.pilot.decisions).toMatchObject([
      { id: 'endorsement-1', resolved: null, voided: start, positions: [{ position: 'approve' }] },
      { id: 'endorsement-2', outcome: null, positions: [] },
    ]);
    expect(story.takes(malawi, 'approve').pilot.status).toBe('proposal.endorsement');
  });

  it('after a rejection: revision, with one extra round', () => {
    given(rejected())
      .when('reopen', { by: first, body })
      .then(event('pilot-reopened', { rounds: 1 }), event('step-entered', { to: 'proposal.revision' }));
    expect(reopened(rejected()).pilot.rounds).toEqual({ used: 1, allowed: 4 });
  });

  it('a revision that lapsed goes on as the same round', () => {
    const story = aSubmission().give('return-proposal', { body }).until('2027-05-04T00:00:00.000Z');
    expect(story.pilot.status).toBe('lapsed');
    expect(reopened(story).pilot).toMatchObject({
      status: 'proposal.revision',
      rounds: { used: 1, allowed: 3 },
    });
  });

  it('a clock that spans steps has at least 180 days left', () => {
    const clock = (at: string) =>
      withdrawn(convened().later(at)).give('reopen', { by: first, body }).owed('clock:appraisal').due;
    expect(clock('2027-06-01T09:00:00.000Z').at).toBe('2028-09-01T14:00:00.000Z');
    expect(clock('2028-08-01T09:00:00.000Z').at).toBe('2029-01-28T14:00:00.000Z');
  });

  it('a clock that had ended before is not opened again', () => {
    const story = reopened(withdrawn());
    const open = story.pilot.obligations.filter(({ state }) => state === 'open');
    expect(open.map(({ id }) => id)).toEqual([
      'position:endorsement-2:host_government-1',
      'position:endorsement-2:host_government-2',
    ]);
  });

  it.each<[string, Story]>([
    ['screening', aSubmission()],
    ['concept review', aConcept(sampleDirectory(), [kenya, malawi])],
    ['convened', convened()],
  ])('works from %s', (_, story) => expect(reopened(withdrawn(story)).pilot.status).toBe(story.pilot.status));

  it('before its seat is filled, the programme’s own approving body may', () => {
    const declined = anEndorsement().give('decline-seat', {
      by: first,
      body: { seat: 'approving_body-1', ...body },
    });
    given(withdrawn(declined)).when('reopen', { by: first, body }).then(event('pilot-reopened'));
    given(withdrawn(declined)).when('reopen', { by: administrator, body }).refused('not-your-seat');
  });
});

describe('Settled (lifecycle.md section 2, Ends)', () => {
  it('when nothing is owed and the reopening window is over', () => {
    const story = withdrawn();
    expect(story.agenda()).toMatchObject({
      settled: false,
      wakeAt: '2027-05-30T14:00:00.000Z',
      wakeFor: 'end of the reopening window',
    });
    given(story).when('tick', { by: clockCaller, at: '2027-05-30T14:00:00.000Z' }).thenOnly('pilot-settled');
    expect(story.until('2027-05-31T00:00:00.000Z').agenda()).toMatchObject({ settled: true, wakeAt: null });
  });

  it('at once where there is no such window', () =>
    expect(anEndorsement().give('cancel', { by: first, body }).agenda()).toMatchObject({
      settled: true,
      wakeAt: null,
    }));

  it('not while the pilot runs', () => expect(anEndorsement().agenda().settled).toBe(false));

  it('no more once it is reopened', () =>
    expect(reopened(withdrawn()).agenda()).toMatchObject({ settled: false }));
});
