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
  third,
} from '../../support/pilot-people';
import { aConcept, aDraft, anEndorsement, type Story } from '../../support/pilots';

const three = sampleDirectory({ programmes: [programmeWith(3)] });
const reason = 'The countries have other priorities.';
const cancel = { by: first, body: { reason } };
const proposed = (): Story => anEndorsement(three).give('cancel', cancel);

describe('An act of an approving body with several seats is a decision of kind act, by appraisal’s rule', () => {
  it('the act is put to the members, and its proposer has approved it', () =>
    given(anEndorsement(three))
      .when('cancel', cancel)
      .then(
        event('decision-opened', {
          decision: 'act-1',
          kind: 'act',
          rule: { rule: 'N_OF_M', n: 'majority' },
          act: { command: 'cancel', body: { reason } },
          lastResortAt: null,
        }),
        event('obligation-opened', {
          owner: 'approving_body-2',
          due: { explanation: expect.stringContaining('30 working days') as unknown },
        }),
        event('position-taken', { seat: 'approving_body-1', position: 'approve' }),
      ));

  it('nothing has happened yet', () => expect(proposed().pilot.status).toBe('proposal.endorsement'));

  it('it happens when a majority approves', () => {
    given(proposed())
      .when('take-position', { by: third, body: { decision: 'act-1', position: 'approve' } })
      .then(
        event('position-taken', { seat: 'approving_body-3' }),
        event('decision-resolved', { decision: 'act-1', outcome: 'approved' }),
        event('pilot-ended', { end: 'cancelled', reason }),
      );
  });

  it('a member may abstain, and leaves the base: nobody has a veto', () =>
    expect(proposed().takes(second, 'abstain').takes(third, 'abstain').pilot.status).toBe('cancelled'));

  it('it does not happen when the majority objects', () => {
    const story = proposed().takes(second, 'object', { text: 'No.' }).takes(third, 'object', { text: 'No.' });
    expect(story.pilot).toMatchObject({ status: 'proposal.endorsement' });
    expect(story.pilot.decisions.at(-1)).toMatchObject({ kind: 'act', outcome: 'refused' });
  });

  it('of a body with one seat it happens at once', () =>
    expect(anEndorsement().give('cancel', cancel).pilot.status).toBe('cancelled'));

  it('what would be refused is refused at once, and not put to anybody', () => {
    given(anEndorsement(three)).when('grant-round', { by: first, body: { reason } }).refused('not-now');
    given(anEndorsement(three))
      .when('extend-obligation', {
        by: first,
        body: { obligation: 'x', by: { add: { days: 1 } }, reason },
      })
      .refused('unknown-obligation');
  });

  it('the same act is not put twice while it is open', () => {
    const refusal = given(proposed())
      .when('cancel', { by: second, body: { reason } })
      .refusal('act-proposed');
    expect(refusal.detail).toContain('act-1');
    given(proposed())
      .when('cancel', { by: second, body: { reason: 'Another reason.' } })
      .then(event('decision-opened', { decision: 'act-2' }));
  });

  it('an act that has become impossible meanwhile is recorded as not carried out, with the reason', () => {
    const story = anEndorsement(three)
      .give('extend-obligation', {
        by: first,
        body: {
          obligation: 'position:endorsement-1:host_government-1',
          by: { add: { days: 90 } },
          reason,
        },
      })
      .give('take-position', { by: kenya, body: { decision: 'endorsement-1', position: 'approve' } });
    given(story)
      .when('take-position', { by: second, body: { decision: 'act-1', position: 'approve' } })
      .then(
        event('decision-resolved', { decision: 'act-1', outcome: 'approved' }),
        event('act-not-carried-out', {
          decision: 'act-1',
          command: 'extend-obligation',
          code: 'unknown-obligation',
        }),
      );
  });

  it('an act that the step no longer allows is not carried out either', () => {
    const reopening = (story: Story, by: typeof first, why: string): Story =>
      story.give('reopen', { by, body: { reason: why } });
    const twice = reopening(
      reopening(
        anEndorsement(three).give('withdraw', { by: proponent, body: { reason } }),
        first,
        'New funds.',
      ),
      second,
      'New minister.',
    ).give('take-position', { by: third, body: { decision: 'act-1', position: 'approve' } });
    expect(twice.pilot.status).toBe('proposal.endorsement');
    given(twice)
      .when('take-position', { by: third, body: { decision: 'act-2', position: 'approve' } })
      .then(event('act-not-carried-out', { command: 'reopen', code: 'not-now' }));
  });

  it('a position is no act: each member takes its own', () =>
    given(aConcept(three, [kenya, malawi]))
      .when('take-position', { by: first, body: { decision: 'concept-1', position: 'approve' } })
      .thenOnly('position-taken', 'obligation-met'));

  it('it stays undecided and the coordinator has to find a way out, as in any decision', () => {
    const story = proposed().until('2027-06-01T00:00:00.000Z');
    expect(story.owed('undecided:act-1')).toMatchObject({ owner: 'coordinator-1' });
    given(story)
      .when('refer-decision', { body: { decision: 'act-1', reason } })
      .refused('not-referable');
  });

  it('when the pilot ends, open acts are void', () => {
    const ended = proposed().give('withdraw', { by: proponent, body: { reason } });
    expect(ended.pilot.decisions.at(-1)).toMatchObject({ id: 'act-1', outcome: null, voided: ended.at });
    given(ended)
      .when('take-position', { by: second, body: { decision: 'act-1', position: 'approve' } })
      .refused('already-resolved');
  });

  it('who is no member does not propose it', () =>
    given(anEndorsement(three))
      .when('cancel', { by: coordinator, body: { reason } })
      .refused('not-your-seat'));

  it('a draft can be cancelled by act too', () =>
    expect(aDraft(three).give('cancel', cancel).takes(second, 'approve').pilot.status).toBe('cancelled'));
});
