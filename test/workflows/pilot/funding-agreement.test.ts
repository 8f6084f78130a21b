import { caseOf } from '../../../workflows/pilot/case';
import { sightOf } from '../../../workflows/pilot/sight';
import { event, given } from '../../support/given';
import {
  aMix,
  anAppraisal,
  aSignature,
  donor,
  effective,
  fundedDirectory,
  inMix,
  otherDonor,
  paper,
  required,
  signatories,
  signedBy,
  takenOver,
  textOf,
  usd,
  withConditions,
  withLine,
} from '../../support/funding';
import { coordinator, finance, first, kenya, malawi, proponent } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'Budget cut.';
const olga = { door: 'http', person: 'olga', organisation: 'other-institute' } as const;
const approved = (): Story => anAppraisal().takes(first, 'approve');
const agreements = (story: Story) => story.pilot.decisions.filter(({ kind }) => kind === 'agreement');
const sign = (story: Story, document = textOf(story)) => ({
  decision: agreements(story).at(-1)?.id ?? '',
  position: 'approve',
  document,
});
const withdrawn = (story: Story, contribution: string, by = donor): Story =>
  story.give('withdraw-contribution', { by, body: { contribution, reason } });
const lines = (story: Story) => story.pilot.funding.contributions;

describe('Funding, the signature (lifecycle.md section 2)', () => {
  it('decision agreement: every contributor, proponent, host government and facilitator is asked', () =>
    expect(agreements(aSignature())[0]).toMatchObject({
      rule: { rule: 'ALL_OF' },
      asked: [
        { seat: 'funder-1' },
        { seat: 'funder-2' },
        { seat: 'proponent-1' },
        { seat: 'host_government-1' },
        { seat: 'host_government-2' },
      ],
    }));

  it('a facilitator signs it', () => {
    const seated = approved().give('fill-seat', { body: { kind: 'facilitator', organisation: 'office' } });
    const text = seated.give('set-agreement-text', { body: { document: paper() } });
    expect(agreements(text)[0]?.asked.map(({ seat }) => seat)).toContain('facilitator-1');
  });

  it('nobody may abstain', () => {
    for (const position of ['abstain', 'recuse'])
      given(aSignature())
        .when('take-position', { by: donor, body: { decision: 'agreement-1', position } })
        .refused('must-answer');
  });

  it('it is signed by the hash of the very text', () => {
    const story = aSignature();
    given(story)
      .when('take-position', { by: donor, body: sign(story) })
      .then(event('text-signed', { seat: 'funder-1', document: textOf(story) }), event('position-taken'));
    given(story)
      .when('take-position', { by: donor, body: sign(story, 'f'.repeat(64)) })
      .refused('wrong-text');
    given(story)
      .when('take-position', { by: donor, body: { decision: 'agreement-1', position: 'approve' } })
      .refused('wrong-text');
  });

  it('a new text voids earlier signatures', () => {
    const one = signedBy(aSignature(), [donor, otherDonor]);
    const two = one.give('set-agreement-text', {
      body: { document: paper(), reason: 'A slip in article 3.' },
    });
    expect(agreements(two)).toMatchObject([{ voided: two.at }, { voided: null, positions: [] }]);
    expect(two.owed('position:agreement-1:proponent-1').state).toBe('void');
    expect(two.pilot.funding.texts.map(({ version }) => version)).toEqual([1, 2]);
    given(two)
      .when('take-position', { by: proponent, body: { ...sign(two), decision: 'agreement-1' } })
      .refused('already-resolved');
    given(two)
      .when('take-position', { by: donor, body: sign(two, textOf(one)) })
      .refused('wrong-text');
  });

  it('a new text restarts no clock', () => {
    const late = aSignature().until('2027-06-01T09:00:00.000Z');
    const again = late.give('set-agreement-text', { body: { document: paper() } });
    expect(again.owed('step:funding.signature')).toEqual(late.owed('step:funding.signature'));
    expect(again.owed('position:agreement-2:proponent-1').due.at).toBe('2027-08-28T14:00:00.000Z');
  });

  it('lapses 180 days after approval, after its notices', () => {
    const story = aSignature();
    expect(story.owed('step:funding.signature')).toMatchObject({
      owner: 'coordinator-1',
      due: { at: '2027-08-28T14:00:00.000Z', explanation: '180 days after the approval, 1 March 2027' },
      lapsesAt: '2027-08-30T14:00:00.000Z',
    });
    const lapsed = story.until('2027-09-01T00:00:00.000Z');
    expect(lapsed.pilot.end).toMatchObject({
      end: 'lapsed',
      left: 'funding.signature',
      at: '2027-08-30T14:00:00.000Z',
    });
    // The one of −1 falls on the Friday of the last, and is given by it.
    const notices = lapsed
      .ofType('reminder-recorded')
      .map(({ data }) => data as { obligation: string; offset: number })
      .filter(({ obligation }) => obligation.startsWith('step:funding.signature'))
      .map(({ offset }) => offset);
    expect(notices).toEqual([-30, -14, -7, 0]);
  });

  it('all signed → conditions, and every line is committed', () => {
    const story = signedBy(aSignature(), signatories.slice(1));
    given(story)
      .when('take-position', { by: donor, body: sign(story) })
      .then(
        event('decision-resolved', { outcome: 'approved' }),
        event('agreement-signed', { version: 1 }),
        event('contribution-moved', { contribution: 'contribution-1', movement: 'commit', amount: '800' }),
        event('step-entered', { to: 'funding.conditions' }),
      );
  });

  it('refused → mix', () => {
    const answers = signedBy(aSignature(), [otherDonor, proponent, kenya, malawi]);
    const refused = answers.takes(donor, 'object', { text: 'Not like this.' });
    expect(refused.pilot.status).toBe('funding.mix');
  });

  it('a return leaves it to the coordinator to set another text', () => {
    const answers = signedBy(aSignature(), [otherDonor, proponent, kenya, malawi]);
    const returned = answers.takes(donor, 'request_changes', { text: 'Article 3.' });
    expect(returned.pilot.status).toBe('funding.signature');
    expect(returned.owed('step:funding.signature').state).toBe('open');
    const again = returned.give('set-agreement-text', { body: { document: paper() } });
    expect(signedBy(again, signatories).pilot.status).toBe('implementation.inception');
  });

  it('one document is one text', () => {
    const document = paper();
    const one = approved().give('set-agreement-text', { body: { document } });
    given(one).when('set-agreement-text', { body: { document } }).refused('document-used');
  });
});

