import { sql } from 'kysely';
import { connection } from '../../db/transaction';
import { freshKey, useApi } from '../support/api';

const api = useApi();
const me = (as: string | null) => api.current.get('/v1/me', { as });
const create = (body: object, request: object = {}) =>
  api.current.post('/v1/api-keys', { label: 'A test', ...body }, request);

describe('without a key', () => {
  it.each([
    ['none', {}],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['no secret', { authorization: 'Bearer ' }],
    ['a key of the right shape that nobody has', { authorization: `Bearer ssp_${'A'.repeat(43)}` }],
    ['a long text', { authorization: `Bearer ${'x'.repeat(5000)}` }],
    ['two keys', { authorization: 'Bearer a b' }],
  ])('%s: 401 on every route that is not health or documentation', async (_, headers) => {
    const routes = [
      '/v1/me',
      '/v1/pilots',
      '/v1/pilots/x',
      '/v1/inbox',
      '/v1/organisations',
      '/v1/persons',
      '/metrics',
    ];
    for (const url of routes) {
      const answer = await api.current.inject({ method: 'GET', url, headers });
      expect(answer).toMatchObject({
        status: 401,
        body: { code: 'unauthenticated', type: '/problems/unauthenticated' },
      });
      expect(answer.headers).toMatchObject({
        'www-authenticate': 'Bearer',
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
      });
    }
  });

  it('health, OpenAPI and the documentation answer', async () => {
    for (const url of [
      '/health/live',
      '/health/ready',
      '/openapi.json',
      '/docs',
      '/problems',
      '/problems/not-now',
    ])
      expect((await api.current.inject({ method: 'GET', url })).status).toBeLessThan(400);
  });
});

