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
  otherDonor,
  paid,
  paper,
  required,
  signatories,
  signedBy,
  takenOver,
  usd,
  withConditions,
  withLine,
} from '../../support/funding';
import { coordinator, finance, first, malawi, proponent } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'Budget cut.';
const one = { contribution: 'contribution-1' };
const experts = { modality: 'in_kind', inKind: { what: 'Experts', quantity: '12', unit: 'person months' } };
const masterWanted = { masterAgreementFor: { value: ['trust_fund' as const], source: 'test' } };
const line = (story: Story, id = 'contribution-1') =>
  story.pilot.funding.contributions.find((each) => each.id === id);
const ended = (story: Story): Story => story.give('withdraw', { by: proponent, body: { reason } });
const reopened = (story: Story): Story => story.give('reopen', { by: first, body: { reason } });
const withdrawn = (story: Story, contribution: string, by = donor): Story =>
  story.give('withdraw-contribution', { by, body: { contribution, reason } });
const signedAgreement = (story: Story, organisation: string, heldOn: string): Story =>
  story.give('record-master-agreement', { body: { organisation, heldOn, document: paper() } });

describe('A question that is void takes what was owed about it along', () => {
  it('in an appraisal that is undecided when the mix falls short', () => {
    const undecided = anAppraisal().until('2027-04-13T00:00:00.000Z');
    expect(undecided.owed('undecided:appraisal-1').state).toBe('open');
    const lost = withdrawn(undecided, 'contribution-1');
    expect(lost.pilot.status).toBe('funding.mix');
    expect(
      lost.pilot.obligations.filter(({ subject, state }) => subject === 'appraisal-1' && state === 'open'),
    ).toEqual([]);
  });

  it('and no other question', () => {
    const text = { document: paper(), reason: 'A slip in article 3.' };
    const voided = aSignature().give('set-agreement-text', { body: text }).pilot.decisions;
    expect(voided.filter((decision) => decision.voided !== null).map(({ id }) => id)).toEqual([
      'agreement-1',
    ]);
  });
});

describe('Conditions lapse 120 days after the later of signature and the signing of the contributor’s master agreement', () => {
  const signing = (): Story => aSignature(fundedDirectory(masterWanted));
  const conditioned = (story: Story): Story =>
    signedBy(story, signatories.slice(1)).takes(donor, 'approve_with_conditions', {
      document: story.pilot.funding.texts.at(-1)?.document,
      conditions: [{ text: 'Name a focal person.' }],
    });
  const owedOf = (story: Story) => story.owed('step:funding.conditions');

  it('one that was signed before the text counts', () => {
    const both = signedAgreement(
      signedAgreement(signing(), 'donor', '2027-02-20'),
      'secretariat',
      '2027-02-21',
    );
    expect(owedOf(conditioned(both)).due).toMatchObject({ at: '2027-06-29T14:00:00.000Z' });
    expect(conditioned(both).pilot.obligations.filter(({ kind }) => kind === 'question')).toEqual([]);
  });

  it('the coordinator is asked about the one that is missing, and about no other', () => {
    const story = conditioned(signedAgreement(signing(), 'donor', '2027-02-20'));
    expect(owedOf(story).due.at).toBeNull();
    expect(story.pilot.obligations.filter(({ kind }) => kind === 'question')).toMatchObject([
      {
        subject: 'secretariat',
        label: 'Is the master agreement with secretariat still expected?',
        lastResortAt: expect.any(String) as string,
      },
    ]);
    const dated = signedAgreement(story, 'secretariat', '2027-03-01');
    expect(owedOf(dated).due.at).toBe('2027-06-29T14:00:00.000Z');
  });

  it('is told to all whom it concerns: the answer stands, and the question comes back', () => {
    const asked = withConditions(fundedDirectory(masterWanted)).until('2027-05-20T09:00:00.000Z');
    const answered = asked.give('confirm-expected', { body: { organisation: 'donor', note: 'In autumn.' } });
    expect(answered.pilot.obligations.filter(({ subject }) => subject === 'donor')).toMatchObject([
      { state: 'met' },
      { state: 'open', due: { explanation: '90 days after the last answer, 20 May 2027' } },
    ]);
  });

  it('answered or signed after the approving body was called, its act is no longer owed', () => {
    const called = withConditions(fundedDirectory(masterWanted)).until('2027-07-05T09:00:00.000Z');
    expect(called.owed('last_resort:question:donor').state).toBe('open');
    const answered = called.give('confirm-expected', { body: { organisation: 'donor', note: 'In autumn.' } });
    expect(answered.owed('last_resort:question:donor').state).toBe('met');
    expect(signedAgreement(called, 'donor', '2027-03-01').owed('last_resort:question:donor').state).toBe(
      'met',
    );
  });
});

