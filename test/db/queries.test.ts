import { projections } from '../../db/projections';
import { findDelegation, listDelegations, ownDelegations } from '../../db/queries/delegations';
import { inboxPage } from '../../db/queries/inbox';
import { listPilots, type PilotFilters, type PilotSort } from '../../db/queries/pilots';
import { seatsHeld } from '../../db/queries/seats';
import type { ReadRows } from '../../db/read-rows';
import { writeReadRows } from '../../db/read-rows';
import { connection } from '../../db/transaction';
import type { DelegationEntry, OrganisationEntry, PersonEntry } from '../../workflows/directory/entries';
import { portfolioRow } from '../../workflows/pilot/portfolio';
import { sightOf } from '../../workflows/pilot/sight';
import type { Pilot } from '../../workflows/pilot/state';
import { directoryOf } from '../support/directory';
import { useLog } from '../support/log';
import {
  kenya,
  malawi,
  organisations as sample,
  persons as everybody,
  programmeWith,
  sampleDirectory,
} from '../support/pilot-people';
import { aConcept, aDraft, anEndorsement, aPilot, aSubmission } from '../support/pilots';

const log = useLog();
const directory = sampleDirectory();

const inEndorsement: Pilot = { ...anEndorsement(directory).pilot, id: 'd-endorsement' };

const reviewed = aSubmission(directory).give('fill-seat', {
  body: { kind: 'reviewer', organisation: 'secretariat' },
});

/** The pilots of a small portfolio, each at another place. */
const pilots: readonly Pilot[] = [
  { ...aPilot(directory).pilot, id: 'a-registered' },
  { ...aDraft(directory).pilot, id: 'b-draft' },
  { ...aSubmission(directory).pilot, id: 'c-screening' },
  inEndorsement,
  { ...aConcept(directory, [kenya, malawi]).pilot, id: 'e-concept' },
  { ...anEndorsement(directory).pilot, id: 'f-public', status: 'consultation.open' },
  { ...reviewed.pilot, id: 'g-public', status: 'funding.mix' },
];

const aPerson: PersonEntry = {
  id: 'carla',
  version: 1,
  organisations: ['unit'],
  rights: [],
  active: true,
  signingKeys: [],
};

/** Left behind: her organisation is closed, he is gone, they are of another house now. */
const organisations: readonly OrganisationEntry[] = sample.map((entry) =>
  entry.id === 'focal-mw' ? { ...entry, active: false } : entry,
);
const persons: readonly PersonEntry[] = [
  ...everybody.map((entry) => (['kamau', 'kioko'].includes(entry.id) ? { ...entry, active: false } : entry)),
  { ...aPerson, id: 'audrey', rights: ['auditor'] },
  { ...aPerson, id: 'adam', organisations: [], rights: ['auditor'], active: false },
  { ...aPerson, id: 'nobody', organisations: [] },
  { ...aPerson, id: 'delia', organisations: ['donor'] },
];
const delegated: DelegationEntry = {
  id: 'paul-delia',
  version: 1,
  giver: 'paul',
  receiver: 'delia',
  organisation: 'institute',
  seat: null,
  from: '2027-04-01',
  until: '2027-04-30',
  begins: '2027-03-31T21:00:00.000Z',
  ends: '2027-04-30T21:00:00.000Z',
  reason: null,
  withdrawn: null,
};
const ofCarla = { ...delegated, giver: 'carla', organisation: 'unit' };
/** To Delia in force from Paul and, for one seat, from Carla; nothing else of this holds. */
const delegations: readonly DelegationEntry[] = [
  delegated,
  { ...ofCarla, id: 'one-seat', seat: { pilot: 'c-screening', seat: 'coordinator-1' } },
  { ...ofCarla, id: 'withdrawn', withdrawn: '2027-04-01T08:00:00.000Z' },
  { ...ofCarla, id: 'over', ends: '2027-04-01T09:00:00.000Z' },
  { ...ofCarla, id: 'to-come', begins: '2027-04-01T09:00:00.001Z' },
  { ...ofCarla, id: 'of-another-house', organisation: 'donor' },
  { ...delegated, id: 'giver-gone', giver: 'kamau', organisation: 'focal-ke' },
  { ...delegated, id: 'house-closed', giver: 'martha', organisation: 'focal-mw' },
  { ...delegated, id: 'to-who-left', receiver: 'kioko' },
  { ...delegated, id: 'passed-on', giver: 'delia', receiver: 'rosa' },
];
/** Olga holds no seat. */
const programme = programmeWith(1, { administrators: ['olga'] });
const seenIn = directoryOf({ organisations, persons, programmes: [programme], delegations });