describe('an API key', () => {
  it('stands in the first answer only, and the replay says so', async () => {
    const key = freshKey();
    const first = await create({}, { key });
    expect(first).toMatchObject({ status: 201, body: { key: expect.stringMatching(/^ssp_/) as unknown } });
    const again = await create({}, { key });
    expect(again).toMatchObject({ status: 201, body: { id: first.body['id'], label: 'A test' } });
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).not.toHaveProperty('key');
    expect(again.body['note']).toContain('first answer only');
    expect((await me(String(first.body['key']))).status).toBe(200);
  });

  it('is given once also when two requests race', async () => {
    const key = freshKey();
    const answers = await Promise.all([create({}, { key }), create({}, { key }), create({}, { key })]);
    const shown = answers.flatMap(({ body }) => (typeof body['key'] === 'string' ? [body['key']] : []));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(shown).toHaveLength(1);
    expect((await me(shown[0] ?? '')).status).toBe(200);
  });

  it('is kept nowhere: the database holds its hash', async () => {
    const secret = String((await create({})).body['key']);
    const tables = await connection(api.current.log.database).run(sql<{ text: string }>`
      select coalesce(string_agg(t::text, ' '), '') as text from (
        select hashed as t from log.event union all select answer::text from log.outcome
        union all select k::text from read.api_key k union all select state::text from log.snapshot
      ) everything`);
    expect(tables[0]?.text).not.toContain(secret);
    expect(JSON.stringify(api.current.log.lines)).not.toContain(secret);
  });

  it('that was revoked opens nothing, from the next request on, in every process', async () => {
    const { body } = await create({});
    const [secret, id] = [String(body['key']), String(body['id'])];
    const other = await api.current.another();
    const elsewhere = () => other.inject({ url: '/v1/me', headers: { authorization: `Bearer ${secret}` } });
    expect([(await me(secret)).status, (await elsewhere()).statusCode]).toEqual([200, 200]);
    const { person } = api.current.idOf('coordinator-1');
    const revoked = await api.current.post(`/v1/persons/${person}/commands/revoke-api-key`, { keyId: id });
    expect(revoked.status).toBe(200);
    expect([(await me(secret)).status, (await elsewhere()).statusCode]).toEqual([401, 401]);
    const items = (await api.current.get('/v1/api-keys')).body['items'] as {
      id: string;
      revoked: string | null;
    }[];
    expect(items.find((each) => each.id === id)?.revoked).toBe(api.current.now);
  });

  it('comes in pages, the newest first, none missing and none twice', async () => {
    // Of one instant, so that the pages have to tell them apart by their ids.
    for (const label of ['a', 'b', 'c']) await create({ label });
    const ids = ({ body }: { body: Record<string, unknown> }) =>
      (body['items'] as { id: string }[]).map(({ id }) => id);
    const all = ids(await api.current.get('/v1/api-keys'));
    const paged: string[] = [];
    let next: unknown = '';
    while (typeof next === 'string') {
      const page = await api.current.get(`/v1/api-keys?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      paged.push(...ids(page));
      next = page.body['next'];
    }
    expect(all.length).toBeGreaterThan(3);
    expect(paged).toEqual(all);
  });

  it('of a person who was deactivated opens nothing', async () => {
    const registered = await api.current.post(
      '/v1/persons',
      { organisations: [], personal: { name: 'Short Stay' } },
      { as: 'administrator-1' },
    );
    const person = String(registered.body['id']);
    const { body } = await create({ person }, { as: 'administrator-1' });
    expect((await me(String(body['key']))).status).toBe(200);
    const reason = { reason: 'Has left.' };
    await api.current.post(`/v1/persons/${person}/commands/deactivate-person`, reason, {
      as: 'administrator-1',
    });
    expect((await me(String(body['key']))).status).toBe(401);
  });

  it('for one organisation acts for that organisation alone', async () => {
    const { person, organisation } = api.current.idOf('coordinator-1');
    const also = api.current.idOf('observer').organisation;
    const change = (organisations: string[]) =>
      api.current.post(
        `/v1/persons/${person}/commands/change-person`,
        { organisations },
        { as: 'administrator-1' },
      );
    await change([organisation, also]);
    const narrow = String((await create({ organisation: also })).body['key']);
    expect((await me(narrow)).body['organisations']).toMatchObject([{ id: also }]);
    // The unit coordinates, the observer does not: so this key registers no organisation.
    const body = { name: 'A', kind: 'ngo', country: 'KE' };
    expect((await api.current.post('/v1/organisations', body, { as: narrow })).status).toBe(403);
    expect((await create({}, { as: narrow })).status).toBe(403);
    expect((await create({ organisation: also }, { as: narrow })).status).toBe(201);
    await change([organisation]);
  });

  it('is made for others by an administrator alone, and listed to the same', async () => {
    const { person } = api.current.idOf('funder');
    expect(await create({ person })).toMatchObject({ status: 403, body: { code: 'not-your-seat' } });
    expect((await create({ person }, { as: 'administrator-1' })).status).toBe(201);
    expect((await api.current.get(`/v1/api-keys?person=${person}`)).status).toBe(404);
    const listed = await api.current.get(`/v1/api-keys?person=${person}`, { as: 'administrator-1' });
    expect(listed.body['items']).toHaveLength(2);
    expect(listed.text).not.toContain('hash');
  });

  it.each([
    [{ label: '' }, '/label'],
    [{ organisation: 7 }, '/organisation'],
    [{ hash: 'ab' }, '/hash'],
    [{ person: 'a b' }, '/person'],
  ])('is refused when the body makes no sense: %j', async (body, pointer) => {
    expect(await create(body)).toMatchObject({
      status: 422,
      body: { code: 'invalid-body', errors: [{ pointer }] },
    });
  });

  it('of a person who is not there is refused', async () => {
    expect((await create({ person: 'nobody' }, { as: 'administrator-1' })).status).toBe(404);
  });

  it('is never chosen by the caller', async () => {
    const { person } = api.current.idOf('coordinator-1');
    const chosen = { keyId: 'mine', hash: 'ab'.repeat(32), organisation: null, label: 'L' };
    expect(await api.current.post(`/v1/persons/${person}/commands/create-api-key`, chosen)).toMatchObject({
      status: 404,
      body: { code: 'unknown-command' },
    });
  });
});
