import type { Caller } from '../../../workflows/decider';
import { aClearance, reviewer } from '../../support/consultations';
import {
  aSignature,
  donor,
  effective,
  experts,
  fundedProgramme,
  inMix,
  otherDonor,
  paper,
  required,
  signedBy,
  takenOver,
  usd,
  withLine,
} from '../../support/funding';
import { event, given } from '../../support/given';
import {
  coordinator,
  first,
  kenya,
  malawi,
  organisations,
  person,
  persons,
  proponent,
  sampleDirectory,
} from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'The budget was cut.';

/** Cleared with two conditions, one due on 1 June 2027 and one a year later, and signed by all on 30 March 2027. */
const cleared = (): Story => {
  const conditions = [
    { text: 'Publish the plan.', owner: 'proponent-1', due: '2027-06-01' },
    { text: 'Publish the results.', owner: 'proponent-1', due: '2028-06-01' },
  ];
  const mix = aClearance()
    .takes(kenya, 'approve_with_conditions', { conditions })
    .takes(malawi, 'approve')
    .takes(reviewer, 'approve')
    .give('fill-seat', { body: { kind: 'funder', organisation: 'donor' } })
    .give('state-required', { by: proponent, body: required() });
  const signing = withLine(mix, { modality: 'trust_fund', money: usd('1000') })
    .give('submit-mix', { by: proponent })
    .takes(first, 'approve')
    .give('set-agreement-text', { body: { document: paper('Agreement') } });
  return signedBy(signing, [donor, proponent, kenya, malawi]);
};

describe('Conditions of clearance that are due before effectiveness are conditions precedent (lifecycle.md section 2, funding)', () => {
  it('the agreement waits for them, and for none that is due later', () => {
    const { pilot } = cleared();
    expect(pilot.status).toBe('funding.conditions');
    expect(pilot.funding.precedents).toEqual(['condition:clearance-1:proponent-1']);
  });

  it('met, the agreement is effective, and the later one stays owed', () => {
    const story = cleared().give('meet-obligation', {
      body: { obligation: 'condition:clearance-1:proponent-1', note: 'Seen.' },
    });
    expect(story.pilot.status).toBe('implementation.inception');
    expect(story.owed('condition:clearance-1:proponent-1#2').state).toBe('open');
  });
});

describe('A new text restarts no clock (lifecycle.md section 2, funding)', () => {
  /** 400 of 1,200 are lost, 300 come in their place: little changed, so the appraisal stands. */
  const again = (): Story => {
    const lost = aSignature()
      .later('2027-04-01T09:00:00.000Z')
      .give('withdraw-contribution', { by: otherDonor, body: { contribution: 'contribution-2', reason } });
    return withLine(lost, { modality: 'trust_fund', money: usd('300') }, otherDonor).give('submit-mix', {
      by: proponent,
    });
  };

  it('back in signature from the mix the 180 days still count from the approval', () => {
    expect(again().pilot.status).toBe('funding.signature');
    expect(again().owed('step:funding.signature').due).toMatchObject({
      at: aSignature().owed('step:funding.signature').due.at,
      explanation: '180 days after the approval, 1 March 2027',
    });
  });

  it('after a reopening the step has its full duration', () => {
    const story = aSignature()
      .later('2027-04-01T09:00:00.000Z')
      .give('withdraw', { by: proponent, body: { reason } })
      .give('reopen', { by: first, body: { reason } });
    expect(story.owed('step:funding.signature').due.explanation).toBe(
      '180 days after the reopening, 1 April 2027',
    );
  });
});