describe('Reopened in the conditions (lifecycle.md section 2, Ends)', () => {
  const two = (): Story => {
    const story = anAppraisal()
      .takes(first, 'approve_with_conditions', {
        conditions: [
          { text: 'Open a bank account.' },
          { text: 'Give the site.', owner: 'host_government-2' },
        ],
      })
      .give('set-agreement-text', { body: { document: paper('Agreement') } });
    return signedBy(story, signatories);
  };
  const conditions = (story: Story) => story.pilot.obligations.filter(({ kind }) => kind === 'condition');

  it('what was open is owed again by the same seat, what was met stays met', () => {
    const [bank, site] = conditions(two());
    const met = two().give('meet-obligation', {
      by: finance,
      body: { obligation: bank?.id, note: 'Opened.' },
    });
    const again = reopened(ended(met));
    expect(conditions(again)).toMatchObject([
      { id: bank?.id, state: 'met' },
      { id: site?.id, state: 'void' },
      { subject: site?.subject, state: 'open', owner: 'host_government-2', setBy: site?.setBy },
    ]);
    const last = again.give('waive-obligation', {
      by: first,
      body: { obligation: conditions(again)[2]?.id, reason: 'Known.' },
    });
    expect(last.pilot.status).toBe('implementation.inception');
  });
});

describe('The agreement is effective once', () => {
  it('a condition that is met later changes nothing of it', () => {
    const story = anAppraisal()
      .takes(first, 'approve_with_conditions', {
        conditions: [{ text: 'Publish the results.', due: '2028-12-31' }],
      })
      .give('set-agreement-text', { body: { document: paper('Agreement') } });
    given(signedBy(story, signatories))
      .when('meet-obligation', {
        by: finance,
        body: { obligation: 'condition:appraisal-1:proponent-1', note: 'Published.' },
      })
      .thenOnly('obligation-met');
  });
});

