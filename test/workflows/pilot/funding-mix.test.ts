import { event, given } from '../../support/given';
import {
  aMix,
  anAppraisal,
  donor,
  fundedDirectory,
  fundedProgramme,
  inMix,
  otherDonor,
  paper,
  required,
  takenOver,
  usd,
  withLine,
} from '../../support/funding';
import {
  coordinator,
  finance,
  first,
  kenya,
  malawi,
  persons,
  proponent,
  sampleDirectory,
} from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const trust = { modality: 'trust_fund', money: usd('1000') };
const value = (amount = '500') => ({ ...usd(amount), method: 'market price', valuer: 'An auditor' });
const experts = { what: 'Experts', quantity: '12', unit: 'person months' };
const line = (story: Story, id = 'contribution-1') =>
  story.pilot.funding.contributions.find((each) => each.id === id);
const source = 'test';

describe('Funding, the mix (lifecycle.md section 2)', () => {
  it('the proponent has 180 days, and the approving body is the last resort', () =>
    expect(inMix().owed('step:funding.mix')).toMatchObject({
      owner: 'proponent-1',
      due: { at: '2027-08-28T14:00:00.000Z' },
      lapsesAt: null,
      lastResortAt: '2027-09-27T14:00:00.000Z',
    }));

  it('contribution lines are proposed: who gives what, how, when', () => {
    given(inMix())
      .when('pledge-contribution', { by: donor, body: { ...trust, terms: 'In two parts.' } })
      .then(
        event('contribution-pledged', {
          contribution: 'contribution-1',
          seat: 'funder-1',
          modality: 'trust_fund',
          money: usd('1000.00'),
          terms: 'In two parts.',
        }),
      );
    given(inMix())
      .when('pledge-contribution', { by: proponent, body: { contributor: 'funder-1', ...trust } })
      .then(event('contribution-pledged', { seat: 'funder-1' }));
    given(inMix())
      .when('pledge-contribution', { by: donor, body: { contributor: 'funder-2', ...trust } })
      .refused('not-your-seat');
    given(inMix())
      .when('pledge-contribution', { by: proponent, body: { contributor: 'finance-1', ...trust } })
      .refused('unknown-seat');
  });

  it.each([
    'cost_sharing_government',
    'cost_sharing_third_party',
    'trust_fund',
    'parallel',
    'core_budget',
    'seed_grant',
    'triangular_facilitation',
  ])('takes a contribution as %s', (modality) =>
    given(inMix())
      .when('pledge-contribution', { by: donor, body: { modality, money: usd('10') } })
      .then(event('contribution-pledged', { modality })),
  );

  it('takes a contribution in kind, with quantity, unit, valuation method and valuer', () => {
    given(inMix())
      .when('pledge-contribution', {
        by: malawi,
        body: { modality: 'in_kind', inKind: { ...experts, valuation: value() } },
      })
      .then(
        event('contribution-pledged', {
          seat: expect.any(String),
          money: null,
          inKind: { ...experts, valuation: value() },
        }),
      );
    given(inMix())
      .when('pledge-contribution', { by: donor, body: { modality: 'in_kind', money: usd('10') } })
      .refused('wrong-modality');
    given(inMix())
      .when('pledge-contribution', { by: donor, body: { ...trust, inKind: experts } })
      .refused('wrong-modality');
  });

  it('only the modalities of the programme', () =>
    given(inMix(fundedDirectory({ modalities: { value: ['in_kind'], source } })))
      .when('pledge-contribution', { by: donor, body: trust })
      .refused('wrong-modality'));

  it('an amount is above zero, of a currency of ISO 4217, with its digits', () => {
    for (const money of [usd('0'), usd('1.005'), { amount: '1', currency: 'XXX' }])
      given(inMix())
        .when('pledge-contribution', { by: donor, body: { ...trust, money } })
        .refused('wrong-amount');
  });

  it('each is confirmed by its contributor’s letter: a document by hash', () => {
    const letter = paper();
    const pledged = inMix().give('pledge-contribution', { by: donor, body: trust });
    const confirm = { contribution: 'contribution-1', letter };
    given(pledged)
      .when('confirm-contribution', { by: donor, body: confirm })
      .then(event('contribution-confirmed', { letter }));
    given(pledged).when('confirm-contribution', { by: otherDonor, body: confirm }).refused('not-your-seat');
    const confirmed = pledged.give('confirm-contribution', { by: donor, body: confirm });
    expect(confirmed.pilot.documents).toContain(letter.sha256);
    expect(line(confirmed)).toMatchObject({ letter: letter.sha256, confirmedAt: confirmed.at });
    given(confirmed).when('confirm-contribution', { by: donor, body: confirm }).refused('not-now');
    given(confirmed)
      .when('confirm-contribution', { by: donor, body: { ...confirm, contribution: 'contribution-9' } })
      .refused('unknown-contribution');
  });

  describe('a letter that came on paper is entered by the coordinator, who approves nothing financial alone', () => {
    const letter = paper();
    const body = { contribution: 'contribution-1' };
    const pledged = inMix().give('pledge-contribution', { by: donor, body: trust });
    const entered = pledged.give('confirm-contribution', { by: coordinator, body: { ...body, letter } });
    const cora = { ...coordinator, person: 'cora' };

    it('it does not count, and a second coordinator owes its confirmation', () => {
      expect(line(entered)).toMatchObject({
        letter: null,
        confirmedAt: null,
        entered: { letter, by: 'carla' },
      });
      expect(entered.owed('confirmation:contribution-1')).toMatchObject({ owner: 'coordinator-1' });
      given(entered).when('submit-mix', { by: proponent }).refused('mix-incomplete');
      expect(entered.ofType('contribution-letter-entered')).toMatchObject([{ onBehalfOf: 'donor' }]);
    });

    it('another person confirms it, and then it counts', () => {
      given(entered).when('confirm-letter', { by: coordinator, body }).refused('segregation');
      given(entered).when('confirm-letter', { by: finance, body }).refused('not-your-seat');
      given(entered).when('confirm-letter', { by: donor, body }).refused('not-your-seat');
      const confirmed = entered.give('confirm-letter', { by: cora, body });
      expect(line(confirmed)).toMatchObject({
        letter: letter.sha256,
        confirmedAt: confirmed.at,
        entered: null,
      });
      expect(confirmed.owed('confirmation:contribution-1').state).toBe('met');
      given(confirmed).when('confirm-letter', { by: cora, body }).refused('not-now');
      given(pledged).when('confirm-letter', { by: cora, body }).refused('not-now');
    });

    it('finance where there is no second coordinator', () => {
      const alone = sampleDirectory({
        programmes: [fundedProgramme()],
        persons: persons.filter(({ id }) => id !== 'cora'),
      });
      given(
        inMix(alone)
          .give('pledge-contribution', { by: donor, body: trust })
          .give('confirm-contribution', { by: coordinator, body: { ...body, letter: paper() } }),
      )
        .when('confirm-letter', { by: finance, body })
        .then(event('contribution-confirmed'), event('obligation-met'));
    });

    it('another letter takes its place; the contributor’s own, or its leaving, ends the waiting', () => {
      const other = { contribution: 'contribution-1', letter: paper() };
      given(entered)
        .when('confirm-contribution', { by: coordinator, body: other })
        .then(
          event('obligation-voided'),
          event('contribution-letter-entered', { letter: other.letter }),
          event('obligation-opened'),
        );
      const itself = entered.give('confirm-contribution', { by: donor, body: other });
      expect(itself.owed('confirmation:contribution-1').state).toBe('void');
      given(itself).when('confirm-letter', { by: cora, body }).refused('not-now');
      const left = entered.give('withdraw-contribution', {
        by: donor,
        body: { ...body, reason: 'No money.' },
      });
      expect(left.owed('confirmation:contribution-1').state).toBe('void');
    });
  });

  it('the same letter does not serve twice without a reason', () => {
    const letter = paper();
    const two = withLine(inMix(), trust, donor, letter).give('pledge-contribution', {
      by: donor,
      body: trust,
    });
    const confirm = { contribution: 'contribution-2', letter };
    given(two).when('confirm-contribution', { by: donor, body: confirm }).refused('document-used');
    given(two)
      .when('confirm-contribution', { by: donor, body: { ...confirm, reason: 'One letter for both.' } })
      .then(event('contribution-confirmed', { reason: 'One letter for both.' }));
  });

  it('a letter that came earlier has its day, never in the future', () => {
    const pledged = inMix().give('pledge-contribution', { by: donor, body: trust });
    const body = (heldOn: string) => ({ contribution: 'contribution-1', letter: paper(), heldOn });
    given(pledged)
      .when('confirm-contribution', { by: donor, body: body('2027-02-01') })
      .then(event('contribution-confirmed', { heldOn: '2027-02-01' }));
    given(pledged)
      .when('confirm-contribution', { by: donor, body: body('2027-03-02') })
      .refused('dates-contradict');
  });

  it('confirmed ≥ required → appraisal', () => {
    given(aMix())
      .when('submit-mix', { by: proponent })
      .then(
        event('mix-submitted', { totals: { cash: '1200', in_kind: '0', parallel: '0' } }),
        event('step-entered', { to: 'funding.appraisal' }),
        event('decision-opened', { kind: 'appraisal' }),
      );
    const refusal = given(aMix().give('state-required', { by: proponent, body: required('1200.01') }))
      .when('submit-mix', { by: proponent })
      .refusal('mix-incomplete');
    expect(refusal.errors?.[0]).toMatchObject({
      pointer: '/required/cash',
      detail: '1200.01 USD cash is required, and 1200 USD is confirmed.',
    });
  });

  it('what is confirmed may be exactly what is required', () =>
    given(aMix().give('state-required', { by: proponent, body: required('1200') }))
      .when('submit-mix', { by: proponent })
      .then(event('mix-submitted')));

  it('not while a line waits for its letter, or nothing is required or proposed', () => {
    const waiting = aMix().give('pledge-contribution', { by: donor, body: trust });
    const missing = (story: Story) =>
      given(story)
        .when('submit-mix', { by: proponent })
        .refusal('mix-incomplete')
        .errors?.map(({ pointer }) => pointer);
    expect(missing(waiting)).toEqual(['/contributions/contribution-3']);
    const more = waiting.give('state-required', { by: proponent, body: required('1200.01') });
    expect(missing(more)).toEqual(['/contributions/contribution-3', '/required/cash']);
    expect(missing(inMix())).toEqual(['/contributions', '/required']);
  });

  it('what is required is stated for cash, in-kind and parallel apart', () => {
    const story = aMix().give('state-required', { by: proponent, body: required('1000', '300', '200') });
    const refusal = given(story).when('submit-mix', { by: proponent }).refusal('mix-incomplete');
    expect(refusal.errors?.map(({ pointer }) => pointer)).toEqual([
      '/required/in_kind',
      '/required/parallel',
    ]);
    const parallel = withLine(story, { modality: 'parallel', money: usd('200') });
    const whole = withLine(
      parallel,
      { modality: 'in_kind', inKind: { ...experts, valuation: value('300') } },
      malawi,
    );
    given(whole)
      .when('submit-mix', { by: proponent })
      .then(event('mix-submitted', { totals: { cash: '1200', in_kind: '300', parallel: '200' } }));
    given(aMix())
      .when('state-required', { by: proponent, body: required('0') })
      .refused('wrong-amount');
    given(aMix())
      .when('state-required', { by: proponent, body: required('1.001') })
      .refused('wrong-amount');
  });

  it('a pledge expires by itself on its day, and leaves the totals', () => {
    const expiring = inMix().give('pledge-contribution', {
      by: donor,
      body: { ...trust, expiresOn: '2027-05-01' },
    });
    expect(line(expiring)?.expiresAt).toBe('2027-05-01T15:00:00.000Z');
    expect(line(expiring.until('2027-05-01T14:59:59.000Z'))?.left).toBeNull();
    const gone = expiring.until('2027-05-01T15:00:00.000Z');
    expect(line(gone)).toMatchObject({
      left: { how: 'expired', at: '2027-05-01T15:00:00.000Z' },
      amounts: { pledged: '0', expired: '1000' },
    });
    given(inMix())
      .when('pledge-contribution', { by: donor, body: { ...trust, expiresOn: '2027-03-01' } })
      .refused('dates-contradict');
  });

  it('a line that was proposed for a contributor may be refused by it, with a reason', () => {
    const story = inMix().give('pledge-contribution', {
      by: proponent,
      body: { contributor: 'funder-1', ...trust },
    });
    const refuse = { contribution: 'contribution-1', reason: 'Not in our plan.' };
    given(story).when('refuse-contribution', { by: otherDonor, body: refuse }).refused('not-your-seat');
    const gone = story.give('refuse-contribution', { by: donor, body: refuse });
    expect(line(gone)?.left).toMatchObject({ how: 'refused', reason: 'Not in our plan.' });
    given(aMix()).when('refuse-contribution', { by: donor, body: refuse }).refused('not-now');
    given(gone)
      .when('confirm-contribution', { by: donor, body: { contribution: 'contribution-1', letter: paper() } })
      .refused('not-now');
  });

  it('a line is withdrawn by its contributor; by proponent or coordinator only without a letter', () => {
    const withdraw = { contribution: 'contribution-1', reason: 'Budget cut.' };
    given(aMix())
      .when('withdraw-contribution', { by: donor, body: withdraw })
      .then(event('contribution-left', { how: 'withdrawn' }));
    given(aMix()).when('withdraw-contribution', { by: proponent, body: withdraw }).refused('not-your-seat');
    const pledged = inMix().give('pledge-contribution', { by: donor, body: trust });
    given(pledged)
      .when('withdraw-contribution', { by: proponent, body: withdraw })
      .then(event('contribution-left'));
  });

  describe('The programme', () => {
    const seed = { modality: 'seed_grant', money: usd('800') };
    const mixOf = (money: Parameters<typeof fundedDirectory>[0], ...lines: readonly object[]) =>
      lines.reduce<Story>(
        (story, each) => withLine(story, each),
        inMix(fundedDirectory(money)).give('state-required', { by: proponent, body: required('1') }),
      );

    it('limits what is given: so much and no more', () => {
      const limit = { value: { modalities: ['seed_grant' as const], amount: '1000.00' }, source };
      given(mixOf({ limit }, seed)).when('submit-mix', { by: proponent }).then(event('mix-submitted'));
      const refusal = given(mixOf({ limit }, seed, { ...seed, money: usd('200.01') }))
        .when('submit-mix', { by: proponent })
        .refusal('mix-incomplete');
      expect(refusal.errors?.[0]?.detail).toContain('at most 1000.00 USD as seed grant');
    });

    it('only the programme says what matches what', () => {
      const matching = {
        value: {
          modalities: ['seed_grant' as const],
          by: ['in_kind' as const, 'parallel' as const],
          percent: 100,
        },
        source,
      };
      const parallel = (amount: string) => ({ modality: 'parallel', money: usd(amount) });
      given(mixOf({ matching }, seed, parallel('800')))
        .when('submit-mix', { by: proponent })
        .then(event('mix-submitted'));
      const refusal = given(mixOf({ matching }, seed, parallel('799.99')))
        .when('submit-mix', { by: proponent })
        .refusal('mix-incomplete');
      expect(refusal.errors?.[0]?.detail).toContain('At least 100 percent');
      given(mixOf({}, seed)).when('submit-mix', { by: proponent }).then(event('mix-submitted'));
    });

    it('may want what is given in kind valued', () => {
      const inKindValued = { value: true, source };
      const story = withLine(mixOf({ inKindValued }, seed), { modality: 'in_kind', inKind: experts }, malawi);
      const refusal = given(story).when('submit-mix', { by: proponent }).refusal('mix-incomplete');
      expect(refusal.errors?.[0]?.detail).toBe('contribution-2 has to be valued by a valuer.');
      const valued = story.give('value-contribution', {
        by: finance,
        body: { contribution: 'contribution-2', valuation: value() },
      });
      given(valued).when('submit-mix', { by: proponent }).then(event('mix-submitted'));
      given(withLine(mixOf({}, seed), { modality: 'in_kind', inKind: experts }, malawi))
        .when('submit-mix', { by: proponent })
        .then(event('mix-submitted', { totals: { cash: '800', in_kind: '0', parallel: '0' } }));
    });
  });

  describe('Thresholds are in the programme’s currency, at a rate that finance recorded with date and source', () => {
    const kes = { modality: 'trust_fund', money: { amount: '130000', currency: 'KES' } };
    const rate = { from: 'KES', to: 'USD', rate: '0.0077', date: '2027-02-01', source: 'UN rate' };
    const mix = () =>
      withLine(inMix().give('state-required', { by: proponent, body: required('1001') }), kes);

    it('without one the command is refused rate-missing', () => {
      given(mix()).when('submit-mix', { by: proponent }).refused('rate-missing');
      expect(mix().actions(proponent)).toContain('submit-mix');
    });

    it('with it the amounts are compared', () =>
      given(mix().give('record-rate', { by: finance, body: rate }))
        .when('submit-mix', { by: proponent })
        .then(event('mix-submitted', { totals: { cash: '1001', in_kind: '0', parallel: '0' } })));

    it('is recorded by finance alone, not for the future, between two currencies', () => {
      given(mix()).when('record-rate', { by: coordinator, body: rate }).refused('not-your-seat');
      given(mix())
        .when('record-rate', { by: finance, body: { ...rate, date: '2027-03-02' } })
        .refused('dates-contradict');
      given(mix())
        .when('record-rate', { by: finance, body: { ...rate, to: 'KES' } })
        .refused('wrong-amount');
      given(mix())
        .when('record-rate', { by: finance, body: { ...rate, to: 'ABC' } })
        .refused('wrong-amount');
      given(mix())
        .when('record-rate', { by: finance, body: { ...rate, rate: '0' } })
        .refused('wrong-amount');
    });
  });
});

