import type { Caller } from '../../../workflows/decider';
import { event, given } from '../../support/given';
import {
  administrator,
  coordinator,
  finance,
  first,
  kenya,
  malawi,
  organisations,
  persons,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
} from '../../support/pilot-people';
import { aConcept, aDraft, anEndorsement, aPilot, aSubmission, type Story } from '../../support/pilots';

const reason = 'The organisation was dissolved.';
const fill = (body: object, by: Caller = coordinator) => ({ by, body });
const draft = (): Story => aPilot().complete();
const host = { kind: 'host_government', organisation: 'focal-ke', country: 'KE' };
/** Kenya’s focal point has become another ministry: it keeps Kenya’s holidays, Eid and Easter among them. */
const newFocal = sampleDirectory({
  organisations: organisations.flatMap((each) =>
    each.id === 'focal-ke'
      ? [
          { ...each, focalPointFor: null },
          { ...each, id: 'new-ke', timeZone: 'UTC' },
        ]
      : [each],
  ),
  persons: persons.flatMap((each) =>
    each.id === 'kamau' ? [each, { ...each, id: 'nia', organisations: ['new-ke'] }] : [each],
  ),
});
const nia: Caller = { door: 'http', person: 'nia', organisation: 'new-ke' };
const replaceKenya = { body: { seat: 'host_government-1', organisation: 'new-ke', reason } };

describe('The coordinator fills the seats (lifecycle.md section 1)', () => {
  it('and the organisation is told and may decline within 14 days', () =>
    given(draft())
      .when('fill-seat', fill(host))
      .then(
        event('seat-filled', {
          seat: 'host_government-1',
          organisation: 'focal-ke',
          country: 'KE',
          persons: ['kamau', 'kioko'],
          declinableUntil: '2027-03-15T14:00:00.000Z',
        }),
      ));

  it('host_government only with the body that the directory holds as that country’s focal point', () => {
    for (const organisation of ['focal-mw', 'institute', 'unit'])
      given(draft())
        .when('fill-seat', fill({ ...host, organisation }))
        .refused('not-the-focal-point');
    given(draft())
      .when('fill-seat', fill({ kind: host.kind, organisation: 'focal-ke' }))
      .refused('not-the-focal-point');
  });

  it('host_government only for a country that takes part', () =>
    given(draft())
      .when('fill-seat', fill({ ...host, organisation: 'focal-ug', country: 'UG' }))
      .refused('unknown-country'));

  it('one host_government for each country', () =>
    given(draft().seated('KE')).when('fill-seat', fill(host)).refused('seat-taken'));

  it('belonging to the organisation is not enough: the persons named act', () => {
    const story = aPilot()
      .complete()
      .give('fill-seat', fill({ ...host, persons: ['kioko'] }))
      .seated('MW')
      .submitted()
      .accepted();
    given(story)
      .when('take-position', { by: kenya, body: { decision: 'endorsement-1', position: 'approve' } })
      .refused('not-your-seat');
    given(draft())
      .when('fill-seat', fill({ ...host, persons: ['martha'] }))
      .refused('unknown-person');
  });

  it('providers and beneficiaries for the country of the organisation', () => {
    given(draft())
      .when('fill-seat', fill({ kind: 'provider', organisation: 'focal-mw' }))
      .then(event('seat-filled', { seat: 'provider-1', country: 'MW' }));
    given(draft())
      .when('fill-seat', fill({ kind: 'beneficiary', organisation: 'institute' }))
      .then(event('seat-filled', { seat: 'beneficiary-1', country: null }));
    given(draft())
      .when('fill-seat', fill({ kind: 'provider', organisation: 'institute', country: 'KE' }))
      .refused('unknown-country');
  });

  it('several seats of one kind are normal, but not twice the same', () => {
    const story = draft().give('fill-seat', fill({ kind: 'observer', organisation: 'donor' }));
    given(story)
      .when('fill-seat', fill({ kind: 'observer', organisation: 'secretariat' }))
      .then(event('seat-filled', { seat: 'observer-2' }));
    given(story)
      .when('fill-seat', fill({ kind: 'observer', organisation: 'donor' }))
      .refused('seat-taken');
  });

  it('not with an organisation that the directory does not have', () =>
    given(draft())
      .when('fill-seat', fill({ kind: 'observer', organisation: 'nobody' }))
      .refused('unknown-organisation'));

  it('the programme names coordinator, approving body and finance: its administrators fill them', () => {
    const two = sampleDirectory({ programmes: [programmeWith(2)] });
    const body = { kind: 'approving_body', organisation: 'board-2' };
    const story = draft().in(two);
    given(story).when('fill-seat', fill(body)).refused('not-your-seat');
    given(story)
      .when('fill-seat', fill(body, administrator))
      .then(event('seat-filled', { seat: 'approving_body-2' }));
    given(story).when('fill-seat', fill(host, administrator)).refused('not-your-seat');
    given(story)
      .when('fill-seat', fill({ ...body, organisation: 'board-3' }, administrator))
      .refused('wrong-seat');
  });
});