describe('A line that is withdrawn, refused or expired leaves the totals (lifecycle.md section 2, funding)', () => {
  it('in the mix it only leaves the totals', () => {
    const story = withdrawn(aMix(), 'contribution-1');
    expect(story.pilot.status).toBe('funding.mix');
    given(story).when('submit-mix', { by: proponent }).refused('mix-incomplete');
  });

  it.each([
    ['appraisal', anAppraisal],
    ['signature', aSignature],
    ['conditions', withConditions],
  ])('in %s: if they fall below what is required, back to mix, signatures void', (_step, story) => {
    const lost = withdrawn(story(), 'contribution-1');
    expect(lost.pilot.status).toBe('funding.mix');
    expect(
      lost.pilot.decisions.filter(({ resolved, voided }) => resolved === null && voided === null),
    ).toEqual([]);
    expect(lost.owed('step:funding.mix')).toMatchObject({ state: 'open', opened: lost.at });
    expect(lines(lost)[1]).toMatchObject({ committedAt: null, amounts: { pledged: '400', committed: '0' } });
    expect(lines(lost)[0]).toMatchObject({ left: { how: 'withdrawn' } });
  });

  const spare = (): Story =>
    aMix()
      .give('state-required', { by: proponent, body: required('700') })
      .give('submit-mix', { by: proponent });
  const spareSignature = (): Story =>
    spare()
      .takes(first, 'approve')
      .give('set-agreement-text', { body: { document: paper() } });

  it('if they suffice, the appraisal goes on', () => {
    const lost = withdrawn(spare(), 'contribution-2', otherDonor);
    expect(lost.pilot.status).toBe('funding.appraisal');
    expect(lost.takes(first, 'approve').pilot.status).toBe('funding.signature');
  });

  it('if they suffice, a new text without it is signed', () => {
    const lost = withdrawn(signedBy(spareSignature(), [donor]), 'contribution-2', otherDonor);
    expect(lost.pilot.status).toBe('funding.signature');
    expect(agreements(lost)[0]).toMatchObject({ voided: lost.at });
    const text = lost.give('set-agreement-text', { body: { document: paper() } });
    expect(
      agreements(text)
        .at(-1)
        ?.asked.map(({ seat }) => seat),
    ).not.toContain('funder-2');
    expect(signedBy(text, [donor, proponent, kenya, malawi]).pilot.status).toBe('implementation.inception');
  });

  it('also in the conditions: back to signature, and no clock is restarted', () => {
    const conditions = signedBy(
      spare()
        .takes(first, 'approve_with_conditions', { conditions: [{ text: 'Open a bank account.' }] })
        .later('2027-06-01T09:00:00.000Z')
        .give('set-agreement-text', { body: { document: paper() } }),
      signatories,
    );
    const lost = withdrawn(conditions, 'contribution-2', otherDonor);
    expect(lost.pilot.status).toBe('funding.signature');
    expect(lost.owed('step:funding.signature').due).toMatchObject({
      at: '2027-09-29T14:00:00.000Z',
      explanation: expect.stringContaining('120 days after the signature, 1 June 2027') as string,
    });
    expect(lines(lost)[1]).toMatchObject({ amounts: { released: '400', committed: '0' } });
    const text = lost
      .later('2027-07-01T09:00:00.000Z')
      .give('set-agreement-text', { body: { document: paper() } });
    const signed = signedBy(text, [donor, proponent, kenya, malawi]);
    expect(signed.pilot.status).toBe('funding.conditions');
    expect(signed.owed('step:funding.conditions').due.at).toBe('2027-09-29T14:00:00.000Z');
  });

  const replaced = (amount: string): Story =>
    withLine(withdrawn(approved(), 'contribution-1'), { modality: 'trust_fund', money: usd(amount) });

  it('appraisal is repeated if the total changed by more than 10 %', () => {
    // 1,200 was approved: 1,080 is 10 percent less.
    given(replaced('679.99'))
      .when('submit-mix', { by: proponent })
      .then(event('step-entered', { to: 'funding.appraisal' }));
    given(replaced('680'))
      .when('submit-mix', { by: proponent })
      .then(event('step-entered', { to: 'funding.signature' }));
    given(replaced('920'))
      .when('submit-mix', { by: proponent })
      .then(event('step-entered', { to: 'funding.signature' }));
    given(replaced('920.01'))
      .when('submit-mix', { by: proponent })
      .then(event('decision-opened', { kind: 'appraisal' }));
  });

  it('and when the time that the approval gave for the signature is over', () =>
    given(replaced('800').until('2027-08-29T00:00:00.000Z'))
      .when('submit-mix', { by: proponent })
      .then(event('step-entered', { to: 'funding.appraisal' })));

  it('a pledge that expires while it is to be signed does the same', () => {
    const pledged = inMix().give('state-required', { by: proponent, body: required('1000') });
    const expiring = withLine(pledged, {
      modality: 'trust_fund',
      money: usd('1000'),
      expiresOn: '2027-05-03',
    });
    const text = expiring
      .give('submit-mix', { by: proponent })
      .takes(first, 'approve')
      .give('set-agreement-text', { body: { document: paper() } });
    expect(text.agenda().wakeAt).not.toBeNull();
    const gone = text.until('2027-05-03T15:00:00.000Z');
    expect(gone.pilot.status).toBe('funding.mix');
    const signed = signedBy(text, [donor, proponent, kenya, malawi]);
    expect(signed.until('2027-06-01T00:00:00.000Z').pilot.funding.contributions[0]?.left).toBeNull();
  });
});

