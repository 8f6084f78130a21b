import type { Caller } from '../../../workflows/decider';
import { caseOf } from '../../../workflows/pilot/case';
import { outboxOf } from '../../../workflows/pilot/outbox';
import { seesEvent, sightOf } from '../../../workflows/pilot/sight';
import { event, given } from '../../support/given';
import {
  coordinator,
  finance,
  first,
  kenya,
  malawi,
  members,
  person,
  persons,
  programmeWith,
  sampleDirectory,
} from '../../support/pilot-people';
import { aConcept, anEndorsement, type Story } from '../../support/pilots';

const cora = { ...coordinator, person: 'cora' };
const reason = 'The letter is not ours.';
const letter = {
  sha256: 'a'.repeat(64),
  name: 'Letter of the ministry',
  date: '2027-02-26',
  issuer: 'Ministry of Malawi',
  location: 'Registry, file 12',
};
const paper = {
  decision: 'endorsement-1',
  seat: 'host_government-2',
  position: 'approve',
  document: letter,
};
const record = { record: 'record-1' };

/** Malawi's approval came on paper, and the coordinator has entered it. */
const recorded = (story: Story = anEndorsement(), more: object = {}): Story =>
  story.give('record-position', { body: { ...paper, ...more } });
const confirmed = (story: Story = recorded()): Story =>
  story.give('confirm-record', { by: cora, body: record });
/** The last answer that was missing: by it the outcome would be certain. */
const waiting = (): Story => confirmed(recorded(anEndorsement().takes(kenya, 'approve')));
/** 17:00 in Blantyre, 7 days after the notice of 1 March. */
const windowOver = '2027-03-08T15:00:00.000Z';

describe('On behalf: a coordinator may enter a position that an organisation other than her own sent on paper (lifecycle.md section 3)', () => {
  it('with the document’s hash', () => {
    given(anEndorsement())
      .when('record-position', { body: paper })
      .then(
        event('position-recorded', { record: 'record-1', organisation: 'focal-mw', document: letter }),
        event('obligation-opened', { kind: 'confirmation', owner: 'coordinator-1' }),
      );
    given(anEndorsement())
      .when('record-position', { body: { ...paper, document: undefined } })
      .refused('invalid-body');
    expect(recorded().pilot.documents).toContain(letter.sha256);
  });

  it('the event names on whose behalf', () => {
    expect(confirmed().ofType('position-recorded')).toMatchObject([
      { person: 'carla', organisation: 'unit', seat: 'coordinator-1', onBehalfOf: 'focal-mw' },
    ]);
    expect(confirmed().ofType('record-confirmed')).toMatchObject([
      { person: 'cora', onBehalfOf: 'focal-mw' },
    ]);
  });

  it('not for her own organisation', () => {
    const both = persons.map((each) => (each.id === 'carla' ? person('carla', 'unit', 'focal-mw') : each));
    given(anEndorsement(sampleDirectory({ persons: both })))
      .when('record-position', { body: paper })
      .refused('segregation');
  });

  it('nobody but a coordinator', () =>
    given(anEndorsement()).when('record-position', { by: finance, body: paper }).refused('not-your-seat'));

  it('for a seat that is asked, with the text or the conditions that its position needs', () => {
    const refused = (more: object, code: string) =>
      given(anEndorsement())
        .when('record-position', { body: { ...paper, ...more } })
        .refused(code);
    refused({ seat: 'proponent-1' }, 'not-asked');
    refused({ decision: 'endorsement-9' }, 'unknown-decision');
    refused({ position: 'object' }, 'reason-required');
    refused({ position: 'approve_with_conditions' }, 'reason-required');
    refused({ position: 'abstain' }, 'must-answer');
    refused({ document: { ...letter, date: '2027-03-02' } }, 'dates-contradict');
  });

  it('the same document does not serve twice without a reason', () => {
    given(recorded()).when('record-position', { body: paper }).refused('document-used');
    given(recorded())
      .when('record-position', { body: { ...paper, reason: 'One letter, a wrong entry.' } })
      .then(event('obligation-voided'), event('position-recorded', { record: 'record-2' }));
  });

  it('an unconfirmed record counts for nothing', () => {
    const story = recorded(anEndorsement().takes(kenya, 'approve'));
    expect(story.pilot).toMatchObject({ status: 'proposal.endorsement', decisions: [{ outcome: null }] });
    expect(story.owed('position:endorsement-1:host_government-2').state).toBe('open');
    expect(story.until('2027-03-31T15:00:00.000Z').pilot.decisions[0]).toMatchObject({
      outcome: 'undecided',
    });
  });

  it('it is void when the seat answers itself, and when its decision resolves', () => {
    const itself = recorded().takes(malawi, 'request_changes', { text: 'Name the lake.' });
    expect(itself.owed('confirmation:record-1').state).toBe('void');
    given(itself).when('confirm-record', { by: cora, body: record }).refused('not-now');
    const returned = recorded(anEndorsement()).takes(kenya, 'object', { text: 'Not on our lake.' });
    expect(returned.owed('confirmation:record-1').state).toBe('void');
    given(returned).when('confirm-record', { by: cora, body: record }).refused('already-resolved');
  });
});