const put = (stream: string, rows: ReadRows) =>
  writeReadRows(connection(log.current.database), stream, null, rows);

beforeAll(async () => {
  for (const entry of organisations) {
    const stream = `organisation/${entry.id}`;
    await put(stream, { organisation: [{ stream, id: entry.id, version: 1, entry }] });
  }
  for (const entry of persons) {
    const stream = `person/${entry.id}`;
    await put(stream, { person: [{ stream, id: entry.id, version: 1, entry, sealed: null }] });
  }
  for (const entry of delegations) {
    const stream = `delegation/${entry.id}`;
    const state = { entry, at: entry.begins };
    await put(stream, projections['delegation']?.rows(state, { stream, version: 1, occurredAt: now }) ?? {});
  }
  const { id } = programme.ruleBook;
  const at = '2027-01-01T00:00:00.000Z';
  await put(`programme/${id}`, {
    programme: [
      { stream: `programme/${id}`, id, published_version: 1, version: 1, entry: programme, published: at },
    ],
  });
  for (const pilot of pilots) {
    const stream = `pilot/${pilot.id}`;
    const place = { stream, version: pilot.version, occurredAt: pilot.occurredAt };
    await put(stream, projections['pilot']?.rows(pilot, place) ?? {});
  }
});

const now = '2027-04-01T09:00:00.000Z';
const carla = { person: 'carla', organisation: null, at: now };
const paul = { person: 'paul', organisation: null, at: now };
const list = (filters: PilotFilters = {}, more: object = {}) =>
  listPilots(log.current.database, { viewer: carla, limit: 100, sort: 'title', filters, ...more });
const ids = async (filters: PilotFilters = {}, more: object = {}) =>
  (await list(filters, more)).items.map(({ id }) => id);

describe('the list of pilots', () => {
  const viewers = persons.flatMap(({ id, organisations: own }) =>
    [null, ...own, 'treasury', 'institute'].map((organisation) => [id, organisation] as const),
  );
  it.each(viewers)('shows %s, acting for %s, what the rules of sight allow', async (person, organisation) => {
    const caller = { door: 'http', person, organisation } as const;
    const extents = pilots.map((pilot) => [pilot.id, sightOf(pilot, caller, seenIn, now).extent] as const);
    const active = seenIn.person(person)?.active === true;
    const { items } = await list({}, { viewer: { person, organisation, at: now } });
    expect(items.map(({ id, participates }) => [id, participates])).toEqual(
      extents
        .filter(([, extent]) => active && extent !== 'nothing')
        .map(([id, extent]) => [id, extent !== 'public']),
    );
  });

  it('shows a row as the pilot states it', async () => {
    const pilot = inEndorsement;
    const [item] = (await list({ step: 'endorsement' })).items;
    expect({ ...item, persons: portfolioRow(pilot).persons }).toEqual({
      ...portfolioRow(pilot),
      version: pilot.version,
      participates: true,
    });
  });

  it.each<[PilotFilters, string[]]>([
    [{ stage: 'consultation' }, ['f-public']],
    [{ step: 'screening' }, ['c-screening']],
    [{ state: 'open', stage: 'proposal', step: 'draft' }, ['a-registered', 'b-draft']],
    [{ state: 'ended' }, []],
    [{ state: 'lapsed' }, []],
    [{ programme: 'nothing-like-it' }, []],
    [{ region: 'Africa', step: 'draft' }, ['b-draft']],
    [{ country: 'KE', step: 'draft' }, ['b-draft']],
    [{ organisation: 'focal-ke', step: 'endorsement' }, ['d-endorsement']],
    [{ organisation: 'focal-ke', stage: 'consultation' }, ['f-public']],
    [{ q: 'no such words' }, []],
    [{ overdue: true, step: 'screening' }, ['c-screening']],
    [{ overdue: false, step: 'draft' }, ['a-registered', 'b-draft']],
    [{ dueBefore: '2027-03-16T00:00:00.000Z', step: 'screening' }, ['c-screening']],
    [{ dueBefore: '2027-03-02T00:00:00.000Z' }, []],
  ])('filters by %j', async (filters, expected) => {
    expect(await ids(filters)).toEqual(expected);
  });

  it.each<PilotSort>([
    'title',
    '-title',
    'updated',
    '-updated',
    'registered',
    '-registered',
    'nextDue',
    '-nextDue',
  ])('gives every pilot once, page by page, sorted by %s', async (sort) => {
    const whole = await ids({}, { sort });
    expect(new Set(whole).size).toBe(pilots.length);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(
        {},
        { sort, limit: 1, cursor: cursor ?? undefined },
      );
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(paged).toEqual(whole);
    const reversed = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
    expect(await ids({}, { sort: reversed })).toEqual([...whole].reverse());
  });

  it.each(['x', 'W10', 'WyJhIl0'])('refuses the cursor %s, which no list gave', async (cursor) => {
    await expect(list({}, { cursor })).rejects.toMatchObject({ code: 'invalid-cursor', retryable: false });
  });
});

