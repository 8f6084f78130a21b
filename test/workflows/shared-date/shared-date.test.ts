import {
  type Caller,
  clockCaller,
  type Decision,
  isRefusal,
  type NewEvent,
} from '../../../workflows/decider';
import { masterAgreement } from '../../../workflows/master-agreement/master-agreement';
import { meeting } from '../../../workflows/meeting/meeting';
import { entryOf, type SharedDate } from '../../../workflows/shared-date/shared-date';
import { refusalOf } from '../../support/given';
import { administrator, coordinator, persons, proponent, sampleDirectory } from '../../support/pilot-people';

const directory = sampleDirectory({
  persons: persons.map((each) => (each.id === 'ada' ? { ...each, rights: ['administrator'] } : each)),
});
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
  const eventsOf = (decision: Decision): readonly NewEvent[] => {
    if (isRefusal(decision)) throw new Error(`${decision.code}: ${decision.detail}`);
    return decision.events;
  };
  return {
    decide,
    eventsOf,
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
  const { after, decide, eventsOf } = tellingOf(meeting);
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
    refusalOf(decide(lost, 'date-meeting', { lastDay: null }, coordinator), 'dates-contradict');
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

  it('its events say what became known', () => {
    const register = { name: 'the spring meeting', lastDay: '2027-05-05' };
    expect(eventsOf(decide(null, 'register-meeting', register, coordinator))).toMatchObject([
      { type: 'meeting-registered', data: { name: 'the spring meeting', day: '2027-05-05' } },
    ]);
    expect(
      eventsOf(decide(registered(), 'date-meeting', { lastDay: '2027-09-09' }, coordinator)),
    ).toMatchObject([{ type: 'meeting-dated', data: { day: '2027-09-09', reason: null } }]);
    const effect = 'tell-pilots-1';
    expect(eventsOf(decide(dated(), 'complete-effect', { effect }, clockCaller))).toMatchObject([
      { type: 'effect-completed', data: { effect } },
    ]);
    const reason = 'Nobody is there.';
    expect(eventsOf(decide(dated(), 'give-up-effect', { effect, reason }, clockCaller))).toMatchObject([
      { type: 'effect-given-up', data: { effect, reason } },
    ]);
    expect(eventsOf(decide(dated(), 'tick', {}, clockCaller))).toEqual([]);
  });

  it('is known by its id, its name and how often it changed', () => {
    const moved = after(dated(), 'date-meeting', { lastDay: '2027-09-10' });
    expect(moved).toMatchObject({ id: 'x', version: 3, name: 'the board’s 41st meeting' });
    expect(entryOf(moved)).toEqual({
      id: 'x',
      version: 3,
      name: 'the board’s 41st meeting',
      day: '2027-09-10',
    });
    expect(meeting.status(null)).toBeNull();
  });

  it('of several changes only the one that was told is no longer open', () => {
    const moved = after(dated(), 'date-meeting', { lastDay: '2027-09-10' });
    const told = after(moved, 'complete-effect', { effect: 'tell-pilots-1' }, clockCaller);
    expect(meeting.agenda(told)).toMatchObject({ effects: [{ id: 'tell-pilots-2' }], settled: false });
    expect(meeting.agenda(null)).toMatchObject({ effects: [], settled: true });
  });

  it('is kept by administrators and coordinators', () => {
    expect(eventsOf(decide(null, 'register-meeting', { name: 'a meeting' }, administrator))).toHaveLength(1);
    refusalOf(decide(null, 'register-meeting', { name: 'a meeting' }, proponent), 'not-your-seat');
    refusalOf(decide(registered(), 'date-meeting', { lastDay: '2027-09-09' }, proponent), 'not-your-seat');
  });
});

describe('A master agreement as a process of its own (lifecycle.md section 4)', () => {
  const { after, decide, eventsOf } = tellingOf(masterAgreement);
  const body = { name: 'the master agreement with Norway', contributor: 'donor' };
  const registered = () => after(null, 'register-master-agreement', body);
  const sign = (signedOn: string) => ({ signedOn, document });

  it('is signed on a day, never in the future, and its pilots are told', () => {
    const signed = after(registered(), 'sign-master-agreement', sign('2027-02-01'));
    expect(signed).toMatchObject({ day: '2027-02-01', toTell: ['tell-pilots-1'] });
    refusalOf(
      decide(registered(), 'sign-master-agreement', sign('2027-03-03'), coordinator),
      'dates-contradict',
    );
    refusalOf(decide(signed, 'sign-master-agreement', sign('2027-02-01'), coordinator), 'dates-contradict');
    const corrected = after(signed, 'sign-master-agreement', { ...sign('2027-02-03'), reason: 'A slip.' });
    expect(corrected).toMatchObject({ day: '2027-02-03', dated: 2 });
    const told = after(corrected, 'complete-effect', { effect: 'tell-pilots-1' }, clockCaller);
    const rest = { effect: 'tell-pilots-2', reason: 'Nobody is there.' };
    expect(masterAgreement.agenda(after(told, 'give-up-effect', rest, clockCaller)).settled).toBe(true);
  });

  it('may be signed today, wherever on earth that is', () => {
    // At 09:00 UTC it is 1 March nearly everywhere, and nowhere 2 March yet.
    expect(
      eventsOf(decide(registered(), 'sign-master-agreement', sign('2027-03-01'), coordinator)),
    ).toMatchObject([
      { type: 'master-agreement-signed', data: { day: '2027-03-01', document, reason: null } },
    ]);
    const refusal = refusalOf(
      decide(registered(), 'sign-master-agreement', sign('2027-03-02'), coordinator),
      'dates-contradict',
    );
    expect(refusal.errors).toEqual([{ pointer: '/signedOn', detail: 'It is 2027-03-01 at the latest.' }]);
  });

  it('its registration says with whom it is', () =>
    expect(eventsOf(decide(null, 'register-master-agreement', body, coordinator))).toMatchObject([
      { type: 'master-agreement-registered', data: { ...body, day: null } },
    ]));

  it('is with an organisation of the directory', () => {
    const stranger = { ...body, contributor: 'nobody' };
    refusalOf(decide(null, 'register-master-agreement', stranger, coordinator), 'unknown-organisation');
    const early = { ...body, signedOn: '2027-03-03' };
    refusalOf(decide(null, 'register-master-agreement', early, coordinator), 'dates-contradict');
    expect(masterAgreement.status(registered())).toBe('undated');
  });
});
