import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { type Client, createClient } from '../../infra/demo/client';
import { Type } from '@sinclair/typebox';
import { freePorts } from '../../infra/ports';

type Turn = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP peer that meets each request with the next turn, and notes what it was sent. */
const withPeer = async (turns: readonly Turn[], act: (client: Client) => Promise<void>) => {
  const seen: { url: string | undefined; headers: IncomingMessage['headers']; body: unknown }[] = [];
  const listener: RequestListener = (request, response) => {
    void json(request)
      .catch(() => null)
      .then((body) => {
        const turn = turns[seen.length];
        seen.push({ url: request.url, headers: request.headers, body });
        turn?.(request, response);
      });
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    await act(createClient(`http://127.0.0.1:${port}`, 1));
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return seen;
};

const loses: Turn = (request) => request.socket.destroy();
const answers =
  (status: number, body: unknown, headers: Record<string, string> = {}): Turn =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

const post = { apiKey: 'a-key', once: 'demo:1', body: { title: 'A pilot' } };

describe('the client of the demonstration', () => {
  it('sends again with the same key after a lost connection, a 503 and a 500', async () => {
    const turns = [
      loses,
      answers(503, {}, { 'retry-after': '0' }),
      answers(500, {}),
      answers(201, { id: 'p1' }),
    ];
    const seen = await withPeer(turns, async (client) => {
      expect(await client.post('/v1/pilots', post)).toEqual({ ok: true, status: 201, body: { id: 'p1' } });
    });
    expect(seen.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(4).fill('demo:1'));
    expect(seen.map(({ body }) => body)).toEqual(Array(4).fill({ title: 'A pilot' }));
  });

  it('sends a refusal back at once, in the words of the API and with the fields that are bad', async () => {
    const refusal = {
      code: 'invalid-body',
      title: 'Not understood',
      detail: 'Mend what is named.',
      errors: [{ pointer: '/title', detail: 'is missing' }],
    };
    const seen = await withPeer([answers(422, refusal)], async (client) => {
      expect(await client.post('/v1/pilots', post)).toEqual({
        ok: false,
        status: 422,
        code: 'invalid-body',
        problem: 'Mend what is named. /title: is missing',
        replayed: false,
      });
    });
    expect(seen).toHaveLength(1);
  });

  it('tries again with a new key what an earlier run was refused', async () => {
    const refused = answers(409, { code: 'not-now', title: 'Not now' }, { 'idempotency-replayed': 'true' });
    const seen = await withPeer([refused, refused, answers(201, { id: 'p1' })], async (client) => {
      expect(await client.post('/v1/pilots', post)).toMatchObject({ ok: true });
    });
    expect(seen.map(({ headers }) => headers['idempotency-key'])).toEqual(['demo:1', 'demo:1.2', 'demo:1.3']);
  });

  it('reads a list page after page', async () => {
    const pages = [answers(200, { items: [1, 2], next: 'a b' }), answers(200, { items: [3], next: null })];
    const seen = await withPeer(pages, async (client) => {
      expect(await client.list('/v1/pilots', 'a-key', Type.Number())).toEqual([1, 2, 3]);
    });
    expect(seen.map(({ url }) => url)).toEqual(['/v1/pilots?limit=200', '/v1/pilots?limit=200&cursor=a%20b']);
  });

  it('says who asks, and on which version', async () => {
    const seen = await withPeer([answers(200, {}), answers(200, {})], async (client) => {
      await client.get('/v1/me', 'a-key');
      await client.post('/v1/pilots/p1/commands/submit-proposal', { ...post, ifMatch: 3 });
    });
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer a-key', 'Bearer a-key']);
    expect(seen.map(({ headers }) => headers['if-match'])).toEqual([undefined, '"3"']);
  });

  it('gives up with one sentence that says what to do when nobody answers', async () => {
    const [port] = await freePorts(1);
    await expect(createClient(`http://127.0.0.1:${port ?? 0}`, 1).get('/v1/me', 'a-key')).rejects.toThrow(
      /does not answer \(ECONNREFUSED\): start it in another terminal with "npm start"/,
    );
  });
});
