import { Type } from '@sinclair/typebox';

import { commandsFor } from '../../workflows/command';
import { type Caller, isRefusal, type RecordedEvent } from '../../workflows/decider';
import { DayField, Line, Shape } from '../../workflows/fields';
import { deciderOf } from '../../workflows/process';
import { refuse } from '../../workflows/refusals';

/** A door that is opened and closed by its keeper, and painted by anybody of the house. */
interface Door {
  readonly open: boolean;
  readonly at: string;
}
interface House {
  readonly keepers: readonly string[];
}

const { command, creation } = commandsFor<{
  state: Door;
  context: House;
  role: 'keeper' | 'painter';
  status: 'open' | 'closed';
}>();
const moved = (open: boolean) => [{ type: 'moved', schemaVersion: 1, data: { open } }];

const build = creation({
  name: 'build',
  label: 'Build the door',
  describe: 'Begins it.',
  by: ['keeper'],
  body: Shape({}),
  decide: () => moved(false),
});
const open = command({
  name: 'open',
  label: 'Open the door',
  describe: 'Opens it.',
  by: ['keeper'],
  in: ['closed'],
  body: Shape({ day: DayField }),
  missing: () => [{ pointer: '/key', detail: 'Find the key.' }],
  decide: (_door, { body, at }) =>
    body.day > at.slice(0, 10) ? refuse('dates-contradict', 'Not before the day.') : moved(true),
});
const paint = command({
  name: 'paint',
  label: 'Paint the door',
  describe: 'Paints it.',
  by: ['painter', 'keeper'],
  in: ['open', 'closed'],
  body: Shape({ colour: Line, coats: Type.Optional(Type.Integer({ minimum: 1 })) }),
  offered: ({ open: isOpen }) => !isOpen,
  decide: (_door, { as, body }) =>
    as.role === 'painter' && body.colour === 'red'
      ? refuse('not-asked', 'Painters do not paint red.')
      : [{ type: 'painted', schemaVersion: 1, data: { colour: body.colour } }],
});

const door = deciderOf<Door, House, 'keeper' | 'painter'>({
  type: 'door',
  foldVersion: 1,
  noticeTypes: [],
  commands: [build, open, paint],
  roleNames: { keeper: 'the keeper', painter: 'a painter' },
  standings: (_state, { person, organisation }, { keepers }) => [
    ...(person === null
      ? []
      : [{ role: 'painter' as const, seat: null, organisation: organisation ?? 'one' }]),
    ...(keepers.includes(person ?? '')
      ? [{ role: 'keeper' as const, seat: 'gate', organisation: organisation ?? 'two' }]
      : []),
  ],
  sees: (_state, { person }) => person !== 'stranger',
  lastAt: ({ at }) => at,
  evolve: (_state, { data, occurredAt }) => ({
    open: Reflect.get(data as object, 'open') === true,
    at: occurredAt,
  }),
  agenda: () => ({
    schema: 1,
    wakeAt: null,
    wakeFor: null,
    effects: [],
    settled: true,
    details: { stage: null, step: null, region: null, programme: null, nextDue: null, overdue: false },
  }),
  status: (state) => (state === null ? null : state.open ? 'open' : 'closed'),
  outbox: () => [],
});

const house: House = { keepers: ['kim'] };
const kim: Caller = { door: 'http', person: 'kim', organisation: 'house' };
const pat: Caller = { door: 'http', person: 'pat', organisation: 'house' };
const stranger: Caller = { door: 'http', person: 'stranger', organisation: null };
const closed: Door = { open: false, at: '2027-03-01T09:00:00.000Z' };
const give = (name: string, body: unknown, caller = kim, state: Door | null = closed) =>
  door.decide(state, { id: 'c', name, body, at: '2027-03-02T09:00:00.000Z', caller }, house);
const code = (name: string, body: unknown, caller = kim, state: Door | null = closed) => {
  const decision = give(name, body, caller, state);
  return isRefusal(decision) ? decision.code : decision.events.map(({ type }) => type).join();
};

