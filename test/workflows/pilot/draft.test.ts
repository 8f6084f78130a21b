import { triangularRules } from '../../../workflows/programmes/shipped';
import { event, given } from '../../support/given';
import {
  completeProposal,
  coordinator,
  kenya,
  programmeWith,
  proponent,
  sampleDirectory,
  start,
} from '../../support/pilot-people';
import { aDraft, anEndorsement, aPilot, aSubmission, noPilot } from '../../support/pilots';

const pointers = (story: ReturnType<typeof aPilot>, code: string) =>
  given(story)
    .when('submit-proposal', { by: proponent })
    .refusal(code)
    .errors?.map(({ pointer }) => pointer);

describe('Draft (lifecycle.md section 2)', () => {
  it('waits for the proponent, who completes the form', () => {
    const story = aPilot().give('revise-proposal', {
      by: proponent,
      body: { problem: 'Hyacinth.', region: 'Africa' },
    });
    expect(story.pilot.proposal).toEqual({ title: 'Weevils', problem: 'Hyacinth.', region: 'Africa' });
  });

  it('empties a field with null and leaves alone what is left out', () => {
    const story = aDraft().give('revise-proposal', { by: proponent, body: { region: null } });
    const { region, ...rest } = completeProposal;
    expect(story.pilot.proposal).toEqual({ title: 'Weevils', ...rest });
    expect(region).toBe('Africa');
  });

  it('never loses its title', () =>
    given(aDraft())
      .when('revise-proposal', { by: proponent, body: { title: null } })
      .refused('invalid-body'));

  it('refuses a change that changes nothing', () =>
    given(aDraft()).when('revise-proposal', { by: proponent, body: {} }).refused('invalid-body'));

  it('is changed by the proponent alone', () =>
    given(aDraft())
      .when('revise-proposal', { by: coordinator, body: { region: 'Asia' } })
      .refused('not-your-seat'));

  it('is not changed while others look at it', () =>
    given(aSubmission())
      .when('revise-proposal', { by: proponent, body: { region: 'Asia' } })
      .refused('not-now'));

  it('leaves by submit, for screening', () =>
    given(aDraft())
      .when('submit-proposal', { by: proponent })
      .then(
        event('proposal-submitted'),
        event('obligation-met', { obligation: 'step:proposal.draft:proponent-1' }),
        event('step-entered', { from: 'proposal.draft', to: 'proposal.screening' }),
      ));

  it('takes its seats from a country that leaves', () => {
    given(aDraft())
      .when('revise-proposal', { by: proponent, body: { providerCountries: ['UG'] } })
      .then(event('seat-vacated', { seat: 'host_government-2' }));
    given(aDraft())
      .when('revise-proposal', { by: proponent, body: { providerCountries: ['MW', 'UG'] } })
      .thenOnly('proposal-revised');
  });
});

