import { event, given } from '../../support/given';
import {
  first,
  kenya,
  malawi,
  persons,
  programmeWith,
  sampleDirectory,
  second,
  third,
} from '../../support/pilot-people';
import { aConcept, anEndorsement } from '../../support/pilots';

const one = (): ReturnType<typeof aConcept> => aConcept(sampleDirectory(), [kenya, malawi]);
const three = sampleDirectory({ programmes: [programmeWith(3)] });
const committee = (): ReturnType<typeof aConcept> => aConcept(three, [kenya, malawi]);
const answer = (position: string, text?: string): object => ({
  decision: 'concept-1',
  position,
  ...(text === undefined ? {} : { text }),
});

describe('Concept review (lifecycle.md sections 2 and 3)', () => {
  it('asks the approving body for a position in 20 working days: SINGLE where it is one seat', () =>
    given(anEndorsement().takes(kenya, 'approve'))
      .when('take-position', { by: malawi, body: { decision: 'endorsement-1', position: 'approve' } })
      .then(
        event('decision-opened', {
          kind: 'concept',
          rule: { rule: 'SINGLE', seat: 'approving_body-1' },
          closes: '2027-03-29T15:00:00.000Z',
        }),
      ));

  it('N_OF_M, a majority, of several; it closes at the latest of them', () => {
    const [, concept] = committee().pilot.decisions;
    expect(concept).toMatchObject({
      rule: { rule: 'N_OF_M', n: 'majority' },
      asked: [{ seat: 'approving_body-1' }, { seat: 'approving_body-2' }, { seat: 'approving_body-3' }],
      closes: '2027-03-29T21:00:00.000Z',
    });
    expect(committee().takes(first, 'approve').pilot.status).toBe('proposal.concept_review');
    expect(committee().takes(first, 'approve').takes(third, 'approve').pilot.status).toBe(
      'consultation.convened',
    );
  });

  it('approved → consultation, which the coordinator convenes within 60 days', () =>
    given(one())
      .when('take-position', { by: first, body: answer('approve') })
      .then(
        event('decision-resolved', { outcome: 'approved' }),
        event('step-entered', { from: 'proposal.concept_review', to: 'consultation.convened' }),
        event('obligation-opened', {
          kind: 'step',
          subject: 'consultation.convened',
          owner: 'coordinator-1',
          due: { at: '2027-04-30T14:00:00.000Z' },
          lapsesAt: null,
        }),
      ));

  it('approval starts one clock of 18 months, and the pilot lapses over it', () =>
    given(one())
      .when('take-position', { by: first, body: answer('approve') })
      .then(
        event('obligation-opened', {
          kind: 'clock',
          owner: 'proponent-1',
          due: {
            at: '2028-09-01T14:00:00.000Z',
            explanation: '18 months after the approval of the concept, 1 March 2027',
          },
          lapsesAt: '2028-09-01T14:00:00.000Z',
        }),
      ));

  it('returned → revision', () =>
    given(one())
      .when('take-position', { by: first, body: answer('request_changes', 'Fewer outputs.') })
      .then(
        event('decision-resolved', { outcome: 'returned', reason: 'Fewer outputs.' }),
        event('step-entered', { to: 'proposal.revision' }),
      ));

  it('refused → rejected', () =>
    given(one())
      .when('take-position', { by: first, body: answer('object', 'Not our field.') })
      .then(
        event('decision-resolved', { outcome: 'refused' }),
        event('pilot-ended', { end: 'rejected', left: 'proposal.concept_review', reason: 'Not our field.' }),
      ));

  it('a member with a conflict recuses itself, and leaves the base', () => {
    const story = committee().takes(first, 'recuse').takes(second, 'approve');
    expect(story.pilot.status).toBe('proposal.concept_review');
    expect(story.takes(third, 'approve').pilot.status).toBe('consultation.convened');
    const alone = committee().takes(first, 'recuse').takes(second, 'recuse');
    expect(alone.takes(third, 'approve').pilot.status).toBe('consultation.convened');
  });

  it('or the coordinator records the conflict', () => {
    const record = { body: { decision: 'concept-1', seat: 'approving_body-1', reason: 'Shares an office.' } };
    given(committee())
      .when('record-conflict', record)
      .then(
        event('position-taken', { seat: 'approving_body-1', position: 'recuse', text: 'Shares an office.' }),
        event('obligation-met', { obligation: 'position:concept-1:approving_body-1' }),
      );
    given(committee().give('record-conflict', record))
      .when('record-conflict', record)
      .refused('same-position');
    given(committee())
      .when('record-conflict', { body: { ...record.body, seat: 'finance-1' } })
      .refused('not-asked');
    given(anEndorsement())
      .when('record-conflict', {
        body: { decision: 'endorsement-1', seat: 'host_government-1', reason: 'Owns the lake.' },
      })
      .refused('must-answer');
  });

  it('nobody reviews what her own organisation proposes', () => {
    const both = persons.map((person) =>
      person.id === 'board-one' ? { ...person, organisations: ['board-1', 'institute'] } : person,
    );
    const story = aConcept(sampleDirectory({ persons: both, programmes: [programmeWith(3)] }), [
      kenya,
      malawi,
    ]);
    given(story)
      .when('take-position', { by: first, body: answer('approve') })
      .refused('segregation');
    given(story)
      .when('take-position', { by: first, body: answer('recuse') })
      .then(event('position-taken'));
  });

  it('does not open while the approving body’s seat is empty: quorum-impossible, naming what is missing', () => {
    const story = anEndorsement()
      .give('decline-seat', { by: first, body: { seat: 'approving_body-1', reason: 'Not ours.' } })
      .takes(kenya, 'approve');
    const refusal = given(story)
      .when('take-position', { by: malawi, body: { decision: 'endorsement-1', position: 'approve' } })
      .refusal('quorum-impossible');
    expect(refusal.detail).toContain('at least one seat');
  });
});