describe('Ends and the money (lifecycle.md section 2, Ends)', () => {
  const lateDelivery = { contribution: 'contribution-3', quantity: '1', heldOn: '2027-03-01' };

  it('a reopening takes the release back, not of a line that had left or is given in kind', () => {
    const story = withdrawn(
      signedBy(
        withLine(aMix(), experts, malawi)
          .give('state-required', { by: proponent, body: required('700') })
          .give('submit-mix', { by: proponent })
          .takes(first, 'approve_with_conditions', { conditions: [{ text: 'Open a bank account.' }] })
          .give('set-agreement-text', { body: { document: paper('Agreement') } }),
        signatories,
      ),
      'contribution-2',
      otherDonor,
    );
    const again = reopened(ended(story));
    expect(line(again)?.amounts).toMatchObject({ pledged: '800', released: '0' });
    expect(line(again, 'contribution-2')?.amounts).toMatchObject({ committed: '0', released: '400' });
    const plain = reopened(ended(withConditions()));
    expect(plain.ofType('contribution-moved').at(-1)?.data).toMatchObject({
      movement: 'release',
      amount: '-400',
      reason: 'The end of 2027-03-01 was taken back.',
      documents: [],
    });
  });

  it('an account of what was spent changes no refund', () => {
    const story = paid()
      .give('spend-contribution', { by: finance, body: { ...one, amount: '100' } })
      .give('terminate', { by: first, body: { reason } });
    given(story)
      .when('account-for-contribution', { by: finance, body: { ...one, amount: '100' } })
      .thenOnly('contribution-moved');
  });

  it('an end that is a termination already is not corrected', () => {
    const story = paid().give('terminate', { by: first, body: { reason } }).later('2027-03-20T09:00:00.000Z');
    given(story)
      .when('disburse-contribution', { by: finance, body: { ...one, amount: '10', heldOn: '2027-03-01' } })
      .thenNo('end-corrected');
  });

  it('what is called after the end was called before it', () => {
    const story = ended(withConditions()).later('2027-03-20T09:00:00.000Z');
    const call = (heldOn?: string) => ({
      by: finance,
      body: { ...one, amount: '10', ...(heldOn === undefined ? {} : { heldOn }) },
    });
    given(story).when('call-contribution', call()).refused('too-late');
    given(story).when('call-contribution', call('2027-03-01')).then(event('contribution-moved'));
  });

  it('on the day of the end something may still have been delivered', () => {
    const story = ended(withLine(aMix(), experts, malawi)).later('2027-03-20T09:00:00.000Z');
    given(story)
      .when('deliver-contribution', { body: lateDelivery })
      .then(event('contribution-delivered', { heldOn: '2027-03-01', reason: null, documents: [] }));
    given(story)
      .when('deliver-contribution', { body: { ...lateDelivery, heldOn: '2027-03-02' } })
      .refused('too-late');
  });
});

describe('An event of the funding names reason, documents and day', () => {
  it('of a payment: the documents once, with what was paid first', () => {
    const invoice = paper('Invoice');
    const story = aMix().give('receive-contribution', {
      by: finance,
      body: { ...one, amount: '10', reason, documents: [invoice] },
    });
    expect(story.ofType('contribution-moved').map(({ data }) => data)).toMatchObject([
      { movement: 'call', documents: [invoice], reason, heldOn: null },
      { movement: 'receive', documents: [], reason },
    ]);
    expect(story.ofType('bank-reference-recorded')).toEqual([]);
    const plain = effective().give('call-contribution', { by: finance, body: { ...one, amount: '10' } });
    expect(plain.ofType('contribution-moved').at(-1)?.data).toMatchObject({ documents: [], reason: null });
  });

  it('paid on the very day of the commitment it is no payment before it', () =>
    given(effective().later('2027-03-10T09:00:00.000Z'))
      .when('call-contribution', { by: finance, body: { ...one, amount: '10', heldOn: '2027-03-01' } })
      .then(event('contribution-moved', { heldOn: '2027-03-01' })));

  it('of a correction, a commitment, a release and a withdrawal: no document', () => {
    const corrected = paid().give('correct-contribution', {
      by: finance,
      body: { ...one, movement: 'receive', amount: '10', reason },
    });
    for (const story of [corrected, ended(withConditions()), withdrawn(withConditions(), 'contribution-1')])
      for (const { data } of story.ofType('contribution-moved'))
        expect(data).toMatchObject({ documents: [] });
    const back = withLine(aMix(), experts, malawi)
      .give('deliver-contribution', { body: { contribution: 'contribution-3', quantity: '2', reason } })
      .give('correct-contribution', {
        by: finance,
        body: { contribution: 'contribution-3', movement: 'deliver', amount: '1', reason },
      });
    expect(back.ofType('contribution-delivered').map(({ data }) => data)).toMatchObject([
      { quantity: '2', reason },
      { quantity: '-1', reason, documents: [] },
    ]);
  });

  it('of a succession, a text and a master agreement: the reason why a document serves again', () => {
    const letter = paper();
    const olga = { door: 'http', person: 'olga', organisation: 'other-institute' } as const;
    const story = signedAgreement(aSignature(), 'donor', '2027-03-01')
      .give('record-master-agreement', {
        body: { organisation: 'secretariat', heldOn: '2027-03-01', document: letter },
      })
      .give('replace-seat', { body: { seat: 'funder-1', organisation: 'other-institute', reason } });
    const again = { ...one, letter, reason: 'One paper for both.' };
    given(story)
      .when('take-over-contribution', { by: olga, body: { ...one, letter } })
      .refused('document-used');
    given(story)
      .when('take-over-contribution', { by: olga, body: again })
      .then(event('contribution-succeeded', { reason: again.reason }));
    given(story)
      .when('record-master-agreement', {
        body: { organisation: 'secretariat', heldOn: '2027-03-01', document: letter, reason: again.reason },
      })
      .then(event('master-agreement-recorded', { reason: again.reason }));
    expect(story.ofType('master-agreement-recorded').at(-1)?.data).toMatchObject({ reason: null });
  });
});

