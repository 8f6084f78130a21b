import { event, given } from '../../support/given';
import {
  administrator,
  coordinator,
  first,
  kenya,
  malawi,
  members,
  programmeWith,
  sampleDirectory,
  second,
} from '../../support/pilot-people';
import { aConcept, anEndorsement, type Story } from '../../support/pilots';

const reason = 'The ministry has a new minister.';
/** Kenya has approved, Malawi is silent at the closing time. */
const undecided = (): Story => anEndorsement().takes(kenya, 'approve').until('2027-03-31T15:00:00.000Z');
/** Of a committee of three, one has approved and the others abstained in part. */
const committee = sampleDirectory({ programmes: [programmeWith(3)] });
const undecidedConcept = (directory = committee): Story =>
  aConcept(directory, [kenya, malawi]).until('2027-03-30T15:00:00.000Z');

describe('At the closing time without a result a decision is undecided (lifecycle.md section 3)', () => {
  it('nothing moves, and the coordinator owes a way out within 10 working days', () => {
    const story = anEndorsement().takes(kenya, 'approve').until('2027-03-31T14:59:00.000Z');
    given(story)
      .when('tick', {
        by: { door: 'clock', person: null, organisation: null },
        at: '2027-03-31T15:00:00.000Z',
      })
      .then(
        event('decision-undecided', { decision: 'endorsement-1' }),
        event('obligation-opened', {
          kind: 'undecided',
          owner: 'coordinator-1',
          due: { at: '2027-04-14T14:00:00.000Z' },
        }),
      );
    expect(undecided().pilot).toMatchObject({
      status: 'proposal.endorsement',
      decisions: [{ outcome: 'undecided', resolved: null }],
    });
  });

  it('it stays answerable and overdue', () => {
    const story = undecided();
    expect(story.owed('position:endorsement-1:host_government-2')).toMatchObject({ state: 'open' });
    const answered = story.takes(malawi, 'approve');
    expect(answered.pilot.status).toBe('proposal.concept_review');
    expect(answered.owed('undecided:endorsement-1')).toMatchObject({ state: 'void' });
  });

  it('with a request for changes and approval out of reach it is returned instead', () =>
    expect(
      anEndorsement()
        .takes(kenya, 'request_changes', { text: 'Name the lakes.' })
        .until('2027-03-31T15:00:00.000Z').pilot.status,
    ).toBe('proposal.revision'));

  it('it is undecided as soon as all have answered without a result', () => {
    const story = aConcept(committee, [kenya, malawi])
      .takes(first, 'abstain')
      .takes(second, 'abstain')
      .takes(members[2] ?? first, 'recuse');
    expect(story.pilot.decisions.at(-1)).toMatchObject({ outcome: 'undecided', resolved: null });
    expect(story.owed('undecided:concept-1')).toMatchObject({ state: 'open' });
    expect(story.takes(first, 'approve').pilot.status).toBe('consultation.convened');
  });

  it('offers the coordinator the ways out, and only then', () => {
    const ways = ['ask-again', 'name-substitute', 'refer-decision'];
    expect(undecided().actions(coordinator)).toEqual(expect.arrayContaining(ways));
    for (const way of ways) expect(anEndorsement().actions(coordinator)).not.toContain(way);
  });
});

describe('extend-decision', () => {
  const extend = { decision: 'endorsement-1', by: { add: { days: 20 } }, reason };

  it('gives the silent seats more time, and the decision closes at the latest of them', () => {
    given(undecided())
      .when('extend-decision', { body: extend })
      .then(
        event('obligation-moved', {
          obligation: 'position:endorsement-1:host_government-2',
          due: {
            at: '2027-04-20T15:00:00.000Z',
            explanation:
              '30 days after the opening of the decision, 1 March 2027; extended once by 20 days by the coordinator',
          },
        }),
        event('decision-extended', {
          decision: 'endorsement-1',
          closes: '2027-04-20T15:00:00.000Z',
          lastResortAt: '2027-05-20T14:00:00.000Z',
          reason,
        }),
        event('obligation-met', { obligation: 'undecided:endorsement-1:coordinator-1' }),
      );
    expect(undecided().give('extend-decision', { body: extend }).pilot.decisions[0]).toMatchObject({
      outcome: null,
    });
  });

  it('by the coordinator at most by the decision’s own length in all, by the approving body beyond', () => {
    const longer = { ...extend, by: { add: { days: 31 } } };
    given(undecided()).when('extend-decision', { body: longer }).refused('not-extendable');
    const extended = undecided().give('extend-decision', { body: extend });
    const twice = { ...extend, by: { add: { days: 11 } } };
    given(extended).when('extend-decision', { body: twice }).refused('not-extendable');
    given(extended).when('extend-decision', { by: first, body: twice }).then(event('decision-extended'));
  });

  it('not to a day that has passed, and not where every seat has answered', () => {
    given(undecided().later('2027-04-30T09:00:00.000Z'))
      .when('extend-decision', { body: extend })
      .refused('not-extendable');
    const all = aConcept(sampleDirectory(), [kenya, malawi]).takes(first, 'abstain');
    given(all)
      .when('extend-decision', { body: { ...extend, decision: 'concept-1' } })
      .refused('not-extendable');
  });

  it('not once it is resolved', () =>
    given(undecided().takes(malawi, 'approve'))
      .when('extend-decision', { body: extend })
      .refused('already-resolved'));
});

