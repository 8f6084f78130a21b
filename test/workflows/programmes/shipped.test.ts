import type { WaitName } from '../../../workflows/programmes/rule-book';
import {
  gefMediumRules,
  pgtfSeedRules,
  shippedRuleBooks,
  sscPilotRules,
  triangularRules,
} from '../../../workflows/programmes/shipped';

const everyWait: Readonly<Partial<Record<WaitName, object>>> = {
  draft: { days: 365 },
  screening: { workingDays: 10 },
  revision: { days: 60 },
  endorsement: { days: 30 },
  concept: { workingDays: 20 },
  act: { workingDays: 30 },
  convening: { days: 60 },
  declineSeat: { days: 14 },
  undecided: { workingDays: 10 },
  successor: { workingDays: 10 },
  lastResortAfter: { days: 30 },
  lastResort: { workingDays: 20 },
  lastResortRepeat: { days: 30 },
  reopening: { days: 90 },
  reopenedClock: { days: 180 },
  meetingExpected: { days: 60 },
  smallConsultation: { days: 14 },
  consultationExtension: { days: 7 },
  response: { days: 30 },
  clearance: { workingDays: 20 },
  mix: { days: 180 },
  appraisal: { workingDays: 30 },
  signature: { days: 180 },
  conditions: { days: 120 },
  masterAgreementExpected: { days: 90 },
  replaceContribution: { days: 90 },
  inception: { months: 6 },
  dispute: { days: 7 },
  askedAfterStrike: { days: 7 },
  coordinatorSuspension: { days: 14 },
  suspensionReview: { days: 90 },
  dueAfterResume: { days: 14 },
  countryLeaving: { days: 30 },
  lapseAfterLateFact: { days: 30 },
  review: { workingDays: 15 },
  otherwise: { days: 60 },
};

describe('the programmes that ship', () => {
  it('are the pilot of South-South cooperation, GEF-like, PGTF-like and triangular, each in version 1', () => {
    expect(shippedRuleBooks.map(({ id, version }) => [id, version])).toEqual([
      ['ssc-pilot', 1],
      ['gef-medium', 1],
      ['pgtf-seed', 1],
      ['triangular', 1],
    ]);
  });

  it.each(Object.entries(everyWait))('give %s its time in every programme', (name, wait) => {
    for (const { waits } of shippedRuleBooks) expect(waits[name as WaitName].value).toEqual(wait);
  });

  it('leave no wait unsaid', () => {
    const byProgramme = ['conceptToApproval', 'consultation'];
    expect(Object.keys(sscPilotRules.waits).sort()).toEqual(
      [...Object.keys(everyWait), ...byProgramme].sort(),
    );
  });

  it('allow three rounds, decide by all host governments and by a majority of the approving body', () => {
    for (const book of shippedRuleBooks) {
      expect(book.revisionRounds.value).toBe(3);
      expect(book.endorsementInWriting.value).toBe(book.id === 'pgtf-seed');
      expect(book.decisions.endorsement.value).toEqual({ rule: 'ALL_OF' });
      expect(book.decisions.agreement.value).toEqual({ rule: 'ALL_OF' });
      for (const kind of ['concept', 'act', 'appraisal'] as const)
        expect(book.decisions[kind].value).toEqual({ rule: 'N_OF_M', n: 'majority' });
    }
  });

  it('remind as section 4 says', () => {
    for (const { reminders, lapse } of shippedRuleBooks) {
      expect(reminders.owner.value).toEqual([-30, -14, -7, -1, 0, 3, 7]);
      expect(reminders.coordinator.value).toBe(14);
      expect(reminders.approvingBody.value).toBe(30);
      expect(reminders.repeatEvery.value).toBe(30);
      expect(lapse.notices.value).toEqual([-30, -7, -1]);
      expect(lapse.finalNotice.value).toBe(7);
    }
  });

  it('hold the consultation with half of the invited seats and one host government', () => {
    for (const { consultation } of shippedRuleBooks)
      expect(consultation.quorum.value).toEqual({ percent: 50, hostGovernments: 1 });
  });

  it('appraise again above 10 percent, and state thresholds in US dollars', () => {
    for (const { money, currency } of shippedRuleBooks) {
      expect(money.appraisedAgainAbove.value).toBe(10);
      expect(money.masterAgreementFor.value).toEqual([]);
      expect(currency.value).toBe('USD');
    }
  });
});

