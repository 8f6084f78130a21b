import { pilot as decider } from '../../../workflows/pilot/decider';
import { isEmpty } from '../../../workflows/host-contract';
import { first, kenya, malawi, programmeWith, sampleDirectory } from '../../support/pilot-people';
import { aConcept, anEndorsement, aPilot, aSubmission, type Story } from '../../support/pilots';

const reason = 'It waits.';
const wake = (story: Story): readonly [string | null, string | null] => {
  const { wakeAt, wakeFor } = story.agenda();
  return [wakeAt, wakeFor];
};

describe('The agenda (architecture.md section 3, Wake)', () => {
  it('is empty before there is a pilot', () => expect(isEmpty(decider.agenda(null))).toBe(true));

  it.each<[string, Story, string, string]>([
    ['a reminder', anEndorsement(), '2027-03-17T06:00:00.000Z', 'reminder −14 days: endorsement, KE'],
    [
      'a reminder of a day',
      anEndorsement().until('2027-03-29T00:00:00.000Z'),
      '2027-03-30T06:00:00.000Z',
      'reminder −1 day: endorsement, KE',
    ],
    [
      'a closing time',
      anEndorsement().until('2027-03-31T12:00:00.000Z'),
      '2027-03-31T15:00:00.000Z',
      'closing time: endorsement',
    ],
    [
      'a lapse',
      aPilot().until('2028-02-29T07:00:00.000Z'),
      '2028-02-29T14:00:00.000Z',
      'lapse: draft, proponent',
    ],
    [
      'a last resort',
      aSubmission().until('2027-04-14T07:00:00.000Z'),
      '2027-04-14T14:00:00.000Z',
      'last resort: Screen the proposal: is it complete and eligible?',
    ],
  ])('wakes for what comes first, and says so: %s', (_, story, at, what) =>
    expect(wake(story)).toEqual([at, what]),
  );

  it('moves with what happens', () => {
    const approved = anEndorsement().takes(kenya, 'approve');
    expect(wake(approved)[1]).toBe('reminder −14 days: endorsement, MW');
    expect(wake(approved.takes(malawi, 'approve'))[1]).toContain('concept, approving body');
  });

  it('shows an operator where the pilot is, by when something is due, and whether it is overdue', () => {
    expect(anEndorsement().agenda().details).toEqual({
      stage: 'proposal',
      step: 'endorsement',
      region: 'Africa',
      programme: 'ssc-pilot',
      nextDue: '2027-03-31T14:00:00.000Z',
      overdue: false,
    });
    expect(anEndorsement().until('2027-04-05T00:00:00.000Z').agenda().details.overdue).toBe(true);
    expect(anEndorsement().give('cancel', { by: first, body: { reason } }).agenda().details).toMatchObject({
      stage: 'cancelled',
      step: null,
      nextDue: null,
    });
  });

  it('has no effect on the outside world yet', () => expect(anEndorsement().agenda().effects).toEqual([]));
});

describe('What has to be sent (the outbox)', () => {
  const sent = (story: Story) =>
    story.events
      .flatMap((event) => decider.outbox(story.pilot, event))
      .map(({ kind, body }) => ({ kind, body }));

  it('every reminder, with whom it goes to, by ids alone', () => {
    const messages = sent(anEndorsement().until('2027-03-17T06:30:00.000Z')).filter(
      ({ kind }) => kind === 'reminder',
    );
    expect(messages).toEqual([
      {
        kind: 'reminder',
        body: {
          pilot: 'sample',
          obligation: 'position:endorsement-1:host_government-1',
          offset: -14,
          due: '2027-03-31T14:00:00.000Z',
          to: [{ seat: 'host_government-1', organisation: 'focal-ke', persons: ['kamau', 'kioko'] }],
          proposes: null,
          lapsesAt: null,
        },
      },
    ]);
  });

  it('the word to an organisation that has got a seat which it may decline', () =>
    expect(
      sent(anEndorsement())
        .filter(({ kind }) => kind === 'seat-filled')
        .map(({ body }) => (body as { seat: string }).seat),
    ).toEqual(['approving_body-1', 'finance-1', 'host_government-1', 'host_government-2']));

  it('nothing else', () => {
    const story = aConcept(sampleDirectory({ programmes: [programmeWith(3)] }), [kenya, malawi]);
    expect(new Set(sent(story).map(({ kind }) => kind))).toEqual(new Set(['seat-filled']));
  });
});
