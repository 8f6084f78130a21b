import { afterWindow, anOpenConsultation, reviewer, says } from '../../support/consultations';
import { effective, inMix, paper, withConditions } from '../../support/funding';
import { given } from '../../support/given';
import { finance, first, kenya, malawi, programmeWith, sampleDirectory } from '../../support/pilot-people';
import { aConcept, anEndorsement, type Story } from '../../support/pilots';

const reason = 'The ministry was dissolved.';
const vacate = (story: Story, seat: string): Story => story.give('vacate-seat', { body: { seat, reason } });
const countries = (story: Story) => story.pilot.endorsements.map(({ country }) => country);

describe('The predecessor’s positions in open decisions fall away, what is resolved or signed stands (lifecycle.md section 1)', () => {
  const half = (): Story => anEndorsement().takes(kenya, 'approve');

  it('its own position and endorsement, while the decision is open', () => {
    const left = vacate(half(), 'host_government-1');
    expect(left.pilot.decisions[0]?.positions).toMatchObject([{ seat: 'host_government-1', void: true }]);
    expect(countries(left)).toEqual([]);
  });

  it('not those of another seat', () => {
    const left = vacate(half(), 'host_government-2');
    expect(left.pilot.decisions[0]?.positions).toMatchObject([{ seat: 'host_government-1', void: false }]);
    expect(countries(left)).toEqual(['KE']);
  });

  it('nor an endorsement that is resolved', () =>
    expect(countries(vacate(aConcept(sampleDirectory(), [kenya, malawi]), 'host_government-1'))).toEqual([
      'KE',
      'MW',
    ]));

  it('an endorsement that is withdrawn voids the question of the step, and no act', () => {
    const committee = sampleDirectory({ programmes: [programmeWith(3)] });
    const story = aConcept(committee, [kenya, malawi]).give('cancel', { by: first, body: { reason } });
    const back = story.give('withdraw-endorsement', { by: malawi, body: { reason } });
    expect(back.pilot.decisions).toMatchObject([
      { kind: 'endorsement' },
      { kind: 'concept', voided: back.at },
      { kind: 'act', voided: null },
    ]);
    expect(back.owed('position:act-1').state).toBe('open');
  });
});

describe('A seat that recuses itself is counted on neither side (lifecycle.md section 3)', () => {
  it('also where it had commented before', () => {
    const story = [kenya, malawi, reviewer].reduce(
      (so, by) => says(so, by, 'Name the lake.'),
      anOpenConsultation(),
    );
    const recused = story.give('comment', { by: malawi, body: { position: 'recuse' } }).until(afterWindow);
    expect(recused.ofType('consultation-closed').at(-1)?.data).toMatchObject({
      invited: 2,
      tookPart: 2,
      hostGovernments: 1,
    });
  });
});

describe('What is recorded again takes the place of what was recorded', () => {
  it('a master agreement, of one organisation alone', () => {
    const record = (story: Story, organisation: string, heldOn: string): Story =>
      story.give('record-master-agreement', { body: { organisation, heldOn, document: paper() } });
    const story = record(
      record(record(pledgedByBoth(), 'donor', '2027-02-01'), 'secretariat', '2027-02-02'),
      'donor',
      '2027-02-03',
    );
    expect(story.pilot.funding.masterAgreements).toMatchObject([
      { organisation: 'secretariat', heldOn: '2027-02-02' },
      { organisation: 'donor', heldOn: '2027-02-03' },
    ]);
  });

  it('a document that met an obligation has served', () => {
    const proof = paper('Bank letter');
    const body = { obligation: 'condition:appraisal-1:proponent-1', note: 'Opened.', documents: [proof] };
    const met = withConditions().give('meet-obligation', { by: finance, body });
    expect(met.pilot.documents).toContain(proof.sha256);
    given(met)
      .when('receive-contribution', {
        by: finance,
        body: { contribution: 'contribution-1', amount: '10', documents: [proof] },
      })
      .refused('document-used');
  });

  it('an effective agreement is signed by all that it commits', () =>
    expect(effective().pilot.funding.contributions.every(({ committedAt }) => committedAt !== null)).toBe(
      true,
    ));
});

const pledgedByBoth = (): Story =>
  ['funder-1', 'funder-2'].reduce(
    (story, contributor) =>
      story.give('pledge-contribution', {
        body: { contributor, modality: 'trust_fund', money: { amount: '10', currency: 'USD' } },
      }),
    inMix(),
  );
