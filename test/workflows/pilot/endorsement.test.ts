import { event, given } from '../../support/given';
import { coordinator, first, kenya, malawi, proponent, uganda } from '../../support/pilot-people';
import { aDraft, anEndorsement, aPilot, aSubmission, type Story } from '../../support/pilots';

const objected = (story: Story = anEndorsement().takes(kenya, 'approve')): Story =>
  story.takes(malawi, 'object', { text: 'Not in our lakes.' });
const resubmitted = (changes: object, before = anEndorsement().takes(kenya, 'approve')): Story =>
  objected(before)
    .give('revise-proposal', { by: proponent, body: { focalArea: 'Water', ...changes } })
    .submitted()
    .accepted();

describe('Endorsement (lifecycle.md sections 2 and 3)', () => {
  it('asks every host government, each with a veto, ALL_OF, 30 days, 17:00 of its own zone', () =>
    given(aSubmission())
      .when('accept-screening')
      .then(
        event('decision-opened', {
          decision: 'endorsement-1',
          kind: 'endorsement',
          rule: { rule: 'ALL_OF' },
          asked: [
            { seat: 'host_government-1', organisation: 'focal-ke', veto: true, mayNotAbstain: true },
            { seat: 'host_government-2', organisation: 'focal-mw', veto: true, mayNotAbstain: true },
          ],
          closes: '2027-03-31T15:00:00.000Z',
        }),
        event('obligation-opened', {
          kind: 'position',
          owner: 'host_government-1',
          due: { at: '2027-03-31T14:00:00.000Z' },
        }),
        event('obligation-opened', {
          kind: 'position',
          owner: 'host_government-2',
          due: { at: '2027-03-31T15:00:00.000Z' },
        }),
      ));

  it('approved → concept_review', () =>
    given(anEndorsement().takes(kenya, 'approve'))
      .when('take-position', { by: malawi, body: { decision: 'endorsement-1', position: 'approve' } })
      .then(
        event('position-taken', { seat: 'host_government-2', position: 'approve' }),
        event('obligation-met', { obligation: 'position:endorsement-1:host_government-2' }),
        event('decision-resolved', { outcome: 'approved', by: 'positions' }),
        event('step-entered', { to: 'proposal.concept_review' }),
        event('decision-opened', { kind: 'concept' }),
      ));

  it('not before every host government has approved', () =>
    given(anEndorsement())
      .when('take-position', { by: malawi, body: { decision: 'endorsement-1', position: 'approve' } })
      .thenOnly('position-taken', 'obligation-met'));

  it('refused → revision at once: one country has a veto', () =>
    given(anEndorsement())
      .when('take-position', {
        by: kenya,
        body: { decision: 'endorsement-1', position: 'object', text: 'Not in our lakes.' },
      })
      .then(
        event('decision-resolved', { outcome: 'refused', reason: 'Not in our lakes.' }),
        event('obligation-voided', { obligation: 'position:endorsement-1:host_government-2' }),
        event('step-entered', { to: 'proposal.revision', reason: 'Not in our lakes.' }),
      ));

  it('returned → revision, once the others have answered', () => {
    const story = anEndorsement().takes(kenya, 'request_changes', { text: 'Name the lakes.' });
    expect(story.pilot.status).toBe('proposal.endorsement');
    given(story)
      .when('take-position', { by: malawi, body: { decision: 'endorsement-1', position: 'approve' } })
      .then(
        event('decision-resolved', { outcome: 'returned', reason: 'Name the lakes.' }),
        event('step-entered', { to: 'proposal.revision' }),
      );
  });

  it.each(['abstain', 'recuse'])('a host government may not %s in its own endorsement', (position) =>
    given(anEndorsement())
      .when('take-position', { by: kenya, body: { decision: 'endorsement-1', position } })
      .refused('must-answer'),
  );

  it('asks as many as there are countries, beneficiaries and providers alike', () => {
    const story = aPilot()
      .complete({ beneficiaryCountries: ['KE', 'UG'] })
      .seated('KE', 'MW', 'UG')
      .submitted()
      .accepted();
    expect(story.pilot.decisions[0]?.asked.map(({ organisation }) => organisation)).toEqual([
      'focal-ke',
      'focal-mw',
      'focal-ug',
    ]);
    expect(story.takes(uganda, 'approve').takes(kenya, 'approve').pilot.status).toBe('proposal.endorsement');
  });

  it('shows each country what it may do, and the coordinator not', () => {
    expect(anEndorsement().actions(kenya)).toContain('take-position');
    expect(anEndorsement().actions(kenya)).not.toContain('confirm-endorsement');
    expect(anEndorsement().actions(coordinator)).not.toContain('take-position');
  });
});