describe('the list of pilots, for somebody who takes part in none', () => {
  const stranger = { viewer: { person: 'dagny', organisation: null, at: now } };
  const everyPublic = ['f-public', 'g-public'];

  it.each<[PilotFilters, string[]]>([
    [{}, everyPublic],
    [{ stage: 'consultation' }, ['f-public']],
    [{ step: 'mix' }, ['g-public']],
    [{ state: 'open', country: 'KE' }, everyPublic],
    [{ country: 'NO' }, []],
    [{ q: 'weevil' }, everyPublic],
  ])('filters by what is public: %j', async (filters, expected) => {
    expect(await ids(filters, stranger)).toEqual(expected);
  });

  it.each<PilotFilters>([
    { organisation: 'focal-ke' },
    { programme: 'ssc-pilot' },
    { region: 'Africa' },
    { overdue: true },
    { overdue: false },
    { dueBefore: '2030-01-01T00:00:00.000Z' },
    { organisation: 'focal-ke', stage: 'consultation', q: 'weevil' },
  ])('does not tell who takes part, or what is owed, by a filter: %j', async (filters) => {
    expect(await ids(filters, stranger)).toEqual([]);
    expect(await ids(filters)).not.toEqual([]);
  });

  it.each<PilotSort>(['nextDue', '-nextDue', 'updated', '-updated', 'registered', '-registered'])(
    'does not tell what happened, or what is due, by the order of %s or its cursor',
    async (sort) => {
      const order = sort.startsWith('-') ? [...everyPublic].reverse() : everyPublic;
      expect(await ids({}, { ...stranger, sort })).toEqual(order);
      const first = await list({}, { ...stranger, sort, limit: 1 });
      expect(Buffer.from(first.next ?? '', 'base64url').toString()).not.toContain('2027');
      const rest = await ids({}, { ...stranger, sort, cursor: first.next });
      expect([first.items[0]?.id, ...rest]).toEqual(order);
    },
  );

  it('puts a pilot last whose times the viewer may not see', async () => {
    const reviewer = { viewer: { person: 'rosa', organisation: null, at: now } };
    for (const sort of ['updated', '-updated', 'registered', '-registered', 'nextDue', '-nextDue'])
      expect(await ids({}, { ...reviewer, sort })).toEqual(['g-public', 'f-public']);
  });
});

