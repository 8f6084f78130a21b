import { request as httpRequest } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { freshKey, useApi } from '../support/api';

const api = useApi();
const path = '/v1/organisations';
let port = 0;

beforeAll(async () => {
  await api.current.app.listen({ host: '127.0.0.1', port: 0 });
  port = (api.current.app.server.address() as AddressInfo).port;
});

/** Sends bytes over a real socket, as they are. */
const send = (
  payload: Buffer | string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> =>
  new Promise((resolve, reject) => {
    const request = httpRequest({
      ...{ host: '127.0.0.1', port, path, method: 'POST' },
      headers: {
        authorization: `Bearer ${api.current.keys['coordinator-1']?.key ?? ''}`,
        'content-type': 'application/json',
        'idempotency-key': freshKey(),
        ...headers,
      },
    });
    request.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
        }),
      );
    });
    request.end(payload);
  });

describe('a body that is refused, with a pointer to the place', () => {
  it.each([
    [
      'an unknown field',
      '{"name":"A","kind":"ngo","country":"KE","colour":"red"}',
      422,
      'invalid-body',
      '/colour',
    ],
    ['a coerced number', '{"name":7,"kind":"ngo","country":"KE"}', 422, 'invalid-body', '/name'],
    [
      'a coerced list',
      '{"name":"A","kind":"ngo","country":"KE","weekend":6}',
      422,
      'invalid-body',
      '/weekend',
    ],
    [
      'a number as text',
      '{"name":"A","kind":"ngo","country":"KE","weekend":["6"]}',
      422,
      'invalid-body',
      '/weekend/0',
    ],
    ['a duplicate key', '{"name":"A","name":"B","kind":"ngo"}', 400, 'invalid-json', '/name'],
    ['NUL', '{"name":"A\\u0000","kind":"ngo"}', 400, 'invalid-json', '/name'],
    ['a lone surrogate', '{"name":"\\udc00","kind":"ngo"}', 400, 'invalid-json', '/name'],
    ['an unsafe number', '{"name":"A","weekend":[12345678901234567890]}', 400, 'invalid-json', '/weekend/0'],
    ['no JSON', 'name=A', 400, 'invalid-json', ''],
    ['no body', '', 400, 'invalid-json', ''],
    ['a list', '[]', 422, 'invalid-body', ''],
    ['null', 'null', 422, 'invalid-body', ''],
    ['__proto__', '{"__proto__":{"name":"A"}}', 400, 'invalid-json', '/__proto__'],
  ])('%s', async (_, payload, status, code, pointer) => {
    expect(await send(payload)).toMatchObject({ status, body: { code, status, errors: [{ pointer }] } });
  });

  it('bytes that are not UTF-8', async () => {
    const payload = Buffer.concat([
      Buffer.from('{"kind":"ngo","name":"'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]);
    expect(await send(payload)).toMatchObject({
      status: 400,
      body: { code: 'invalid-json', errors: [{ pointer: '/name' }] },
    });
  });

  it('more than 1 MiB; exactly 1 MiB is read', async () => {
    const filled = (size: number) => {
      const frame = JSON.stringify({ name: 'A', kind: 'ngo', country: 'KE', filler: '' });
      return frame.replace('"filler":""', `"filler":"${'x'.repeat(size - frame.length)}"`);
    };
    expect(await send(filled(1024 * 1024))).toMatchObject({
      body: { code: 'invalid-body', errors: [{ pointer: '/filler' }] },
    });
    expect(await send(filled(1024 * 1024 + 1))).toMatchObject({
      status: 413,
      body: { code: 'body-too-large', errors: [{ pointer: '' }] },
    });
  });

  it.each([
    ['text', { 'content-type': 'text/plain' }],
    ['another character set', { 'content-type': 'application/json; charset=latin1' }],
    ['compressed', { 'content-encoding': 'gzip' }],
  ])('of another kind: %s', async (_, headers) => {
    expect(await send('{"name":"A","kind":"ngo","country":"KE"}', headers)).toMatchObject({
      status: 415,
      body: { code: 'unsupported-media-type' },
    });
  });

  it('accepts a declared UTF-8', async () => {
    const answer = await send('{"name":"Ärzte","kind":"ngo","country":"KE"}', {
      'content-type': 'application/json; charset=UTF-8',
    });
    expect(answer.status).toBe(201);
  });
});

describe('a connection', () => {
  const raw = (bytes: string, end = false): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => (end ? socket.end(bytes) : socket.write(bytes)));
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('close', () => resolve(answer)).on('error', reject);
    });

  it('cut in the middle of a body records nothing', async () => {
    const list = async () => (await api.current.get(`${path}?q=Half`)).body['items'];
    const key = api.current.keys['coordinator-1']?.key ?? '';
    const body = '{"name":"Half","kind":"ngo","country":"KE"}';
    await raw(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nIdempotency-Key: cut\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, -5)}`,
      true,
    );
    expect(await list()).toEqual([]);
  });

  it('that does not speak HTTP is told so, and closed', async () => {
    const answer = await raw('HELLO\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"bad-request"');
  });

  it('with headers beyond all measure is told so', async () => {
    const answer = await raw(`GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('"code":"headers-too-large"');
  });
});

