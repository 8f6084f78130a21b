import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsThroughHttp } from '../../api/routes/commands';
import { type ApiAnswer, useApi } from '../support/api';
import { noticesOf } from '../support/notices';
import { actsOn } from './acts';
import { bankReference, planted, sightStories } from './sight-stories';

/**
 * Sight (lifecycle.md section 1) through every address of the API: what a person of an organisation that takes no
 * part in a pilot can find out about it. What must not get out is planted in it.
 */
const api = useApi();
const { organisation, give } = actsOn(api);
const stories = sightStories(api);
const notices = noticesOf(api);

const stranger = 'evaluator';
const registered = '2027-03-01T09:00:00.000Z';
const opening = '2027-03-20T09:00:00.000Z';
const afterwards = '2027-04-05T09:00:00.000Z';
const never = '00000000-0000-8000-8000-000000000000';

const read = (path: string, as = stranger) => api.current.get(`/v1/pilots${path}`, { as });

/** What an answer says, but for the address that was asked. */
const saying = ({ status, body, headers: { etag } }: ApiAnswer) => {
  const { instance, ...said } = body;
  return { status, etag, said, asked: typeof instance };
};

let open: string;
let funded: string;
let later: string;
let hidden: string;

beforeAll(async () => {
  api.current.now = registered;
  later = await stories.readyToOpen('Sight open later');
  open = await stories.readyToOpen('Sight open');
  hidden = await stories.readyToOpen('Sight hidden');
  api.current.now = opening;
  await stories.opened(open);
  funded = await stories.inFunding('Sight funded');
  api.current.now = '2027-03-25T09:00:00.000Z';
  await stories.opened(later);
  await notices.work('2027-03-29T09:00:00.000Z');
  api.current.now = afterwards;
});

const commands = commandsThroughHttp('pilot').map(({ name }) => name);

describe('Of a pilot whose consultation has opened everybody sees title, countries and status alone', () => {
  const shown = (id: string, title: string, status: string) => ({
    ...{ id, title, status },
    countries: ['MW', 'KE'],
  });

  it('in the case, without a version', async () => {
    for (const [id, title, status] of [
      [open, 'Sight open', 'consultation.open'],
      [funded, 'Sight funded', 'funding.mix'],
    ] as const) {
      const { body, headers } = await read(`/${id}`);
      expect(body).toEqual(shown(id, title, status));
      expect(headers.etag).toBeUndefined();
    }
  });

  it('in the list, whatever it is sorted by', async () => {
    const found = async (sort: string) => (await read(`?q=Sight&sort=${sort}`)).body['items'];
    const ids = [open, funded, later].sort();
    const all = [
      shown(funded, 'Sight funded', 'funding.mix'),
      shown(open, 'Sight open', 'consultation.open'),
      shown(later, 'Sight open later', 'consultation.open'),
    ];
    expect(await found('title')).toEqual(all);
    const byId = ids.map((each) => all.find(({ id }) => id === each));
    for (const sort of ['updated', 'registered', 'nextDue']) {
      expect(await found(sort)).toEqual(byId);
      expect(await found(`-${sort}`)).toEqual([...byId].reverse());
    }
  });

  it('and no filter on anything else tells whether it would match', async () => {
    const found = async (filter: string, as: string) =>
      ((await read(`?q=Sight%20open&${filter}`, as)).body['items'] as unknown[]).length;
    const host = organisation('host-government-ke');
    for (const [matching, other] of [
      ['programme=ssc-pilot', 'programme=gef-medium'],
      ['region=Africa', 'region=Asia'],
      [`organisation=${host}`, `organisation=${organisation(stranger)}`],
      ['overdue=false', 'overdue=true'],
      ['dueBefore=2029-01-01T00:00:00Z', 'dueBefore=2027-01-01T00:00:00Z'],
    ] as const) {
      expect([await found(matching, 'proponent'), await found(other, 'proponent')]).toEqual([2, 0]);
      expect([await found(matching, stranger), await found(other, stranger)]).toEqual([0, 0]);
    }
    for (const everybodys of ['stage=consultation', 'step=open', 'state=open', 'country=MW'])
      expect(await found(everybodys, stranger)).toBe(2);
  });

  it('at an instant: nothing before the consultation opened, as if there had been no pilot', async () => {
    const at = (instant: string, as?: string) => read(`/${open}?at=${instant}`, as);
    const before = await at('2027-03-20T08:59:59.999Z');
    expect(before.status).toBe(404);
    expect((await at('2027-03-20T08:59:59.999Z', 'proponent')).status).toBe(200);
    for (const instant of [registered, '2027-02-01T00:00:00Z'])
      expect(saying(await at(instant))).toEqual(saying(before));
    expect((await at(opening)).body).toEqual(shown(open, 'Sight open', 'consultation.open'));
    expect((await read(`/${funded}?at=2027-03-20T08:59:59Z`)).status).toBe(404);
  });

  it('and neither history nor what a migration would change', async () => {
    for (const id of [open, funded])
      for (const path of ['history', 'history?limit=1', 'migration?version=1'])
        expect((await read(`/${id}/${path}`)).status).toBe(404);
  });
});

