import { sql } from 'kysely';
import { connection } from '../../db/transaction';
import { sscPilotRules } from '../../workflows/programmes/shipped';
import { useApi } from '../support/api';
import { idOf } from './acts';

const api = useApi();
const as = 'administrator-1';

describe('organisations', () => {
  it('are registered, read, changed and listed', async () => {
    const created = await api.current.post('/v1/organisations', {
      name: 'Lake Authority',
      kind: 'government',
      country: 'MW',
    });
    expect(created).toMatchObject({ status: 201, body: { version: 1, status: 'active' } });
    const path = String(created.headers.location);
    expect(path).toBe(`/v1/organisations/${idOf(created)}`);
    expect((await api.current.get(path)).body).toMatchObject({
      name: 'Lake Authority',
      weekend: [6, 7],
      active: true,
    });
    await api.current.post(`${path}/commands/change-organisation`, { name: 'Lakes Authority' }, { as });
    const changed = await api.current.get(path);
    expect(changed.body).toMatchObject({ name: 'Lakes Authority', version: 2 });
    expect(changed.headers.etag).toBe('"2"');
    const listed = await api.current.get('/v1/organisations?q=lakes&country=MW');
    expect(listed.body).toEqual({ items: [changed.body], next: null });
  });

  it('come in pages by name, none missing and none twice', async () => {
    const all = (await api.current.get('/v1/organisations?limit=200')).body['items'] as { name: string }[];
    const items: unknown[] = [];
    let next: unknown = '';
    while (typeof next === 'string') {
      const page = await api.current.get(`/v1/organisations?limit=4${next === '' ? '' : `&cursor=${next}`}`);
      items.push(...(page.body['items'] as unknown[]));
      next = page.body['next'];
    }
    expect(items).toEqual(all);
    expect(all.map(({ name }) => name)).toEqual(all.map(({ name }) => name).sort());
  });

  it('that are not there: 404, for reading and for commands', async () => {
    expect((await api.current.get('/v1/organisations/nothing')).status).toBe(404);
    const command = '/v1/organisations/nothing/commands/change-organisation';
    expect(await api.current.post(command, { name: 'A' }, { as })).toMatchObject({
      status: 404,
      body: { code: 'unknown-stream' },
    });
  });

  it('are changed by administrators alone: 403', async () => {
    const { organisation } = api.current.idOf('funder');
    const command = `/v1/organisations/${organisation}/commands/change-organisation`;
    expect(await api.current.post(command, { name: 'Mine' }, { as: 'funder' })).toMatchObject({
      status: 403,
      body: { code: 'not-your-seat' },
    });
  });
});

describe('persons', () => {
  const personal = {
    name: 'Chikondi Mbewe',
    email: 'chikondi@example.org',
    phone: '+265 1 234',
    language: 'ny',
  };
  const register = () =>
    api.current.post('/v1/persons', {
      organisations: [api.current.idOf('beneficiary').organisation],
      personal,
    });

  it('show their name to all, and how to reach them to those who keep the entry', async () => {
    const path = String((await register()).headers.location);
    for (const reader of ['coordinator-1', 'administrator-2'])
      expect((await api.current.get(path, { as: reader })).body['personal']).toEqual(personal);
    for (const reader of ['funder', 'auditor'])
      expect((await api.current.get(path, { as: reader })).body['personal']).toEqual({ name: personal.name });
    const listed = await api.current.get('/v1/persons?limit=200', { as: 'funder' });
    expect(listed.text).toContain('Chikondi');
    expect(listed.text).not.toContain('+265 1 234');
  });

  it('change their own name, address, phone and language', async () => {
    const { person } = api.current.idOf('funder');
    const command = `/v1/persons/${person}/commands/change-person`;
    expect((await api.current.post(command, { personal }, { as: 'funder' })).status).toBe(200);
    expect((await api.current.get(`/v1/persons/${person}`, { as: 'funder' })).body['personal']).toEqual(
      personal,
    );
    expect((await api.current.post(command, { rights: ['administrator'] }, { as: 'funder' })).status).toBe(
      403,
    );
  });

  it('register signing keys under an id of their own', async () => {
    const { person } = api.current.idOf('provider');
    const command = `/v1/persons/${person}/commands/register-signing-key`;
    const body = { name: 'laptop', publicKey: 'A'.repeat(43) };
    expect((await api.current.post(command, body, { as: 'provider' })).status).toBe(200);
    expect((await api.current.get(`/v1/persons/${person}`)).body['signingKeys']).toEqual([
      { id: `${person}:laptop`, publicKey: body.publicKey },
    ]);
  });

  it('leave nothing personal in the log, in outcomes, or in what is written about requests', async () => {
    const { headers } = await register();
    await api.current.get(`${String(headers.location)}?q=Chikondi`);
    await api.current.get('/v1/organisations?q=Chikondi');
    const [row] = await connection(api.current.log.database).run(sql<{ text: string }>`
      select string_agg(t, ' ') as text from (
        select hashed as t from log.event union all select answer::text from log.outcome
        union all select content_hash from log.outcome union all select p::text from read.person p
        union all select state::text from log.snapshot union all select body::text from relay.outbox
      ) everything`);
    for (const piece of ['Chikondi', 'chikondi', '+265 1 234']) {
      expect(row?.text).not.toContain(piece);
      expect(JSON.stringify(api.current.log.lines)).not.toContain(piece);
    }
    expect(JSON.stringify(api.current.log.lines)).not.toContain('127.0.0.1');
  });

  it('are listed by organisation', async () => {
    const { person, organisation } = api.current.idOf('evaluator');
    const listed = await api.current.get(`/v1/persons?organisation=${organisation}`);
    expect(listed.body['items']).toMatchObject([{ id: person }]);
  });
});

