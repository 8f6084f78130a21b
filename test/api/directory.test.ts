import { useApi } from '../support/api';

const api = useApi();

describe('organisations', () => {
  it('are registered, read and listed', async () => {
    const { status, headers, body } = await api.current.post('/v1/organisations', {
      name: 'Lake Authority',
      kind: 'government',
      country: 'MW',
    });
    expect(status).toBe(201);
    expect(headers.etag).toBe('"1"');
    expect(headers.location).toBe(`/v1/organisations/${String(body['id'])}`);
    const read = await api.current.get(String(headers.location));
    expect(read.body).toMatchObject({ name: 'Lake Authority', version: 1, active: true });
  });
});