describe('What a stranger is told of a command to a public pilot', () => {
  it('says nothing of the pilot: the same wherever it stands', async () => {
    for (const command of commands) {
      const [one, other] = [
        await give(open, command, {}, stranger),
        await give(funded, command, {}, stranger),
      ];
      expect([command, saying(one)]).toEqual([command, saying(other)]);
      expect([403, 422]).toContain(one.status);
    }
  });

  it('is that the seat is not hers, before version, state, and what the body names', async () => {
    const reason = 'I would like to know.';
    for (const [command, ...bodies] of [
      ['withdraw', { reason }],
      [
        'take-position',
        { decision: 'endorsement-1', position: 'approve' },
        { decision: 'act-9', position: 'approve' },
      ],
      ['comment', { comments: [reason] }],
      ['fill-seat', { kind: 'reviewer', organisation: organisation(stranger) }],
      [
        'receive-contribution',
        { contribution: 'contribution-1', amount: '1.00' },
        { contribution: 'contribution-9', amount: '1.00' },
      ],
    ] as const) {
      const { version } = (await read(`/${funded}`, 'coordinator-1')).body;
      const answers = [];
      for (const body of bodies)
        for (const ifMatch of [`"${String(version)}"`, '"1"'])
          answers.push(saying(await give(funded, command, body, stranger, { ifMatch })));
      for (const answer of answers) {
        expect(answer).toEqual(answers[0]);
        expect(answer).toMatchObject({ status: 403, said: { code: 'not-your-seat' } });
        expect(answer.said).not.toHaveProperty('insteadYouMay');
      }
    }
  });

  it('is told again under its key, and under the key of another it is nothing', async () => {
    await give(open, 'withdraw', { reason: 'No.' }, stranger, { key: 'strange' });
    const { body } = await read(`/${open}/commands/strange`);
    expect(body).toMatchObject({ outcome: 'refused', answer: { code: 'not-your-seat' } });
    const note = { key: 'of-the-proponent' };
    await give(open, 'withdraw', {}, 'proponent', note);
    expect((await read(`/${open}/commands/of-the-proponent`)).status).toBe(404);
  });
});

describe('Before its consultation opens', () => {
  it('a pilot does not exist for strangers, whatever they ask', async () => {
    const nothing = async (path: string) => {
      const answer = await read(`/${hidden}${path}`);
      expect(answer.status).toBe(404);
      expect(saying(answer)).toEqual(saying(await read(`/${never}${path}`)));
    };
    for (const path of ['', '/history', '/migration?version=1', '/commands/some-key']) await nothing(path);
    for (const instant of [registered, afterwards]) {
      expect((await read(`/${hidden}?at=${instant}`)).status).toBe(404);
      await nothing(`?at=${instant}`);
    }
    for (const filter of ['', 'step=convened', 'stage=consultation', 'country=MW', 'programme=ssc-pilot'])
      expect((await read(`?q=Sight%20hidden&${filter}`)).body['items']).toEqual([]);
  });

  it('nor whatever they command', async () => {
    for (const command of [...commands, 'register-pilot', 'tick', 'paint-it-red']) {
      const answer = saying(await give(hidden, command, {}, stranger));
      expect([command, answer.status]).toEqual([command, 404]);
      expect(answer).toEqual(saying(await give(never, command, {}, stranger)));
    }
  });
});

describe('Whatever else the API answers', () => {
  const queries: Readonly<Record<string, string>> = {
    '/v1/pilots/{id}/migration': '?version=1',
    '/v1/bulk-extensions/preview': '?programme=ssc-pilot&to=2030-01-01',
  };
  const document = JSON.parse(readFileSync(join(__dirname, '../../api/openapi.json'), 'utf8')) as {
    readonly paths: Readonly<Record<string, object>>;
  };
  const addresses = Object.entries(document.paths).flatMap(([path, operations]) =>
    'get' in operations ? [path] : [],
  );
  const asked = async (as: string): Promise<readonly string[]> => {
    const texts: string[] = [];
    for (const address of addresses)
      for (const id of [open, funded, hidden]) {
        const path = address.replace('{id}', id).replace(/\{\w+\}/, 'act-1') + (queries[address] ?? '');
        texts.push((await api.current.get(path, { as })).text);
      }
    return texts;
  };

  it('tells a stranger nothing that is not public, and a participant a lot', async () => {
    const told = await asked(stranger);
    expect(told.filter((text) => planted.test(text))).toEqual([]);
    expect(told.filter((text) => text.includes(hidden) && !text.includes('/problems/'))).toEqual([]);
    expect((await asked('coordinator-1')).join()).toContain(bankReference);
  });

  it('puts nothing into her inbox, her notices and her seats', async () => {
    const mine = async (as: string) => ({
      inbox: (await api.current.get('/v1/inbox', { as })).body['items'] as unknown[],
      notices: (await api.current.get('/v1/notices', { as })).body['items'] as unknown[],
      seats: (await api.current.get('/v1/me', { as })).body['seats'] as unknown[],
    });
    expect(await mine(stranger)).toEqual({ inbox: [], notices: [], seats: [] });
    const { inbox, notices: sent, seats } = await mine('host-government-mw');
    expect([inbox, sent, seats].map((each) => each.length > 0)).toEqual([true, true, true]);
  });
});
