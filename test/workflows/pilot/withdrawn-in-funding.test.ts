import type { Caller } from '../../../workflows/decider';
import {
  anAppraisal,
  aSignature,
  donor,
  fundedDirectory,
  inMix,
  otherDonor,
  paper,
  signatories,
  signedBy,
  textOf,
  usd,
  withConditions,
} from '../../support/funding';
import { event, given } from '../../support/given';
import { coordinator, finance, first, kenya, malawi, proponent } from '../../support/pilot-people';
import { largeBudget } from '../../support/consultations';
import type { Story } from '../../support/pilots';

const reason = 'The ministry has other plans.';
const withdrawal = { by: malawi, body: { reason } };
const withdrawn = (story: Story): Story => story.give('withdraw-endorsement', withdrawal);
const line = (story: Story, id = 'contribution-1') =>
  story.pilot.funding.contributions.find((each) => each.id === id);
const reviewer: Caller = otherDonor;

/** 500 of the donor’s 800 were received before it. */
const paidBefore = (): Story =>
  withConditions().give('receive-contribution', {
    by: finance,
    body: { contribution: 'contribution-1', amount: '500' },
  });

/** From revision through every step back to the mix. */
const backInMix = (story: Story): Story => {
  const open = story
    .give('revise-proposal', { by: proponent, body: largeBudget })
    .give('fill-seat', { body: { kind: 'reviewer', organisation: 'secretariat' } })
    .submitted()
    .accepted()
    .takes(kenya, 'approve')
    .takes(malawi, 'approve')
    .takes(first, 'approve')
    .give('convene', { body: { form: 'correspondence' } });
  const heard = [kenya, malawi].reduce<Story>(
    (so, by) => so.give('comment', { by, body: { position: 'approve' } }),
    open,
  );
  return [kenya, malawi, reviewer].reduce<Story>(
    (so, by) => so.takes(by, 'approve'),
    heard.until('2027-03-30T00:00:00.000Z'),
  );
};

const confirmedAgain = (story: Story): Story =>
  (
    [
      [donor, 'contribution-1'],
      [otherDonor, 'contribution-2'],
    ] as const
  ).reduce<Story>(
    (so, [by, contribution]) =>
      so.give('confirm-contribution', { by, body: { contribution, letter: paper() } }),
    story,
  );

