import { useApi } from '../support/api';
import { actsOn, idOf, proposal } from './acts';

const api = useApi();
const { register, give, carried } = actsOn(api);
const read = (id: string, as = 'coordinator-1', query = '') =>
  api.current.get(`/v1/pilots/${id}${query}`, { as });

describe('a pilot that is registered', () => {
  it('is a draft with an address, a version and a case', async () => {
    const created = await register();
    expect(created).toMatchObject({ status: 201, body: { status: 'proposal.draft' } });
    expect(created.headers.location).toBe(`/v1/pilots/${idOf(created)}`);
    const { body, headers } = await api.current.get(String(created.headers.location));
    expect(headers.etag).toBe(created.headers.etag);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({
      id: idOf(created),
      title: 'Drip irrigation',
      programme: { id: 'ssc-pilot', version: 1 },
      status: 'proposal.draft',
    });
  });

  it.each([
    [{ programme: 'no-such-programme' }, 'unknown-programme'],
    [{ proponent: 'nobody' }, 'unknown-organisation'],
    [{ title: '' }, 'invalid-body'],
    [{ colour: 'red' }, 'invalid-body'],
    [{ plannedStart: '2028-02-30' }, 'invalid-body'],
    [{ plannedStart: '2029-01-01', plannedEnd: '2028-01-01' }, 'dates-contradict'],
  ])('is refused with the reason: %j', async (body, code) => {
    expect(await register({ title: 'T', ...body })).toMatchObject({ status: 422, body: { code } });
  });
});

describe('a command', () => {
  it('is answered with version, status and the events that it led to', async () => {
    const id = await carried('draft');
    const before = Number((await read(id)).body['version']);
    const { status, body, headers } = await give(id, 'submit-proposal', {}, 'proponent');
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, status: 'proposal.screening' });
    const events = body['events'] as { type: string; version: number }[];
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['proposal-submitted', 'step-entered']),
    );
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => before + 1 + index));
    expect(headers.etag).toBe(`"${String(body['version'])}"`);
  });

  it('that the state forbids is answered 409 not-now, with what could be done instead', async () => {
    const id = await carried('screening');
    const { status, body } = await give(id, 'submit-proposal', {}, 'proponent');
    expect({ status, code: body['code'] }).toEqual({ status: 409, code: 'not-now' });
    expect(body['insteadYouMay']).toEqual(expect.arrayContaining(['Withdraw the pilot']));
  });

  it('that lacks something is answered 422, with a pointer to each', async () => {
    const id = idOf(await register());
    expect(await give(id, 'submit-proposal', {}, 'proponent')).toMatchObject({
      status: 422,
      body: {
        code: 'incomplete',
        errors: expect.arrayContaining([expect.objectContaining({ pointer: '/problem' })]) as unknown,
      },
    });
  });

  it('that nobody knows is answered 404', async () => {
    const id = await carried('draft');
    expect(await give(id, 'paint-it-red', {}, 'coordinator-1')).toMatchObject({
      status: 404,
      body: { code: 'unknown-command' },
    });
  });

  it('that creates has an address of its own, or it would begin a pilot under an id of the caller’s choice', async () => {
    const chosen = '00000000-0000-8000-8000-000000000001';
    const body = {
      programme: 'ssc-pilot',
      title: 'T',
      proponent: api.current.idOf('proponent').organisation,
    };
    expect(await give(chosen, 'register-pilot', body, 'coordinator-1')).toMatchObject({
      status: 404,
      body: { code: 'unknown-command', detail: 'This is done by POST /v1/pilots.' },
    });
    expect((await read(chosen)).status).toBe(404);
  });

  it('of the clock cannot be given by anybody', async () => {
    const id = await carried('draft');
    expect((await give(id, 'tick', {}, 'coordinator-1')).status).toBe(403);
    expect((await give(id, 'tick', {}, 'administrator-1')).status).toBe(403);
  });

  it('carries a pilot from draft to its consultation', async () => {
    const id = await carried('convened');
    expect((await read(id)).body['status']).toBe('consultation.convened');
  });
});