describe('To submit, a proposal has everything (lifecycle.md section 2)', () => {
  it('all missing things are listed at once', () =>
    expect(pointers(aPilot(), 'incomplete')).toEqual([
      '/problem',
      '/demandEvidence',
      '/beneficiaryCountries',
      '/providerCountries',
      '/region',
      '/focalArea',
      '/objectives',
      '/expectedOutputs',
      '/plannedStart',
      '/plannedEnd',
      '/roughBudget',
      '/policyLinks',
    ]));

  it.each(Object.keys(completeProposal))('asks for %s', (field) =>
    expect(pointers(aPilot().complete({ [field]: null }), 'incomplete')).toContain(`/${field}`),
  );

  it('asks for at least one objective, output and policy link', () =>
    expect(
      pointers(aPilot().complete({ objectives: [], expectedOutputs: [], policyLinks: [] }), 'incomplete'),
    ).toEqual(['/objectives', '/expectedOutputs', '/policyLinks']));

  it('asks for the modality of the rough budget', () =>
    expect(
      pointers(aPilot().complete({ roughBudget: { amount: '1', currency: 'USD' } }), 'incomplete'),
    ).toEqual(['/roughBudget/modality']));

  it('takes a justified exception in place of a need', () =>
    given(aPilot().complete({ demandEvidence: { exception: 'Asked for by the ministers.' } }))
      .when('submit-proposal', { by: proponent })
      .then(event('proposal-submitted')));

  it('the programme’s eligibility rules run: the three triangular roles', () => {
    const programmes = [{ ...programmeWith(1), ruleBook: triangularRules }];
    const facilitatedBy = (facilitator: string) =>
      noPilot(sampleDirectory({ programmes }))
        .give('register-pilot', {
          body: { programme: 'triangular', title: 'Weevils', proponent: 'institute' },
        })
        .complete({ facilitator });
    expect(pointers(facilitatedBy('other-institute'), 'not-eligible')).toEqual(['/facilitator']);
    given(facilitatedBy('donor'))
      .when('submit-proposal', { by: proponent })
      .then(event('proposal-submitted'));
  });

  it('the programme’s eligibility rules run: two developing countries', () => {
    const one = aPilot().complete({ beneficiaryCountries: ['KE'], providerCountries: ['KE'] });
    expect(pointers(one, 'not-eligible')).toContain('/beneficiaryCountries');
    const northern = aPilot().complete({ beneficiaryCountries: ['KE'], providerCountries: ['NO'] });
    expect(pointers(northern, 'not-eligible')).toEqual(['/beneficiaryCountries']);
  });

  it('a programme of one country takes a provider outside all countries', () => {
    const { ruleBook, institutions } = programmeWith(1);
    const { eligibility } = ruleBook;
    const oneCountry = {
      institutions,
      ruleBook: {
        ...ruleBook,
        eligibility: {
          ...eligibility,
          minimumCountries: { value: 1, source: 'test' },
          minimumDevelopingCountries: { value: 1, source: 'test' },
        },
      },
    };
    const story = aPilot(sampleDirectory({ programmes: [oneCountry] }));
    given(story.complete({ providerCountries: [] }))
      .when('submit-proposal', { by: proponent })
      .then(event('proposal-submitted'));
    expect(pointers(story.complete({ providerCountries: null }), 'incomplete')).toEqual([
      '/providerCountries',
    ]);
  });

  it('refuses a planned end that has passed', () =>
    expect(
      pointers(
        aPilot().complete({ plannedStart: '2026-01-01', plannedEnd: '2027-02-28' }),
        'dates-contradict',
      ),
    ).toEqual(['/plannedEnd']));

  it('takes a planned end of today', () =>
    given(aPilot().complete({ plannedStart: '2026-01-01', plannedEnd: start.slice(0, 10) }))
      .when('submit-proposal', { by: proponent })
      .then(event('proposal-submitted')));
});

describe('What is written may not contradict itself, in a draft either (lifecycle.md section 7)', () => {
  const change = (body: object, code: string) =>
    given(aDraft()).when('revise-proposal', { by: proponent, body }).refusal(code).errors?.[0]?.pointer;

  it('end not before start', () => {
    expect(change({ plannedEnd: '2027-12-31' }, 'dates-contradict')).toBe('/plannedEnd');
    given(aDraft())
      .when('revise-proposal', { by: proponent, body: { plannedEnd: '2028-01-01' } })
      .thenOnly('proposal-revised');
  });

  it('countries are those of ISO 3166-1', () =>
    expect(change({ providerCountries: ['MW', 'XX'] }, 'unknown-country')).toBe('/providerCountries/1'));

  it('only countries that take part have a part', () =>
    expect(change({ countryParts: [{ country: 'UG', part: 'Boats' }] }, 'unknown-country')).toBe(
      '/countryParts/0/country',
    ));

  it('a facilitator is an active organisation', () =>
    expect(change({ facilitator: 'nobody' }, 'unknown-organisation')).toBe('/facilitator'));
});

describe('While it is a draft', () => {
  it('shows the host government nothing to do', () =>
    expect(aDraft().actions(kenya)).not.toContain('take-position'));
  it('offers the proponent to change, submit or withdraw it', () =>
    expect(aDraft().actions(proponent)).toEqual([
      'revise-proposal',
      'submit-proposal',
      'change-seat-persons',
      'withdraw',
    ]));
  it('offers the coordinator nothing of screening', () =>
    expect(anEndorsement().actions(coordinator)).not.toContain('accept-screening'));
});
