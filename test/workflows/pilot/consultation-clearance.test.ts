import type { Caller } from '../../../workflows/decider';
import { aClearance, afterWindow, largeBudget, reviewer, toConvene } from '../../support/consultations';
import type { ProgrammeRule } from '../../../workflows/programmes/decision-rule';
import { portfolioRow } from '../../../workflows/pilot/portfolio';
import { event, given } from '../../support/given';
import {
  first,
  kenya,
  malawi,
  organisations,
  persons,
  programmeWith,
  proponent,
  sampleDirectory,
  uganda,
} from '../../support/pilot-people';
import { aPilot, type Story } from '../../support/pilots';

const reason = 'Another lake was chosen.';
const cleared = (story = aClearance()): Story =>
  [kenya, malawi, reviewer].reduce((told, by) => told.takes(by, 'approve'), story);

describe('Consultation, clearance: ROLE_COVERAGE: two host_governments of developing countries, one reviewer', () => {
  it('asks them for 20 working days, each in its own calendar', () => {
    const decision = aClearance().pilot.decisions.at(-1);
    expect(decision).toMatchObject({
      id: 'clearance-1',
      kind: 'clearance',
      rule: {
        rule: 'ROLE_COVERAGE',
        lines: [
          { seat: 'host_government', where: 'developing', count: 2 },
          { seat: 'reviewer', where: null, count: 1 },
        ],
      },
      asked: [
        { seat: 'host_government-1', veto: true },
        { seat: 'host_government-2', veto: true },
        { seat: 'reviewer-1', veto: false },
      ],
      lastResortAt: expect.any(String) as unknown,
    });
    expect(aClearance().owed('position:clearance-1:reviewer-1').due.explanation).toContain(
      '20 working days after',
    );
    expect(decision?.closes).toBe(aClearance().owed('position:clearance-1:host_government-1').due.at);
  });

  it('approved → funding', () =>
    given(aClearance().takes(kenya, 'approve').takes(reviewer, 'approve'))
      .when('take-position', { by: malawi, body: { decision: 'clearance-1', position: 'approve' } })
      .then(
        event('decision-resolved', { outcome: 'approved' }),
        event('step-entered', { from: 'consultation.clearance', to: 'funding.mix' }),
        event('obligation-opened', { kind: 'step', subject: 'funding.mix', owner: 'proponent-1' }),
      ));

  it('not before every seat with a veto has answered', () =>
    expect(aClearance().takes(kenya, 'approve').takes(reviewer, 'approve').pilot.status).toBe(
      'consultation.clearance',
    ));

  it('conditions become obligations with owner and date', () => {
    const conditions = [
      { text: 'Publish the baseline.', owner: 'proponent-1', due: '2027-06-30' },
      { text: 'Name a focal point.', owner: 'host_government-2' },
    ];
    const story = aClearance()
      .takes(kenya, 'approve_with_conditions', { conditions })
      .takes(reviewer, 'approve')
      .takes(malawi, 'approve');
    expect(story.pilot.status).toBe('funding.mix');
    expect(story.owed('condition:clearance-1:proponent-1')).toMatchObject({
      label: 'Publish the baseline.',
      setBy: 'host_government-1',
      due: { at: '2027-06-30T14:00:00.000Z' },
    });
    expect(story.owed('condition:clearance-1:host_government-2')).toMatchObject({
      label: 'Name a focal point.',
      due: { explanation: '60 days after the approval, 30 March 2027' },
    });
  });

  it('refused → rejected', () =>
    given(aClearance().takes(malawi, 'approve').takes(reviewer, 'approve'))
      .when('take-position', {
        by: kenya,
        body: { decision: 'clearance-1', position: 'object', text: reason },
      })
      .then(
        event('decision-resolved', { outcome: 'refused', reason }),
        event('pilot-ended', { end: 'rejected', left: 'consultation.clearance', reason }),
      ));

  it('a reviewer who objects leaves the question to others of its kind, a country does not', () => {
    const two = aClearance(sampleDirectory(), (story) =>
      story.give('fill-seat', { body: { kind: 'reviewer', organisation: 'other-institute' } }),
    );
    const story = two
      .takes(reviewer, 'object', { text: reason })
      .takes(kenya, 'approve')
      .takes(malawi, 'approve');
    expect(story.pilot.status).toBe('consultation.clearance');
    const olga = { door: 'http', person: 'olga', organisation: 'other-institute' } as const;
    expect(story.takes(olga, 'approve').pilot.status).toBe('funding.mix');
  });

  it('nobody reviews what her own organisation proposes', () => {
    const both = persons.map((person) =>
      person.id === 'rosa' ? { ...person, organisations: ['secretariat', 'institute'] } : person,
    );
    given(aClearance(sampleDirectory({ persons: both })))
      .when('take-position', { by: reviewer, body: { decision: 'clearance-1', position: 'approve' } })
      .refused('segregation');
  });

  it('undecided at the closing time: the coordinator finds a way out, and may refer it', () => {
    const story = aClearance().until('2027-05-20T00:00:00.000Z');
    expect(story.pilot.decisions.at(-1)?.outcome).toBe('undecided');
    const referred = story.give('refer-decision', { body: { decision: 'clearance-1', reason } });
    expect(
      referred.give('decide-referred', {
        by: first,
        body: { decision: 'clearance-1', outcome: 'approved', reason },
      }).pilot.status,
    ).toBe('funding.mix');
  });

  it('reopened after a withdrawal, the question is put again', () => {
    const story = aClearance()
      .takes(kenya, 'approve')
      .give('withdraw', { by: proponent, body: { reason } })
      .later('2027-05-01T09:00:00.000Z')
      .give('reopen', { by: first, body: { reason } });
    expect(story.pilot.decisions.at(-1)).toMatchObject({ id: 'clearance-2', positions: [] });
    expect(story.pilot.decisions.at(-2)?.voided).not.toBeNull();
  });
});

