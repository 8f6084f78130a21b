import { event, given } from '../../support/given';
import {
  coordinator,
  first,
  kenya,
  malawi,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
} from '../../support/pilot-people';
import { aConcept, anEndorsement, aSubmission, type Story } from '../../support/pilots';

const reason = { reason: 'The budget is missing a line.' };
const returned = (story: Story): Story => story.give('return-proposal', { body: reason });
const again = (story: Story): Story => returned(story.submitted());
/** Three rounds are used, and the proposal is submitted for the fourth time. */
const usedUp = (directory = sampleDirectory()): Story =>
  again(again(returned(aSubmission(directory)))).submitted();
const owing = (directory = sampleDirectory()): Story => returned(usedUp(directory));

describe('Revision (lifecycle.md section 2)', () => {
  it('is owed by the proponent in 60 days, and lapses', () =>
    given(aSubmission())
      .when('return-proposal', { body: reason })
      .then(
        event('obligation-opened', {
          owner: 'proponent-1',
          due: { at: '2027-04-30T14:00:00.000Z', explanation: '60 days after the return, 1 March 2027' },
          lapsesAt: '2027-04-30T14:00:00.000Z',
        }),
      ));

  it('leaves by resubmission, which is screened again', () =>
    given(returned(aSubmission()))
      .when('submit-proposal', { by: proponent })
      .then(
        event('obligation-met', { obligation: 'step:proposal.revision:proponent-1' }),
        event('step-entered', { from: 'proposal.revision', to: 'proposal.screening' }),
        event('obligation-opened', { obligation: 'step:proposal.screening:coordinator-1#2' }),
      ));

  it('lets the proponent change the proposal', () =>
    given(returned(aSubmission()))
      .when('revise-proposal', { by: proponent, body: { focalArea: 'Water' } })
      .thenOnly('proposal-revised'));

  it('asks again for everything that a submission needs', () =>
    given(returned(aSubmission()).give('revise-proposal', { by: proponent, body: { problem: null } }))
      .when('submit-proposal', { by: proponent })
      .refused('incomplete'));
});

describe('Rounds count every entry to revision over the pilot’s life, from any step', () => {
  it('from screening', () => expect(returned(aSubmission()).pilot.rounds).toEqual({ used: 1, allowed: 3 }));

  it('from endorsement', () =>
    expect(anEndorsement().takes(kenya, 'object', { text: 'No.' }).pilot).toMatchObject({
      status: 'proposal.revision',
      rounds: { used: 1 },
    }));

  it('from concept review', () =>
    expect(
      aConcept(sampleDirectory(), [kenya, malawi]).takes(first, 'request_changes', { text: 'Less.' }).pilot,
    ).toMatchObject({ status: 'proposal.revision', rounds: { used: 1 } }));

  it('three of them, together', () => {
    const story = returned(aSubmission()).submitted().accepted().takes(malawi, 'object', { text: 'No.' });
    expect(again(story).pilot).toMatchObject({ status: 'proposal.revision', rounds: { used: 3 } });
  });
});

describe('When the rounds are used up, a return makes the approving body owe a choice', () => {
  it('the pilot stays where it is, and the choice has a due date and a last resort', () =>
    given(usedUp())
      .when('return-proposal', { body: reason })
      .then(
        event('proposal-returned'),
        event('obligation-met', { obligation: 'step:proposal.screening:coordinator-1#4' }),
        event('obligation-opened', {
          kind: 'choice',
          owner: 'approving_body-1',
          due: { at: '2027-04-30T15:00:00.000Z' },
          lapsesAt: null,
          lastResortAt: '2027-05-30T15:00:00.000Z',
        }),
      ));

  it('also after a decision', () => {
    const story = usedUp().accepted().takes(kenya, 'object', { text: 'No.' });
    expect(story.pilot.status).toBe('proposal.endorsement');
    expect(story.owed('choice:round')).toMatchObject({ state: 'open', owner: 'approving_body-1' });
  });

  it('screens nothing meanwhile', () => {
    given(owing()).when('accept-screening').refused('rounds-used-up');
    given(owing()).when('return-proposal', { body: reason }).refused('rounds-used-up');
    given(owing()).when('reject-proposal', { body: reason }).refused('rounds-used-up');
    expect(owing().actions(coordinator)).not.toContain('accept-screening');
  });

  it('one more round', () => {
    given(owing())
      .when('grant-round', { by: first, body: reason })
      .then(
        event('round-granted', reason),
        event('obligation-met', { obligation: 'choice:round:approving_body-1' }),
        event('step-entered', { from: 'proposal.screening', to: 'proposal.revision' }),
      );
    expect(owing().give('grant-round', { by: first, body: reason }).pilot.rounds).toEqual({
      used: 4,
      allowed: 4,
    });
  });

  it('or reject', () =>
    given(owing())
      .when('refuse-round', { by: first, body: reason })
      .then(event('pilot-ended', { end: 'rejected', reason: reason.reason })));

  it('each member of the body owes it, and their act is a decision', () => {
    const story = owing(sampleDirectory({ programmes: [programmeWith(3)] }));
    expect(story.pilot.obligations.filter(({ kind }) => kind === 'choice')).toHaveLength(3);
    const proposed = story.give('grant-round', { by: first, body: reason });
    expect(proposed.pilot.status).toBe('proposal.screening');
    const carried = proposed.takes(second, 'approve');
    expect(carried.pilot.status).toBe('proposal.revision');
    expect(
      carried.pilot.obligations.filter(({ kind }) => kind === 'choice').map(({ state }) => state),
    ).toEqual(['met', 'met', 'met']);
  });

  it.each(['grant-round', 'refuse-round'])('%s is refused while rounds are left', (command) =>
    given(aSubmission()).when(command, { by: first, body: reason }).refused('not-now'),
  );

  it.each(['grant-round', 'refuse-round'])('%s is offered only with the choice, to the body', (command) => {
    expect(owing().actions(first)).toContain(command);
    expect(owing().actions(coordinator)).not.toContain(command);
    expect(aSubmission().actions(first)).not.toContain(command);
  });
});
