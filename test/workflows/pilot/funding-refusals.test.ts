import type { Caller } from '../../../workflows/decider';
import { given } from '../../support/given';
import {
  aMix,
  anAppraisal,
  aSignature,
  donor,
  effective,
  fundedDirectory,
  inMix,
  otherDonor,
  paid,
  paper,
  required,
  takenOver,
  textOf,
  usd,
  withLine,
} from '../../support/funding';
import { coordinator, finance, first, malawi, proponent } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'Budget cut.';
const trust = { modality: 'trust_fund', money: usd('1000') };
const experts = { what: 'Experts', quantity: '12', unit: 'person months' };
const inKind = { modality: 'in_kind', inKind: experts };
const third = { contribution: 'contribution-3' };
const valuation = { ...usd('9000'), method: 'standard cost', valuer: 'An auditor' };
const rate = { from: 'KES', to: 'USD', rate: '0.0077', date: '2027-02-01', source: 'UN rate' };
const withExperts = (): Story => withLine(aMix(), inKind, malawi);
const ended = (story: Story): Story => story.give('withdraw', { by: proponent, body: { reason } });

describe('A command of the funding is refused with the field that is wrong', () => {
  it.each<[string, string, string, Caller, object, () => Story]>([
    ['pledge-contribution', 'wrong-modality', '/money', donor, { modality: 'trust_fund' }, inMix],
    ['pledge-contribution', 'wrong-modality', '/money', donor, { ...trust, inKind: experts }, inMix],
    ['pledge-contribution', 'wrong-modality', '/inKind', donor, { modality: 'in_kind' }, inMix],
    ['pledge-contribution', 'wrong-amount', '/money', donor, { ...trust, money: usd('0') }, inMix],
    [
      'pledge-contribution',
      'wrong-amount',
      '/inKind/quantity',
      donor,
      { ...inKind, inKind: { ...experts, quantity: '0' } },
      inMix,
    ],
    [
      'pledge-contribution',
      'wrong-amount',
      '/inKind/valuation',
      donor,
      { ...inKind, inKind: { ...experts, valuation: { ...valuation, amount: '0' } } },
      inMix,
    ],
    [
      'pledge-contribution',
      'dates-contradict',
      '/expiresOn',
      donor,
      { ...trust, expiresOn: '2027-03-01' },
      inMix,
    ],
    [
      'confirm-contribution',
      'dates-contradict',
      '/heldOn',
      donor,
      { ...third, letter: paper(), heldOn: '2027-03-02' },
      () => aMix().give('pledge-contribution', { by: donor, body: trust }),
    ],
    ['state-required', 'wrong-amount', '/in_kind', proponent, required('1', '1.001'), inMix],
    ['state-required', 'wrong-amount', '/cash', proponent, required('0'), inMix],
    ['record-rate', 'wrong-amount', '/from', finance, { ...rate, from: 'ABC' }, inMix],
    ['record-rate', 'wrong-amount', '/to', finance, { ...rate, to: 'ABC' }, inMix],
    ['record-rate', 'wrong-amount', '/to', finance, { ...rate, to: 'KES' }, inMix],
    ['record-rate', 'wrong-amount', '/rate', finance, { ...rate, rate: '0' }, inMix],
    ['record-rate', 'dates-contradict', '/date', finance, { ...rate, date: '2027-03-02' }, inMix],
    [
      'call-contribution',
      'wrong-amount',
      '/amount',
      finance,
      { contribution: 'contribution-1', amount: '1.001' },
      effective,
    ],
    [
      'correct-contribution',
      'wrong-amount',
      '/amount',
      finance,
      { contribution: 'contribution-1', movement: 'receive', amount: '1.001', reason },
      paid,
    ],
    [
      'value-contribution',
      'wrong-amount',
      '/valuation',
      finance,
      { ...third, valuation: { ...valuation, amount: '1.001' } },
      withExperts,
    ],
    [
      'record-master-agreement',
      'dates-contradict',
      '/heldOn',
      coordinator,
      { organisation: 'donor', heldOn: '2027-03-02', document: paper() },
      aMix,
    ],
  ])('%s: %s at %s', (command, code, pointer, by, body, told) =>
    expect(
      given(told())
        .when(command, { by, body })
        .refusal(code)
        .errors?.map((each) => each.pointer),
    ).toEqual([pointer]),
  );

  it.each<[string, Caller, object, () => Story]>([
    ['withdraw-contribution', donor, { reason }, aMix],
    ['refuse-contribution', donor, { reason }, aMix],
    ['take-over-contribution', donor, { letter: paper() }, aSignature],
    ['deliver-contribution', coordinator, { quantity: '1' }, withExperts],
    ['value-contribution', finance, { valuation }, withExperts],
    ['call-contribution', finance, { amount: '1' }, effective],
    ['correct-contribution', finance, { movement: 'deliver', amount: '1', reason }, paid],
    ['write-off-refund', first, { reason }, () => ended(aSignature())],
  ])('%s: there is no such contribution', (command, by, body, told) =>
    given(told())
      .when(command, { by, body: { contribution: 'contribution-9', ...body } })
      .refused('unknown-contribution'),
  );

  it('names the document that has served before', () => {
    const document = paper();
    const story = aMix().give('record-master-agreement', {
      body: { organisation: 'donor', heldOn: '2027-03-01', document },
    });
    const errors = (command: string, body: object, told = story, by: Caller = coordinator) =>
      given(told).when(command, { by, body }).refusal('document-used').errors;
    expect(
      errors('record-master-agreement', { organisation: 'donor', heldOn: '2027-03-01', document }),
    ).toMatchObject([{ pointer: '/document/sha256' }]);
    const pledged = story.give('pledge-contribution', { by: donor, body: trust });
    expect(errors('confirm-contribution', { ...third, letter: document }, pledged, donor)).toMatchObject([
      { pointer: '/letter/sha256' },
    ]);
    const signing = story.give('submit-mix', { by: proponent }).takes(first, 'approve');
    expect(errors('set-agreement-text', { document }, signing)).toMatchObject([
      { pointer: '/document/sha256' },
    ]);
    const again = signing.give('set-agreement-text', { body: { document, reason: 'One paper holds both.' } });
    expect(again.ofType('agreement-text-set').at(-1)?.data).toMatchObject({
      reason: 'One paper holds both.',
    });
  });

  it('names the text that is to be signed', () => {
    const story = aSignature();
    const wrong = { decision: 'agreement-1', document: 'f'.repeat(64) };
    for (const body of [
      { ...wrong, position: 'approve' },
      { ...wrong, position: 'approve_with_conditions', conditions: [{ text: 'Open an account.' }] },
    ])
      expect(given(story).when('take-position', { by: donor, body }).refusal('wrong-text').errors).toEqual([
        { pointer: '/document', detail: `The text to be signed is ${textOf(story)}.` },
      ]);
  });

  it('says which modalities the programme takes', () =>
    expect(
      given(inMix(fundedDirectory({ modalities: { value: ['in_kind', 'seed_grant'], source: 'test' } })))
        .when('pledge-contribution', { by: donor, body: trust })
        .refusal('wrong-modality').detail,
    ).toBe('The programme takes no contribution as trust fund: it takes in kind, seed grant.'));

  it('says which seats can give', () => {
    const story = inMix().give('vacate-seat', { body: { seat: 'funder-2', reason } });
    const detail = given(story)
      .when('pledge-contribution', { by: proponent, body: { contributor: 'funder-2', ...trust } })
      .refusal('unknown-seat').detail;
    expect(detail).toContain('funder-1, provider-1');
    expect(detail).not.toContain('funder-2');
  });

  it('says what is missing to the mix', () => {
    const details = (story: Story) => story.missing(proponent, 'submit-mix').map(({ detail }) => detail);
    expect(details(inMix())).toEqual([
      'Propose at least one contribution.',
      'State what is required of cash, in kind and in parallel.',
    ]);
    const kes = { modality: 'trust_fund', money: { amount: '130000', currency: 'KES' } };
    const both = { ...kes, money: { amount: '1', currency: 'EUR' } };
    const foreign = withLine(aMix(), kes).give('pledge-contribution', { by: donor, body: both });
    expect(foreign.missing(proponent, 'submit-mix')).toEqual([
      { pointer: '/rates', detail: 'Finance has to record a rate from KES to USD.' },
      { pointer: '/rates', detail: 'Finance has to record a rate from EUR to USD.' },
      {
        pointer: '/contributions/contribution-4',
        detail: 'contribution-4 waits for the letter of its contributor.',
      },
    ]);
    expect(given(foreign).when('submit-mix', { by: proponent }).refusal('rate-missing').detail).toContain(
      'KES, EUR',
    );
  });

  it('something given in kind has no amount of money', () => {
    for (const [command, by, body] of [
      ['call-contribution', finance, { amount: '1', reason }],
      ['correct-contribution', finance, { movement: 'receive', amount: '1', reason }],
    ] as const)
      expect(
        given(withExperts())
          .when(command, { by, body: { ...third, ...body } })
          .refusal('amount-too-high').detail,
      ).toContain('in kind');
    given(withExperts())
      .when('value-contribution', { by: finance, body: { contribution: 'contribution-1', valuation } })
      .refused('wrong-modality');
  });

  it('says what there is to move', () =>
    expect(
      given(paid())
        .when('disburse-contribution', {
          by: finance,
          body: { contribution: 'contribution-1', amount: '401' },
        })
        .refusal('amount-too-high').detail,
    ).toBe(
      'There is not so much to move. Received 700.00, held 400.00, disbursed 300.00, accounted for 0.00 USD.',
    ));

  it('nobody corrects what her own organisation gave', () => {
    const story = paid();
    const both = { ...story.directory.person('fatima'), organisations: ['treasury', 'donor'] };
    const inside = story.in({
      ...story.directory,
      person: (id) =>
        id === 'fatima' ? { ...story.directory.person(id), ...both } : story.directory.person(id),
    } as Story['directory']);
    given(inside)
      .when('correct-contribution', {
        by: finance,
        body: { contribution: 'contribution-1', movement: 'receive', amount: '1', reason },
      })
      .refused('segregation');
  });

  it('a line that has left says how', () => {
    const gone = aMix().give('withdraw-contribution', {
      by: donor,
      body: { contribution: 'contribution-1', reason },
    });
    for (const [command, by, body] of [
      ['withdraw-contribution', donor, { reason }],
      ['call-contribution', finance, { amount: '1', reason }],
    ] as const)
      expect(
        given(gone)
          .when(command, { by, body: { contribution: 'contribution-1', ...body } })
          .refusal('not-now').detail,
      ).toContain('it was withdrawn');
  });

  it('a pilot that is taken over past the signature names its agreement', () => {
    const contributions = [
      { kind: 'funder', organisation: 'donor', ...trust, letter: paper(), confirmedOn: '2026-12-01' },
    ];
    const more = { contributions, required: required('1000') };
    expect(() => takenOver('funding.conditions', more)).toThrow('Name the agreement');
    expect(() => takenOver('funding.appraisal', { ...more, required: required('1001') })).toThrow(
      'Past the mix every contribution is confirmed',
    );
    expect(() =>
      takenOver('funding.mix', { contributions: [{ kind: 'funder', organisation: 'unit', ...trust }] }),
    ).toThrow('“unit” gives something, and has no seat of funder.');
    const late = { ...contributions[0], confirmedOn: '2027-03-02' };
    expect(() => takenOver('funding.mix', { contributions: [late] })).toThrow('dates-contradict');
  });

  it('an appraisal that is undecided has no totals yet', () =>
    expect(anAppraisal().pilot.funding.approved).toBeNull());

  it('another contributor’s line is not taken by the one who pledges', () =>
    given(inMix())
      .when('pledge-contribution', { by: otherDonor, body: { contributor: 'funder-1', ...trust } })
      .refused('not-your-seat'));
});