describe('ask-again', () => {
  const again = { decision: 'endorsement-1', reason };

  it('puts the question to all seats with its full time; positions taken before are history', () => {
    const story = undecided();
    given(story)
      .when('ask-again', { body: again })
      .then(
        event('obligation-voided', { obligation: 'position:endorsement-1:host_government-2' }),
        event('decision-asked-again', { closes: '2027-04-30T15:00:00.000Z', reason }),
        event('obligation-opened', { owner: 'host_government-1', due: { at: '2027-04-30T14:00:00.000Z' } }),
        event('obligation-opened', { owner: 'host_government-2' }),
        event('obligation-met', { obligation: 'undecided:endorsement-1:coordinator-1' }),
      );
    const asked = story.give('ask-again', { body: again });
    expect(asked.pilot.decisions[0]?.positions).toMatchObject([{ position: 'approve', void: true }]);
    expect(asked.takes(malawi, 'approve').pilot.status).toBe('proposal.endorsement');
    expect(asked.takes(malawi, 'approve').takes(kenya, 'approve').pilot.status).toBe(
      'proposal.concept_review',
    );
  });

  it('is refused while the decision is within its time', () =>
    given(anEndorsement()).when('ask-again', { body: again }).refused('not-now'));
});

describe('name-substitute', () => {
  const fourth = { door: 'http', person: 'board-four', organisation: 'board-4' } as const;
  const four = sampleDirectory({ programmes: [programmeWith(4)] });
  /** The fourth body was named by the programme after the concept was put to three. */
  const enlarged = (): Story =>
    undecidedConcept()
      .in(four)
      .give('fill-seat', { by: administrator, body: { kind: 'approving_body', organisation: 'board-4' } });
  const substitute = {
    decision: 'concept-1',
    seat: 'approving_body-1',
    substitute: 'approving_body-4',
    reason,
  };

  it('asks another seat of the same kind, with its full time', () => {
    given(enlarged())
      .when('name-substitute', { body: substitute })
      .then(
        event('obligation-voided', { obligation: 'position:concept-1:approving_body-1' }),
        event('seat-substituted', {
          seat: 'approving_body-1',
          substitute: { seat: 'approving_body-4', organisation: 'board-4' },
        }),
        event('obligation-opened', { owner: 'approving_body-4', due: { at: '2027-04-27T10:00:00.000Z' } }),
        event('decision-extended', { closes: '2027-04-27T10:00:00.000Z' }),
        event('obligation-met', { obligation: 'undecided:concept-1:coordinator-1' }),
      );
    const named = enlarged().give('name-substitute', { body: substitute });
    given(named)
      .when('take-position', { by: first, body: { decision: 'concept-1', position: 'approve' } })
      .refused('not-asked');
    expect(named.takes(fourth, 'approve').takes(second, 'approve').pilot.status).toBe(
      'consultation.convened',
    );
  });

  it('not for a seat that has answered, nor by one that is asked already, nor of another kind', () => {
    given(enlarged().takes(first, 'object', { text: 'No.' }))
      .when('name-substitute', { body: substitute })
      .refused('wrong-seat');
    for (const other of ['approving_body-2', 'finance-1', 'approving_body-9'])
      given(enlarged())
        .when('name-substitute', { body: { ...substitute, substitute: other } })
        .refused('wrong-seat');
    given(enlarged())
      .when('name-substitute', { body: { ...substitute, seat: 'finance-1' } })
      .refused('not-asked');
  });

  it('never for a host government: nobody else speaks for its country', () =>
    given(undecided())
      .when('name-substitute', {
        body: {
          decision: 'endorsement-1',
          seat: 'host_government-2',
          substitute: 'host_government-1',
          reason,
        },
      })
      .refused('veto-stands'));

  it('is refused while the decision is within its time', () =>
    given(aConcept(committee, [kenya, malawi]))
      .when('name-substitute', { body: substitute })
      .refused('not-now'));
});

