import { sql } from 'kysely';
import { createCommit } from '../../db/commit';
import { connection, tentatively } from '../../db/transaction';
import { freshKey, useApi } from '../support/api';
import { openLine } from '../support/cut';

const api = useApi();
const ngo = (name: string) => ({ name, kind: 'ngo', country: 'KE' });
const path = '/v1/organisations';

/** How many events the log holds. */
const events = async (): Promise<number> => {
  const [row] = await connection(api.current.log.database).run(
    sql<{ count: number }>`select count(*) as count from log.event`,
  );
  return row?.count ?? 0;
};

describe('a key is compulsory and belongs to caller and target', () => {
  it.each([
    ['missing', {}, 'idempotency-key-missing'],
    ['empty', { 'idempotency-key': '' }, 'idempotency-key-missing'],
    ['with a space', { 'idempotency-key': 'a b' }, 'invalid-header'],
    ['too long', { 'idempotency-key': 'k'.repeat(201) }, 'invalid-header'],
  ])('%s: 400, and nothing is recorded', async (_, headers, code) => {
    const before = await events();
    const request = api.current.posting(path, ngo('A'));
    const others = Object.entries(request.headers ?? {}).filter(([name]) => name !== 'idempotency-key');
    const answer = await api.current.inject({
      ...request,
      headers: { ...Object.fromEntries(others), ...headers },
    });
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(await events()).toBe(before);
  });

  it('of another caller is another command', async () => {
    const key = freshKey();
    const [one, other] = [
      await api.current.post(path, ngo('A'), { key, as: 'coordinator-1' }),
      await api.current.post(path, ngo('B'), { key, as: 'coordinator-2' }),
    ];
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(one.body['id']).not.toBe(other.body['id']);
  });
});

describe('the same key and body', () => {
  it('gives the first answer again, and changes nothing', async () => {
    const key = freshKey();
    const first = await api.current.post(path, ngo('Twice'), { key });
    const before = await events();
    const again = await api.current.post(path, ngo('Twice'), { key });
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect({ ...again, headers: again.headers.etag }).toEqual({
      ...first,
      headers: first.headers.etag,
    });
    expect(again.headers.location).toBe(first.headers.location);
    expect(await events()).toBe(before);
  });

  it('with its fields in another order is the same body', async () => {
    const key = freshKey();
    const first = await api.current.post(path, { name: 'O', kind: 'ngo', country: 'KE' }, { key });
    const again = await api.current.post(path, { country: 'KE', kind: 'ngo', name: 'O' }, { key });
    expect(again).toMatchObject({ status: 201, body: first.body });
  });

  it('gives a refusal again, even when the reason is gone', async () => {
    const key = freshKey();
    const body = { name: 'F', kind: 'government', country: 'TZ', focalPointFor: 'TZ' };
    const holder = await api.current.post(path, { ...body, name: 'First' }, { as: 'administrator-1' });
    const refused = await api.current.post(path, body, { key, as: 'administrator-1' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'focal-point-taken' } });
    expect(refused.body['advice']).toContain('a corrected attempt takes a new Idempotency-Key');

    const change = `${String(holder.headers.location)}/commands/change-organisation`;
    expect((await api.current.post(change, { focalPointFor: null }, { as: 'administrator-1' })).status).toBe(
      200,
    );
    const again = await api.current.post(path, body, { key, as: 'administrator-1' });
    expect(again).toMatchObject({ status: 409, body: refused.body });
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await api.current.post(path, body, { as: 'administrator-1' })).status).toBe(201);
  });

  it('gives the first answer after later changes, with the version of then', async () => {
    const { headers } = await api.current.post(path, ngo('V'));
    const change = `${String(headers.location)}/commands/change-organisation`;
    const by = { as: 'administrator-1', key: freshKey() };
    await api.current.post(change, { name: 'V2' }, by);
    await api.current.post(change, { name: 'V3' }, { as: 'administrator-1' });
    const again = await api.current.post(change, { name: 'V2' }, by);
    expect(again).toMatchObject({ status: 200, body: { version: 2 } });
    expect(again.headers.etag).toBe('"2"');
  });
});

