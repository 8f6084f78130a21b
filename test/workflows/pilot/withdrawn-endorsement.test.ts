import { anAppraisal, aSignature, withConditions } from '../../support/funding';
import { event, given } from '../../support/given';
import { aClearance, aResponse, anOpenConsultation, reviewer, toConvene } from '../../support/consultations';
import { coordinator, first, kenya, malawi, proponent, sampleDirectory } from '../../support/pilot-people';
import { aConcept, anEndorsement, aSubmission, type Story } from '../../support/pilots';

const reason = 'The ministry has other plans.';
const withdrawal = { by: malawi, body: { reason } };
const withdrawn = (story: Story): Story => story.give('withdraw-endorsement', withdrawal);
const inMix = (): Story =>
  aClearance().takes(kenya, 'approve').takes(malawi, 'approve').takes(reviewer, 'approve');
const returns = (story: Story): Story => story.give('return-proposal', { body: { reason } }).submitted();
/** Three rounds are used, and the proposal is convened for a consultation. */
const usedUp = (): Story => {
  const back = [1, 2, 3].reduce<Story>(returns, aSubmission()).accepted();
  return back.takes(kenya, 'approve').takes(malawi, 'approve').takes(first, 'approve');
};

const everyStep: readonly (readonly [string, () => Story])[] = [
  ['proposal.endorsement', () => anEndorsement().takes(malawi, 'approve')],
  ['proposal.concept_review', () => aConcept(sampleDirectory(), [kenya, malawi])],
  ['consultation.convened', toConvene],
  ['consultation.open', anOpenConsultation],
  ['consultation.response', aResponse],
  ['consultation.clearance', aClearance],
  ['funding.mix', inMix],
  ['funding.appraisal', anAppraisal],
  ['funding.signature', aSignature],
  ['funding.conditions', withConditions],
];

describe('A host government may withdraw its endorsement, with a reason: before the agreement is effective → revision (lifecycle.md section 1)', () => {
  it.each(everyStep)('from %s', (step, story) => {
    expect(story().pilot.status).toBe(step);
    expect(story().actions(malawi)).toContain('withdraw-endorsement');
    expect(withdrawn(story()).pilot).toMatchObject({ status: 'proposal.revision', rounds: { used: 1 } });
  });

  it.each(everyStep)('what was open of %s is void, and revision alone is owed', (_step, story) => {
    const { pilot } = withdrawn(story());
    const open = pilot.obligations.filter(({ state, kind }) => state === 'open' && kind !== 'clock');
    expect(open.map(({ id }) => id)).toEqual(['step:proposal.revision:proponent-1']);
    expect(pilot.decisions.filter(({ resolved, voided }) => resolved === null && voided === null)).toEqual(
      [],
    );
  });

  it('with a reason', () => {
    given(toConvene()).when('withdraw-endorsement', { by: malawi }).refused('invalid-body');
    given(toConvene())
      .when('withdraw-endorsement', withdrawal)
      .then(
        event('endorsement-withdrawn', { country: 'MW', seat: 'host_government-2', reason }),
        event('step-entered', { to: 'proposal.revision', reason }),
      );
  });

  it('only its own, and only what it has endorsed', () => {
    given(anEndorsement()).when('withdraw-endorsement', withdrawal).refused('not-now');
    expect(anEndorsement().actions(malawi)).not.toContain('withdraw-endorsement');
    given(toConvene()).when('withdraw-endorsement', { body: { reason } }).refused('not-your-seat');
    expect(withdrawn(toConvene()).pilot.endorsements.map(({ country }) => country)).toEqual(['KE']);
  });

  it('the endorsement is gone: it cannot be carried over, that of the other country can', () => {
    const again = withdrawn(toConvene()).submitted().accepted();
    const body = { decision: 'endorsement-2' };
    given(again).when('confirm-endorsement', { by: malawi, body }).refused('nothing-to-confirm');
    given(again).when('confirm-endorsement', { by: kenya, body }).then(event('position-taken'));
  });

  it('an answer to a question that became void is refused', () =>
    given(withdrawn(aClearance()))
      .when('take-position', { by: kenya, body: { decision: 'clearance-1', position: 'approve' } })
      .refused('already-resolved'));

  it('when the rounds are used up the approving body owes a choice, and the step does not go on meanwhile', () => {
    const story = withdrawn(usedUp());
    expect(story.pilot.status).toBe('consultation.convened');
    expect(story.owed('choice:round')).toMatchObject({ state: 'open', owner: 'approving_body-1' });
    expect(story.actions(coordinator)).not.toContain('convene');
    given(story)
      .when('convene', { body: { form: 'correspondence' } })
      .refused('rounds-used-up');
    expect(withdrawnBy(story).pilot.obligations.filter(({ id }) => id.startsWith('choice:'))).toHaveLength(1);
    expect(story.give('grant-round', { by: first, body: { reason } }).pilot.status).toBe('proposal.revision');
  });

  it('an open consultation does not close by the clock while that choice is owed', () => {
    const open = usedUp()
      .give('fill-seat', { body: { kind: 'reviewer', organisation: 'secretariat' } })
      .give('convene', { body: { form: 'correspondence' } });
    const story = withdrawn(open).until('2027-04-20T00:00:00.000Z');
    expect(story.pilot.status).toBe('consultation.open');
    expect(story.pilot.consultation.present?.closed).toMatchObject({ quorate: false, reason });
    expect(story.ofType('consultation-inquorate')).toEqual([]);
    expect(story.owed('step:consultation.open').state).toBe('void');
  });

  it('a pilot without an endorsement is reopened into revision', () => {
    const ended = withdrawn(usedUp()).give('withdraw', { by: proponent, body: { reason } });
    expect(ended.give('reopen', { by: first, body: { reason } }).pilot.status).toBe('proposal.revision');
  });
});

const withdrawnBy = (story: Story): Story =>
  story.give('withdraw-endorsement', { by: kenya, body: { reason } });

describe('A country is added before the agreement is effective through revision only (lifecycle.md section 1)', () => {
  const uganda = { providerCountries: ['MW', 'UG'] };

  it.each([['proposal.screening', () => aSubmission()] as const, ...everyStep])('not in %s', (_step, story) =>
    given(story()).when('revise-proposal', { by: proponent, body: uganda }).refused('not-now'),
  );

  it('in revision, and its host government has to be seated and to endorse', () => {
    const story = withdrawn(toConvene()).give('revise-proposal', { by: proponent, body: uganda }).submitted();
    given(story).when('accept-screening').refused('seat-empty');
    expect(story.seated('UG').accepted().pilot.decisions.at(-1)?.asked).toHaveLength(3);
  });
});

describe('A country that leaves takes its seats and open obligations with it, and eligibility is checked again', () => {
  it('in revision', () => {
    const story = withdrawn(toConvene()).give('revise-proposal', {
      by: proponent,
      body: { providerCountries: null },
    });
    expect(story.pilot.seats.find(({ country }) => country === 'MW')).toMatchObject({ state: 'vacated' });
    expect(
      story.pilot.obligations.filter(({ state, owner }) => state === 'open' && owner === 'host_government-2'),
    ).toEqual([]);
    given(story).when('submit-proposal', { by: proponent }).refused('incomplete');
    const alone = story.give('revise-proposal', { by: proponent, body: { providerCountries: ['KE'] } });
    given(alone).when('submit-proposal', { by: proponent }).refused('not-eligible');
  });
});
