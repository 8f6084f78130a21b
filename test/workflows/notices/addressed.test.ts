import { addressed } from '../../../workflows/notices/addressed';
import { organisations, person, persons, sampleDirectory } from '../../support/pilot-people';
import { anEndorsement } from '../../support/pilots';
import { messageOf } from './messages';

const inTime = '2027-03-17T06:30:00.000Z';
const story = anEndorsement().until(inTime);
const toKenya = messageOf(story, 'reminder', { obligation: 'position:endorsement-1:host_government-1' });
const seated = messageOf(story, 'seat-filled', { seat: 'host_government-1' });

const without = (...gone: readonly string[]) =>
  sampleDirectory({
    persons: persons.map((entry) => (gone.includes(entry.id) ? { ...entry, active: false } : entry)),
  });
const now = (directory = sampleDirectory()) => ({ at: inTime, directory });
const who = (message: typeof toKenya | typeof seated, directory = sampleDirectory()) =>
  addressed(story.pilot, message, now(directory)).map((each) => each.person);

describe('Who is told (lifecycle.md section 1, Seats)', () => {
  it('the persons of the seat, each for it and its organisation', () => {
    expect(addressed(story.pilot, toKenya, now())).toEqual([
      { person: 'kamau', seat: 'host_government-1', organisation: 'focal-ke' },
      { person: 'kioko', seat: 'host_government-1', organisation: 'focal-ke' },
    ]);
    expect(who(seated)).toEqual(['kamau', 'kioko']);
  });

  it('those of them who are active now, whoever was when the message was written', () => {
    expect(who(toKenya, without('kamau'))).toEqual(['kioko']);
    const later = story.give('change-seat-persons', {
      body: { seat: 'host_government-1', persons: ['kioko'] },
    });
    expect(addressed(later.pilot, toKenya, now()).map((each) => each.person)).toEqual(['kioko']);
  });

  it('who acts for the seat by delegation beside them, while it is in force', () => {
    const leave = {
      ...{ id: 'leave', version: 1, giver: 'kamau', receiver: 'olga', organisation: 'focal-ke', seat: null },
      ...{ from: '2027-03-10', until: '2027-03-17', begins: '2027-03-09T21:00:00.000Z' },
      ...{ ends: '2027-03-17T21:00:00.000Z', reason: null, withdrawn: null },
    };
    const told = (change: object) =>
      who(toKenya, sampleDirectory({ delegations: [{ ...leave, ...change }] }));
    expect(told({})).toEqual(['kamau', 'kioko', 'olga']);
    expect(told({ ends: inTime })).toEqual(['kamau', 'kioko']);
  });

  it('the coordinator where the seat has no active person', () => {
    expect(addressed(story.pilot, toKenya, now(without('kamau', 'kioko')))).toEqual([
      { person: 'carla', seat: 'coordinator-1', organisation: 'unit' },
      { person: 'cora', seat: 'coordinator-1', organisation: 'unit' },
    ]);
    const closed = sampleDirectory({
      organisations: organisations.map((entry) =>
        entry.id === 'focal-ke' ? { ...entry, active: false } : entry,
      ),
    });
    expect(who(seated, closed)).toEqual(['carla', 'cora']);
  });

  it('the administrators of the programme where the coordinator has none either', () => {
    expect(addressed(story.pilot, toKenya, now(without('kamau', 'kioko', 'carla', 'cora')))).toEqual([
      { person: 'ada', seat: null, organisation: null },
    ]);
  });

  it('the administrators too, where the message names them beside a seat', () => {
    const both = {
      ...toKenya,
      body: { ...toKenya.body, to: [...toKenya.body.to, { seat: null, organisation: null, persons: [] }] },
    };
    expect(who(both, without('carla', 'cora'))).toEqual(['ada', 'kamau', 'kioko']);
  });

  it('a person of two seats once', () => {
    const both = sampleDirectory({
      persons: [...persons.filter(({ id }) => id !== 'kamau'), person('kamau', 'focal-ke', 'unit')],
    });
    const shared = story
      .in(both)
      .give('change-seat-persons', { body: { seat: 'coordinator-1', persons: ['carla', 'kamau'] } });
    const twice = {
      ...toKenya,
      body: {
        ...toKenya.body,
        to: [...toKenya.body.to, { seat: 'coordinator-1', organisation: 'unit', persons: ['kamau'] }],
      },
    };
    expect(addressed(shared.pilot, twice, now(both)).map((each) => each.person)).toEqual([
      'carla',
      'kamau',
      'kioko',
    ]);
  });
});