describe('An endorsement is carried over only where that country’s part is unchanged and its seat confirms it in one act', () => {
  const confirm = { by: kenya, body: { decision: 'endorsement-2' } };

  it('the seat is asked anew, and confirms', () => {
    const story = resubmitted({});
    expect(story.actions(kenya)).toContain('confirm-endorsement');
    given(story)
      .when('confirm-endorsement', confirm)
      .then(
        event('position-taken', {
          decision: 'endorsement-2',
          seat: 'host_government-1',
          position: 'approve',
          carriedFrom: 'endorsement-1',
        }),
        event('obligation-met', { obligation: 'position:endorsement-2:host_government-1' }),
      );
    expect(story.give('confirm-endorsement', confirm).takes(malawi, 'approve').pilot.status).toBe(
      'proposal.concept_review',
    );
  });

  it('nothing is carried over without that act', () =>
    expect(resubmitted({}).takes(malawi, 'approve').pilot.status).toBe('proposal.endorsement'));

  it('with its conditions', () => {
    const conditions = [{ text: 'Only native weevils.' }];
    const story = resubmitted({}, anEndorsement().takes(kenya, 'approve_with_conditions', { conditions }));
    given(story)
      .when('confirm-endorsement', confirm)
      .then(event('position-taken', { position: 'approve_with_conditions', conditions }));
  });

  describe('after the concept was returned', () => {
    const conditions = [{ text: 'Only native weevils.' }, { text: 'Publish the data.' }];
    const returnedConcept = (): Story =>
      anEndorsement()
        .takes(kenya, 'approve_with_conditions', { conditions })
        .takes(malawi, 'approve')
        .give('meet-obligation', {
          body: { obligation: 'condition:endorsement-1:proponent-1', note: 'Seen on site.' },
        })
        .takes(first, 'request_changes', { text: 'Fewer outputs.' });
    const again = (): Story => returnedConcept().submitted().accepted();
    const states = (story: Story): readonly string[] =>
      story.pilot.obligations.filter(({ kind }) => kind === 'condition').map(({ state }) => state);

    it('conditions of the earlier endorsement give way to those of the new one', () => {
      expect(states(returnedConcept())).toEqual(['met', 'open']);
      expect(states(again())).toEqual(['met', 'void']);
    });

    it('what was met meanwhile is not asked for again', () => {
      given(again())
        .when('confirm-endorsement', confirm)
        .then(event('position-taken', { conditions: [{ text: 'Publish the data.' }] }));
      const resolved = again().give('confirm-endorsement', confirm).takes(malawi, 'approve');
      expect(states(resolved)).toEqual(['met', 'void', 'open']);
    });

    it('a country that leaves then takes with it what it owes', () => {
      const owing = anEndorsement()
        .takes(kenya, 'approve_with_conditions', {
          conditions: [{ text: 'Send the maps.', owner: 'host_government-2' }],
        })
        .takes(malawi, 'approve')
        .takes(first, 'request_changes', { text: 'Another provider.' });
      given(owing)
        .when('revise-proposal', { by: proponent, body: { providerCountries: ['UG'] } })
        .then(
          event('seat-vacated', { seat: 'host_government-2' }),
          event('obligation-voided', { obligation: 'condition:endorsement-1:host_government-2' }),
        );
    });
  });

  it.each([
    ['its role has changed', { beneficiaryCountries: ['MW'], providerCountries: ['KE'] }],
    ['the outputs have changed', { expectedOutputs: ['A harvester'] }],
    ['the budget has changed', { roughBudget: { amount: '1', currency: 'USD', modality: 'trust_fund' } }],
    ['the dates have changed', { plannedEnd: '2030-12-31' }],
  ])('not where %s', (_, changes) => {
    const story = resubmitted(changes);
    expect(story.actions(kenya)).not.toContain('confirm-endorsement');
    given(story).when('confirm-endorsement', confirm).refused('nothing-to-confirm');
  });

  it('where the country has a part of its own, only that part matters', () => {
    const own = (ours: string) => ({
      countryParts: [
        { country: 'KE', part: ours },
        { country: 'MW', part: 'Weevils' },
      ],
    });
    const before = aPilot()
      .complete(own('Two bays'))
      .seated('KE', 'MW')
      .submitted()
      .accepted()
      .takes(kenya, 'approve');
    const elsewhere = resubmitted({ expectedOutputs: ['A harvester'] }, before);
    given(elsewhere).when('confirm-endorsement', confirm).then(event('position-taken'));
    given(resubmitted(own('Three bays'), before))
      .when('confirm-endorsement', confirm)
      .refused('nothing-to-confirm');
  });

  it('not what a country has taken back since', () => {
    const story = resubmitted({}, anEndorsement().takes(kenya, 'approve'))
      .takes(kenya, 'object', { text: 'No longer.' })
      .submitted()
      .accepted();
    given(story)
      .when('confirm-endorsement', { by: kenya, body: { decision: 'endorsement-3' } })
      .refused('nothing-to-confirm');
  });

  it('not by a country that never endorsed', () =>
    given(resubmitted({}))
      .when('confirm-endorsement', { by: malawi, body: { decision: 'endorsement-2' } })
      .refused('nothing-to-confirm'));

  it('not twice, and not in a decision that is resolved', () => {
    given(resubmitted({}).give('confirm-endorsement', confirm))
      .when('confirm-endorsement', confirm)
      .refused('same-position');
    given(resubmitted({}))
      .when('confirm-endorsement', { by: kenya, body: { decision: 'endorsement-1' } })
      .refused('already-resolved');
  });

  it('is no matter of a draft', () =>
    given(aDraft()).when('confirm-endorsement', confirm).refused('not-now'));
});