describe('The proponent does not count towards clearance', () => {
  const directory = sampleDirectory({
    organisations: organisations.map((each) =>
      each.focalPointFor === 'KE'
        ? { ...each, focalPointFor: null }
        : each.id === 'institute'
          ? { ...each, country: 'KE', focalPointFor: 'KE' }
          : each,
    ),
  });
  /** Kenya’s focal point proposes the pilot itself. */
  const toConveneWith = (others: Readonly<Record<string, Caller>>): Story =>
    [proponent, ...Object.values(others), first].reduce<Story>(
      (story, by) => story.takes(by, 'approve'),
      aPilot(directory)
        .complete({ ...largeBudget, providerCountries: Object.keys(others) })
        .give('fill-seat', { body: { kind: 'host_government', organisation: 'institute', country: 'KE' } })
        .seated(...Object.keys(others))
        .give('fill-seat', { body: { kind: 'reviewer', organisation: 'secretariat' } })
        .submitted()
        .accepted(),
    );
  const correspondence = { body: { form: 'correspondence' } };

  it('its approval as a host government is not one of the two', () => {
    const open = [malawi, uganda].reduce<Story>(
      (story, by) => story.give('comment', { by, body: { position: 'approve' } }),
      toConveneWith({ MW: malawi, UG: uganda }).give('convene', correspondence),
    );
    const story = [proponent, malawi, reviewer].reduce(
      (told, by) => told.takes(by, 'approve'),
      open.until(afterWindow),
    );
    expect(story.pilot.status).toBe('consultation.clearance');
    expect(story.takes(uganda, 'approve').pilot.status).toBe('funding.mix');
  });

  it('with the proponent as one of two host governments nobody could clear it: quorum-impossible', () => {
    const refusal = given(toConveneWith({ MW: malawi }))
      .when('convene', correspondence)
      .refusal('quorum-impossible');
    expect(refusal.detail).toContain('2 host governments of developing countries; there is 1');
  });
});

describe('Clearance under other programmes (programmes.md)', () => {
  const ruledBy = (value: ProgrammeRule) => {
    const { ruleBook, institutions } = programmeWith(1);
    const decisions = { ...ruleBook.decisions, clearance: { value, source: 'test' } };
    return sampleDirectory({ programmes: [{ institutions, ruleBook: { ...ruleBook, decisions } }] });
  };
  const under = (lines: Extract<ProgrammeRule, { rule: 'ROLE_COVERAGE' }>['lines']) =>
    ruledBy({ rule: 'ROLE_COVERAGE', lines });

  it('host governments are invited for the quorum also where one reviewer clears alone', () => {
    const story = toConvene(ruledBy({ rule: 'SINGLE', seat: 'reviewer' })).give('convene', {
      body: { form: 'correspondence' },
    });
    expect(story.pilot.consultation.present?.invited).toEqual([
      'reviewer-1',
      'host_government-1',
      'host_government-2',
    ]);
  });

  it('host governments are asked, named or not', () => {
    const story = aClearance(under([{ seat: 'reviewer', count: 1 }]));
    expect(story.pilot.decisions.at(-1)?.asked.map(({ seat }) => seat)).toEqual([
      'host_government-1',
      'host_government-2',
      'reviewer-1',
    ]);
  });

  it('provider and each beneficiary: those seats are invited', () => {
    const lines = [
      { seat: 'provider', count: 1 },
      { seat: 'beneficiary', count: 'each' },
    ] as const;
    const refusal = given(toConvene(under([...lines])))
      .when('convene', { body: { form: 'correspondence' } })
      .refusal('quorum-impossible');
    expect(refusal.detail).toContain('1 provider; there are 0, and 1 beneficiary; there are 0');
    const filled = toConvene(under([...lines]))
      .give('fill-seat', { body: { kind: 'provider', organisation: 'focal-mw', country: 'MW' } })
      .give('fill-seat', { body: { kind: 'beneficiary', organisation: 'other-institute', country: 'KE' } })
      .give('convene', { body: { form: 'correspondence' } });
    expect(filled.pilot.consultation.present?.invited).toEqual([
      'host_government-1',
      'host_government-2',
      'beneficiary-1',
    ]);
  });
});

