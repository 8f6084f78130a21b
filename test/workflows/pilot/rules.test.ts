import type { ProgrammeRule } from '../../../workflows/programmes/decision-rule';
import { event, given } from '../../support/given';
import {
  coordinator,
  first,
  kenya,
  malawi,
  persons,
  programmeWith,
  sampleDirectory,
  second,
  third,
} from '../../support/pilot-people';
import { aConcept, anEndorsement, type Story } from '../../support/pilots';

const reason = 'Because it is needed.';

/** A programme of three members with another rule for one kind of decision. */
const under = (kind: 'endorsement' | 'concept', value: ProgrammeRule) => {
  const { ruleBook, institutions } = programmeWith(3);
  const decisions = { ...ruleBook.decisions, [kind]: { value, source: 'test' } };
  return sampleDirectory({ programmes: [{ institutions, ruleBook: { ...ruleBook, decisions } }] });
};

describe('SEQUENTIAL: each rule in turn; the next seats are asked only then', () => {
  const endorsing = (): Story =>
    anEndorsement(
      under('endorsement', {
        rule: 'SEQUENTIAL',
        turns: [{ rule: 'ALL_OF' }, { rule: 'N_OF_M', n: 2, of: ['approving_body'] }],
      }),
    );
  const secondTurn = (): Story => endorsing().takes(kenya, 'approve').takes(malawi, 'approve');

  it('the seats of the second turn owe nothing before, and are told so', () => {
    const story = endorsing();
    expect(story.pilot.obligations.filter(({ owner }) => owner.startsWith('approving_body'))).toEqual([]);
    const refusal = given(story)
      .when('take-position', { by: first, body: { decision: 'endorsement-1', position: 'approve' } })
      .refusal('not-asked');
    expect(refusal.detail).toContain('Others are asked before you');
  });

  it('when the first have approved the next are asked, with their whole time', () => {
    const story = endorsing().takes(kenya, 'approve').later('2027-03-20T09:00:00.000Z');
    given(story)
      .when('take-position', { by: malawi, body: { decision: 'endorsement-1', position: 'approve' } })
      .then(
        event('decision-turn-opened', {
          turn: 1,
          notified: ['approving_body-1', 'approving_body-2', 'approving_body-3'],
        }),
        event('obligation-opened', { kind: 'position', owner: 'approving_body-1' }),
      );
    const { closes } = story.takes(malawi, 'approve').pilot.decisions[0] ?? {};
    expect(closes).toBe('2027-04-19T21:00:00.000Z');
  });

  it('the decision resolves with the last turn', () => {
    const story = secondTurn().takes(first, 'approve');
    expect(story.pilot.status).toBe('proposal.endorsement');
    expect(story.takes(second, 'approve').pilot.status).toBe('proposal.concept_review');
  });

  it('a seat whose turn is over does not change its mind', () =>
    given(secondTurn())
      .when('take-position', {
        by: kenya,
        body: { decision: 'endorsement-1', position: 'object', text: reason },
      })
      .refused('already-resolved'));

  it('what the first seats refuse never comes to the next', () => {
    const story = endorsing().takes(kenya, 'object', { text: reason });
    expect(story.pilot.status).toBe('proposal.revision');
    expect(story.ofType('decision-turn-opened')).toEqual([]);
  });

  it('asking again is for the seats of the present turn: the others have answered', () => {
    const story = secondTurn()
      .until('2027-04-01T00:00:00.000Z')
      .give('ask-again', { body: { decision: 'endorsement-1', reason } });
    expect(story.pilot.decisions[0]?.positions.map((taken) => taken.void)).toEqual([false, false]);
  });
});