it('the same key with another body: 422, and nothing changes', async () => {
  const key = freshKey();
  const first = await api.current.post(path, ngo('One'), { key });
  expect(await api.current.post(path, ngo('Other'), { key })).toMatchObject({
    status: 422,
    body: { code: 'idempotency-key-reused' },
  });
  expect((await api.current.get(String(first.headers.location))).body['name']).toBe('One');
});

describe('what is not kept', () => {
  it('401: the same key may be used once a caller has one', async () => {
    const key = freshKey();
    expect((await api.current.post(path, ngo('N'), { key, as: null })).status).toBe(401);
    expect((await api.current.post(path, ngo('N'), { key })).status).toBe(201);
  });

  it('what cannot be read: the same key may be used for the corrected text', async () => {
    const request = api.current.posting(path, ngo('R'));
    expect((await api.current.inject({ ...request, payload: '{"name":' })).status).toBe(400);
    expect((await api.current.inject(request)).status).toBe(201);
  });

  it('503: somebody else holds the stream, and the same key succeeds afterwards', async () => {
    const { body, headers } = await api.current.post(path, ngo('Locked'));
    const change = `${String(headers.location)}/commands/change-organisation`;
    const by = { as: 'administrator-1', key: freshKey() };
    const other = await api.current.log.connect();
    await tentatively(other, async (tx) => {
      await tx.run(sql`select log.lock_stream(${`organisation/${String(body['id'])}`}, false)`);
      const busy = await api.current.post(change, { name: 'Later' }, by);
      expect(busy).toMatchObject({ status: 503, body: { code: 'busy' } });
      expect(busy.headers['retry-after']).toBe('1');
      return { keep: false, answer: null };
    });
    expect(await api.current.post(change, { name: 'Later' }, by)).toMatchObject({
      status: 200,
      body: { version: 2 },
    });
  });

  it('503: the clock of the server is ahead', async () => {
    const now = () => '2999-01-01T00:00:00.000Z';
    const app = await api.current.another({ clock: now });
    const request = api.current.posting(path, ngo('Ahead'));
    expect((await app.inject(request)).json()).toMatchObject({ status: 503, code: 'clock-ahead' });
    expect((await api.current.inject(request)).status).toBe(201);
  });
});

describe('an answer that was lost', () => {
  it('is given again when the connection broke after the commit', async () => {
    const { log } = api.current;
    const line = await openLine(log.at.serviceUrl);
    const database = await log.connect({ url: line.url });
    const behindLine = await api.current.another({
      database,
      commit: createCommit({ ...log.options, database }),
    });
    line.loseNextCommitAnswer();
    const request = api.current.posting(path, ngo('Lost'));
    const lost = await behindLine.inject(request);
    expect(lost.json()).toMatchObject({ status: 503, code: 'unavailable' });
    const before = await events();
    const again = await api.current.inject(request);
    expect(again).toMatchObject({ status: 201, body: { version: 1 } });
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await events()).toBe(before);
    await line.close();
  });
});

describe('two API processes', () => {
  it('that get the same creation at once make one organisation', async () => {
    const apps = [await api.current.another(), await api.current.another()];
    const before = await events();
    const request = api.current.posting(path, ngo('Raced'));
    const answers = await Promise.all([...apps, ...apps, ...apps].map((app) => app.inject(request)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ payload }) => payload)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    expect(await events()).toBe(before + 1);
  });

  it('let one of two changes with the same If-Match through', async () => {
    const apps = [await api.current.another(), await api.current.another()];
    const { headers } = await api.current.post(path, ngo('Contested'));
    const answers = await Promise.all(
      apps.map((app, index) => {
        const change = `${String(headers.location)}/commands/change-organisation`;
        const by = { as: 'administrator-1', ifMatch: '"1"' };
        return app.inject(api.current.posting(change, { name: `By ${index}` }, by));
      }),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
  });
});
