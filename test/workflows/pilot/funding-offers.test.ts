import {
  aMix,
  aSignature,
  donor,
  effective,
  fundedDirectory,
  inMix,
  otherDonor,
  paper,
  usd,
  withConditions,
  withLine,
} from '../../support/funding';
import { coordinator, finance, first, malawi, proponent } from '../../support/pilot-people';
import type { Story } from '../../support/pilots';

const reason = 'Budget cut.';
const olga = { door: 'http', person: 'olga', organisation: 'other-institute' } as const;
const trust = { modality: 'trust_fund', money: usd('1000') };
const inKind = {
  modality: 'in_kind',
  inKind: { what: 'Experts', quantity: '12', unit: 'person months' },
};
const third = { contribution: 'contribution-3' };

/** Two lines are confirmed, and a third was proposed by the proponent for the donor. */
const proposed = (): Story =>
  aMix().give('pledge-contribution', { by: proponent, body: { contributor: 'funder-1', ...trust } });
const withExperts = (): Story => withLine(aMix(), inKind, malawi);
const delivered = (): Story =>
  withExperts().give('deliver-contribution', { body: { ...third, quantity: '12' } });
const succeeded = (): Story =>
  aSignature().give('replace-seat', { body: { seat: 'funder-1', organisation: 'other-institute', reason } });
const withdrawn = (story: Story, contribution: string, by = donor): Story =>
  story.give('withdraw-contribution', { by, body: { contribution, reason } });
const ended = (story: Story): Story => story.give('withdraw', { by: proponent, body: { reason } });
const early = (): Story =>
  aSignature().give('receive-contribution', {
    by: finance,
    body: { contribution: 'contribution-1', amount: '500', reason },
  });
const masters = (): Story =>
  withConditions(fundedDirectory({ masterAgreementFor: { value: ['trust_fund'], source: 'test' } }));

describe('The case offers of the funding what can be done, to those who can do it', () => {
  it.each([
    [
      'confirm-contribution',
      'a line without letter',
      proposed,
      [donor, coordinator],
      [otherDonor, proponent],
    ],
    ['confirm-contribution', 'confirmed lines', aMix, [], [donor, coordinator]],
    [
      'confirm-contribution',
      'a line that was withdrawn',
      () => withdrawn(proposed(), 'contribution-3'),
      [],
      [donor, coordinator],
    ],
    ['refuse-contribution', 'a line without letter', proposed, [donor], [otherDonor, coordinator]],
    ['refuse-contribution', 'confirmed lines', aMix, [], [donor]],
    [
      'refuse-contribution',
      'a line that was withdrawn',
      () => withdrawn(proposed(), 'contribution-3'),
      [],
      [donor],
    ],
    ['withdraw-contribution', 'a line without letter', proposed, [donor, proponent, coordinator], [malawi]],
    ['withdraw-contribution', 'confirmed lines', aMix, [donor, otherDonor], [proponent, coordinator]],
    ['take-over-contribution', 'a seat that was replaced', succeeded, [olga], [otherDonor, proponent]],
    ['take-over-contribution', 'seats that stayed', aSignature, [], [donor, otherDonor]],
    ['deliver-contribution', 'something in kind', withExperts, [coordinator, finance], [donor]],
    ['deliver-contribution', 'money alone', aMix, [], [coordinator, finance]],
    ['deliver-contribution', 'what has come whole', delivered, [], [coordinator, finance]],
    [
      'deliver-contribution',
      'what was withdrawn',
      () => withdrawn(withExperts(), 'contribution-3', malawi),
      [],
      [coordinator],
    ],
    ['value-contribution', 'something in kind', delivered, [coordinator, finance], [malawi]],
    ['value-contribution', 'money alone', aMix, [], [coordinator, finance]],
    [
      'value-contribution',
      'what was withdrawn',
      () => withdrawn(withExperts(), 'contribution-3', malawi),
      [],
      [coordinator],
    ],
    ['call-contribution', 'lines of the mix', effective, [finance], [coordinator]],
    [
      'call-contribution',
      'lines that were withdrawn',
      () => withdrawn(withdrawn(aMix(), 'contribution-1'), 'contribution-2', otherDonor),
      [],
      [finance],
    ],
    ['record-master-agreement', 'contributors', aMix, [coordinator, finance], [donor]],
    ['record-master-agreement', 'no contributor', inMix, [], [coordinator, finance]],
    ['confirm-expected', 'a master agreement that is not signed', masters, [coordinator], [finance]],
    ['confirm-expected', 'no master agreement', withConditions, [], [coordinator]],
    ['write-off-refund', 'money that is owed back', () => ended(early()), [first], [finance]],
    ['write-off-refund', 'nothing owed back', () => ended(aSignature()), [], [first]],
  ] as const)('%s with %s', (command, _what, told, offeredTo, notTo) => {
    const story = told();
    for (const by of offeredTo) expect(story.actions(by)).toContain(command);
    for (const by of notTo) expect(story.actions(by)).not.toContain(command);
  });

  it('to set a text it is missing who cannot sign', () => {
    const action = succeeded()
      .give('vacate-seat', { body: { seat: 'funder-2', reason } })
      .missing(coordinator, 'set-agreement-text');
    expect(action).toMatchObject([
      {
        pointer: '/contributions/contribution-1',
        detail: expect.stringContaining('contribution-1') as string,
      },
      { pointer: '/contributions/contribution-2' },
    ]);
    expect(aSignature().missing(coordinator, 'set-agreement-text')).toEqual([]);
    expect(
      succeeded()
        .give('take-over-contribution', {
          by: olga,
          body: { contribution: 'contribution-1', letter: paper() },
        })
        .missing(coordinator, 'set-agreement-text'),
    ).toEqual([]);
  });
});