describe('programmes', () => {
  it('are listed in their newest version, and read in any', async () => {
    const listed = await api.current.get('/v1/programmes');
    expect((listed.body['items'] as { id: string }[]).map(({ id }) => id)).toEqual([
      'gef-medium',
      'pgtf-seed',
      'ssc-pilot',
      'triangular',
    ]);
    expect((await api.current.get('/v1/programmes/ssc-pilot')).body).toMatchObject({
      version: 1,
      ruleBook: sscPilotRules,
    });
    expect((await api.current.get('/v1/programmes/ssc-pilot?version=2')).status).toBe(404);
    expect((await api.current.get('/v1/programmes/none')).status).toBe(404);
  });

  it('are published by an administrator, once under one id', async () => {
    const { body } = await api.current.get('/v1/programmes/ssc-pilot');
    const publication = (id: string, version = 1) => ({
      ruleBook: { ...sscPilotRules, id, version },
      institutions: body['institutions'],
    });
    expect((await api.current.post('/v1/programmes', publication('another'))).status).toBe(403);
    const created = await api.current.post('/v1/programmes', publication('another'), { as });
    expect(created).toMatchObject({ status: 201, body: { id: 'another', version: 1, status: 'published' } });
    expect(created.headers.location).toBe('/v1/programmes/another');
    expect(await api.current.post('/v1/programmes', publication('another'), { as })).toMatchObject({
      status: 409,
      body: { code: 'already-exists' },
    });
    const next = '/v1/programmes/another/commands/publish-version';
    expect((await api.current.post(next, publication('another', 2), { as })).status).toBe(200);
    expect((await api.current.get('/v1/programmes/another')).body['version']).toBe(2);
    expect((await api.current.get('/v1/programmes/another?version=1')).body['version']).toBe(1);
  });

  it('that lack a value are refused, with a pointer and a sentence for each', async () => {
    const { body } = await api.current.get('/v1/programmes/ssc-pilot');
    const waits = { ...sscPilotRules.waits, draft: { value: { days: 0 }, source: 'ours' } };
    const ruleBook = { ...sscPilotRules, id: 'lacking', currency: undefined, waits };
    const institutions = { ...(body['institutions'] as object), finance: 5 };
    expect(await api.current.post('/v1/programmes', { ruleBook, institutions }, { as })).toMatchObject({
      status: 422,
      body: {
        code: 'invalid-body',
        errors: [
          {
            pointer: '/ruleBook/currency',
            detail: 'This value is missing: a rule book has to state it.',
          },
          {
            pointer: '/ruleBook/waits/draft/value',
            detail:
              'This has to be a length: {"days":…}, {"months":…} or {"workingDays":…}, a whole number from 1.',
          },
          { pointer: '/institutions/finance' },
        ],
      },
    });
    expect(await api.current.post('/v1/programmes', {}, { as })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/ruleBook' }, { pointer: '/institutions' }] },
    });
  });

  it('never change once they are published: the same version is refused', async () => {
    const { body } = await api.current.get('/v1/programmes/ssc-pilot');
    const again = { ruleBook: { ...sscPilotRules, name: 'Changed' }, institutions: body['institutions'] };
    const command = '/v1/programmes/ssc-pilot/commands/publish-version';
    expect(await api.current.post(command, again, { as })).toMatchObject({
      status: 409,
      body: { code: 'version-out-of-order' },
    });
    expect((await api.current.get('/v1/programmes/ssc-pilot')).body).toEqual(body);
  });
});
