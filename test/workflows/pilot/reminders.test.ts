import { clockCaller } from '../../../workflows/decider';
import { event, given } from '../../support/given';
import { kenya, malawi, organisations, sampleDirectory } from '../../support/pilot-people';
import { anEndorsement, aSubmission, type Story } from '../../support/pilots';

const tick = (at: string) => ({ by: clockCaller, at });
/** The reminders of one obligation that were recorded: offset, instant, seats. */
const recorded = (story: Story, obligation: string) =>
  story
    .ofType('reminder-recorded')
    .map(({ data, occurredAt }) => ({
      ...(data as { obligation: string; offset: number; to: { seat: string }[] }),
      occurredAt,
    }))
    .filter((reminder) => reminder.obligation.startsWith(obligation))
    .map(({ offset, occurredAt, to }) => [
      offset,
      occurredAt.slice(0, 16),
      to.map(({ seat }) => seat).join(' '),
    ]);

describe('Reminders (lifecycle.md section 4)', () => {
  it('are recorded as events at the programme’s offsets, to whom it says, and repeat every 30 days', () =>
    expect(recorded(aSubmission().until('2027-07-20T00:00:00.000Z'), 'step:proposal.screening')).toEqual([
      [-7, '2027-03-08T06:00', 'coordinator-1'],
      [0, '2027-03-15T06:00', 'coordinator-1'],
      [3, '2027-03-18T06:00', 'coordinator-1'],
      [7, '2027-03-22T06:00', 'coordinator-1'],
      [14, '2027-03-29T06:00', 'coordinator-1 approving_body-1'],
      [30, '2027-04-14T06:00', 'approving_body-1'],
      [60, '2027-05-14T06:00', 'coordinator-1 approving_body-1'],
      [90, '2027-06-14T06:00', 'coordinator-1 approving_body-1'],
      [120, '2027-07-13T06:00', 'coordinator-1 approving_body-1'],
    ]));

  it('of a host government go at +14 to the coordinator too, at +30 to the approving body with a proposed act', () => {
    const story = anEndorsement().until('2027-05-04T00:00:00.000Z');
    expect(recorded(story, 'position:endorsement-1:host_government-2').slice(-2)).toEqual([
      [14, '2027-04-14T07:00', 'host_government-2 coordinator-1'],
      [30, '2027-04-30T07:00', 'approving_body-1'],
    ]);
    expect(
      story.ofType('reminder-recorded').map(({ data }) => (data as { proposes: unknown }).proposes),
    ).toContain('extend');
  });

  it('of two on one day the later is sent: −1 falls on a Sunday, and on Monday it is due', () => {
    const reminders = aSubmission()
      .owed('step:proposal.screening')
      .reminders.map(({ offset }) => offset);
    expect(reminders).toEqual([-7, 0, 3, 7, 14, 30]);
  });

  it('go out at 09:00 of the owner, each in its own zone', () => {
    const story = anEndorsement().until('2027-03-31T12:00:00.000Z');
    expect(recorded(story, 'position:endorsement-1:host_government-1').map(([, at]) => at)).toEqual([
      '2027-03-17T06:00',
      '2027-03-24T06:00',
      '2027-03-30T06:00',
      '2027-03-31T06:00',
    ]);
    expect(recorded(story, 'position:endorsement-1:host_government-2').map(([, at]) => at)).toEqual([
      '2027-03-17T07:00',
      '2027-03-24T07:00',
      '2027-03-30T07:00',
      '2027-03-31T07:00',
    ]);
  });

  it('the instants stand in the event that opens the obligation', () =>
    given(aSubmission())
      .when('accept-screening')
      .then(
        event('obligation-opened', {
          reminders: [
            { offset: -14 },
            { offset: -7 },
            { offset: -1 },
            { offset: 0 },
            { offset: 3 },
            { offset: 7 },
            { offset: 14 },
            { offset: 30 },
          ],
        }),
      ));

  it('if the engine was down, only the latest missed one is sent', () => {
    const back = anEndorsement().tick('2027-03-30T09:00:00.000Z');
    expect(recorded(back, 'position:endorsement-1:host_government-1')).toEqual([
      [-1, '2027-03-30T09:00', 'host_government-1'],
    ]);
  });

  it('one that comes late waits for the next working morning of the seat', () => {
    const saturday = anEndorsement().tick('2027-03-20T09:00:00.000Z');
    expect(saturday.events.at(-1)).toMatchObject({
      type: 'reminder-deferred',
      data: { offset: -14, until: '2027-03-22T07:00:00.000Z' },
    });
    expect(
      recorded(saturday.until('2027-03-23T00:00:00.000Z'), 'position:endorsement-1:host_government-1'),
    ).toEqual([[-14, '2027-03-22T06:00', 'host_government-1']]);
  });

  it('unless it would be due by then', () => {
    const weekend = sampleDirectory({
      organisations: organisations.map((each) =>
        each.id === 'focal-ke' ? { ...each, holidays: ['2027-03-30', '2027-03-31'] } : each,
      ),
    });
    const story = anEndorsement(weekend).until('2027-03-25T00:00:00.000Z').tick('2027-03-31T04:00:00.000Z');
    expect(recorded(story, 'position:endorsement-1:host_government-1').at(-1)?.[0]).toBe(0);
  });

  it('is sent once per obligation, offset and due date', () => {
    const story = anEndorsement().until('2027-03-24T12:00:00.000Z');
    given(story).when('tick', tick('2027-03-24T12:00:00.000Z')).thenOnly();
    given(story).when('tick', tick('2027-03-24T15:00:00.000Z')).thenOnly();
  });

  it('moving the due date voids the old ones and plans new ones', () => {
    const story = anEndorsement()
      .until('2027-03-25T00:00:00.000Z')
      .give('extend-obligation', {
        body: {
          obligation: 'position:endorsement-1:host_government-1',
          by: { add: { days: 20 } },
          reason: 'A feast.',
        },
      })
      .until('2027-04-20T12:00:00.000Z');
    expect(
      recorded(story, 'position:endorsement-1:host_government-1').map(([offset, at]) => [offset, at]),
    ).toEqual([
      [-14, '2027-03-17T06:00'],
      [-7, '2027-03-24T06:00'],
      [-14, '2027-04-06T06:00'],
      [-7, '2027-04-13T06:00'],
      [-1, '2027-04-19T06:00'],
      [0, '2027-04-20T06:00'],
    ]);
  });

  it('end when the obligation is met', () => {
    const story = anEndorsement().takes(kenya, 'approve').until('2027-03-31T12:00:00.000Z');
    expect(recorded(story, 'position:endorsement-1:host_government-1')).toEqual([]);
    expect(recorded(story, 'position:endorsement-1:host_government-2')).not.toEqual([]);
    expect(story.takes(malawi, 'approve').agenda().wakeFor).toContain('concept');
  });

  it('name the persons who could act then, by id alone', () =>
    expect(
      anEndorsement().until('2027-03-18T00:00:00.000Z').ofType('reminder-recorded')[0]?.data,
    ).toMatchObject({
      to: [{ seat: 'host_government-1', organisation: 'focal-ke', persons: ['kamau', 'kioko'] }],
    }));
});

describe('The clock', () => {
  it('finds nothing to do when an act was faster, and is accepted without an event', () =>
    given(anEndorsement()).when('tick', tick('2027-03-02T09:00:00.000Z')).thenOnly());

  it('is no command of a person', () =>
    given(anEndorsement()).when('tick', { by: kenya }).refused('not-your-seat'));

  it('never runs backwards within a pilot', () => {
    const story = anEndorsement().until('2027-03-20T00:00:00.000Z');
    const { events, pilot } = story.give('take-position', {
      by: kenya,
      body: { decision: 'endorsement-1', position: 'approve' },
      at: '2027-03-01T09:00:00.000Z',
    });
    const instants = events.map(({ occurredAt }) => occurredAt);
    expect(instants).toEqual([...instants].sort());
    expect(pilot.decisions[0]?.positions[0]?.at).toBe(pilot.occurredAt);
  });
});