describe('Contributions pass only with a letter of the successor (lifecycle.md section 1)', () => {
  const succeeded = (story: Story): Story =>
    story.give('replace-seat', { body: { seat: 'funder-1', organisation: 'other-institute', reason } });
  const letter = { contribution: 'contribution-1', letter: paper() };

  it('the successor takes the line over with its letter', () => {
    given(succeeded(approved()))
      .when('take-over-contribution', { by: olga, body: letter })
      .then(event('contribution-succeeded', { seat: 'funder-3', letter: letter.letter }));
    given(succeeded(approved()))
      .when('take-over-contribution', { by: otherDonor, body: letter })
      .refused('not-your-seat');
    given(approved())
      .when('take-over-contribution', { by: otherDonor, body: letter })
      .refused('not-your-seat');
  });

  it('without it no text is set, and the successor signs none', () => {
    const refusal = given(succeeded(approved()))
      .when('set-agreement-text', { body: { document: paper() } })
      .refusal('seat-empty');
    expect(refusal.detail).toContain('contribution-1');
    const asked = succeeded(aSignature());
    given(asked)
      .when('take-position', { by: olga, body: sign(asked) })
      .refused('wrong-seat');
    const taken = asked.give('take-over-contribution', { by: olga, body: letter });
    given(taken)
      .when('take-position', { by: olga, body: sign(taken) })
      .then(event('text-signed', { seat: 'funder-3' }));
  });

  it('a line whose seat is empty is withdrawn by the coordinator', () => {
    const vacated = approved().give('vacate-seat', { body: { seat: 'funder-2', reason } });
    given(vacated)
      .when('withdraw-contribution', { by: coordinator, body: { contribution: 'contribution-2', reason } })
      .then(event('contribution-left'));
    given(vacated)
      .when('set-agreement-text', { body: { document: paper() } })
      .refused('seat-empty');
  });

  it('a pledge that is not confirmed waits for the successor too', () => {
    const pledged = inMix().give('pledge-contribution', {
      by: donor,
      body: { modality: 'parallel', money: usd('5') },
    });
    given(succeeded(pledged))
      .when('confirm-contribution', { by: coordinator, body: letter })
      .refused('wrong-seat');
  });
});

