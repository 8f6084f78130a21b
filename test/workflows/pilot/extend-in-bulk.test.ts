import { clockCaller } from '../../../workflows/decider';
import { dueInBulk } from '../../../workflows/pilot/obligations/bulk-preview';
import { event, given } from '../../support/given';
import { first, kenya, malawi, proponent, sampleDirectory } from '../../support/pilot-people';
import { aConcept, aPilot, type Story } from '../../support/pilots';

const document = {
  sha256: 'a'.repeat(64),
  name: 'Decision 41/7',
  date: '2027-02-20',
  issuer: 'The board',
  location: 'Registry',
};
const reason = 'The cyclone.';
const draft = 'step:proposal.draft:proponent-1';
const giving = (more: object = {}, obligation = draft) => ({
  by: clockCaller,
  body: { bulk: 'b', obligation, by: { add: { months: 3 } }, replaces: true, document, reason, ...more },
});
const extend = (more: object, obligation = draft) => ({
  by: first,
  body: { obligation, reason, by: { add: { days: 30 } }, ...more },
});

/** At the first step of consultation, with a condition due on 15 June 2027. */
const consulted = (): Story =>
  aConcept(sampleDirectory(), [kenya, malawi]).takes(first, 'approve_with_conditions', {
    conditions: [{ text: 'Publish the plan.', due: '2027-06-15' }],
  });

describe('Bulk extension (lifecycle.md section 4): each pilot', () => {
  it('records its own event, with the decision that it rests on', () =>
    given(aPilot())
      .when('extend-in-bulk', giving())
      .then(
        event('extended-in-bulk', { bulk: 'b', obligation: draft, document }),
        event('obligation-moved', {
          obligation: draft,
          reason,
          due: expect.objectContaining({ at: '2028-05-29T14:00:00.000Z' }),
        }),
      ));

  it('by the approving body’s authority: a clock that lapses too, as far as it says', () => {
    const moved = aPilot().give('extend-in-bulk', giving({ by: { add: { months: 30 } } }));
    expect(moved.owed(draft).due.explanation).toContain('by 30 months by the approving body');
    expect(moved.owed(draft).lapsesAt).toBe('2030-08-29T14:00:00.000Z');
  });

  it('replaces earlier extensions, or adds to them', () => {
    const once = aPilot().give('extend-obligation', extend({}));
    expect(once.give('extend-in-bulk', giving()).owed(draft).due.at).toBe('2028-05-29T14:00:00.000Z');
    expect(once.give('extend-in-bulk', giving({ replaces: false })).owed(draft).due.at).toBe(
      '2028-06-28T14:00:00.000Z',
    );
  });

  it('is skipped after a final extension', () =>
    given(aPilot().give('extend-obligation', extend({ final: true })))
      .when('extend-in-bulk', giving())
      .refused('not-extendable'));

  it('is skipped when it has ended', () =>
    given(aPilot().give('withdraw', { by: proponent, body: { reason } }))
      .when('extend-in-bulk', giving())
      .refused('not-now'));

  it('is skipped where the date would be earlier', () => {
    const far = aPilot().give('extend-obligation', extend({ by: { to: '2029-01-01' } }));
    given(far).when('extend-in-bulk', giving()).refused('not-extendable');
  });

  it('is skipped where nothing of the kind is owed any more', () =>
    given(aPilot()).when('extend-in-bulk', giving({}, 'condition:none')).refused('unknown-obligation'));

  it('is skipped while it is suspended', () =>
    given(consulted().give('suspend', { by: first, body: { reason } }))
      .when('extend-in-bulk', giving({}, 'condition:concept-1:proponent-1'))
      .refused('suspended'));

  it('takes it from the clock alone', () =>
    given(aPilot())
      .when('extend-in-bulk', { ...giving(), by: first })
      .refused('not-your-seat'));

  it('can be seen before: the new date, or why it would be skipped', () => {
    const { pilot, at, directory } = consulted();
    const extension = { by: { add: { months: 3 } }, replaces: true, final: false, reason };
    const seen = (obligation: string) => dueInBulk(pilot, obligation, extension, at, directory);
    expect(seen('condition:concept-1:proponent-1')).toEqual({ at: '2027-09-15T14:00:00.000Z' });
    expect(seen('none')).toMatchObject({ code: 'unknown-obligation' });
  });
});
