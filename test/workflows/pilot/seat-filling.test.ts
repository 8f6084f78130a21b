import type { Moment } from '../../../workflows/pilot/command';
import { countryFor } from '../../../workflows/pilot/seats/filling';
import { activePersons, personsFor } from '../../../workflows/pilot/seats/persons';
import { onceEach, owingSeat, owingSeats } from '../../../workflows/pilot/seats/held';
import { segregationBreach } from '../../../workflows/pilot/seats/segregation';
import type { Seat } from '../../../workflows/pilot/state';
import { given } from '../../support/given';
import {
  administrator,
  kenya,
  organisations,
  persons,
  programmeWith,
  sampleDirectory,
} from '../../support/pilot-people';
import { aPilot, type Story } from '../../support/pilots';

const reason = 'The organisation was dissolved.';
const draft = (): Story => aPilot().complete();
const fill = (story: Story, body: object): Story => story.give('fill-seat', { body });
const vacate = (story: Story, seat: string): Story => story.give('vacate-seat', { body: { seat, reason } });
const seat = (story: Story, id: string): Seat => {
  const found = story.pilot.seats.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
};

const momentIn = ({ at, directory }: Story): Moment => ({
  at,
  as: { role: 'coordinator', seat: 'coordinator-1', organisation: 'unit' },
  person: 'carla',
  directory,
});

describe('A seat that is filled anew takes the place of the empty one (lifecycle.md section 1)', () => {
  it('of its kind and country, and of no other', () => {
    const empty = vacate(vacate(draft().seated('KE', 'MW'), 'host_government-1'), 'host_government-2');
    const again = empty.seated('KE');
    expect(seat(again, 'host_government-1').successor).toBe('host_government-3');
    expect(seat(again, 'host_government-2').successor).toBeNull();
    const observed = fill(empty, { kind: 'observer', organisation: 'donor' });
    expect(seat(observed, 'host_government-1').successor).toBeNull();
  });

  it('and not of one that has its successor, or is still filled', () => {
    const [donor, office] = [
      { kind: 'observer', organisation: 'donor' },
      { kind: 'observer', organisation: 'office' },
    ];
    const replaced = fill(vacate(fill(draft(), donor), 'observer-1'), office);
    expect(seat(replaced, 'observer-1').successor).toBe('observer-2');
    const third = fill(replaced, { kind: 'observer', organisation: 'secretariat' });
    expect(seat(third, 'observer-1').successor).toBe('observer-2');
    expect(seat(third, 'observer-2').successor).toBeNull();
  });
});

describe('Who can have a seat (lifecycle.md section 1)', () => {
  it('one proponent, one finance', () => {
    for (const [kind, organisation] of [
      ['finance', 'treasury'],
      ['approving_body', 'board-1'],
    ])
      given(draft())
        .when('fill-seat', { by: administrator, body: { kind, organisation } })
        .refused('seat-taken');
    given(draft())
      .when('fill-seat', { body: { kind: 'proponent', organisation: 'other-institute' } })
      .refused('seat-taken');
  });

  it('only those whom the programme names', () => {
    for (const [kind, organisation] of [
      ['finance', 'board-1'],
      ['approving_body', 'treasury'],
      ['coordinator', 'office'],
    ])
      given(draft())
        .when('fill-seat', { by: administrator, body: { kind, organisation } })
        .refused('wrong-seat');
  });

  it('an organisation for two countries has two seats, and not twice the same', () => {
    const one = fill(draft(), { kind: 'beneficiary', organisation: 'office', country: 'KE' });
    given(one)
      .when('fill-seat', { body: { kind: 'beneficiary', organisation: 'office', country: 'KE' } })
      .refused('seat-taken');
    expect(fill(one, { kind: 'beneficiary', organisation: 'office' }).pilot.seats.at(-1)).toMatchObject({
      id: 'beneficiary-2',
      country: null,
    });
  });

  it('provider and beneficiary for the country of the organisation, where it takes part as that', () => {
    const { pilot } = draft();
    const of = (kind: 'provider' | 'beneficiary' | 'funder', organisation: string) =>
      countryFor(pilot, { kind, organisation, country: null }, momentIn(draft()));
    expect(of('provider', 'focal-mw')).toBe('MW');
    expect(of('beneficiary', 'focal-ke')).toBe('KE');
    expect(of('provider', 'focal-ke')).toBeNull();
    expect(of('beneficiary', 'donor')).toBeNull();
    expect(of('funder', 'focal-ke')).toBeNull();
  });

  it('a country without a proposal takes part in nothing', () =>
    given(aPilot())
      .when('fill-seat', { body: { kind: 'provider', organisation: 'institute', country: 'KE' } })
      .refused('unknown-country'));

  it('coordinator and proponent are different organisations, and so are opposed roles that are filled', () => {
    const { pilot } = draft();
    const code = (kind: Seat['kind'], organisation: string) =>
      segregationBreach(pilot, kind, organisation)?.code ?? null;
    expect(code('coordinator', 'institute')).toBe('segregation');
    expect(code('proponent', 'unit')).toBe('segregation');
    expect(code('coordinator', 'board-1')).toBeNull();
    expect(code('reviewer', 'unit')).toBeNull();
    expect(code('evaluator', 'treasury')).toBe('segregation');
    const left = vacate(fill(draft(), { kind: 'reviewer', organisation: 'secretariat' }), 'reviewer-1');
    expect(segregationBreach(left.pilot, 'evaluator', 'secretariat')).toBeNull();
  });
});