describe('Segregation binds opposed roles (lifecycle.md section 1)', () => {
  it.each([
    ['reviewer', 'institute'],
    ['reviewer', 'board-1'],
    ['evaluator', 'treasury'],
    ['evaluator', 'institute'],
  ])('%s is another organisation than %s', (kind, organisation) =>
    given(draft()).when('fill-seat', fill({ kind, organisation })).refused('segregation'),
  );

  it('other roles may meet in one organisation', () =>
    given(draft())
      .when('fill-seat', fill({ kind: 'beneficiary', organisation: 'institute' }))
      .then(event('seat-filled')));

  it('reviewer and evaluator are two organisations', () => {
    const reviewed = draft().give('fill-seat', fill({ kind: 'reviewer', organisation: 'secretariat' }));
    given(reviewed)
      .when('fill-seat', fill({ kind: 'evaluator', organisation: 'secretariat' }))
      .refused('segregation');
  });

  it('the proponent is not replaced by the coordinator’s organisation', () =>
    given(draft())
      .when('replace-seat', { body: { seat: 'proponent-1', organisation: 'unit', reason } })
      .refused('segregation'));
});

describe('decline-seat', () => {
  const decline = { by: kenya, body: { seat: 'host_government-1', reason } };

  it('within 14 days, and not a moment later', () => {
    given(anEndorsement())
      .when('decline-seat', { ...decline, at: '2027-03-15T14:00:00.000Z' })
      .then(event('seat-declined', { seat: 'host_government-1', reason }));
    given(anEndorsement())
      .when('decline-seat', { ...decline, at: '2027-03-15T14:00:00.001Z' })
      .refused('too-late');
  });

  it('is offered while it is possible', () => {
    expect(anEndorsement().actions(kenya)).toContain('decline-seat');
    expect(anEndorsement().later('2027-03-16T09:00:00.000Z').actions(kenya)).not.toContain('decline-seat');
  });

  it('by the organisation itself', () =>
    given(anEndorsement())
      .when('decline-seat', { ...decline, by: malawi })
      .refused('not-your-seat'));

  it('not by coordinator and proponent, who took their seats with the registration', () => {
    given(draft())
      .when('decline-seat', { by: proponent, body: { seat: 'proponent-1', reason } })
      .refused('wrong-seat');
  });

  it('what it owes waits for the next: the successor takes over, with at least 10 working days', () => {
    const declined = anEndorsement()
      .later('2027-03-12T09:00:00.000Z')
      .give('decline-seat', decline)
      .later('2027-03-25T09:00:00.000Z');
    expect(declined.owed('position:endorsement-1:host_government-1')).toMatchObject({ state: 'open' });
    given(declined.in(newFocal))
      .when('fill-seat', fill({ ...host, organisation: 'new-ke' }))
      .then(
        event('seat-filled', { seat: 'host_government-3' }),
        event('seat-succeeded', { seat: 'host_government-1', successor: 'host_government-3' }),
        event('obligation-moved', {
          obligation: 'position:endorsement-1:host_government-1',
          due: {
            at: '2027-04-12T17:00:00.000Z',
            explanation: expect.stringContaining('10 working days after the succession') as unknown,
          },
        }),
        event('decision-extended', { closes: '2027-04-12T17:00:00.000Z' }),
      );
    const filled = declined.in(newFocal).give('fill-seat', fill({ ...host, organisation: 'new-ke' }));
    expect(filled.takes(nia, 'approve').takes(malawi, 'approve').pilot.status).toBe(
      'proposal.concept_review',
    );
  });
});

