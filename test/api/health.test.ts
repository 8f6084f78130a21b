import { createServer, type AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { connection } from '../../db/transaction';
import { withClient } from '../../infra/databases';
import { useApi } from '../support/api';
import { openLine } from '../support/cut';
import { actsOn } from './acts';

const api = useApi();
const { carried } = actsOn(api);

const ready = async (app = api.current.app) => {
  const answer = await app.inject({ url: '/health/ready' });
  return { status: answer.statusCode, body: answer.json<{ status: string; degraded: { part: string }[] }>() };
};
const parts = ({ body }: Awaited<ReturnType<typeof ready>>) => body.degraded.map(({ part }) => part);
const database = () => connection(api.current.log.database);

/** Lets every wake and every wake-up be so many seconds older. */
const age = async (seconds: number): Promise<void> => {
  await withClient(api.current.log.at.ownerUrl, async (client) => {
    await client.query(`update relay.wake set created_at = created_at - make_interval(secs => ${seconds})`);
    await client.query(
      `update relay.agenda set wake_at = clock_timestamp() - make_interval(secs => ${seconds})`,
    );
  });
};

it('a process that runs is live', async () => {
  expect((await api.current.get('/health/live', { as: null })).body).toEqual({ status: 'live' });
});

describe('ready', () => {
  it('while the database takes writes, with nothing degraded', async () => {
    expect(await ready()).toEqual({ status: 200, body: { status: 'ready', degraded: [] } });
  });

  it('and degraded while Temporal does not answer', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const temporalAddress = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const app = await api.current.another({ temporalAddress });
    expect(parts(await ready(app))).toEqual([]);
    await new Promise((done) => server.close(done));
    const without = await ready(app);
    expect([without.status, parts(without)]).toEqual([200, ['temporal']]);
  });

  it('and degraded while the relay does not keep up and the clocks stand; the case says so too', async () => {
    const id = await carried('screening');
    const before = await api.current.get(`/v1/pilots/${id}`);
    expect(before.body).not.toHaveProperty('clocksBehindSince');
    await age(120);
    const late = await ready();
    expect([late.status, parts(late)]).toEqual([200, ['relay', 'clocks']]);
    const { body } = await api.current.get(`/v1/pilots/${id}`);
    expect(Date.parse(String(body['clocksBehindSince']))).toBeLessThan(Date.now() - 60_000);
    expect(
      (
        await api.current.post(
          `/v1/pilots/${id}/commands/withdraw`,
          { reason: 'Other plans.' },
          { as: 'proponent' },
        )
      ).status,
    ).toBe(200);
    await database().run(sql`delete from relay.wake`);
  });

  it('and degraded while somebody waits for what she is to be told', async () => {
    const outbox = 'update relay.outbox set noticed_at =';
    const { rows } = api.current.log;
    await rows(`${outbox} clock_timestamp()`);
    expect(parts(await ready())).not.toContain('notices');
    await rows(`${outbox} null, created_at = clock_timestamp() - interval '2 minutes'`);
    const late = await ready();
    expect([late.status, parts(late)]).toEqual([200, expect.arrayContaining(['notices'])]);
    expect((await api.current.get('/metrics')).text).toMatch(/notices_oldest_unsent_seconds 1[2-9]\d/);
    await rows(`${outbox} clock_timestamp()`);
    const notice = `insert into relay.notice (person, day, urgent, send_at) values ('p', now(), true, now() - $1::interval)`;
    await rows(notice, ['10 seconds']);
    expect(parts(await ready())).not.toContain('notices');
    await rows(notice, ['3 minutes']);
    expect(parts(await ready())).toContain('notices');
    await rows('delete from relay.notice');
  });

  it('not while the log is closed for writing: 503 with the reason, and reading works', async () => {
    const { gate } = api.current.log.database;
    gate.closed = 'a check found the log broken';
    try {
      expect(await ready()).toMatchObject({
        status: 503,
        body: { status: 'not-ready', reason: 'a check found the log broken' },
      });
      expect((await api.current.get('/v1/organisations')).status).toBe(200);
      expect(
        await api.current.post('/v1/organisations', { name: 'A', kind: 'ngo', country: 'KE' }),
      ).toMatchObject({
        status: 503,
        body: { code: 'read-only' },
      });
    } finally {
      gate.closed = null;
    }
  });

  it('not while the database is away: everything is 503, to be tried again', async () => {
    const line = await openLine(api.current.log.at.serviceUrl);
    const app = await api.current.another({ database: await api.current.log.connect({ url: line.url }) });
    expect((await ready(app)).status).toBe(200);
    await line.close();
    expect(await ready(app)).toMatchObject({ status: 503, body: { status: 'not-ready' } });
    const answer = await app.inject({
      url: '/v1/me',
      headers: { authorization: `Bearer ${api.current.keys['coordinator-1']?.key ?? ''}` },
    });
    expect(answer.json()).toMatchObject({ status: 503, code: 'unavailable' });
    expect(answer.headers['retry-after']).toBe('2');
  });
});

describe('metrics', () => {
  it('show the relay, the log and the requests, without addresses', async () => {
    const { text, headers } = await api.current.get('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    for (const name of [
      'relay_oldest_wake_seconds',
      'clocks_behind_seconds',
      'notices_oldest_unsent_seconds',
    ])
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    const [head] = await api.current.log.rows<{ position: number }>('select position from log.head');
    expect(text).toMatch(new RegExp(`^log_position ${String(head?.position)}$`, 'm'));
    expect(text).toMatch(/^log_writable 1$/m);
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/health\/live",status="200"\}/,
    );
    expect(text).toMatch(/route="\/v1\/pilots\/:id"/);
  });
});
