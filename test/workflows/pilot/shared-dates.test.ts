import { clockCaller } from '../../../workflows/decider';
import { meeting } from '../../../workflows/meeting/meeting';
import { dependingOn, sourcesOfPilot } from '../../../workflows/pilot/clock/recompute';
import { event, given } from '../../support/given';
import { coordinator, first, kenya, malawi, sampleDirectory } from '../../support/pilot-people';
import { aConcept, type Story } from '../../support/pilots';

const shared = { id: 'board-41', version: 1, name: 'the board’s 41st meeting' };
const agreement = { id: 'norway', version: 1, name: 'the master agreement with Norway' };
const directoryWith = (day: string | null, signedOn: string | null = null) =>
  sampleDirectory({
    meetings: [{ ...shared, day }],
    masterAgreements: [{ ...agreement, day: signedOn }],
  });
const reason = 'The board decides on it.';
const condition = 'condition:concept-1:proponent-1';
const consulted = (directory = directoryWith(null)): Story =>
  aConcept(directory, [kenya, malawi]).takes(first, 'approve_with_conditions', {
    conditions: [{ text: 'Publish the plan.', due: '2027-06-15' }],
  });
const from = { meeting: 'board-41', days: 1 };
const counted = (directory = directoryWith(null), more: object = from): Story =>
  consulted(directory).give('count-from', { by: first, body: { obligation: condition, from: more, reason } });
const dated = (lastDay: string | null) => ({ by: clockCaller, body: { meeting: 'board-41', lastDay } });