describe('Funding, the conditions (lifecycle.md section 2)', () => {
  const condition = 'condition:appraisal-1:proponent-1';

  it('with none, the step passes at once', () => {
    const story = effective();
    expect(
      story
        .ofType('step-entered')
        .slice(-2)
        .map(({ data }) => (data as { to: string }).to),
    ).toEqual(['funding.conditions', 'implementation.inception']);
  });

  it('conditions precedent have 120 days after the signature, or the pilot lapses after its notices', () => {
    const story = withConditions();
    expect(story.pilot.status).toBe('funding.conditions');
    expect(story.owed('step:funding.conditions')).toMatchObject({
      owner: 'proponent-1',
      due: { at: '2027-06-29T14:00:00.000Z', explanation: '120 days after the signature, 1 March 2027' },
      lapsesAt: '2027-06-29T14:00:00.000Z',
    });
    expect(story.until('2027-07-01T00:00:00.000Z').pilot.end).toMatchObject({
      end: 'lapsed',
      left: 'funding.conditions',
    });
  });

  it('all met → implementation, the agreement is effective; each confirmed by finance or coordinator', () => {
    const body = { obligation: condition, note: 'Opened.' };
    for (const by of [finance, coordinator])
      given(withConditions())
        .when('meet-obligation', { by, body })
        .then(
          event('obligation-met', { obligation: condition }),
          event('agreement-effective'),
          event('step-entered', { to: 'implementation.inception' }),
        );
    given(withConditions()).when('meet-obligation', { by: proponent, body }).refused('not-your-seat');
  });

  it('a condition that is waived by who set it is not waited for', () =>
    given(withConditions())
      .when('waive-obligation', { by: first, body: { obligation: condition, reason: 'Known.' } })
      .then(event('obligation-waived'), event('agreement-effective')));

  it('only conditions that are due before effectiveness are conditions precedent', () => {
    const story = anAppraisal()
      .takes(first, 'approve_with_conditions', {
        conditions: [{ text: 'Publish the results.', due: '2028-12-31' }],
      })
      .give('set-agreement-text', { body: { document: paper() } });
    const signed = signedBy(story, signatories);
    expect(signed.pilot.status).toBe('implementation.inception');
    expect(signed.owed(condition).state).toBe('open');
  });

  it('conditions of the agreement are waited for as well', () => {
    const story = signedBy(aSignature(), signatories.slice(1));
    const signed = story.takes(donor, 'approve_with_conditions', {
      document: textOf(story),
      conditions: [{ text: 'Name a focal person.' }],
    });
    expect(signed.pilot.status).toBe('funding.conditions');
    expect(signed.pilot.funding.precedents).toEqual(['condition:agreement-1:proponent-1']);
  });

  it('inception has its six months, and the approving body is the last resort', () =>
    expect(effective().owed('step:implementation.inception')).toMatchObject({
      owner: 'proponent-1',
      due: { at: '2027-09-01T14:00:00.000Z' },
      lastResortAt: expect.any(String) as string,
    }));
});

