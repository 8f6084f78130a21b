import { event, given } from '../../support/given';
import { clockCaller } from '../../../workflows/decider';
import { first, kenya, malawi, persons, proponent, sampleDirectory } from '../../support/pilot-people';
import { aConcept, aDraft, aPilot, aSubmission, type Story } from '../../support/pilots';

// The draft of 1 March 2027 is due on Tuesday 29 February 2028, 17:00 in Nairobi.
const due = '2028-02-29T14:00:00.000Z';
const notices = (story: Story): readonly (readonly [unknown, string])[] =>
  story
    .ofType('reminder-recorded')
    .map(({ data, occurredAt }) => [(data as { offset: unknown }).offset, occurredAt]);
const tick = (at: string) => ({ by: clockCaller, at });

describe('Lapse happens only by a clock, and only after its notices (lifecycle.md section 4)', () => {
  it('a draft that nobody touches: notices at −30, −7, −1, then lapse', () => {
    const story = aPilot().until(due);
    expect(notices(story)).toEqual([
      [-30, '2028-01-31T06:00:00.000Z'],
      [-14, '2028-02-15T06:00:00.000Z'],
      [-7, '2028-02-22T06:00:00.000Z'],
      [-1, '2028-02-28T06:00:00.000Z'],
      [0, '2028-02-29T06:00:00.000Z'],
    ]);
    expect(story.events.slice(-2).map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
      ['obligation-lapsed', due],
      ['pilot-ended', due],
    ]);
    expect(story.pilot).toMatchObject({ status: 'lapsed', end: { left: 'proposal.draft' } });
  });

  it('not a moment before', () =>
    expect(aPilot().until('2028-02-29T13:59:59.999Z').pilot.status).toBe('proposal.draft'));

  it('an outage over −7 and −1: one final notice names the new day, and the lapse falls 7 days after it', () => {
    const down = aPilot().until('2028-02-20T00:00:00.000Z');
    given(down).when('tick', tick('2028-02-29T15:00:00.000Z')).thenOnly('reminder-recorded');
    given(down)
      .when('tick', tick('2028-02-29T15:00:00.000Z'))
      .then(event('reminder-recorded', { offset: 'final', due, lapsesAt: '2028-03-07T14:00:00.000Z' }));
    const back = down.tick('2028-02-29T15:00:00.000Z');
    expect(back.until('2028-03-07T13:59:59.000Z').pilot.status).toBe('proposal.draft');
    const lapsed = back.until('2028-03-08T00:00:00.000Z');
    expect(lapsed.pilot.end).toMatchObject({ end: 'lapsed', at: '2028-03-07T14:00:00.000Z' });
    expect(notices(lapsed).filter(([offset]) => offset === 'final')).toHaveLength(1);
  });

  it('an outage that ends before the due date: the latest missed notice, and the final one at the due date', () => {
    const story = aPilot().until('2028-02-20T00:00:00.000Z').tick('2028-02-28T12:00:00.000Z');
    expect(notices(story).at(-1)).toEqual([-1, '2028-02-28T12:00:00.000Z']);
    const final = story.until('2028-03-01T00:00:00.000Z');
    expect(notices(final).at(-1)).toEqual(['final', due]);
    expect(final.until('2028-03-10T00:00:00.000Z').pilot.end?.at).toBe('2028-03-07T14:00:00.000Z');
  });

  it('a final notice waits for a working morning of the owner', () => {
    const saturday = aPilot().until('2028-02-20T00:00:00.000Z').tick('2028-03-04T12:00:00.000Z');
    expect(saturday.events.at(-1)).toMatchObject({
      type: 'reminder-deferred',
      data: { offset: 'final', until: '2028-03-06T06:00:00.000Z' },
    });
    expect(saturday.agenda()).toMatchObject({
      wakeAt: '2028-03-06T06:00:00.000Z',
      wakeFor: 'final notice: draft, proponent',
    });
    const lapsed = saturday.until('2028-04-01T00:00:00.000Z');
    expect(notices(lapsed).at(-1)).toEqual(['final', '2028-03-06T06:00:00.000Z']);
    expect(lapsed.pilot.end?.at).toBe('2028-03-13T14:00:00.000Z');
  });

  it('what the owner does before the clock’s tick is recorded counts as in time', () => {
    const late = aDraft().until('2028-02-20T00:00:00.000Z').later('2028-03-20T09:00:00.000Z');
    const dated = late.give('revise-proposal', { by: proponent, body: { plannedStart: '2028-06-01' } });
    const submitted = dated.submitted();
    expect(submitted.pilot.status).toBe('proposal.screening');
    expect(submitted.tick('2028-03-20T10:00:00.000Z').pilot.status).toBe('proposal.screening');
  });

  it('also between the final notice and its day', () => {
    const story = aDraft().until('2028-02-20T00:00:00.000Z').tick('2028-02-29T15:00:00.000Z');
    expect(story.later('2028-03-07T13:00:00.000Z').submitted().pilot.status).toBe('proposal.screening');
  });

  it('falls on the first working day on or after its due date', () => {
    // 60 days after Tuesday 2 March is Saturday 1 May.
    const story = aSubmission().give('return-proposal', {
      body: { reason: 'Late.' },
      at: '2027-03-02T09:00:00.000Z',
    });
    expect(story.owed('step:proposal.revision')).toMatchObject({
      due: { at: '2027-05-01T14:00:00.000Z' },
      lapsesAt: '2027-05-03T14:00:00.000Z',
    });
    expect(story.until('2027-06-01T00:00:00.000Z').pilot.end).toMatchObject({
      end: 'lapsed',
      at: '2027-05-03T14:00:00.000Z',
      left: 'proposal.revision',
    });
  });

  it('the notices go to the coordinator where the seat has no reachable person', () => {
    const gone = persons.map((person) => (person.id === 'paul' ? { ...person, active: false } : person));
    const story = aPilot()
      .in(sampleDirectory({ persons: gone }))
      .until(due);
    expect(story.ofType('reminder-recorded')[0]?.data).toMatchObject({
      to: [{ seat: 'coordinator-1', persons: ['carla', 'cora'] }],
    });
    expect(story.pilot.status).toBe('lapsed');
  });

  it('and to the administrators of the programme where the coordinator has none either', () => {
    const alone = persons.map((person) =>
      person.id === 'paul' || person.organisations.includes('unit') ? { ...person, active: false } : person,
    );
    const story = aPilot()
      .in(sampleDirectory({ persons: alone }))
      .until(due);
    expect(story.ofType('reminder-recorded')[0]?.data).toMatchObject({
      to: [{ seat: null, organisation: null, persons: ['ada'] }],
    });
  });

  it('the 18 months from concept approval lapse the pilot at whatever step it stands', () => {
    const story = aConcept(sampleDirectory(), [kenya, malawi]).takes(first, 'approve');
    const lapsed = story.until('2028-09-02T00:00:00.000Z');
    expect(lapsed.pilot).toMatchObject({
      status: 'lapsed',
      end: { left: 'consultation.convened', at: '2028-09-01T14:00:00.000Z' },
    });
    expect(lapsed.owed('clock:appraisal')).toMatchObject({ state: 'lapsed' });
    expect(lapsed.owed('step:consultation.convened')).toMatchObject({ state: 'void' });
  });
});