describe('with the confirmation of another person (a second coordinator, else finance)', () => {
  it('not of who entered it, nor of the organisation whose position it is', () => {
    given(recorded()).when('confirm-record', { body: record }).refused('segregation');
    const both = persons.map((each) => (each.id === 'cora' ? person('cora', 'unit', 'focal-mw') : each));
    const story = recorded(anEndorsement(sampleDirectory({ persons: both })));
    given(story).when('confirm-record', { by: cora, body: record }).refused('segregation');
    expect(story.owed('confirmation:record-1').owner).toBe('finance-1');
    given(story).when('confirm-record', { by: finance, body: record }).then(event('record-confirmed'));
  });

  it('finance confirms only where there is no second coordinator', () => {
    given(recorded()).when('confirm-record', { by: finance, body: record }).refused('not-your-seat');
    const alone = sampleDirectory({ persons: persons.filter(({ id }) => id !== 'cora') });
    expect(recorded(anEndorsement(alone)).actions(finance)).toContain('confirm-record');
    given(recorded(anEndorsement(alone)))
      .when('confirm-record', { by: finance, body: record })
      .then(event('record-confirmed'));
  });

  it('from then on the position stands, and is confirmed once', () => {
    expect(confirmed().pilot.decisions[0]?.positions).toMatchObject([
      { seat: 'host_government-2', position: 'approve', onPaper: { record: 'record-1' }, void: false },
    ]);
    expect(confirmed().owed('position:endorsement-1:host_government-2').state).toBe('met');
    given(confirmed()).when('confirm-record', { by: cora, body: record }).refused('not-now');
    given(confirmed())
      .when('confirm-record', { by: cora, body: { record: 'no' } })
      .refused('unknown-record');
  });

  it('a notice to the organisation: it is recorded, and to be sent', () => {
    const story = confirmed();
    const notice = { organisation: 'focal-mw', to: [{ persons: ['martha'] }], disputableUntil: windowOver };
    const [told] = story.ofType('record-confirmed');
    expect(told?.data).toMatchObject(notice);
    expect(told === undefined ? [] : outboxOf(story.pilot, told)).toMatchObject([
      { kind: 'position-recorded', body: { ...notice, pilot: story.pilot.id, decision: 'endorsement-1' } },
    ]);
  });
});