describe('what was delegated', () => {
  const delia = { person: 'delia', organisation: null, at: now };

  it('lies in the inbox of who has it, with who gave it, while it is in force', async () => {
    const inbox = async (at = now) =>
      (await inboxPage(log.current.database, { ...delia, at }, { limit: 100 })).items;
    const own = (await inboxPage(log.current.database, paul, { limit: 100 })).items;
    const ofPaul = (await inbox()).filter(({ delegatedBy }) => delegatedBy === 'paul');
    expect(own.length).toBeGreaterThan(0);
    expect(ofPaul.map(({ pilot, id }) => [pilot, id])).toEqual(own.map(({ pilot, id }) => [pilot, id]));
    expect(new Set(ofPaul.map(({ as }) => as))).toEqual(new Set(['delegation']));
    expect(own.every(({ as, delegatedBy }) => as === 'seat' && delegatedBy === null)).toBe(true);
    expect(await inbox('2027-05-01T00:00:00.000Z')).toEqual([]);
  });

  it('is among the seats of who has it, as delegated', async () => {
    const seats = await seatsHeld(log.current.database, delia);
    expect(seats.map(({ kind, pilot, delegatedBy }) => [kind, pilot, delegatedBy]).sort()).toEqual(
      [...pilots.map(({ id }) => ['proponent', id, 'paul']), ['coordinator', 'c-screening', 'carla']].sort(),
    );
    expect(await seatsHeld(log.current.database, { ...delia, organisation: 'donor' })).toEqual([]);
  });

  const everyOne = delegations.map(({ id }) => id).sort();
  const concerning = everyOne.filter((id) => !['of-another-house', 'passed-on'].includes(id));
  const seenBy = async (person: string, more: object = {}) => {
    const viewer = { person, organisation: null, at: now };
    const { items } = await listDelegations(log.current.database, { viewer, limit: 100, ...more });
    return items.map(({ id }) => id).sort();
  };

  it.each<[string, string, readonly string[]]>([
    ['auditors', 'audrey', everyOne],
    ['who acts for a coordinator', 'carla', everyOne],
    ['administrators of the programme, as far as their pilots go', 'olga', concerning],
    ['who takes part in every pilot that it concerns', 'paul', concerning],
    [
      'who takes part in one of them, and who got it',
      'rosa',
      [...concerning.filter((id) => id !== 'one-seat'), 'passed-on'].sort(),
    ],
    ['who gave and got them, or takes part by them', 'delia', everyOne],
    ['nobody else', 'dagny', []],
    ['nobody who has left', 'kioko', []],
  ])('is seen by %s', async (_, person, expected) => {
    expect(await seenBy(person)).toEqual(expected);
  });

  it('is found by person and by pilot, the latest first, page by page', async () => {
    expect(await seenBy('audrey', { person: 'rosa' })).toEqual(['passed-on']);
    expect(await seenBy('audrey', { pilot: 'c-screening', person: 'carla' })).toEqual(
      ['one-seat', 'over', 'to-come', 'withdrawn'].sort(),
    );
    expect(await seenBy('audrey', { pilot: 'a-registered', person: 'carla' })).not.toContain('one-seat');
    const viewer = { person: 'audrey', organisation: null, at: now };
    const first = await listDelegations(log.current.database, { viewer, limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual(['to-come']);
    const rest = await listDelegations(log.current.database, {
      viewer,
      limit: 100,
      cursor: first.next ?? '',
    });
    expect([...first.items, ...rest.items].map(({ id }) => id).sort()).toEqual(everyOne);
  });

  it('is read by those who may see it, and is told as own until it ends', async () => {
    const { database } = log.current;
    const find = (person: string) =>
      findDelegation(database, { person, organisation: null, at: now }, 'of-another-house');
    expect(await find('delia')).toMatchObject({ giver: 'carla', receiver: 'delia' });
    expect(await find('paul')).toBeUndefined();
    const own = await ownDelegations(database, { person: 'carla', at: now });
    expect(own.map(({ id }) => id)).toEqual(['of-another-house', 'one-seat', 'to-come']);
  });
});

describe('the inbox', () => {
  const inbox = (person: string, organisation: string | null = null) =>
    inboxPage(log.current.database, { person, organisation, at: now }, { limit: 100 });
  const items = async (person: string, organisation: string | null = null) =>
    (await inbox(person, organisation)).items.map(({ pilot, seat, as }) => `${pilot} ${seat} ${as}`);

  it('holds what the seats of a person owe, the most urgent first', async () => {
    expect(await items('paul')).toEqual(expect.arrayContaining(['a-registered proponent-1 seat']));
    const { items: all } = await inbox('carla');
    const dues = all.map(({ due }) => due ?? '9');
    expect(dues).toEqual([...dues].sort());
    expect(all.find(({ pilot }) => pilot === 'c-screening')).toMatchObject({
      as: 'seat',
      seat: 'coordinator-1',
    });
  });

  it('holds nothing of another organisation than the one that the caller acts for', async () => {
    expect(await items('paul', 'unit')).toEqual([]);
    expect(await items('paul', 'institute')).toEqual(await items('paul'));
  });

  it('holds, for the coordinator, what a seat without an active person owes', async () => {
    expect(await items('carla')).toContain('d-endorsement host_government-1 coordinator');
    expect(await items('kamau')).toEqual([]);
  });

  it('holds, for an administrator of the programme, what a coordinator without a person owes', async () => {
    expect(await items('olga')).toEqual([]);
    const { database } = log.current;
    for (const { id } of everybody.filter((person) => person.organisations.includes('unit'))) {
      const stream = `person/${id}`;
      const entry = { ...aPerson, id, active: false };
      const gone: ReadRows = { person: [{ stream, id, version: 2, entry, sealed: null }] };
      await writeReadRows(connection(database), stream, {}, gone);
    }
    expect(await items('olga')).toContain('c-screening coordinator-1 administrator');
  });

  it('comes page by page, each item once', async () => {
    const whole = await inbox('paul');
    expect(whole.items.length).toBeGreaterThan(1);
    const first = await inboxPage(log.current.database, paul, { limit: 1 });
    const rest = await inboxPage(log.current.database, paul, { limit: 100, cursor: first.next ?? '' });
    expect([...first.items, ...rest.items]).toEqual(whole.items);
  });
});

describe('the seats of a person', () => {
  it('are those that list her, in the organisations that she acts for', async () => {
    const seats = await seatsHeld(log.current.database, paul);
    expect(seats).toHaveLength(pilots.length);
    expect(seats[0]).toMatchObject({ kind: 'proponent', organisation: 'institute' });
    expect(await seatsHeld(log.current.database, { ...paul, organisation: 'unit' })).toEqual([]);
  });
});