describe('Conditions lapse 120 days after the later of signature and master agreement (lifecycle.md section 2)', () => {
  const masters = (): Story =>
    withConditions(fundedDirectory({ masterAgreementFor: { value: ['trust_fund'], source: 'test' } }));
  const record = (organisation: string, heldOn = '2027-03-01') => ({
    organisation,
    heldOn,
    document: paper(),
  });
  const dueOfStep = (story: Story) => story.owed('step:funding.conditions').due;
  const signedAll = (story: Story, heldOn: string): Story =>
    ['donor', 'secretariat'].reduce<Story>(
      (so, organisation) => so.give('record-master-agreement', { body: record(organisation, heldOn) }),
      story,
    );

  it('undated until then, and nothing lapses', () => {
    expect(dueOfStep(masters())).toMatchObject({
      at: null,
      explanation: expect.stringContaining('which has not happened yet') as string,
    });
    expect(masters().owed('step:funding.conditions').lapsesAt).toBeNull();
    expect(masters().until('2029-01-01T00:00:00.000Z').pilot.status).toBe('funding.conditions');
  });

  it('with a 90-day question to the coordinator whether it is still expected', () => {
    const asked = masters().owed('question:donor');
    expect(asked).toMatchObject({ owner: 'coordinator-1', due: { at: '2027-05-30T14:00:00.000Z' } });
    const answered = masters()
      .until('2027-05-20T09:00:00.000Z')
      .give('confirm-expected', { body: { organisation: 'donor', note: 'They sign in autumn.' } });
    expect(answered.owed('question:donor')).toMatchObject({
      state: 'open',
      due: { at: '2027-08-18T14:00:00.000Z' },
    });
    given(answered)
      .when('confirm-expected', { body: { organisation: 'treasury', note: 'Yes.' } })
      .refused('not-now');
  });

  it('dated by the signing, from the day on which it was held', () => {
    const one = masters()
      .until('2027-05-01T09:00:00.000Z')
      .give('record-master-agreement', { body: record('donor', '2027-04-20') });
    expect(dueOfStep(one).at).toBeNull();
    expect(one.owed('question:donor').state).toBe('met');
    const both = one.give('record-master-agreement', {
      by: finance,
      body: record('secretariat', '2027-04-01'),
    });
    expect(dueOfStep(both).at).toBe('2027-08-18T14:00:00.000Z');
    expect(both.owed('step:funding.conditions').lapsesAt).toBe('2027-08-18T14:00:00.000Z');
  });

  it('the later of the two counts: a master agreement that is older changes nothing', () =>
    expect(dueOfStep(signedAll(masters(), '2026-05-01')).at).toBe('2027-06-29T14:00:00.000Z'));

  it('a lapse that a late fact moves never falls less than 30 days ahead', () => {
    const late = signedAll(masters().until('2027-09-01T09:00:00.000Z'), '2027-03-05');
    expect(dueOfStep(late).at).toBe('2027-10-01T14:00:00.000Z');
  });

  it('the agreement is not effective before it is signed', () => {
    const met = masters().give('meet-obligation', {
      by: finance,
      body: { obligation: 'condition:appraisal-1:proponent-1', note: 'Opened.' },
    });
    expect(met.pilot.status).toBe('funding.conditions');
    expect(signedAll(met, '2027-03-01').pilot.status).toBe('implementation.inception');
  });

  it('it is of a contributor, and its day is not in the future', () => {
    given(masters())
      .when('record-master-agreement', { body: record('unit') })
      .refused('unknown-organisation');
    given(masters())
      .when('record-master-agreement', { body: record('donor', '2027-03-02') })
      .refused('dates-contradict');
  });
});