describe('a query that is refused', () => {
  it.each([
    ['an unknown parameter', '?colour=red', '/colour'],
    ['a parameter twice', '?limit=1&limit=2', '/limit'],
    ['no number', '?limit=ten', '/limit'],
    ['a number in another notation', '?limit=1e1', '/limit'],
    ['too many', '?limit=201', '/limit'],
    ['none', '?limit=0', '/limit'],
    ['bytes that are not UTF-8', '?q=%FF', '/q'],
    ['NUL', '?q=a%00b', '/q'],
    ['a broken escape', '?q=%zz', '/q'],
  ])('%s', async (_, query, pointer) => {
    expect(await api.current.get(`${path}${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid-query', errors: [{ pointer }] },
    });
  });

  it.each(['/v1/me', '/v1/organisations/x', '/v1/pilots/x/history', '/v1/api-keys'])(
    'an unknown parameter of a route that has few or none: %s',
    async (address) => {
      expect(await api.current.get(`${address}?colour=red`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-query', errors: [{ pointer: '/colour' }] },
      });
    },
  );

  it('a parameter beside a command, which stays unrecorded', async () => {
    const answer = await api.current.post(`${path}?colour=red`, { name: 'Coloured', kind: 'ngo' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-query' } });
    expect((await api.current.get(`${path}?q=Coloured`)).body).toMatchObject({ items: [] });
  });

  it.each(['/v1/organisations', '/v1/persons', '/v1/programmes', '/v1/pilots', '/v1/inbox', '/v1/api-keys'])(
    'a cursor that no list gave: %s',
    async (list) => {
      const forged = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url');
      for (const cursor of ['abc', forged([1]), forged(['a', 'b', 'c', 'd'])])
        expect(await api.current.get(`${list}?cursor=${cursor}`)).toMatchObject({
          status: 422,
          body: { code: 'invalid-cursor' },
        });
    },
  );

  it('a cursor with values that no list could have given', async () => {
    const forged = (values: string[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    for (const address of [
      `/v1/pilots?cursor=${forged(['no instant', 'x'])}`,
      `/v1/pilots?cursor=${forged(['999999-01-01T00:00:00Z', 'x'])}`,
      `/v1/inbox?cursor=${forged(['no instant', 'x', 'y'])}`,
    ])
      expect(await api.current.get(address)).toMatchObject({ status: 422, body: { code: 'invalid-cursor' } });
  });

  it.each([
    '/v1/organisations/%00',
    '/v1/organisations/%FF',
    '/v1/organisations/a%2Fb',
    '/v1/nothing',
    '/v1/pilots/x/y',
    '/v1/organisations/x/commands/a%00b',
  ])('an address that names nothing: %s', async (address) => {
    expect(await api.current.get(address)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('a command of a name that none has', async () => {
    for (const name of ['a%00b', 'a%20b', 'x'.repeat(101)])
      expect(await api.current.post(`${path}/x/commands/${name}`, {})).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
  });
});