describe('Nobody records her own delivery (lifecycle.md section 1)', () => {
  const given12 = { contribution: 'contribution-1', quantity: '12' };
  /** Malawi gives experts; Kenya and its institute are beneficiaries. */
  const delivering = (directory = effectiveDirectory()): Story => withLine(inMix(directory), experts, malawi);
  const effectiveDirectory = (also: readonly string[] = []) =>
    sampleDirectory({
      organisations,
      persons: persons.map((each) => (each.id === 'carla' ? person('carla', 'unit', ...also) : each)),
      programmes: [fundedProgramme()],
    });

  it('not even as a person of two organisations', () => {
    given(delivering(effectiveDirectory(['focal-mw'])))
      .when('deliver-contribution', { by: coordinator, body: given12 })
      .refused('segregation');
    given(delivering())
      .when('deliver-contribution', { by: coordinator, body: given12 })
      .then(event('contribution-delivered'));
  });

  const olga: Caller = { door: 'http', person: 'olga', organisation: 'other-institute' };
  /** Kenya, a beneficiary, gives the experts itself. */
  const ownExperts = (): Story => {
    const seats = [
      { kind: 'host_government', organisation: 'focal-ke', country: 'KE' },
      { kind: 'host_government', organisation: 'focal-mw', country: 'MW' },
      { kind: 'beneficiary', organisation: 'focal-ke', country: 'KE' },
      { kind: 'beneficiary', organisation: 'other-institute', country: 'KE' },
    ];
    return withLine(takenOver('funding.mix', { seats }), experts, kenya);
  };

  it('another beneficiary does, else the coordinator', () => {
    given(ownExperts()).when('deliver-contribution', { by: kenya, body: given12 }).refused('segregation');
    given(ownExperts())
      .when('deliver-contribution', { by: olga, body: given12 })
      .then(event('contribution-delivered'));
    given(ownExperts())
      .when('deliver-contribution', { by: coordinator, body: given12 })
      .then(event('contribution-delivered'));
  });
});

describe('Contribution lines that are not confirmed do not count (lifecycle.md section 2, funding)', () => {
  it('they are nothing towards what is required', () => {
    const pledged = inMix()
      .give('state-required', { by: proponent, body: required() })
      .give('pledge-contribution', { by: donor, body: { modality: 'trust_fund', money: usd('1000') } });
    const { errors } = given(pledged).when('submit-mix', { by: proponent }).refusal('mix-incomplete');
    expect(errors).toContainEqual({
      pointer: '/required/cash',
      detail: '1000.00 USD cash is required, and 0 USD is confirmed.',
    });
  });
});

describe('The approving body suspends as a last resort (lifecycle.md section 2)', () => {
  const overdue = (): Story => effective().until('2027-10-05T00:00:00.000Z');
  const call = 'last_resort:step:implementation.inception';

  it('the suspension meets its duty', () => {
    expect(overdue().owed(call).state).toBe('open');
    const suspended = overdue().give('suspend', { by: first, body: { reason } });
    expect(suspended.owed(call).state).toBe('met');
    expect(
      suspended.pilot.obligations.filter(({ kind, state }) => kind === 'last_resort' && state === 'open'),
    ).toEqual([]);
  });

  it('it is called again 30 days after the resumption, if the step still waits', () => {
    const resumed = overdue()
      .give('suspend', { by: first, body: { reason } })
      .later('2027-11-01T09:00:00.000Z')
      .give('resume', { by: first, body: { reason } });
    expect(resumed.until('2027-11-30T00:00:00.000Z').owed(call).state).toBe('met');
    expect(resumed.until('2027-12-02T00:00:00.000Z').owed(call).state).toBe('open');
  });

  it('a suspension by the coordinator alone does not', () =>
    expect(overdue().give('suspend', { body: { reason } }).owed(call).state).toBe('open'));
});

describe('Verifications and reviews take 15 working days where a table gives no time (lifecycle.md section 2)', () => {
  it('the confirmation of a letter on paper', () => {
    const entered = inMix()
      .give('pledge-contribution', { by: donor, body: { modality: 'trust_fund', money: usd('800') } })
      .give('confirm-contribution', { body: { contribution: 'contribution-1', letter: paper() } });
    const { due } = entered.owed('confirmation:contribution-1');
    expect(due.at).toBe('2027-03-22T14:00:00.000Z');
    expect(due.explanation).toContain('15 working days after the letter was entered');
  });
});