describe.each([
  {
    book: sscPilotRules,
    eligible: { countries: 2, developing: 2, demand: true, triangular: false },
    lapse: { months: 18 },
    consultation: { days: 28 },
    smallBelow: '50000.00',
    clearance: [
      { seat: 'host_government', where: 'developing', count: 2 },
      { seat: 'reviewer', count: 1 },
    ],
    inKindValued: false,
  },
  {
    book: gefMediumRules,
    eligible: { countries: 1, developing: 1, demand: false, triangular: false },
    lapse: { months: 12 },
    consultation: { days: 14 },
    smallBelow: null,
    clearance: [{ seat: 'reviewer', count: 2 }],
    inKindValued: false,
  },
  {
    book: pgtfSeedRules,
    eligible: { countries: 3, developing: 3, demand: false, triangular: false },
    lapse: { months: 12 },
    consultation: { days: 14 },
    smallBelow: null,
    clearance: [{ seat: 'host_government', where: 'developing', count: 2 }],
    inKindValued: true,
  },
  {
    book: triangularRules,
    eligible: { countries: 2, developing: 2, demand: true, triangular: true },
    lapse: { months: 18 },
    consultation: { days: 28 },
    smallBelow: null,
    clearance: [
      { seat: 'provider', count: 1 },
      { seat: 'beneficiary', count: 'each' },
      { seat: 'facilitator', count: 1 },
    ],
    inKindValued: true,
  },
])('$book.name', ({ book, eligible, lapse, consultation, smallBelow, clearance, inKindValued }) => {
  it('says who may take part', () => {
    const { minimumCountries, minimumDevelopingCountries, demandEvidence, triangular } = book.eligibility;
    expect({
      countries: minimumCountries.value,
      developing: minimumDevelopingCountries.value,
      demand: demandEvidence.value,
      triangular: triangular.value,
    }).toEqual(eligible);
  });
  it('has its time between concept and approval, and for the consultation', () => {
    expect(book.waits.conceptToApproval.value).toEqual(lapse);
    expect(book.waits.consultation.value).toEqual(consultation);
    expect(book.consultation.smallBelow.value).toBe(smallBelow);
  });
  it('is cleared by the seats of its own', () => {
    expect(book.decisions.clearance.value).toEqual({ rule: 'ROLE_COVERAGE', lines: clearance });
  });
  it('says whether what is in kind is valued', () => {
    expect(book.money.inKindValued.value).toBe(inKindValued);
  });
});

describe('the money of the programmes', () => {
  it('is any mix in a pilot of South-South cooperation and in triangular cooperation', () => {
    for (const { money } of [sscPilotRules, triangularRules]) {
      expect(money.modalities.value).toHaveLength(8);
      expect([money.limit.value, money.matching.value]).toEqual([null, null]);
    }
  });

  it('is a grant with co-financing letters in the GEF-like programme', () => {
    expect(gefMediumRules.money.modalities.value[0]).toBe('trust_fund');
    expect(gefMediumRules.money.modalities.value).not.toContain('seed_grant');
    expect([gefMediumRules.money.limit.value, gefMediumRules.money.matching.value]).toEqual([null, null]);
  });

  it("is a seed grant up to 35,000 USD with partners' inputs at least equal to it in the PGTF-like one", () => {
    const { limit, matching, modalities } = pgtfSeedRules.money;
    expect(limit.value).toEqual({ modalities: ['seed_grant'], amount: '35000.00' });
    expect(matching.value).toMatchObject({ modalities: ['seed_grant'], percent: 100 });
    expect(['seed_grant', ...(matching.value?.by ?? [])]).toEqual(modalities.value);
  });
});