describe('from that notice a dispute window of 7 days during which it can strike the position', () => {
  const strike = { by: malawi, body: { ...record, reason } };

  it('a decision whose outcome rests on a position still open to dispute resolves only when that window is over', () => {
    const story = waiting();
    expect(story.pilot.status).toBe('proposal.endorsement');
    expect(story.agenda()).toMatchObject({ wakeFor: 'end of the time to strike a position: endorsement' });
    expect(story.until('2027-03-08T14:59:00.000Z').pilot.status).toBe('proposal.endorsement');
    expect(story.until(windowOver).pilot.status).toBe('proposal.concept_review');
  });

  it('past its closing time if need be', () => {
    const late = recorded(anEndorsement().takes(kenya, 'approve').until('2027-03-30T09:00:00.000Z'));
    const story = confirmed(late).until('2027-04-06T14:59:00.000Z');
    expect(story.pilot.decisions[0]).toMatchObject({ closes: '2027-03-31T15:00:00.000Z', outcome: null });
    expect(story.agenda().wakeAt).toBe('2027-04-06T15:00:00.000Z');
    expect(story.until('2027-04-06T15:00:00.000Z').pilot.status).toBe('proposal.concept_review');
  });

  it('an outcome that does not rest on it does not wait', () => {
    const committee = sampleDirectory({ programmes: [programmeWith(3)] });
    const [, second, third] = members;
    const concept = { ...paper, decision: 'concept-1', seat: 'approving_body-1' };
    const story = confirmed(aConcept(committee, [kenya, malawi]).give('record-position', { body: concept }));
    const one = story.takes(second ?? first, 'approve');
    expect(one.pilot.status).toBe('proposal.concept_review');
    const resolved = one.takes(third ?? first, 'approve');
    expect(resolved.pilot.status).toBe('consultation.convened');
    given(resolved)
      .when('strike-position', { by: first, body: { ...record, reason } })
      .thenOnly('position-struck');
  });

  it('an answer of the seat itself takes its place, and nothing waits any more', () => {
    const story = waiting().takes(malawi, 'approve', { text: 'We do.' });
    expect(story.pilot.status).toBe('proposal.concept_review');
  });

  it('the organisation alone strikes it, with a reason, while it stands', () => {
    given(waiting())
      .when('strike-position', { ...strike, by: kenya })
      .refused('not-your-seat');
    given(waiting())
      .when('strike-position', { ...strike, body: record })
      .refused('invalid-body');
    given(recorded()).when('strike-position', strike).refused('not-now');
    given(waiting())
      .when('strike-position', { by: malawi, body: { record: 'record-7', reason } })
      .refused('unknown-record');
    given(waiting().later(windowOver)).when('strike-position', strike).refused('too-late');
    expect(waiting().actions(malawi)).toContain('strike-position');
    expect(waiting().actions(kenya)).not.toContain('strike-position');
    expect(recorded().actions(malawi)).not.toContain('strike-position');
  });

  it('a struck position is void', () => {
    const struck = waiting().give('strike-position', strike);
    expect(struck.pilot.decisions[0]?.positions.at(-1)).toMatchObject({ onPaper: record, void: true });
    expect(struck.pilot.endorsements.map(({ country }) => country)).toEqual(['KE']);
    given(struck).when('strike-position', strike).refused('not-now');
    expect(struck.until(windowOver).pilot.status).toBe('proposal.endorsement');
    expect(struck.takes(malawi, 'approve').pilot.status).toBe('proposal.concept_review');
  });

  it('and the seat is asked again, with at least 7 days', () => {
    given(waiting())
      .when('strike-position', strike)
      .then(
        event('position-struck', { reason }),
        event('obligation-opened', { kind: 'position', due: { at: '2027-03-31T15:00:00.000Z' } }),
      );
    const late = confirmed(
      recorded(anEndorsement().takes(kenya, 'approve').until('2027-03-30T09:00:00.000Z')),
    );
    given(late.until('2027-04-01T09:00:00.000Z'))
      .when('strike-position', strike)
      .then(
        event('obligation-opened', { kind: 'position', due: { at: '2027-04-08T15:00:00.000Z' } }),
        event('decision-extended', { closes: '2027-04-08T15:00:00.000Z' }),
      );
  });
});

describe('A host government without a person is asked through the coordinator, who records on behalf', () => {
  const nobody = sampleDirectory({ persons: persons.filter(({ id }) => id !== 'martha') });

  it('the reminders of its position go to the coordinator', () => {
    const reminders = anEndorsement(nobody).until('2027-03-25T09:00:00.000Z').ofType('reminder-recorded');
    expect(reminders.at(-1)?.data).toMatchObject({
      obligation: 'position:endorsement-1:host_government-2',
      to: [{ seat: 'coordinator-1' }],
    });
  });

  it('she records its position, and the decision resolves when nobody has struck it', () => {
    const story = anEndorsement(nobody);
    expect(story.actions(coordinator)).toContain('record-position');
    expect(confirmed(recorded(story.takes(kenya, 'approve'))).until(windowOver).pilot.status).toBe(
      'proposal.concept_review',
    );
  });
});

describe('A position on paper is seen like any other before its decision resolves (lifecycle.md section 1, Sight)', () => {
  const alone = sampleDirectory({ persons: persons.filter(({ id }) => id !== 'cora') });
  const shownTo = (by: Caller): readonly unknown[] => {
    const { pilot, directory, at } = recorded(anEndorsement(alone));
    const sight = sightOf(pilot, by, directory, pilot.occurredAt);
    const look = { at, sight, actions: [], agenda: { wakeAt: null, wakeFor: null } };
    return caseOf(pilot, look).decisions.flatMap(({ records }) => records);
  };

  it('by its seat, the coordinator, and who has to confirm it', () => {
    for (const by of [coordinator, malawi, finance])
      expect(shownTo(by)).toMatchObject([{ id: 'record-1', position: 'approve', confirmed: null }]);
    expect(shownTo(kenya)).toEqual([]);
  });

  it('not by others in the events either', () => {
    const { pilot, directory, ...story } = recorded();
    const [entered] = story.ofType('position-recorded');
    const sees = (by: Caller) =>
      entered !== undefined && seesEvent(pilot, sightOf(pilot, by, directory, pilot.occurredAt), entered);
    expect([sees(coordinator), sees(malawi), sees(kenya)]).toEqual([true, true, false]);
  });
});