describe('Due dates relative to a shared date (lifecycle.md section 4)', () => {
  it('relative to an undated meeting: unknown until the meeting has a date', () => {
    const { due, reminders, lastResortAt } = counted().owed(condition);
    expect(due).toMatchObject({
      at: null,
      explanation: '1 day after the last day of the board’s 41st meeting, which has no date yet',
    });
    expect([reminders, lastResortAt]).toEqual([[], null]);
    expect(counted().pilot.obligations.find(({ kind }) => kind === 'step')?.due.at).not.toBeNull();
  });

  it('when it gets its date the due date and its reminders are set; when it changes the old ones are void', () => {
    const once = counted().give('meeting-dated', dated('2027-09-09'));
    expect(once.owed(condition).due.at).toBe('2027-09-10T14:00:00.000Z');
    expect(once.owed(condition).reminders.map(({ at }) => at)).toContain('2027-09-03T06:00:00.000Z');
    const moved = once.give('meeting-dated', dated('2027-12-01'));
    expect(moved.owed(condition).due.at).toBe('2027-12-02T14:00:00.000Z');
    expect(moved.owed(condition).reminders.every(({ at }) => at > '2027-11-01')).toBe(true);
    const between = moved.until('2027-10-01T09:00:00.000Z').ofType('reminder-recorded');
    expect(between.filter(({ data }) => (data as { obligation: string }).obligation === condition)).toEqual(
      [],
    );
    expect(moved.give('meeting-dated', dated(null)).owed(condition).due.at).toBeNull();
    given(moved).when('meeting-dated', dated('2027-12-01')).refused('not-now');
  });

  it('an extension of an undated date follows when the date comes: add is added, to stays', () => {
    const extend = (by: object) =>
      counted()
        .give('extend-obligation', { by: first, body: { obligation: condition, by, reason } })
        .give('meeting-dated', dated('2027-09-09'));
    expect(extend({ add: { days: 30 } }).owed(condition).due.at).toBe('2027-10-10T14:00:00.000Z');
    expect(extend({ to: '2027-12-01' }).owed(condition).due.at).toBe('2027-12-01T14:00:00.000Z');
  });

  it('the coordinator does not extend what has no date yet: its own length is not known', () => {
    const body = { obligation: condition, by: { add: { days: 1 } }, reason };
    given(counted()).when('extend-obligation', { body }).refused('not-extendable');
    given(counted()).when('extend-obligation', { by: first, body }).then(event('obligation-moved'));
    given(counted(directoryWith('2027-09-09')))
      .when('extend-obligation', { body })
      .then(event('obligation-moved'));
  });

  it('counts from the signing of a master agreement, from the day it was held on', () => {
    const waiting = counted(directoryWith(null), { masterAgreement: 'norway', length: { days: 120 } });
    expect(waiting.owed(condition).due.explanation).toBe(
      '120 days after the signing of the master agreement with Norway, which has not happened yet',
    );
    const signed = { by: clockCaller, body: { masterAgreement: 'norway', signedOn: '2027-02-15' } };
    const { due } = waiting.give('master-agreement-signed', signed).owed(condition);
    expect(due).toMatchObject({ at: '2027-06-15T14:00:00.000Z' });
  });

  it('what is dated already when a pilot begins to depend on it is known at once', () => {
    expect(counted(directoryWith('2027-09-09')).owed(condition).due.at).toBe('2027-09-10T14:00:00.000Z');
    const length = { months: 4 };
    expect(
      counted(directoryWith(null, '2027-02-15'), { masterAgreement: 'norway', length }).owed(condition).due
        .at,
    ).toBe('2027-06-15T14:00:00.000Z');
  });

  it('is told while suspended too, and gives no reminder then', () => {
    const still = counted()
      .give('suspend', { by: first, body: { reason } })
      .give('meeting-dated', dated('2027-03-20'));
    expect(still.owed(condition).due.at).toBe('2027-03-21T14:00:00.000Z');
    const weeks = still.until('2027-04-15T09:00:00.000Z');
    expect(weeks.ofType('reminder-recorded')).toEqual([]);
    const on = weeks.give('resume', { by: first, body: { reason } });
    expect(on.owed(condition).due.at).toBe('2027-04-29T14:00:00.000Z');
  });

  it('who depends on what is read from what is open', () => {
    expect(sourcesOfPilot(consulted().pilot)).toEqual([]);
    expect(sourcesOfPilot(counted().pilot)).toEqual(['meeting/board-41']);
    expect(dependingOn(counted().pilot, 'meeting/other')).toEqual([]);
    const done = counted().give('meet-obligation', { body: { obligation: condition, note: 'Seen.' } });
    expect(sourcesOfPilot(done.pilot)).toEqual([]);
    given(done).when('meeting-dated', dated('2027-09-09')).refused('unknown-obligation');
    given(consulted())
      .when('master-agreement-signed', {
        by: clockCaller,
        body: { masterAgreement: 'norway', signedOn: '2027-02-15' },
      })
      .refused('unknown-obligation');
  });

  it('only the approving body counts a date from elsewhere, and only of what no step waits for', () => {
    const giving = (obligation: string, more: object = from) => ({
      by: first,
      body: { obligation, from: more, reason },
    });
    given(consulted())
      .when('count-from', { ...giving(condition), by: coordinator })
      .refused('not-your-seat');
    given(consulted())
      .when('count-from', giving('step:consultation.convened:coordinator-1'))
      .refused('not-extendable');
    given(consulted()).when('count-from', giving('none')).refused('unknown-obligation');
    given(consulted())
      .when('count-from', giving(condition, { meeting: 'other', days: 1 }))
      .refused('unknown-meeting');
    given(consulted())
      .when('count-from', giving(condition, { masterAgreement: 'other', length: { days: 1 } }))
      .refused('unknown-meeting');
    given(consulted()).when('count-from', giving(condition)).then(event('obligation-moved', { reason }));
  });
});

describe('A meeting (lifecycle.md section 4)', () => {
  const record = (type: string, data: object, version: number) => ({
    type,
    schemaVersion: 1,
    data,
    stream: 'meeting/board-41',
    version,
    occurredAt: '2027-03-01T09:00:00.000Z',
    commandId: 'c',
    person: null,
    organisation: null,
    seat: null,
    onBehalfOf: null,
  });

  it('tells its pilots each time that it gets or changes its date, and is settled when they were told', () => {
    const registered = meeting.evolve(
      null,
      record('meeting-registered', { name: shared.name, day: null }, 1),
    );
    expect([meeting.status(registered), meeting.agenda(registered).settled]).toEqual(['undated', true]);
    const once = meeting.evolve(registered, record('meeting-dated', { day: '2027-09-09', reason: null }, 2));
    const twice = meeting.evolve(once, record('meeting-dated', { day: '2027-09-10', reason: null }, 3));
    expect(meeting.agenda(twice).effects.map(({ id, kind }) => [id, kind])).toEqual([
      ['tell-pilots-1', 'tell-pilots'],
      ['tell-pilots-2', 'tell-pilots'],
    ]);
    const told = ['tell-pilots-1', 'tell-pilots-2'].reduce(
      (state, effect, index) => meeting.evolve(state, record('effect-completed', { effect }, 4 + index)),
      twice,
    );
    expect([meeting.status(told), meeting.agenda(told).settled]).toEqual(['dated', true]);
  });
});