describe('CONSENSUS_WITH_CHAIR: all agree before the closing time, otherwise the chair decides, with a reason', () => {
  const chaired: ProgrammeRule = { rule: 'CONSENSUS_WITH_CHAIR', chair: 'approving_body' };
  const concept = (): Story => aConcept(under('concept', chaired), [kenya, malawi]);
  const noConsensus = (): Story =>
    concept().takes(second, 'object', { text: reason }).until('2027-04-01T00:00:00.000Z');
  const decide = (outcome: string) => ({ decision: 'concept-1', outcome, reason });

  it('an objection does not end it before its time', () => {
    const story = concept().takes(second, 'object', { text: reason });
    expect(story.pilot.status).toBe('proposal.concept_review');
    given(story)
      .when('decide-as-chair', { by: first, body: decide('approved') })
      .refused('not-now');
    const agreed = story.takes(first, 'approve').takes(third, 'approve').takes(second, 'approve');
    expect(agreed.pilot.status).toBe('consultation.convened');
  });

  it('at the closing time the chair owes the decision', () => {
    expect(noConsensus().owed('choice:concept-1')).toMatchObject({
      owner: 'approving_body-1',
      state: 'open',
    });
    expect(noConsensus().actions(first)).toContain('decide-as-chair');
    expect(noConsensus().actions(second)).not.toContain('decide-as-chair');
  });

  it('the chair decides, with a reason', () => {
    given(noConsensus())
      .when('decide-as-chair', { by: first, body: decide('approved') })
      .then(
        event('decision-resolved', { outcome: 'approved', by: 'chair', reason }),
        event('obligation-met', { obligation: 'choice:concept-1:approving_body-1' }),
        event('step-entered', { to: 'consultation.convened' }),
      );
    given(noConsensus())
      .when('decide-as-chair', { by: first, body: { decision: 'concept-1', outcome: 'approved' } })
      .refused('invalid-body');
  });

  it('nobody else does, and never against a veto', () => {
    given(noConsensus())
      .when('decide-as-chair', { by: second, body: decide('approved') })
      .refused('not-your-seat');
    const vetoed = anEndorsement(under('endorsement', { rule: 'CONSENSUS_WITH_CHAIR', chair: 'coordinator' }))
      .takes(kenya, 'object', { text: reason })
      .until('2027-04-01T00:00:00.000Z');
    given(vetoed)
      .when('decide-as-chair', {
        by: coordinator,
        body: { decision: 'endorsement-1', outcome: 'approved', reason },
      })
      .refused('veto-stands');
  });

  it('a rule without a chair has none', () =>
    given(anEndorsement())
      .when('decide-as-chair', {
        by: first,
        body: { decision: 'endorsement-1', outcome: 'approved', reason },
      })
      .refused('not-now'));
});

describe('ROLE_COVERAGE: each line has its approvals and nobody with a veto objects', () => {
  const covered = under('concept', {
    rule: 'ROLE_COVERAGE',
    lines: [{ seat: 'approving_body', count: 1 }],
  });
  const reviewing = (): Story => aConcept(covered, [kenya, malawi]);

  it('host governments are asked, named or not', () =>
    expect(reviewing().pilot.decisions.at(-1)?.asked).toMatchObject([
      { seat: 'approving_body-1', veto: false },
      { seat: 'approving_body-2', veto: false },
      { seat: 'approving_body-3', veto: false },
      { seat: 'host_government-1', veto: true },
      { seat: 'host_government-2', veto: true },
    ]));

  it('resolves when the last of them has answered', () => {
    const approved = reviewing().takes(first, 'approve').takes(kenya, 'approve');
    expect(approved.pilot.status).toBe('proposal.concept_review');
    expect(approved.takes(malawi, 'approve').pilot.status).toBe('consultation.convened');
  });
});

describe('NO_OBJECTION: silence agrees only where a notice has reached', () => {
  const silent: ProgrammeRule = { rule: 'NO_OBJECTION', threshold: 1, per: 'all' };
  const withoutThird = persons.map((person) =>
    person.id === 'board-three' ? { ...person, active: false } : person,
  );

  it('the window ends without an objection: approved', () => {
    const story = aConcept(under('concept', silent), [kenya, malawi]).until('2027-04-01T00:00:00.000Z');
    expect(story.pilot.status).toBe('consultation.convened');
  });

  it('one objection refuses it', () => {
    const story = aConcept(under('concept', silent), [kenya, malawi]).takes(second, 'object', {
      text: reason,
    });
    expect(story.pilot.status).toBe('rejected');
  });

  it('a seat that no notice has reached holds it up', () => {
    const directory = under('concept', silent);
    const people = { ...directory, person: (id: string) => withoutThird.find((person) => person.id === id) };
    const story = aConcept(people, [kenya, malawi]).until('2027-04-01T00:00:00.000Z');
    expect(story.pilot).toMatchObject({ status: 'proposal.concept_review' });
    expect(story.pilot.decisions.at(-1)).toMatchObject({
      outcome: 'undecided',
      notified: ['approving_body-1', 'approving_body-2'],
    });
  });

  it('a reminder that reaches it later is a notice', () => {
    const directory = under('concept', silent);
    const people = { ...directory, person: (id: string) => withoutThird.find((person) => person.id === id) };
    const story = aConcept(people, [kenya, malawi]).in(directory).until('2027-04-01T00:00:00.000Z');
    expect(story.pilot.status).toBe('consultation.convened');
  });
});