describe('Taken over into a step of the funding, the money stands where that step finds it', () => {
  const contributions = [
    {
      kind: 'funder',
      organisation: 'donor',
      modality: 'trust_fund',
      money: usd('900'),
      letter: paper(),
      confirmedOn: '2026-12-01',
    },
  ];
  const at = (step: string): Story =>
    takenOver(step, {
      contributions,
      required: required('900'),
      ...(step === 'funding.conditions' ? { agreement: paper('Agreement') } : {}),
    });

  it.each([
    ['funding.mix', false, false],
    ['funding.appraisal', false, false],
    ['funding.signature', true, false],
    ['funding.conditions', true, true],
  ])('%s: approved %s, committed %s', (step, approved, committed) => {
    const { funding } = at(step).pilot;
    expect(funding.approved !== null).toBe(approved);
    expect(funding.contributions[0]?.committedAt !== null).toBe(committed);
  });

  it('with the day on which each line was confirmed', () =>
    expect(at('funding.mix').ofType('contribution-confirmed')[0]?.data).toMatchObject({
      heldOn: '2026-12-01',
    }));
});

describe('The case shows the funding', () => {
  const shown = (story: Story) =>
    caseOf(story.pilot, {
      at: story.at,
      sight: sightOf(story.pilot, coordinator, story.directory, story.at),
      actions: [],
      agenda: story.agenda(),
    });

  it('what is given in kind with what came of it', () => {
    const story = withLine(aMix(), experts, malawi).give('deliver-contribution', {
      body: { contribution: 'contribution-3', quantity: '5' },
    });
    expect(shown(story).contributions.at(-1)).toMatchObject({
      money: null,
      amounts: null,
      inKind: { ...experts.inKind, delivered: '5', outstanding: '7', valued: null },
    });
    expect(shown(story).contributions[0]).toMatchObject({ inKind: null });
  });

  it('where a line stands', () => {
    const states = (story: Story) => shown(story).contributions.map(({ state }) => state);
    expect(states(aMix())).toEqual(['pledged', 'pledged']);
    expect(states(withdrawn(aMix(), 'contribution-2', otherDonor))).toEqual(['pledged', 'withdrawn']);
    expect(states(effective())).toEqual(['committed', 'committed']);
  });

  it('totals of the lines in the mix, and no agreement before there is a text', () => {
    const story = withdrawn(withLine(aMix(), experts, malawi), 'contribution-2', otherDonor);
    expect(shown(story).funding).toMatchObject({
      pledged: { cash: [usd('800.00')], in_kind: [], parallel: [] },
      confirmed: { cash: [usd('800.00')], in_kind: [] },
      agreement: null,
      masterAgreements: [],
    });
  });

  it('the master agreements', () =>
    expect(shown(signedAgreement(aMix(), 'donor', '2027-02-20')).funding.masterAgreements).toEqual([
      { organisation: 'donor', heldOn: '2027-02-20' },
    ]));
});