describe('refer-decision', () => {
  const refer = { decision: 'endorsement-1', reason };
  const referred = (): Story => undecided().give('refer-decision', { body: refer });
  const decide = (outcome: string): object => ({ decision: 'endorsement-1', outcome, reason });

  it('makes the approving body owe the decision', () =>
    given(undecided())
      .when('refer-decision', { body: refer })
      .then(
        event('decision-referred', refer),
        event('obligation-met', { obligation: 'undecided:endorsement-1:coordinator-1' }),
        event('obligation-opened', { kind: 'choice', owner: 'approving_body-1', subject: 'endorsement-1' }),
      ));

  it('it may decide in its place with a reason', () => {
    given(referred())
      .when('decide-referred', { by: first, body: decide('approved') })
      .then(
        event('decision-resolved', { outcome: 'approved', by: 'approving_body', reason }),
        event('obligation-met', { obligation: 'choice:endorsement-1:approving_body-1' }),
        event('step-entered', { to: 'proposal.concept_review' }),
      );
    given(referred())
      .when('decide-referred', { by: first, body: decide('refused') })
      .then(event('step-entered', { to: 'proposal.revision' }));
    given(referred())
      .when('decide-referred', { by: first, body: { decision: 'endorsement-1', outcome: 'approved' } })
      .refused('invalid-body');
  });

  it('but never against a veto', () => {
    const objecting = undecidedWithVeto();
    const refusal = given(objecting)
      .when('decide-referred', { by: first, body: decide('approved') })
      .refusal('veto-stands');
    expect(refusal.detail).toBe('KE objects, and has a veto.');
    given(objecting)
      .when('decide-referred', { by: first, body: decide('returned') })
      .then(event('decision-resolved', { outcome: 'returned' }));
  });

  it('the seats asked may still answer', () => {
    const story = referred().takes(malawi, 'approve');
    expect(story.pilot.status).toBe('proposal.concept_review');
    expect(story.owed('choice:endorsement-1')).toMatchObject({ state: 'void' });
  });

  it('is not for what the approving body decides itself, nor twice, nor too early', () => {
    given(undecidedConcept())
      .when('refer-decision', { body: { decision: 'concept-1', reason } })
      .refused('not-referable');
    given(referred()).when('refer-decision', { body: refer }).refused('not-referable');
    given(anEndorsement()).when('refer-decision', { body: refer }).refused('not-now');
  });

  it('is decided only when it was referred', () => {
    given(undecided())
      .when('decide-referred', { by: first, body: decide('approved') })
      .refused('not-now');
    expect(undecided().actions(first)).not.toContain('decide-referred');
    expect(referred().actions(first)).toContain('decide-referred');
  });

  it('a later extension takes it back from the approving body', () => {
    const extended = referred().give('extend-decision', {
      body: { decision: 'endorsement-1', by: { add: { days: 20 } }, reason },
    });
    expect(extended.owed('choice:endorsement-1')).toMatchObject({ state: 'void' });
  });
});

/** Where consensus is sought, an objection does not end the endorsement before its time; it still is a veto. */
function undecidedWithVeto(): Story {
  const { ruleBook, institutions } = programmeWith(1);
  const byMajority = {
    institutions,
    ruleBook: {
      ...ruleBook,
      decisions: {
        ...ruleBook.decisions,
        endorsement: {
          value: { rule: 'CONSENSUS_WITH_CHAIR' as const, chair: 'coordinator' as const },
          source: 'test',
        },
      },
    },
  };
  return anEndorsement(sampleDirectory({ programmes: [byMajority] }))
    .takes(kenya, 'object', { text: 'No.' })
    .until('2027-03-31T15:00:00.000Z')
    .give('refer-decision', { body: { decision: 'endorsement-1', reason } });
}
