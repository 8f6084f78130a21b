import { type Caller, clockCaller, type Decision, isRefusal } from '../../../workflows/decider';
import { masterAgreement } from '../../../workflows/master-agreement/master-agreement';
import { meeting } from '../../../workflows/meeting/meeting';
import type { SharedDate } from '../../../workflows/shared-date/shared-date';
import { coordinator, proponent, sampleDirectory } from '../../support/pilot-people';

const directory = sampleDirectory();
const at = '2027-03-01T09:00:00.000Z';
const document = {
  sha256: 'e'.repeat(64),
  name: 'Agreement',
  date: '2027-02-01',
  issuer: 'Norway',
  location: 'Registry',
};

/** A meeting or a master agreement, told by real commands. */
const tellingOf = (process: typeof meeting) => {
  const decide = (state: SharedDate | null, name: string, body: object, caller: Caller): Decision =>
    process.decide(state, { id: 'c', name, body, at, caller }, directory);
  return {
    decide,
    after: (state: SharedDate | null, name: string, body: object, caller = coordinator): SharedDate => {
      const decision = decide(state, name, body, caller);
      if (isRefusal(decision)) throw new Error(`${decision.code}: ${decision.detail}`);
      const folded = decision.events.reduce(
        (before, event) =>
          process.evolve(before, {
            ...event,
            ...decision.author,
            stream: `${process.type}/x`,
            version: (before?.version ?? 0) + 1,
            occurredAt: at,
            commandId: 'c',
          }),
        state,
      );
      if (folded === null) throw new Error('Nothing has begun.');
      return folded;
    },
  };
};

describe('A meeting as a process of its own (lifecycle.md section 4)', () => {
  const { after, decide } = tellingOf(meeting);
  const registered = () => after(null, 'register-meeting', { name: 'the board’s 41st meeting' });
  const dated = () => after(registered(), 'date-meeting', { lastDay: '2027-09-09' });

  it('gets its date, changes it, and loses it again; each time its pilots are told', () => {
    expect([meeting.status(registered()), meeting.status(dated())]).toEqual(['undated', 'dated']);
    const moved = after(dated(), 'date-meeting', { lastDay: '2027-09-10', reason: 'The hall is closed.' });
    const lost = after(moved, 'date-meeting', { lastDay: null });
    expect(lost).toMatchObject({ day: null, dated: 3 });
    expect(meeting.agenda(lost).effects.map(({ id }) => id)).toEqual([
      'tell-pilots-1',
      'tell-pilots-2',
      'tell-pilots-3',
    ]);
    expect(decide(lost, 'date-meeting', { lastDay: null }, coordinator)).toMatchObject({
      code: 'dates-contradict',
    });
  });

  it('is settled when its pilots were told, or could not be', () => {
    const effect = 'tell-pilots-1';
    const told = after(dated(), 'complete-effect', { effect }, clockCaller);
    const given = after(dated(), 'give-up-effect', { effect, reason: 'Nobody is there.' }, clockCaller);
    for (const state of [told, given])
      expect(meeting.agenda(state)).toMatchObject({ effects: [], settled: true });
    expect(told.day).toBe('2027-09-09');
  });

  it('with a date from the start it has nobody to tell', () => {
    const known = after(null, 'register-meeting', { name: 'the spring meeting', lastDay: '2027-05-05' });
    expect([known.day, meeting.agenda(known).settled]).toEqual(['2027-05-05', true]);
  });

  it('is kept by administrators and coordinators', () => {
    expect(decide(null, 'register-meeting', { name: 'a meeting' }, proponent)).toMatchObject({
      code: 'not-your-seat',
    });
    expect(decide(registered(), 'date-meeting', { lastDay: '2027-09-09' }, proponent)).toMatchObject({
      code: 'not-your-seat',
    });
  });
});

describe('A master agreement as a process of its own (lifecycle.md section 4)', () => {
  const { after, decide } = tellingOf(masterAgreement);
  const body = { name: 'the master agreement with Norway', contributor: 'donor' };
  const registered = () => after(null, 'register-master-agreement', body);
  const sign = (signedOn: string) => ({ signedOn, document });

  it('is signed on a day, never in the future, and its pilots are told', () => {
    const signed = after(registered(), 'sign-master-agreement', sign('2027-02-01'));
    expect(signed).toMatchObject({ day: '2027-02-01', toTell: ['tell-pilots-1'] });
    expect(decide(registered(), 'sign-master-agreement', sign('2027-03-03'), coordinator)).toMatchObject({
      code: 'dates-contradict',
    });
    expect(decide(signed, 'sign-master-agreement', sign('2027-02-01'), coordinator)).toMatchObject({
      code: 'dates-contradict',
    });
    const corrected = after(signed, 'sign-master-agreement', { ...sign('2027-02-03'), reason: 'A slip.' });
    expect(corrected).toMatchObject({ day: '2027-02-03', dated: 2 });
    const told = after(corrected, 'complete-effect', { effect: 'tell-pilots-1' }, clockCaller);
    const rest = { effect: 'tell-pilots-2', reason: 'Nobody is there.' };
    expect(masterAgreement.agenda(after(told, 'give-up-effect', rest, clockCaller)).settled).toBe(true);
  });

  it('is with an organisation of the directory', () => {
    const stranger = { ...body, contributor: 'nobody' };
    expect(decide(null, 'register-master-agreement', stranger, coordinator)).toMatchObject({
      code: 'unknown-organisation',
    });
    const early = { ...body, signedOn: '2027-03-03' };
    expect(decide(null, 'register-master-agreement', early, coordinator)).toMatchObject({
      code: 'dates-contradict',
    });
    expect(masterAgreement.status(registered())).toBe('undated');
  });
});
