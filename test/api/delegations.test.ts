import { generateKeyPairSync } from 'node:crypto';
import { streamIdFor } from '../../db/envelope';
import { publicKeyFor, signCommand } from '../../db/signed-command';
import { verify } from '../../db/verify';
import { type ApiAnswer, freshKey, useApi } from '../support/api';
import { holdTransaction, whenBlocked } from '../support/held';
import { actsOn, idOf } from './acts';

const api = useApi();
const { organisation, give, accepted, carried } = actsOn(api);
const minister = 'host-government-ke';
const start = '2027-03-01T09:00:00.000Z';
const during = '2027-03-05T09:00:00.000Z';
const after = '2027-03-11T09:00:00.000Z';
const approve = { decision: 'endorsement-1', position: 'approve' };

/** A person of the directory with a key, in no seat unless it is filled later. */
async function newPerson(name: string, ...handles: readonly string[]) {
  const personal = { name };
  const person = idOf(
    await accepted(
      api.current.post(
        '/v1/persons',
        { organisations: handles.map(organisation), personal },
        { as: 'administrator-1' },
      ),
    ),
  );
  const { body } = await accepted(
    api.current.post('/v1/api-keys', { person, label: 'hers' }, { as: 'administrator-1' }),
  );
  return { person, key: String(body['key']) };
}

let deputy: { readonly person: string; readonly key: string };
let pilot: string;
beforeAll(async () => {
  api.current.now = start;
  deputy = await newPerson('Deputy Minister', 'provider');
});
beforeEach(async () => {
  api.current.now = start;
  pilot = await carried('endorsement');
});

const delegate = (body: object = {}, as = minister) =>
  api.current.post(
    '/v1/delegations',
    { to: deputy.person, for: { pilot, seat: 'host_government-1' }, until: '2027-03-10', ...body },
    { as },
  );
const withdraw = (id: string, as = minister) =>
  api.current.post(`/v1/delegations/${id}/commands/withdraw-delegation`, { reason: 'Back.' }, { as });
const read = async (path: string, as = deputy.key): Promise<Record<string, unknown>> =>
  (await api.current.get(path, { as })).body;
const items = async (path: string, as = deputy.key) =>
  (await read(path, as))['items'] as Record<string, unknown>[];
const inbox = async () => (await items('/v1/inbox')).filter((item) => of(item, 'pilot')['id'] === pilot);
const of = (value: Record<string, unknown>, name: string) => value[name] as Record<string, unknown>;
const list = (value: Record<string, unknown>, name: string) => value[name] as Record<string, unknown>[];
const code = async (answer: Promise<ApiAnswer>) => {
  const { status, body } = await answer;
  return `${status} ${String(body['code'])}`;
};