describe('A seat lists the persons who may act for it (lifecycle.md section 1)', () => {
  const left = sampleDirectory({
    persons: persons.map((each) => (each.id === 'kamau' ? { ...each, active: false } : each)),
  });
  const closed = sampleDirectory({
    organisations: organisations.map((each) => (each.id === 'focal-ke' ? { ...each, active: false } : each)),
  });

  it('only active persons of the organisation, by name', () => {
    expect(personsFor('focal-ke', ['kioko', 'kioko'], left)).toEqual(['kioko']);
    expect(personsFor('focal-ke', ['kioko', 'kamau'], left)).toMatchObject({
      code: 'unknown-person',
      errors: [{ pointer: '/persons/1', detail: 'kamau is not an active person of focal-ke.' }],
    });
    expect(personsFor('focal-ke', ['nobody'], left)).toMatchObject({ code: 'unknown-person' });
  });

  it('who acts is active, still of the organisation, and that of the directory', () => {
    const kenyan = seat(draft().seated('KE'), 'host_government-1');
    expect(activePersons(kenyan, sampleDirectory())).toEqual(['kamau', 'kioko']);
    expect(activePersons(kenyan, left)).toEqual(['kioko']);
    expect(activePersons(kenyan, closed)).toEqual([]);
    expect(activePersons({ ...kenyan, organisation: 'nobody' }, sampleDirectory())).toEqual([]);
    expect(
      activePersons(seat(vacate(draft().seated('KE'), kenyan.id), kenyan.id), sampleDirectory()),
    ).toEqual([]);
    expect(activePersons({ ...kenyan, organisation: 'focal-mw' }, sampleDirectory())).toEqual([]);
  });
});

describe('What a kind of seat owes', () => {
  it('is owed by the filled ones, each organisation once', () => {
    const three = fill(
      fill(fill(draft(), { kind: 'beneficiary', organisation: 'office', country: 'KE' }), {
        kind: 'beneficiary',
        organisation: 'office',
      }),
      { kind: 'beneficiary', organisation: 'donor' },
    );
    const seats = three.pilot.seats.filter(({ kind }) => kind === 'beneficiary');
    expect(onceEach(seats).map(({ id }) => id)).toEqual(['beneficiary-1', 'beneficiary-3']);
    expect(owingSeats(three.pilot, 'beneficiary').map(({ id }) => id)).toEqual([
      'beneficiary-1',
      'beneficiary-3',
    ]);
  });

  it('by the one that was filled last where all are empty', () => {
    const empty = vacate(
      vacate(
        fill(fill(draft(), { kind: 'observer', organisation: 'donor' }), {
          kind: 'observer',
          organisation: 'office',
        }),
        'observer-2',
      ),
      'observer-1',
    );
    expect(owingSeats(empty.pilot, 'observer').map(({ id }) => id)).toEqual(['observer-2']);
    expect(() => owingSeat(empty.pilot, 'evaluator')).toThrow('The pilot never had a seat of evaluator.');
  });
});

describe('A seat is declined within 14 days (lifecycle.md section 1)', () => {
  const seated = (): Story => draft().seated('KE');
  const declining = { by: kenya, body: { seat: 'host_government-1', reason } };

  it('until the very instant, and then no more', () => {
    const end = '2027-03-15T14:00:00.000Z';
    expect(seated().later(end).actions(kenya)).toContain('decline-seat');
    expect(seated().later(end).give('decline-seat', declining).pilot.seats.at(-1)?.state).toBe('declined');
    const late = seated().later('2027-03-15T14:00:00.001Z');
    expect(late.actions(kenya)).not.toContain('decline-seat');
    expect(given(late).when('decline-seat', declining).refusal('too-late').detail).toContain(
      'until 2027-03-15:',
    );
  });

  it('no seat that is not there', () => {
    const body = { seat: 'observer-9', reason };
    given(seated()).when('decline-seat', { by: kenya, body }).refused('unknown-seat');
    given(seated()).when('vacate-seat', { body }).refused('unknown-seat');
  });
});

describe('The programme of today names who sits for it', () => {
  it('also where it was published after the pilot began', () => {
    const newer = programmeWith(2);
    const story = draft().in(
      sampleDirectory({
        programmes: [programmeWith(1), { ...newer, ruleBook: { ...newer.ruleBook, version: 2 } }],
      }),
    );
    expect(
      story
        .give('fill-seat', { by: administrator, body: { kind: 'approving_body', organisation: 'board-2' } })
        .pilot.seats.at(-1),
    ).toMatchObject({ kind: 'approving_body', organisation: 'board-2' });
  });
});