describe('The case in funding', () => {
  const masterWanted = { masterAgreementFor: { value: ['trust_fund' as const], source: 'test' } };

  it.each([
    ['funding.mix', 'proponent-1', '2027-08-28T14:00:00.000Z', inMix],
    ['funding.appraisal', 'approving_body-1', '2027-04-12T15:00:00.000Z', anAppraisal],
    ['funding.signature', 'coordinator-1', '2027-08-28T14:00:00.000Z', aSignature],
    ['funding.conditions', 'proponent-1', '2027-06-29T14:00:00.000Z', withConditions],
    [
      'funding.conditions',
      'coordinator-1',
      '2027-05-30T14:00:00.000Z',
      () => withConditions(fundedDirectory(masterWanted)),
    ],
    ['implementation.inception', 'proponent-1', '2027-09-01T14:00:00.000Z', effective],
  ] as const)(
    'in %s says that %s has to act by %s, what happens if not, and what comes next',
    (status, seat, due, told) => {
      const story = told();
      const agenda = story.agenda();
      const sight = sightOf(story.pilot, coordinator, story.directory, story.at);
      const shown = caseOf(story.pilot, { at: story.at, sight, actions: [], agenda });
      expect(shown.status).toBe(status);
      const waiting = shown.waitingOn.find((each) => each.seat === seat && each.due === due);
      expect(waiting).toMatchObject({ overdueDays: 0, since: story.at });
      expect(waiting?.whatHappensIfNot).toMatch(/^[A-Z].*\.$/);
      expect(shown.next).toEqual({ at: agenda.wakeAt, what: agenda.wakeFor });
      expect(shown.obligations.every(({ explanation }) => explanation !== '')).toBe(true);
      expect(agenda.details).toMatchObject({ stage: status.split('.')[0], step: status.split('.')[1] });
    },
  );

  it('offers in each step what can be done there, and says what is missing', () => {
    expect(inMix().actions(proponent)).toEqual(
      expect.arrayContaining(['state-required', 'pledge-contribution', 'submit-mix']),
    );
    expect(aMix().actions(donor)).toEqual(
      expect.arrayContaining(['pledge-contribution', 'withdraw-contribution']),
    );
    expect(aMix().actions(donor)).not.toContain('confirm-contribution');
    expect(anAppraisal().actions(first)).toContain('take-position');
    expect(approved().actions(coordinator)).toContain('set-agreement-text');
    expect(aSignature().actions(kenya)).toContain('take-position');
    expect(withConditions().actions(finance)).toContain('meet-obligation');
    expect(withConditions().actions(coordinator)).not.toContain('confirm-expected');
  });

  it('reopened, the step that was left opens again with its full duration', () => {
    const again = (story: Story): Story =>
      story
        .give('withdraw', { by: proponent, body: { reason } })
        .later('2027-04-01T09:00:00.000Z')
        .give('reopen', { by: first, body: { reason } });
    expect(again(aSignature()).owed('step:funding.signature')).toMatchObject({
      due: { at: '2027-09-28T14:00:00.000Z' },
    });
    expect(agreements(again(aSignature())).at(-1)).toMatchObject({ voided: null, positions: [] });
    const conditions = again(withConditions());
    expect(conditions.pilot.status).toBe('funding.conditions');
    expect(conditions.owed('step:funding.conditions').due.at).toBe('2027-07-30T14:00:00.000Z');
    expect(conditions.owed('condition:appraisal-1:proponent-1').state).toBe('open');
    expect(lines(conditions)[0]?.amounts).toMatchObject({ committed: '800', released: '0' });
    expect(again(anAppraisal()).pilot.decisions.at(-1)).toMatchObject({ id: 'appraisal-2', voided: null });
    expect(again(inMix()).owed('step:funding.mix')).toMatchObject({ state: 'open' });
  });

  it('taken over into a step it is complete', () =>
    expect(() => takenOver('funding.signature')).toThrow('mix-incomplete'));
});
