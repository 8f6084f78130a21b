import { countriesOf, countryPart } from '../../../workflows/pilot/proposal/country-part';
import { event, given } from '../../support/given';
import { completeProposal, coordinator, first, kenya, malawi, proponent } from '../../support/pilot-people';
import { aDraft, anEndorsement, aSubmission, type Story } from '../../support/pilots';

const reason = { reason: 'The budget is missing a line.' };
/** Both have endorsed, the concept came back, and this was changed before it was submitted again. */
const resubmitted = (changes: object, draft = aDraft()): Story =>
  draft
    .submitted()
    .accepted()
    .takes(kenya, 'approve')
    .takes(malawi, 'approve')
    .takes(first, 'request_changes', { text: 'Less.' })
    .give('revise-proposal', { by: proponent, body: changes })
    .submitted()
    .accepted();
const body = { decision: 'endorsement-2' };
const parts = (kenyan: string, malawian: string) => ({
  countryParts: [
    { country: 'KE', part: kenyan },
    { country: 'MW', part: malawian },
  ],
});

describe('An endorsement is carried over only where that country’s part is unchanged', () => {
  it.each<[string, object]>([
    ['the problem', { problem: 'Another weed.' }],
    ['the objectives', { objectives: ['Clear three bays'] }],
    ['the outputs', { expectedOutputs: ['Two stations'] }],
    ['the start', { plannedStart: '2028-02-01' }],
    ['the end', { plannedEnd: '2029-11-30' }],
    ['the budget', { roughBudget: { ...completeProposal.roughBudget, amount: '41000.00' } }],
  ])('%s is everybody’s part where nothing is said of a country alone', (_what, changes) => {
    for (const by of [kenya, malawi])
      given(resubmitted(changes)).when('confirm-endorsement', { by, body }).refused('nothing-to-confirm');
  });

  it('what is said of the other country alone changes nothing of it', () => {
    const draft = aDraft().give('revise-proposal', { by: proponent, body: parts('Two bays.', 'Weevils.') });
    const story = resubmitted(
      { ...parts('Two bays.', 'Weevils and a trainer.'), problem: 'Another weed.' },
      draft,
    );
    given(story).when('confirm-endorsement', { by: kenya, body }).then(event('position-taken'));
    given(story).when('confirm-endorsement', { by: malawi, body }).refused('nothing-to-confirm');
  });

  it('what it takes part as belongs to it', () => {
    const of = (roles: object) =>
      countryPart({ ...completeProposal, title: 'Weevils', ...roles }, 'KE').roles;
    expect(of({})).toEqual(['beneficiary']);
    expect(of({ providerCountries: ['KE', 'MW'] })).toEqual(['beneficiary', 'provider']);
    expect(of({ beneficiaryCountries: ['MW'] })).toEqual([]);
    expect(countryPart({ title: 'Weevils' }, 'KE')).toEqual({
      roles: [],
      part: {
        problem: null,
        objectives: null,
        expectedOutputs: null,
        plannedStart: null,
        plannedEnd: null,
        roughBudget: null,
      },
    });
  });

  it('every country that takes part, once and in the order of the alphabet', () => {
    expect(countriesOf({ title: 'Weevils' })).toEqual([]);
    expect(
      countriesOf({ title: 'Weevils', beneficiaryCountries: ['MW', 'UG'], providerCountries: ['KE', 'MW'] }),
    ).toEqual(['KE', 'MW', 'UG']);
  });
});

describe('A change of the proposal', () => {
  const change = (story: Story, changes: object): Story =>
    story.give('revise-proposal', { by: proponent, body: changes });

  it('empties the fields that are null, and no others', () => {
    const emptied = change(aDraft(), { problem: null });
    expect(emptied.ofType('proposal-revised').at(-1)?.data).toEqual({ changes: {}, emptied: ['problem'] });
    const set = change(aDraft(), { problem: 'Another weed.' });
    expect(set.ofType('proposal-revised').at(-1)?.data).toEqual({
      changes: { problem: 'Another weed.' },
      emptied: [],
    });
  });

  it('an end that contradicts a start that is emptied with it contradicts nothing', () => {
    const late = { plannedEnd: '2027-12-31' };
    given(aDraft()).when('revise-proposal', { by: proponent, body: late }).refused('dates-contradict');
    expect(change(aDraft(), { ...late, plannedStart: null }).pilot.proposal.plannedEnd).toBe('2027-12-31');
    expect(
      change(aDraft(), { plannedStart: '2030-01-01', plannedEnd: null }).pilot.proposal.plannedStart,
    ).toBe('2030-01-01');
  });

  it('a country that is taken out takes along what its own seats owe, and nothing else', () => {
    const returned = anEndorsement().takes(kenya, 'object', { text: 'No.' });
    const alone = change(returned, { providerCountries: ['KE'] });
    expect(alone.ofType('seat-vacated').at(-1)?.data).toEqual({
      seat: 'host_government-2',
      reason: 'MW no longer takes part.',
    });
    expect(alone.owed('step:proposal.revision').state).toBe('open');
  });

  it('a submission says what its note says', () => {
    const noted = aDraft().give('submit-proposal', { by: proponent, body: { note: 'As agreed.' } });
    expect(noted.ofType('proposal-submitted').at(-1)?.data).toEqual({ note: 'As agreed.' });
    expect(aSubmission().ofType('proposal-submitted').at(-1)?.data).toEqual({ note: null });
  });

  it('a planned end is wanted to submit it, and has not passed', () =>
    expect(change(aDraft(), { plannedEnd: null }).missing(proponent, 'submit-proposal')).toEqual([
      { pointer: '/plannedEnd', detail: 'Give the planned end.' },
    ]));

  it('the provider is wanted where the programme takes at least two countries', () => {
    const pointers = (changes: object) =>
      change(aDraft(), changes)
        .missing(proponent, 'submit-proposal')
        .map(({ pointer }) => pointer);
    expect(pointers({ providerCountries: [] })).toContain('/providerCountries');
    expect(pointers({ beneficiaryCountries: [] })).toContain('/beneficiaryCountries');
  });
});

describe('Screening', () => {
  it('accepts only when each host government has its seat, and names those that have none', () => {
    const story = aSubmission();
    const unseated = story.give('vacate-seat', { body: { seat: 'host_government-2', ...reason } });
    expect(unseated.missing(coordinator, 'accept-screening')).toEqual([
      { pointer: '/seats', detail: 'Fill the seat of the host government of MW.' },
    ]);
    expect(story.missing(coordinator, 'accept-screening')).toEqual([]);
    const none = unseated.give('vacate-seat', { body: { seat: 'host_government-1', ...reason } });
    expect(given(none).when('accept-screening').refusal('seat-empty').detail).toContain('KE, MW');
  });
});