describe('replace-seat', () => {
  it('a successor takes over the seat’s open obligations and questions, with at least 10 working days', () => {
    const story = anEndorsement().in(newFocal);
    const early = story.give('replace-seat', replaceKenya);
    expect(early.owed('position:endorsement-1:host_government-1')).toMatchObject({
      owner: 'host_government-3',
      due: { at: '2027-03-31T14:00:00.000Z' },
    });
    given(early)
      .when('take-position', { by: nia, body: { decision: 'endorsement-1', position: 'approve' } })
      .then(event('position-taken', { seat: 'host_government-3', organisation: 'new-ke' }));
    given(story.later('2027-03-24T09:00:00.000Z'))
      .when('replace-seat', replaceKenya)
      .then(event('obligation-moved', { due: { at: '2027-04-09T17:00:00.000Z' } }));
  });

  it('the predecessor’s positions in open decisions fall away', () => {
    const replaced = anEndorsement().takes(kenya, 'approve').in(newFocal).give('replace-seat', replaceKenya);
    expect(replaced.pilot.decisions[0]?.positions).toMatchObject([{ seat: 'host_government-1', void: true }]);
    expect(replaced.owed('position:endorsement-1:host_government-3')).toMatchObject({
      state: 'open',
      due: { at: '2027-03-16T17:00:00.000Z' },
    });
    expect(replaced.takes(malawi, 'approve').pilot.status).toBe('proposal.endorsement');
    given(replaced)
      .when('take-position', { by: kenya, body: { decision: 'endorsement-1', position: 'approve' } })
      .refused('unknown-stream');
  });

  it('what is resolved stands', () => {
    const story = anEndorsement().takes(kenya, 'approve').takes(malawi, 'approve');
    const replaced = story.in(newFocal).give('replace-seat', replaceKenya);
    expect(replaced.pilot.decisions[0]).toMatchObject({
      outcome: 'approved',
      asked: [{ seat: 'host_government-1' }, { seat: 'host_government-2' }],
      positions: [{ void: false }, { void: false }],
    });
  });

  it('the successor may confirm what its country has endorsed before', () => {
    const again = anEndorsement()
      .takes(kenya, 'approve')
      .takes(malawi, 'object', { text: 'No.' })
      .submitted()
      .accepted()
      .in(newFocal)
      .give('replace-seat', replaceKenya);
    given(again)
      .when('confirm-endorsement', { by: nia, body: { decision: 'endorsement-2' } })
      .then(event('position-taken', { seat: 'host_government-3', carriedFrom: 'endorsement-1' }));
  });

  it('an undecided decision goes on with the successor', () => {
    const story = anEndorsement().takes(malawi, 'approve').until('2027-03-31T15:00:00.000Z').in(newFocal);
    const replaced = story.give('replace-seat', replaceKenya);
    expect(replaced.pilot.decisions[0]).toMatchObject({ outcome: null, closes: '2027-04-14T17:00:00.000Z' });
    expect(replaced.owed('undecided:endorsement-1')).toMatchObject({ state: 'met' });
  });

  it('a SINGLE decision is the successor’s', () => {
    const two = sampleDirectory({ programmes: [programmeWith(2)] });
    const story = aConcept(sampleDirectory(), [kenya, malawi])
      .in(two)
      .give('replace-seat', {
        by: administrator,
        body: { seat: 'approving_body-1', organisation: 'board-2', reason },
      });
    expect(story.pilot.decisions.at(-1)?.rule).toEqual({ rule: 'SINGLE', seat: 'approving_body-2' });
    expect(story.takes(second, 'approve').pilot.status).toBe('consultation.convened');
  });

  it('by the coordinator the seats that it fills, by administrators those that the programme names', () => {
    const other = { seat: 'proponent-1', organisation: 'other-institute', reason };
    given(draft())
      .when('replace-seat', { body: other })
      .then(event('seat-replaced', { by: 'proponent-2' }));
    given(draft()).when('replace-seat', { by: administrator, body: other }).refused('not-your-seat');
    const next = { seat: 'coordinator-1', organisation: 'second-unit', reason };
    given(draft()).when('replace-seat', { body: next }).refused('not-your-seat');
    given(draft())
      .when('replace-seat', { by: administrator, body: next })
      .then(event('seat-replaced', { by: 'coordinator-2' }));
    given(draft())
      .when('replace-seat', { by: administrator, body: { ...next, organisation: 'donor' } })
      .refused('wrong-seat');
  });

  it('not by the same organisation, and only a filled seat', () => {
    given(draft())
      .when('replace-seat', { body: { seat: 'proponent-1', organisation: 'institute', reason } })
      .refused('seat-taken');
    given(draft())
      .when('replace-seat', { body: { seat: 'provider-1', organisation: 'institute', reason } })
      .refused('unknown-seat');
  });
});