describe('An endorsement that is withdrawn in funding (lifecycle.md sections 1 and 2)', () => {
  it('voids the signatures: what was committed is a pledge again', () => {
    expect(line(withConditions())).toMatchObject({ amounts: { committed: '800' } });
    expect(line(withdrawn(withConditions()))).toMatchObject({
      committedAt: null,
      amounts: { committed: '0', pledged: '800' },
    });
    expect(withdrawn(withConditions()).pilot.funding).toMatchObject({ signedAt: null, precedents: [] });
  });

  it('leaves the lines with their letters in the mix, and each waits to be confirmed for the new proposal', () => {
    const before = line(anAppraisal())?.letter;
    given(anAppraisal())
      .when('withdraw-endorsement', withdrawal)
      .then(
        event('contribution-unconfirmed', { contribution: 'contribution-1' }),
        event('contribution-unconfirmed', { contribution: 'contribution-2' }),
        event('step-entered', { to: 'proposal.revision' }),
      );
    expect(before).not.toBeNull();
    expect(line(withdrawn(anAppraisal()))).toMatchObject({ left: null, confirmedAt: null });
    expect(line(withdrawn(anAppraisal()))?.letter).toMatch(/^[0-9a-f]{64}$/);
  });

  it('a letter on paper that waits for another person waits no more', () => {
    const entered = inMix()
      .give('pledge-contribution', { by: donor, body: { modality: 'trust_fund', money: usd('800') } })
      .give('confirm-contribution', { body: { contribution: 'contribution-1', letter: paper() } });
    expect(entered.owed('confirmation:contribution-1').state).toBe('open');
    expect(withdrawn(entered).owed('confirmation:contribution-1').state).toBe('void');
    expect(line(withdrawn(entered))).toMatchObject({ entered: null, confirmedAt: null });
  });

  it('keeps what was received held, and lets finance give it back meanwhile', () => {
    const story = withdrawn(paidBefore());
    expect(line(story)).toMatchObject({ amounts: { held: '500', pledged: '300' } });
    const back = story.give('refund-contribution', {
      by: finance,
      body: { contribution: 'contribution-1', amount: '500' },
    });
    expect(line(back)).toMatchObject({ amounts: { held: '0' } });
    expect(
      line(
        back.give('withdraw-contribution', { by: donor, body: { contribution: 'contribution-1', reason } }),
      ),
    ).toMatchObject({ left: { how: 'withdrawn' } });
  });

  it('keeps the master agreements', () => {
    const signed = aSignature().give('record-master-agreement', {
      body: { organisation: 'donor', heldOn: '2027-02-01', document: paper() },
    });
    expect(withdrawn(signed).pilot.funding.masterAgreements).toHaveLength(1);
  });

  it('voids what the approvals were given with', () => {
    const { pilot } = withdrawn(withConditions());
    expect(pilot.obligations.filter(({ kind }) => kind === 'condition')).toMatchObject([{ state: 'void' }]);
  });

  it('no longer asks whether a master agreement is expected', () => {
    const master = { masterAgreementFor: { value: ['trust_fund' as const], source: 'test' } };
    const waiting = signedBy(aSignature(fundedDirectory(master)), signatories);
    expect(waiting.owed('question:donor').state).toBe('open');
    expect(withdrawn(waiting).owed('question:donor').state).toBe('void');
  });

  it('nothing can be signed any more', () => {
    given(withdrawn(aSignature()))
      .when('take-position', {
        by: donor,
        body: { decision: 'agreement-1', position: 'approve', document: textOf(aSignature()) },
      })
      .refused('already-resolved');
  });

  it('the resubmission goes through every step again: Kenya confirms, the appraisal is repeated', () => {
    const story = backInMix(withdrawn(withConditions()));
    expect(story.pilot.status).toBe('funding.mix');
    given(story).when('submit-mix', { by: proponent }).refused('mix-incomplete');
    const submitted = confirmedAgain(story).give('submit-mix', { by: proponent });
    expect(submitted.pilot.status).toBe('funding.appraisal');
    const signing = submitted
      .takes(first, 'approve')
      .give('set-agreement-text', { body: { document: paper('Agreement') } });
    expect(signing.owed('step:funding.signature').due.explanation).toContain('March 2027');
    const effective = signedBy(signing, signatories);
    expect(effective.pilot.status).toBe('implementation.inception');
    expect(line(effective)).toMatchObject({ amounts: { committed: '800' } });
  });

  it('an unchanged endorsement is carried over by its seat, the one that was withdrawn is not', () => {
    const again = withdrawn(withConditions()).submitted().accepted();
    const body = { decision: 'endorsement-1' };
    given(again).when('confirm-endorsement', { by: malawi, body }).refused('nothing-to-confirm');
    given(again).when('confirm-endorsement', { by: kenya, body }).then(event('position-taken'));
  });
});

describe('While the approving body chooses of another round (lifecycle.md section 2)', () => {
  const exhausted = { revisionRounds: { value: 0, source: 'test' } };
  const chosenIn = (step: (directory: ReturnType<typeof fundedDirectory>) => Story): Story =>
    withdrawn(step(fundedDirectory({}, exhausted)));

  it('the choice is owed with its last resort, and the step stays', () => {
    const story = chosenIn(aSignature);
    expect(story.pilot.status).toBe('funding.signature');
    expect(story.owed('choice:round')).toMatchObject({ state: 'open', owner: 'approving_body-1' });
    expect(story.owed('choice:round').lastResortAt).not.toBeNull();
    expect(story.owed('step:funding.signature').state).toBe('void');
  });

  it('no text is set', () => {
    expect(chosenIn(aSignature).actions(coordinator)).not.toContain('set-agreement-text');
    given(chosenIn(aSignature))
      .when('set-agreement-text', { body: { document: paper() } })
      .refused('rounds-used-up');
  });

  it('the agreement does not become effective, whatever is met', () => {
    const master = { masterAgreementFor: { value: ['trust_fund' as const], source: 'test' } };
    const waiting = signedBy(aSignature(fundedDirectory(master, exhausted)), [...signatories]);
    const signed = ['donor', 'secretariat'].reduce<Story>(
      (story, organisation) =>
        story.give('record-master-agreement', {
          body: { organisation, heldOn: '2027-02-01', document: paper() },
        }),
      withdrawn(waiting),
    );
    expect(signed.pilot.status).toBe('funding.conditions');
    expect(signed.ofType('agreement-effective')).toEqual([]);
  });

  it('a line that leaves does not lead back to the mix', () => {
    const story = chosenIn(aSignature).give('withdraw-contribution', {
      by: donor,
      body: { contribution: 'contribution-1', reason },
    });
    expect(story.pilot.status).toBe('funding.signature');
  });

  it('one more round leads to revision, a refusal to the end', () => {
    const round = { by: first, body: { reason } };
    expect(chosenIn(anAppraisal).give('grant-round', round).pilot.status).toBe('proposal.revision');
    expect(chosenIn(withConditions).give('refuse-round', round).pilot.status).toBe('rejected');
  });
});
