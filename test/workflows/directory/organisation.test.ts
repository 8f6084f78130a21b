import { organisation } from '../../../workflows/directory/organisation';
import { ada, after, carl, directory, emptyDirectory, given, max, nobody, operator, pia } from './sample';

const register = (body: object, by = ada) => after(organisation, [given(by, 'register-organisation', body)]);
const registered = given(ada, 'register-organisation', {
  name: 'Water Institute',
  kind: 'academic',
  country: 'MW',
});
const refused = (code: string) => expect.objectContaining({ refused: true, code }) as unknown;

describe('an organisation that is registered', () => {
  it.each([
    ['KE', 'Africa/Nairobi', [6, 7], 'en'],
    ['EG', 'Africa/Cairo', [5, 6], 'ar'],
    ['SN', 'Africa/Dakar', [6, 7], 'fr'],
    ['BR', 'America/Sao_Paulo', [6, 7], 'en'],
    ['JO', 'Asia/Amman', [5, 6], 'ar'],
    ['CD', 'Africa/Kinshasa', [6, 7], 'fr'],
    ['NP', 'Asia/Kathmandu', [6, 7], 'en'],
  ])('gets zone, weekend and language of its country: %s', (country, timeZone, weekend, language) => {
    expect(register({ name: 'A', kind: 'ngo', country }).state?.entry).toMatchObject({
      country,
      timeZone,
      weekend,
      language,
      holidays: [],
      focalPointFor: null,
      active: true,
    });
  });

  it('keeps what it states itself', () => {
    const stated = { timeZone: 'America/Manaus', weekend: [7], language: 'pt', holidays: ['2027-06-24'] };
    expect(register({ name: 'A', kind: 'academic', country: 'BR', ...stated }).state?.entry).toMatchObject(
      stated,
    );
  });

  it('says its zone where it has no country', () => {
    expect(register({ name: 'A', kind: 'un_agency' }).last).toMatchObject({
      code: 'invalid-body',
      errors: [{ pointer: '/timeZone' }],
    });
    expect(
      register({ name: 'A', kind: 'un_agency', country: null, timeZone: 'Africa/Nairobi' }).state?.entry,
    ).toMatchObject({ country: null, timeZone: 'Africa/Nairobi', weekend: [6, 7], language: 'en' });
  });

  it.each([
    [{ name: 'A', kind: 'ngo', country: 'XX' }, 'unknown-country', '/country'],
    [{ name: 'A', kind: 'ngo', country: 'KE', timeZone: 'Africa/Atlantis' }, 'invalid-body', '/timeZone'],
    [{ name: 'A', kind: 'guild', country: 'KE' }, 'invalid-body', '/kind'],
    [{ name: 'A', kind: 'ngo', country: 'KE', ISO: 'KE' }, 'invalid-body', '/ISO'],
    [{ kind: 'ngo', country: 'KE' }, 'invalid-body', '/name'],
    [{ name: ' ', kind: 'ngo', country: 'KE' }, 'invalid-body', '/name'],
    [{ name: 'A', kind: 'ngo', country: 'KE', weekend: [1, 2, 3, 4, 5, 6, 7] }, 'invalid-body', '/weekend'],
    [{ name: 'A', kind: 'ngo', country: 'KE', holidays: ['2027-02-30'] }, 'invalid-body', '/holidays/0'],
    [{ name: 'A', kind: 'government', country: 'KE', focalPointFor: 'MW' }, 'invalid-body', '/focalPointFor'],
  ])('is refused when it makes no sense: %j', (body, code, pointer) => {
    expect(register(body).last).toMatchObject({ code, errors: [{ pointer }] });
  });

  it('is the focal point of a country that has none', () => {
    const body = { name: 'A', kind: 'government', country: 'MW', focalPointFor: 'MW' };
    expect(register(body).state?.entry.focalPointFor).toBe('MW');
    expect(register({ ...body, country: 'KE', focalPointFor: 'KE' }).last).toEqual(
      refused('focal-point-taken'),
    );
  });

  it('names no focal point when a coordinator registers it', () => {
    const body = { name: 'A', kind: 'government', country: 'MW', focalPointFor: 'MW' };
    expect(register(body, carl).last).toEqual(refused('not-your-seat'));
  });

  it('stands behind the event with person and organisation', () => {
    expect(register({ name: 'A', kind: 'ngo', country: 'KE' }, carl).last).toMatchObject([
      {
        type: 'organisation-registered',
        by: { person: 'carl', organisation: 'unit', seat: null, onBehalfOf: null },
      },
    ]);
  });
});