describe('the case', () => {
  it('says who has to act, by when, and what happens if they do not', async () => {
    const { body } = await read(await carried('endorsement'));
    expect(body['waitingOn']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          organisation: api.current.idOf('host-government-ke').organisation,
          overdueDays: 0,
          whatHappensIfNot: expect.stringMatching(/\w/) as unknown,
        }),
      ]),
    );
  });

  it('offers what this caller may do now, each with its address', async () => {
    const id = await carried('endorsement');
    const actions = async (as: string) =>
      ((await read(id, as)).body['actions'] as { command: string; href: string }[]).map(
        ({ command }) => command,
      );
    expect(await actions('host-government-ke')).toContain('take-position');
    expect(await actions('coordinator-1')).not.toContain('take-position');
    const { body } = await read(id, 'host-government-ke');
    const [{ href = '' } = {}] = (body['actions'] as { command: string; href?: string }[]).filter(
      ({ command }) => command === 'take-position',
    );
    const answer = await api.current.post(
      href,
      { decision: 'endorsement-1', position: 'approve' },
      { as: 'host-government-ke' },
    );
    expect(answer.status).toBe(200);
  });

  it('stands as it stood at an instant', async () => {
    api.current.now = '2027-03-02T09:00:00.000Z';
    const id = await carried('draft');
    api.current.now = '2027-03-05T09:00:00.000Z';
    await give(id, 'submit-proposal', {}, 'proponent');
    const then = await read(id, 'coordinator-1', '?at=2027-03-04T00:00:00Z');
    expect(then.body).toMatchObject({ status: 'proposal.draft', actions: [], next: null });
    expect((await read(id)).body['status']).toBe('proposal.screening');
    expect((await read(id, 'coordinator-1', '?at=2027-03-01T00:00:00Z')).status).toBe(404);
    api.current.now = '2027-03-06T09:00:00.000Z';
  });

  it.each([
    'yesterday',
    '2027-03-01',
    '2027-13-01T00:00:00Z',
    '2027-03-01T00:00:00%2B02:00',
    '0000-01-01T00:00:00Z',
  ])('refuses an instant that is none: %s', async (at) => {
    const id = await carried('draft');
    expect(await read(id, 'coordinator-1', `?at=${at}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid-query', errors: [{ pointer: '/at' }] },
    });
  });
});

describe('sight', () => {
  it('of a draft is for proponent and coordinator alone; for all others it does not exist', async () => {
    const id = await carried('draft');
    for (const as of ['proponent', 'coordinator-2', 'auditor', 'administrator-1'])
      expect((await read(id, as)).status).toBe(200);
    for (const as of ['approving-body-1', 'finance', 'funder', 'host-government-ke']) {
      const nothing = await read('00000000-0000-8000-8000-000000000000', as);
      expect(nothing.status).toBe(404);
      const code = { status: 404, body: { ...nothing.body, instance: expect.any(String) as unknown } };
      expect(await read(id, as)).toMatchObject(code);
      expect((await read(`${id}/history`, as)).status).toBe(404);
    }
    const toNothing = await give(
      '00000000-0000-8000-8000-000000000000',
      'withdraw',
      { reason: 'No.' },
      'funder',
    );
    const toDraft = await give(id, 'withdraw', { reason: 'No.' }, 'funder');
    expect(toDraft).toMatchObject({
      status: 404,
      body: { ...toNothing.body, instance: expect.any(String) as unknown },
    });
    const unreadable = await give(id, 'no-such-command', { nonsense: true }, 'funder');
    expect(unreadable.body['code']).toBe('unknown-stream');
  });

  it('of a submitted proposal is for its seats', async () => {
    const id = await carried('screening');
    expect((await read(id, 'approving-body-1')).status).toBe(200);
    expect((await read(id, 'funder')).status).toBe(404);
  });

  it('of others does not begin before the consultation has opened', async () => {
    const id = await carried('convened');
    expect((await read(id, 'funder')).status).toBe(404);
    expect((await read(id, 'auditor')).status).toBe(200);
  });

  it('of a position is its seat’s, the coordinator’s and the auditors’ until the decision resolves', async () => {
    const id = await carried('endorsement');
    await give(id, 'take-position', { decision: 'endorsement-1', position: 'approve' }, 'host-government-ke');
    const positions = async (as: string) => {
      const [decision] = (await read(id, as)).body['decisions'] as { positions: unknown[] }[];
      return decision?.positions.length;
    };
    const inHistory = async (as: string) => {
      const items = (await read(`${id}/history`, as)).body['items'] as { type: string; data: unknown }[];
      return items.filter(({ type }) => type === 'position-taken').map(({ data }) => data !== null);
    };
    for (const as of ['host-government-ke', 'coordinator-1', 'auditor'])
      expect([await positions(as), await inHistory(as)]).toEqual([1, [true]]);
    for (const as of ['host-government-mw', 'proponent'])
      expect([await positions(as), await inHistory(as)]).toEqual([0, [false]]);
  });
});

describe('the history', () => {
  it('names what, who, for whom, when it was taken in and recorded, and its links', async () => {
    const id = await carried('screening');
    const { body } = await read(`${id}/history`);
    const items = body['items'] as Record<string, unknown>[];
    expect(items.map(({ version }) => version)).toEqual(items.map((_, index) => index + 1));
    expect(items.map(({ previous }) => previous).slice(1)).toEqual(
      items.map(({ hash }) => hash).slice(0, -1),
    );
    const { person, organisation } = api.current.idOf('proponent');
    expect(items.find(({ type }) => type === 'proposal-submitted')).toMatchObject({
      ...{ person, organisation, seat: 'proponent-1', onBehalfOf: null },
      occurredAt: api.current.now,
      recordedAt: expect.stringMatching(/Z$/) as unknown,
    });
  });

  it('comes in pages, none missing and none twice', async () => {
    const id = await carried('screening');
    const all = (await read(`${id}/history`)).body['items'];
    const items: unknown[] = [];
    let cursor = '';
    do {
      const page = (await read(`${id}/history`, 'coordinator-1', `?limit=3${cursor}`)).body;
      items.push(...(page['items'] as unknown[]));
      cursor = typeof page['next'] === 'string' ? `&cursor=${page['next']}` : '';
    } while (cursor !== '');
    expect(items).toEqual(all);
  });

  it('shows reasons', async () => {
    const id = await carried('screening');
    await give(id, 'return-proposal', { reason: 'The budget is not explained.' }, 'coordinator-1');
    const items = (await read(`${id}/history`)).body['items'] as { reason: string | null }[];
    expect(items.map(({ reason }) => reason)).toContain('The budget is not explained.');
  });
});

describe('how a command ended', () => {
  it('is told with its first answer', async () => {
    const id = await carried('draft');
    const accepted = await give(id, 'submit-proposal', {}, 'proponent', { key: 'the-submission' });
    const refused = await give(id, 'submit-proposal', {}, 'proponent', { key: 'again' });
    const outcome = (key: string, as = 'proponent') => read(`${id}/commands/${key}`, as);
    expect((await outcome('the-submission')).body).toMatchObject({
      key: 'the-submission',
      command: 'submit-proposal',
      outcome: 'accepted',
      answer: accepted.body,
    });
    expect((await outcome('again')).body).toMatchObject({ outcome: 'refused', answer: refused.body });
    expect((await outcome('never')).status).toBe(404);
    expect((await outcome('the-submission', 'coordinator-1')).status).toBe(404);
  });

  it('of a creation too', async () => {
    const created = await register({ title: 'C' }, { key: 'creation' });
    expect((await read(`${idOf(created)}/commands/creation`)).body).toMatchObject({
      command: 'register-pilot',
      answer: created.body,
    });
  });
});

describe('the list', () => {
  const titles = async (query: string, as = 'coordinator-1') =>
    ((await api.current.get(`/v1/pilots?${query}`, { as })).body['items'] as { title: string }[]).map(
      ({ title }) => title,
    );

  it('filters, sorts and pages', async () => {
    const draft = await carried('draft', 'List draft');
    await carried('screening', 'List screening');
    await give(
      await carried('screening', 'List withdrawn'),
      'withdraw',
      { reason: 'Other plans.' },
      'proponent',
    );
    await register({ ...proposal('List elsewhere'), region: 'Asia', programme: 'gef-medium' });
    const of = (query: string) => titles(`q=List&sort=title&${query}`);
    expect(await of('')).toEqual(['List draft', 'List elsewhere', 'List screening', 'List withdrawn']);
    expect(await of('step=screening')).toEqual(['List screening']);
    expect(await of('stage=proposal&state=open')).toEqual(['List draft', 'List elsewhere', 'List screening']);
    expect(await of('state=ended')).toEqual(['List withdrawn']);
    expect(await of('state=withdrawn')).toEqual(['List withdrawn']);
    expect(await of('programme=gef-medium')).toEqual(['List elsewhere']);
    expect(await of('region=Asia')).toEqual(['List elsewhere']);
    expect(await of('country=TZ')).toEqual([]);
    expect(await of('country=MW&step=draft&programme=ssc-pilot')).toEqual(['List draft']);
    expect(await of(`organisation=${api.current.idOf('funder').organisation}`)).toEqual([]);
    expect(await of('overdue=true')).toEqual([]);
    expect(await of('dueBefore=2027-05-01T00:00:00Z')).toEqual(['List screening']);
    expect(await titles('q=List&sort=-title&limit=2')).toEqual(['List withdrawn', 'List screening']);

    const first = (await api.current.get('/v1/pilots?q=List&sort=title&limit=3')).body;
    const second = await titles(`q=List&sort=title&limit=3&cursor=${String(first['next'])}`);
    expect(second).toEqual(['List withdrawn']);

    const before = api.current.now;
    api.current.now = '2027-06-01T00:00:00.000Z';
    expect(await of('overdue=true')).toEqual(['List screening']);
    api.current.now = before;
    expect((await read(draft)).status).toBe(200);
  });

  it('shows what the viewer may see', async () => {
    await carried('draft', 'Hidden draft');
    await carried('convened', 'Hidden still');
    expect(await titles('q=Hidden', 'funder')).toEqual([]);
    expect(await titles('q=Hidden', 'finance')).toEqual(['Hidden still']);
    expect(await titles('q=Hidden&sort=title', 'auditor')).toEqual(['Hidden draft', 'Hidden still']);
  });

  it.each(['sort=colour', 'state=red', 'overdue=yes', 'overdue=1', 'dueBefore=soon', 'country=Kenya', 'q='])(
    'refuses a filter that makes no sense: %s',
    async (query) => {
      expect(await api.current.get(`/v1/pilots?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-query', errors: [{ pointer: `/${query.split('=')[0] ?? ''}` }] },
      });
    },
  );
});