const fewRounds = () => {
  const { ruleBook, institutions } = programmeWith(1);
  const revisionRounds = { value: 0, source: 'test' };
  return sampleDirectory({ programmes: [{ institutions, ruleBook: { ...ruleBook, revisionRounds } }] });
};

describe('returned → revision, and back', () => {
  const returned = (): Story =>
    aClearance()
      .takes(malawi, 'approve')
      .takes(reviewer, 'approve')
      .takes(kenya, 'request_changes', { text: reason });
  const resubmitted = (changes: object = { focalArea: 'Water' }): Story =>
    returned().give('revise-proposal', { by: proponent, body: changes }).submitted().accepted();
  const parts = (kenyan: string) => ({
    countryParts: [
      { country: 'KE', part: kenyan },
      { country: 'MW', part: 'Sends weevils.' },
    ],
  });

  it('returned → revision, and it counts as a round', () => {
    expect(returned().pilot).toMatchObject({
      status: 'proposal.revision',
      rounds: { used: 1, allowed: 3 },
    });
    expect(returned().ofType('decision-resolved').at(-1)?.data).toMatchObject({
      outcome: 'returned',
      reason,
    });
  });

  it('the resubmission goes the whole way again', () => {
    const again = [kenya, malawi, first].reduce((story, by) => story.takes(by, 'approve'), resubmitted());
    expect(again.pilot.status).toBe('consultation.convened');
    expect(again.pilot.consultation).toMatchObject({ present: null, earlier: [{ form: 'correspondence' }] });
    expect(again.owed('step:consultation.convened:coordinator-1#2').state).toBe('open');
  });

  it('its second consultation is a record of its own', () => {
    const again = [kenya, malawi, first]
      .reduce((story, by) => story.takes(by, 'approve'), resubmitted())
      .give('convene', { body: { form: 'correspondence' } });
    expect(again.pilot.consultation.present).toMatchObject({ comments: [], confirmations: 0, closed: null });
    expect(again.pilot.consultation.earlier).toHaveLength(1);
  });

  it('an endorsement is carried over where that country’s part is unchanged', () => {
    const unchanged = resubmitted();
    given(unchanged)
      .when('confirm-endorsement', { by: kenya, body: { decision: 'endorsement-2' } })
      .then(event('position-taken', { carriedFrom: 'endorsement-1' }));
    given(resubmitted(parts('Another lake.')))
      .when('confirm-endorsement', { by: kenya, body: { decision: 'endorsement-2' } })
      .refused('nothing-to-confirm');
  });

  it('the clock from concept approval goes on', () => {
    const again = [kenya, malawi, first].reduce((story, by) => story.takes(by, 'approve'), resubmitted());
    expect(again.pilot.obligations.filter(({ kind }) => kind === 'clock')).toMatchObject([
      { due: { at: '2028-09-01T14:00:00.000Z' }, state: 'open' },
    ]);
  });

  it('used-up rounds: the approving body owes a choice, one more round or reject', () => {
    const story = aClearance(fewRounds())
      .takes(malawi, 'approve')
      .takes(reviewer, 'approve')
      .takes(kenya, 'request_changes', { text: reason });
    expect(story.pilot.status).toBe('consultation.clearance');
    expect(story.actions(first)).toEqual(expect.arrayContaining(['grant-round', 'refuse-round']));
    expect(story.give('grant-round', { by: first, body: { reason } }).pilot.status).toBe('proposal.revision');
    expect(story.give('refuse-round', { by: first, body: { reason } }).pilot.status).toBe('rejected');
  });

  it('it stays public', () =>
    expect(portfolioRow(returned().pilot)).toMatchObject({ status: 'proposal.revision', public: true }));
});

describe('The clock from concept approval spans the consultation', () => {
  it('when it runs out the pilot lapses, wherever it stands', () =>
    expect(cleared().until('2028-09-30T00:00:00.000Z').pilot).toMatchObject({
      status: 'lapsed',
      end: { left: 'funding.mix' },
    }));

  it('a consultation that nobody holds lapses too', () =>
    expect(toConvene().until('2028-09-30T00:00:00.000Z').pilot.status).toBe('lapsed'));
});