describe('Funding, the appraisal (lifecycle.md section 2)', () => {
  it('asks the approving body in 30 working days', () =>
    expect(anAppraisal().pilot.decisions.at(-1)).toMatchObject({
      kind: 'appraisal',
      asked: [{ seat: 'approving_body-1' }],
      closes: '2027-04-12T15:00:00.000Z',
      lastResortAt: expect.any(String) as string,
    }));

  it('approved → signature, and the clock from concept to approval is met', () => {
    const story = anAppraisal();
    expect(story.owed('clock:appraisal').state).toBe('open');
    const approved = story.takes(first, 'approve');
    expect(approved.pilot.status).toBe('funding.signature');
    expect(approved.owed('clock:appraisal').state).toBe('met');
    expect(approved.pilot.funding.approved).toEqual({
      at: approved.at,
      totals: { cash: '1200', in_kind: '0', parallel: '0' },
    });
  });

  it('returned → mix', () => {
    const story = anAppraisal().takes(first, 'request_changes', { text: 'Find another donor.' });
    expect(story.pilot.status).toBe('funding.mix');
    expect(story.owed('step:funding.mix')).toMatchObject({
      id: 'step:funding.mix:proponent-1#2',
      state: 'open',
    });
    given(story)
      .when('submit-mix', { by: proponent })
      .then(event('decision-opened', { kind: 'appraisal' }));
  });

  it('refused → rejected', () =>
    expect(anAppraisal().takes(first, 'object', { text: 'Too dear.' }).pilot.end).toMatchObject({
      end: 'rejected',
      left: 'funding.appraisal',
    }));

  it('the concept’s clock lapses the pilot that does not reach it', () => {
    const lapsed = inMix().until('2028-10-01T00:00:00.000Z');
    expect(lapsed.pilot.end).toMatchObject({
      end: 'lapsed',
      left: 'funding.mix',
      at: '2028-09-01T14:00:00.000Z',
    });
  });
});