describe('the inbox', () => {
  const inbox = async (as: string) =>
    (await api.current.get('/v1/inbox?limit=200', { as })).body['items'] as {
      pilot: { id: string; href: string };
      label: string;
      due: string;
      overdue: boolean;
      as: string;
    }[];

  it('holds what the caller owes, the most urgent first, and nothing once it is done', async () => {
    const id = await carried('endorsement');
    const mine = (await inbox('host-government-ke')).filter(({ pilot }) => pilot.id === id);
    expect(mine).toMatchObject([{ as: 'seat', overdue: false, pilot: { href: `/v1/pilots/${id}` } }]);
    const dues = (await inbox('host-government-ke')).map(({ due }) => due);
    expect(dues).toEqual([...dues].sort());
    await give(id, 'take-position', { decision: 'endorsement-1', position: 'approve' }, 'host-government-ke');
    expect((await inbox('host-government-ke')).filter(({ pilot }) => pilot.id === id)).toEqual([]);
    expect((await inbox('funder')).filter(({ pilot }) => pilot.id === id)).toEqual([]);
  });
});

describe('the caller’s own page', () => {
  it('names person, organisations, seats, rights and key', async () => {
    const id = await carried('endorsement', 'Mine');
    const { person, organisation } = api.current.idOf('host-government-ke');
    const { body } = await api.current.get('/v1/me', { as: 'host-government-ke' });
    expect(body).toMatchObject({
      person: { id: person, personal: { name: 'Sample host-government-ke' } },
      organisations: [{ id: organisation, focalPointFor: 'KE' }],
      delegations: [],
      rights: [],
      apiKey: { organisation: null },
    });
    expect(body['seats']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ pilot: id, kind: 'host_government', country: 'KE' }),
      ]),
    );
  });
});