describe('who may keep organisations', () => {
  const registration = { name: 'A', kind: 'ngo', country: 'KE' };
  it.each([
    ['an administrator registers', given(ada, 'register-organisation', registration), true],
    ['a coordinator registers', given(carl, 'register-organisation', registration), true],
    ['a participant does not', given(pia, 'register-organisation', registration), false],
    ['a stranger does not', given(nobody, 'register-organisation', registration), false],
    ['a former administrator does not', given(max, 'register-organisation', registration), false],
  ])('%s', (_, command, may) => {
    expect(after(organisation, [command]).last).toEqual(may ? expect.any(Array) : refused('not-your-seat'));
  });

  it('the operator does not, whether there is an administrator or not', () => {
    const command = given(operator, 'register-organisation', registration);
    expect(after(organisation, [command]).last).toEqual(refused('administrator-exists'));
    expect(after(organisation, [command], { context: emptyDirectory }).last).toEqual(
      refused('not-your-seat'),
    );
  });

  it.each(['change-organisation', 'deactivate-organisation'])('a coordinator does not %s', (name) => {
    const body = name === 'change-organisation' ? { name: 'B' } : { reason: 'Merged' };
    expect(after(organisation, [registered, given(carl, name, body)]).last).toEqual(refused('not-your-seat'));
  });
});

describe('an organisation that changes', () => {
  it('changes only what is named', () => {
    const { state, last } = after(organisation, [
      registered,
      given(
        ada,
        'change-organisation',
        { language: 'ny', holidays: ['2027-07-06'] },
        '2027-04-01T09:00:00.000Z',
      ),
    ]);
    expect(last).toMatchObject([
      { type: 'organisation-changed', data: { language: 'ny', holidays: ['2027-07-06'] } },
    ]);
    expect(state).toMatchObject({
      at: '2027-04-01T09:00:00.000Z',
      entry: { id: 'it', version: 2, name: 'Water Institute', timeZone: 'Africa/Blantyre', language: 'ny' },
    });
  });

  it.each([[{}], [{ timeZone: 'Nowhere/Land' }], [{ weekend: [8] }], [{ active: false }]])(
    'is refused %j',
    (body) => {
      expect(after(organisation, [registered, given(ada, 'change-organisation', body)]).last).toEqual(
        refused('invalid-body'),
      );
    },
  );

  it('stays its own focal point while something else changes', () => {
    const focal = given(ada, 'register-organisation', {
      name: 'M',
      kind: 'government',
      country: 'MW',
      focalPointFor: 'MW',
    });
    const context = {
      ...directory,
      focalPoint: (country: string) =>
        country === 'MW' ? after(organisation, [focal]).state?.entry : directory.focalPoint(country),
    };
    const rename = given(ada, 'change-organisation', { name: 'N' });
    expect(after(organisation, [focal], { context: directory }).version).toBe(1);
    expect(organisation.decide(after(organisation, [focal]).state, rename, context)).toMatchObject({
      events: [{ type: 'organisation-changed', data: { name: 'N' } }],
    });
  });
});

describe('an organisation that is deactivated', () => {
  const deactivated = given(ada, 'deactivate-organisation', { reason: 'Merged with another ministry' });
  it('stays in the directory and takes no further command', () => {
    const { state } = after(organisation, [registered, deactivated]);
    expect(state?.entry.active).toBe(false);
    expect(organisation.status(state)).toBe('deactivated');
    expect(
      after(organisation, [registered, deactivated, given(ada, 'change-organisation', { name: 'B' })]).last,
    ).toEqual(refused('not-now'));
  });
  it('needs a written reason', () => {
    expect(after(organisation, [registered, given(ada, 'deactivate-organisation', {})]).last).toEqual(
      refused('invalid-body'),
    );
  });
});

it('owes nothing: no workflow is needed', () => {
  expect(organisation.agenda(after(organisation, [registered]).state)).toMatchObject({
    wakeAt: null,
    effects: [],
    settled: true,
  });
});