describe('A decider made from commands', () => {
  it('names the commands that begin a stream', () => expect(door.creations).toEqual(['build']));

  it.each<[string, string, unknown, Caller, Door | null]>([
    ['unknown-stream', 'open', { day: '2027-03-01' }, kim, null],
    ['already-exists', 'build', {}, kim, closed],
    ['unknown-command', 'burn', {}, kim, closed],
    ['invalid-body', 'open', {}, pat, closed],
    ['not-your-seat', 'open', { day: '2027-03-01' }, pat, { ...closed, open: true }],
    ['not-now', 'open', { day: '2027-03-09' }, kim, { ...closed, open: true }],
    ['dates-contradict', 'open', { day: '2027-03-09' }, kim, closed],
    ['moved', 'open', { day: '2027-03-02' }, kim, closed],
  ])('checks in one order: %s', (expected, name, body, caller, state) =>
    expect(code(name, body, caller, state)).toBe(expected),
  );

  it.each([
    ['what is missing', {}, ['/colour']],
    ['what it does not know', { colour: 'blue', size: 3 }, ['/size']],
    ['what is of another type', { colour: 7, coats: '2' }, ['/colour', '/coats']],
    ['what is out of range', { colour: 'blue', coats: 0 }, ['/coats']],
    ['what is no object', 'blue', ['']],
  ])('points to %s', (_, body, pointers) => {
    const refusal = give('paint', body);
    expect(isRefusal(refusal) && refusal.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('knows days that do not exist', () => {
    for (const day of ['2027-02-29', '2027-13-01', '27-01-01', '2027-1-1', 'today'])
      expect(code('open', { day })).toBe('invalid-body');
    expect(code('open', { day: '2024-02-29' })).toBe('moved');
  });

  it('tries each capacity of the caller in the order of the command, and gives the author of the one that fits', () => {
    expect(give('paint', { colour: 'blue' })).toMatchObject({ author: { person: 'kim', seat: null } });
    expect(give('paint', { colour: 'red' })).toMatchObject({ author: { person: 'kim', seat: 'gate' } });
    expect(code('paint', { colour: 'red' }, pat)).toBe('not-asked');
  });

  it('asks who could act for several organisations to say for which', () =>
    expect(code('paint', { colour: 'blue' }, { ...kim, organisation: null })).toBe('choose-organisation'));

  it('says what the caller may do instead', () => {
    expect(give('open', { day: '2027-03-09' })).toMatchObject({ insteadYouMay: ['Paint the door'] });
    expect(give('open', { day: '2027-03-01' }, pat)).toMatchObject({ insteadYouMay: ['Paint the door'] });
  });

  it('lists what a caller may do now, with what is missing', () => {
    const at = '2027-03-02T09:00:00.000Z';
    expect(door.actions(closed, { caller: kim, at }, house)).toEqual([
      { command: 'open', label: 'Open the door', missing: [{ pointer: '/key', detail: 'Find the key.' }] },
      { command: 'paint', label: 'Paint the door', missing: [] },
    ]);
    expect(door.actions({ ...closed, open: true }, { caller: kim, at }, house)).toEqual([]);
  });

  it('authorises before the state is looked at: version and rules come later', () => {
    const input = { id: 'c', name: 'open', body: { day: '2027-03-09' }, at: closed.at };
    expect(door.authorise({ ...closed, open: true }, { ...input, caller: kim }, house)).toBeNull();
    expect(door.authorise(closed, { ...input, caller: pat }, house)).toMatchObject({ code: 'not-your-seat' });
  });

  it('tells who may not know of it the same as if it were not there', () => {
    const absent = give('open', { day: '2027-03-01' }, kim, null);
    expect(give('open', { day: '2027-03-01' }, stranger)).toEqual(absent);
  });

  it('never lets time run backwards', () => {
    const later: RecordedEvent = {
      type: 'moved',
      schemaVersion: 1,
      data: {},
      stream: 'door/1',
      version: 1,
      occurredAt: '2027-03-20T09:00:00.000Z',
      commandId: 'c',
      person: null,
      organisation: null,
      seat: null,
      onBehalfOf: null,
    };
    expect(code('open', { day: '2027-03-10' }, kim, door.evolve(null, later))).toBe('moved');
    expect(code('open', { day: '2027-03-21' }, kim, door.evolve(null, later))).toBe('dates-contradict');
  });
});
