import { freshKey, useApi } from '../support/api';
import { actsOn } from './acts';

const api = useApi();
const { carried, give } = actsOn(api);

/**
 * api.md: authentication → known key → authority → If-Match → state → rules. Each test breaks two neighbours at once
 * and sees the earlier one answer.
 */
describe('the order of checks', () => {
  it('authentication before known key', async () => {
    const id = await carried('draft');
    const key = freshKey();
    expect((await give(id, 'submit-proposal', {}, 'proponent', { key })).status).toBe(200);
    const stranger = await api.current.post(
      `/v1/pilots/${id}/commands/submit-proposal`,
      {},
      { as: null, key },
    );
    expect(stranger).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(stranger.headers['idempotency-replayed']).toBeUndefined();
  });

  it('authentication before the body is read', async () => {
    const answer = await api.current.inject({
      method: 'POST',
      url: '/v1/pilots',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
      payload: '{"broken',
    });
    expect(answer.status).toBe(401);
  });

  it('known key before authority: who lost the seat still gets the first answer', async () => {
    const id = await carried('screening');
    const key = freshKey();
    const note = { text: 'x' };
    const first = await give(id, 'withdraw', note, 'proponent', { key });
    expect(first.status).toBe(422);
    const { person } = api.current.idOf('proponent');
    await api.current.post(
      `/v1/persons/${person}/commands/change-person`,
      { organisations: [] },
      { as: 'administrator-1' },
    );
    const again = await give(id, 'withdraw', note, 'proponent', { key });
    expect(again).toMatchObject({ status: 422, body: { code: first.body['code'] } });
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await give(id, 'withdraw', { reason: 'Other plans.' }, 'proponent')).status).toBe(404);
    await api.current.post(
      `/v1/persons/${person}/commands/change-person`,
      { organisations: [api.current.idOf('proponent').organisation] },
      { as: 'administrator-1' },
    );
  });

  it('known key before If-Match', async () => {
    const id = await carried('draft');
    const key = freshKey();
    const first = await give(id, 'submit-proposal', {}, 'proponent', { key });
    const again = await give(id, 'submit-proposal', {}, 'proponent', { key, ifMatch: '"1"' });
    expect(again).toMatchObject({ status: 200, body: first.body });
  });

  it('authority before If-Match', async () => {
    const id = await carried('screening');
    expect(await give(id, 'accept-screening', {}, 'proponent', { ifMatch: '"1"' })).toMatchObject({
      status: 403,
      body: { code: 'not-your-seat' },
    });
  });

  it('If-Match before state', async () => {
    const id = await carried('screening');
    expect(await give(id, 'submit-proposal', {}, 'proponent', { ifMatch: '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'version-changed' },
    });
  });

  it('state before rules', async () => {
    const id = await carried('endorsement');
    // Screening is over, and a host government is missing nowhere: only the state speaks against it.
    expect(await give(id, 'accept-screening', {}, 'coordinator-1')).toMatchObject({
      status: 409,
      body: { code: 'not-now' },
    });
  });
});

describe('If-Match', () => {
  it('of the present version lets through, and ETag is that of the answer', async () => {
    const id = await carried('draft');
    const { etag } = (await api.current.get(`/v1/pilots/${id}`)).headers;
    const answer = await give(id, 'submit-proposal', {}, 'proponent', { ifMatch: String(etag) });
    expect(answer.status).toBe(200);
    expect((await api.current.get(`/v1/pilots/${id}`)).headers.etag).toBe(answer.headers.etag);
  });

  it('of a version to come is refused', async () => {
    const id = await carried('draft');
    expect((await give(id, 'submit-proposal', {}, 'proponent', { ifMatch: '"999"' })).status).toBe(412);
  });

  it('keeps the refusal: the problem says that a corrected attempt takes a new key', async () => {
    const id = await carried('draft');
    const key = freshKey();
    const refused = await give(id, 'submit-proposal', {}, 'proponent', { ifMatch: '"1"', key });
    expect(refused.body['advice']).toContain('new Idempotency-Key');
    const { etag } = (await api.current.get(`/v1/pilots/${id}`)).headers;
    const again = await give(id, 'submit-proposal', {}, 'proponent', { ifMatch: String(etag), key });
    expect(again).toMatchObject({ status: 412, body: refused.body });
    expect((await give(id, 'submit-proposal', {}, 'proponent', { ifMatch: String(etag) })).status).toBe(200);
  });

  it.each(['12', 'W/"1"', '"1", "2"', '"x"', '"01"', '"-1"'])('of %s cannot be read', async (ifMatch) => {
    const id = await carried('draft');
    expect(await give(id, 'submit-proposal', {}, 'proponent', { ifMatch })).toMatchObject({
      status: 400,
      body: { code: 'invalid-header' },
    });
  });

  it('of * is any version', async () => {
    const id = await carried('draft');
    expect((await give(id, 'submit-proposal', {}, 'proponent', { ifMatch: '*' })).status).toBe(200);
  });
});