describe('a delegation through the API (lifecycle.md section 1)', () => {
  it('is given, used while it is in force, and stands after its end with both names', async () => {
    const given = await accepted(delegate({ reason: 'On leave.' }));
    const id = idOf(given);
    expect(given.headers.location).toBe(`/v1/delegations/${id}`);
    const giver = api.current.idOf(minister).person;
    const entry = {
      ...{ id, giver, receiver: deputy.person, organisation: organisation(minister) },
      ...{ seat: { pilot, seat: 'host_government-1' }, from: '2027-03-01', until: '2027-03-10' },
      ...{ begins: start, ends: '2027-03-10T21:00:00.000Z', reason: 'On leave.', withdrawn: null },
    };
    expect(await read(`/v1/delegations/${id}`)).toEqual({ ...entry, version: 1, state: 'in_force' });

    api.current.now = during;
    expect(await inbox()).toMatchObject([
      { seat: 'host_government-1', as: 'delegation', delegatedBy: giver, kind: 'position' },
    ]);
    const me = await read('/v1/me');
    expect(me['seats']).toMatchObject([{ pilot, seat: 'host_government-1', delegatedBy: giver }]);
    expect(me['delegations']).toMatchObject([entry]);
    expect(list(await read('/v1/me', minister), 'delegations').map((each) => each['id'])).toContain(id);
    const shown = await read(`/v1/pilots/${pilot}`);
    expect(list(shown, 'actions').map(({ command }) => command)).toContain('take-position');
    expect(list(shown, 'seats').find((seat) => seat['id'] === 'host_government-1')).toMatchObject({
      delegates: [{ delegation: id, person: deputy.person, delegatedBy: giver, until: '2027-03-10' }],
    });
    expect((await items('/v1/pilots')).find((each) => each['id'] === pilot)).toHaveProperty('organisations');

    await accepted(give(pilot, 'take-position', approve, deputy.key));
    expect(await inbox()).toEqual([]);

    api.current.now = after;
    expect(await code(give(pilot, 'take-position', { ...approve, position: 'object' }, deputy.key))).toBe(
      '404 unknown-stream',
    );
    expect(await code(api.current.get(`/v1/pilots/${pilot}`, { as: deputy.key }))).toBe('404 not-found');
    expect((await read('/v1/me'))['seats']).toEqual([]);
    expect(await read(`/v1/delegations/${id}`)).toMatchObject({ state: 'ended' });
    const names = { person: deputy.person, delegatedBy: giver };
    const history = await items(`/v1/pilots/${pilot}/history`, minister);
    expect(history.find(({ type }) => type === 'position-taken')).toMatchObject({
      ...names,
      organisation: organisation(minister),
      seat: 'host_government-1',
      onBehalfOf: null,
    });
    const [decision] = list(await read(`/v1/pilots/${pilot}`, minister), 'decisions');
    expect(decision?.['positions']).toMatchObject([{ ...names, position: 'approve', void: false }]);
    expect(history.find(({ type }) => type === 'proposal-submitted')).toMatchObject({ delegatedBy: null });
  });

  it('of every seat for an organisation holds for pilots to come', async () => {
    const id = idOf(await accepted(delegate({ for: { organisation: organisation(minister) } })));
    pilot = await carried('endorsement');
    api.current.now = during;
    await accepted(give(pilot, 'take-position', approve, deputy.key));
    await accepted(withdraw(id));
  });

  it('is written into the hashed bytes and the columns alike: the log verifies', async () => {
    const id = idOf(await accepted(delegate()));
    await accepted(give(pilot, 'take-position', approve, deputy.key));
    await accepted(withdraw(id));
    const rows = await api.current.log.rows<{ delegated_by: string; hashed: string }>(
      `select delegated_by, hashed from log.event where stream = $1 and delegated_by is not null`,
      [`pilot/${pilot}`],
    );
    const giver = api.current.idOf(minister).person;
    expect(rows.length).toBeGreaterThan(0);
    for (const { delegated_by, hashed } of rows)
      expect([delegated_by, (JSON.parse(hashed) as { delegatedBy: string }).delegatedBy]).toEqual([
        giver,
        giver,
      ]);
    expect(await verify(api.current.log.database, { from: 'all' })).toMatchObject({ broken: null });
  });

  it('is seen by who gave or got it, by administrators, coordinators, auditors and who takes part', async () => {
    const id = idOf(await accepted(delegate()));
    const path = `/v1/delegations/${id}`;
    const seen = [minister, deputy.key, 'administrator-1', 'coordinator-1', 'auditor', 'proponent'];
    for (const as of seen) {
      expect((await api.current.get(path, { as })).status).toBe(200);
      expect((await items(`/v1/delegations?pilot=${pilot}`, as)).map((each) => each['id'])).toContain(id);
    }
    const { key } = await newPerson('Stranger');
    expect(await code(api.current.get(path, { as: key }))).toBe('404 not-found');
    expect(await items('/v1/delegations', key)).toEqual([]);
    expect(await code(withdraw(id, key))).toBe('404 unknown-stream');
    expect(await code(withdraw(id, 'auditor'))).toBe('403 not-your-seat');
    await accepted(withdraw(id, deputy.key));
    expect(await read(path)).toMatchObject({ state: 'withdrawn', withdrawn: start, version: 2 });
  });

  it('is refused clearly, and then nothing is recorded', async () => {
    const before = (await items('/v1/delegations?limit=200', 'auditor')).length;
    const refusals: [object, string, string?][] = [
      [{}, '403 not-your-seat', 'proponent'],
      [{ to: api.current.idOf('auditor').person }, '403 not-your-seat', deputy.key],
      [{ to: 'nobody' }, '422 unknown-person'],
      [{ to: api.current.idOf(minister).person }, '422 invalid-body'],
      [{ from: '2027-02-28' }, '422 dates-contradict'],
      [{ from: '2027-03-11' }, '422 dates-contradict'],
      [{ for: { pilot: 'none', seat: 'host_government-1' } }, '403 not-your-seat'],
      [{ for: {} }, '422 invalid-body'],
      [{ until: undefined }, '422 invalid-body'],
      [{ forever: true }, '422 invalid-body'],
    ];
    for (const [body, expected, as] of refusals) expect(await code(delegate(body, as))).toBe(expected);
    expect(await items('/v1/delegations?limit=200', 'auditor')).toHaveLength(before);
  });

  it('is given once under one key', async () => {
    const body = { to: deputy.person, for: { pilot, seat: 'host_government-1' }, until: '2027-03-10' };
    const key = freshKey();
    const first = await accepted(api.current.post('/v1/delegations', body, { as: minister, key }));
    const again = await accepted(api.current.post('/v1/delegations', body, { as: minister, key }));
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(idOf(again)).toBe(idOf(first));
  });

  it('a key is made for the organisation of a delegated seat, and opens nothing when it is over', async () => {
    await accepted(delegate());
    await accepted(delegate({ for: { pilot, seat: 'host_government-2' } }, 'host-government-mw'));
    expect(await code(give(pilot, 'take-position', approve, deputy.key))).toBe('422 choose-organisation');
    const create = (handle: string) =>
      api.current.post(
        '/v1/api-keys',
        { organisation: organisation(handle), label: 'By delegation' },
        { as: deputy.key },
      );
    const key = String((await accepted(create('host-government-mw'))).body['key']);
    expect(await code(create('proponent'))).toBe('422 unknown-organisation');
    await accepted(give(pilot, 'take-position', approve, key));
    expect(await code(give(pilot, 'take-position', approve, deputy.key))).toBe('422 choose-organisation');
    api.current.now = after;
    expect(await code(api.current.get(`/v1/pilots/${pilot}`, { as: key }))).toBe('404 not-found');
  });
});