describe('Taking over into funding (lifecycle.md section 2)', () => {
  const contributions = [
    {
      kind: 'funder',
      organisation: 'donor',
      modality: 'trust_fund',
      money: usd('900'),
      letter: paper(),
      confirmedOn: '2026-12-01',
    },
    {
      kind: 'host_government',
      organisation: 'focal-ke',
      modality: 'cost_sharing_government',
      money: usd('200'),
      letter: paper(),
    },
  ];
  const agreement = paper('Agreement');

  it('with its contributions, confirmed where they have a letter', () => {
    const story = takenOver('funding.mix', {
      contributions: [
        { ...contributions[0] },
        { kind: 'funder', organisation: 'secretariat', modality: 'parallel', money: usd('5') },
      ],
    });
    expect(story.pilot.funding.contributions).toMatchObject([
      { seat: 'funder-1', money: usd('900.00'), confirmedAt: story.at },
      { seat: 'funder-2', confirmedAt: null },
    ]);
  });

  it.each([
    ['funding.appraisal', 'position:appraisal-1:approving_body-1', {}],
    ['funding.signature', 'step:funding.signature:coordinator-1', {}],
    ['funding.signature', 'position:agreement-1:proponent-1', { agreement }],
  ])('into %s, which has an owner and a due date from then on: %s', (step, owed, more) => {
    const story = takenOver(step, { contributions, required: required('1000'), ...more });
    expect(story.pilot.status).toBe(step);
    expect(story.owed(owed)).toMatchObject({ state: 'open', opened: story.at });
  });

  it('into the conditions, what is open is what the agreement waits for', () => {
    const story = takenOver('funding.conditions', {
      contributions,
      required: required('1000'),
      agreement,
      obligations: [{ label: 'Open a bank account', kind: 'proponent', due: '2027-05-01' }],
    });
    expect(story.pilot.status).toBe('funding.conditions');
    expect(story.pilot.funding.contributions[0]?.amounts).toMatchObject({ committed: '900' });
    expect(story.owed('step:funding.conditions')).toMatchObject({ due: { at: '2027-06-29T14:00:00.000Z' } });
    const met = story.give('meet-obligation', {
      by: finance,
      body: { obligation: 'carried:take-over:proponent-1', note: 'Seen.' },
    });
    expect(met.pilot.status).toBe('implementation.inception');
  });

  it('past the mix it is complete, past the signature its agreement is named', () => {
    expect(() => takenOver('funding.appraisal', { required: required() })).toThrow('mix-incomplete');
    expect(() => takenOver('funding.conditions', { contributions, required: required() })).toThrow(
      'incomplete',
    );
    expect(() =>
      takenOver('funding.mix', { contributions: [{ ...contributions[0], organisation: 'unit' }] }),
    ).toThrow('unknown-seat');
  });

  it('nobody but a contributor may propose what it gives', () =>
    given(inMix())
      .when('pledge-contribution', { by: kenya, body: { ...trust, contributor: 'funder-1' } })
      .refused('not-your-seat'));
});