describe('vacate-seat', () => {
  const vacate = { body: { seat: 'host_government-1', reason } };

  it('what the seat owes stays open, and it is asked again where it had answered', () => {
    const story = anEndorsement().takes(kenya, 'approve');
    given(story)
      .when('vacate-seat', vacate)
      .then(
        event('seat-vacated', { seat: 'host_government-1', reason }),
        event('obligation-opened', { kind: 'position', owner: 'host_government-1' }),
      );
    expect(story.give('vacate-seat', vacate).takes(malawi, 'approve').pilot.status).toBe(
      'proposal.endorsement',
    );
  });

  it('a proposal is not accepted while it is empty', () =>
    given(aSubmission().give('vacate-seat', vacate)).when('accept-screening').refused('seat-empty'));

  it.each(['coordinator-1', 'proponent-1', 'approving_body-1', 'finance-1'])('not the last: %s', (seat) => {
    const by = seat === 'proponent-1' ? coordinator : administrator;
    given(draft()).when('vacate-seat', { by, body: { seat, reason } }).refused('wrong-seat');
  });

  it('by the coordinator not a seat that the programme names', () =>
    given(draft())
      .when('vacate-seat', { body: { seat: 'finance-1', reason } })
      .refused('not-your-seat'));

  it('a member of a committee may leave it', () => {
    const three = sampleDirectory({ programmes: [programmeWith(3)] });
    given(aDraft(three))
      .when('vacate-seat', { by: administrator, body: { seat: 'approving_body-2', reason } })
      .then(event('seat-vacated'));
  });
});

describe('change-seat-persons', () => {
  const change = (seat: string, ...named: readonly string[]) => ({ seat, persons: named });

  it('an organisation names the persons of its own seat', () =>
    given(anEndorsement())
      .when('change-seat-persons', { by: kenya, body: change('host_government-1', 'kioko') })
      .then(event('seat-persons-changed', { seat: 'host_government-1', persons: ['kioko'] })));

  it('the coordinator those of the seats that it fills, administrators those of the others', () => {
    given(anEndorsement())
      .when('change-seat-persons', { body: change('host_government-1', 'kioko') })
      .then(event('seat-persons-changed'));
    given(anEndorsement())
      .when('change-seat-persons', { body: change('finance-1', 'fatima') })
      .refused('not-your-seat');
    given(anEndorsement())
      .when('change-seat-persons', { by: administrator, body: change('finance-1', 'fatima') })
      .then(event('seat-persons-changed'));
  });

  it('nobody those of others', () => {
    given(anEndorsement())
      .when('change-seat-persons', { by: malawi, body: change('host_government-1', 'kioko') })
      .refused('not-your-seat');
    given(anEndorsement())
      .when('change-seat-persons', { by: finance, body: change('proponent-1', 'paul') })
      .refused('not-your-seat');
  });

  it('only active persons of the organisation, and at least one', () => {
    given(anEndorsement())
      .when('change-seat-persons', { by: kenya, body: change('host_government-1', 'martha') })
      .refused('unknown-person');
    given(anEndorsement())
      .when('change-seat-persons', { by: kenya, body: change('host_government-1') })
      .refused('invalid-body');
    given(anEndorsement())
      .when('change-seat-persons', { by: kenya, body: change('host_government-9', 'kioko') })
      .refused('unknown-seat');
  });

  it('is no act of the approving body', () =>
    expect(
      aDraft(sampleDirectory({ programmes: [programmeWith(3)] })).give('change-seat-persons', {
        by: first,
        body: change('approving_body-1', 'board-one'),
      }).pilot.decisions,
    ).toEqual([]));
});