describe('a delegation is checked at the moment of the act (lifecycle.md section 1)', () => {
  const hold = async (stream: string) => {
    const held = await holdTransaction(api.current.log.at.superuserUrl);
    await held.query('select from log.lock_stream($1)', [stream]);
    return held;
  };
  const blocked = () => whenBlocked(api.current.log.at.superuserUrl);
  /** A busy machine may keep a lock for longer than a writer waits: then, as the answer says, again with the same key. */
  const patiently = async (send: () => Promise<ApiAnswer>): Promise<ApiAnswer> => {
    const answer = await send();
    return answer.status === 503 ? patiently(send) : answer;
  };

  it('one that is withdrawn while the act is under way does not serve any more', async () => {
    const id = idOf(await accepted(delegate()));
    const held = await hold(`pilot/${pilot}`);
    const key = freshKey();
    const acting = patiently(() => give(pilot, 'take-position', approve, deputy.key, { key }));
    await blocked();
    await accepted(withdraw(id));
    await held.rollback();
    expect(await code(acting)).toBe('404 unknown-stream');
  });

  it('a seat that changes hands while it is being delegated is not delegated', async () => {
    const colleague = await newPerson('Colleague', minister);
    const giver = api.current.idOf(minister).person;
    const key = freshKey();
    const held = await hold(`delegation/${streamIdFor(giver, key)}`);
    const body = { to: deputy.person, for: { pilot, seat: 'host_government-1' }, until: '2027-03-10' };
    const giving = patiently(() => api.current.post('/v1/delegations', body, { as: minister, key }));
    await blocked();
    const persons = { seat: 'host_government-1', persons: [colleague.person] };
    await accepted(give(pilot, 'change-seat-persons', persons, minister));
    await held.rollback();
    expect(await code(giving)).toBe('403 not-your-seat');
  });

  it('also where it comes signed through Temporal', async () => {
    const { commit } = api.current.log;
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const commands = `/v1/persons/${deputy.person}/commands`;
    const registered = { name: `laptop-${pilot.slice(0, 8)}`, publicKey: publicKeyFor(pem) };
    await accepted(api.current.post(`${commands}/register-signing-key`, registered, { as: deputy.key }));
    const stream = `pilot/${pilot}`;
    const signed = (id: string, at: string) =>
      commit(stream, {
        ...{ id, name: 'take-position', body: approve, at },
        caller: { door: 'temporal', person: null, organisation: null },
        jws: signCommand(
          { stream, command: 'take-position', id, body: approve },
          { id: `${deputy.person}:${registered.name}`, privateKey: pem },
          at,
        ),
      });
    expect(await signed('before', start)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'unknown-stream' },
    });
    await accepted(delegate());
    expect(await signed('while', during)).toMatchObject({ outcome: 'accepted' });
    expect(await signed('over', after)).toMatchObject({ outcome: 'refused' });
    const [event] = (await items(`/v1/pilots/${pilot}/history`, minister)).filter(
      ({ type }) => type === 'position-taken',
    );
    expect(event).toMatchObject({
      person: deputy.person,
      delegatedBy: api.current.idOf(minister).person,
    });
  });
});
