import { useApi } from '../support/api';
import { noticesOf } from '../support/notices';
import { actsOn } from './acts';

const api = useApi();
const { carried, give } = actsOn(api);
const { clocksRun, forget, work } = noticesOf(api);

const monday = '2027-03-01T09:00:00.000Z';
const tuesday = '2027-03-02T09:00:00.000Z';

beforeEach(async () => {
  api.current.now = monday;
  await forget();
});

interface Shown {
  readonly id: string;
  readonly day: string;
  readonly urgent: boolean;
  readonly sentAt: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly items: readonly {
    readonly kind: string;
    readonly pilot: { readonly id: string; readonly title: string; readonly href: string };
    readonly text: string;
    readonly due: string | null;
  }[];
}

const read = async (as: string, query = ''): Promise<{ items: readonly Shown[]; next: string | null }> => {
  const { status, body, text } = await api.current.get(`/v1/notices${query}`, { as });
  if (status !== 200) throw new Error(text);
  return body as unknown as { items: readonly Shown[]; next: string | null };
};

const must = async (...given: Parameters<typeof give>): Promise<void> => {
  const { status, text } = await give(...given);
  if (status !== 200) throw new Error(text);
};

const speak = async (handle: string, language: string | undefined): Promise<void> => {
  const personal = { name: 'Somebody', ...(language !== undefined && { language }) };
  const { person } = api.current.idOf(handle);
  const { status, text } = await api.current.post(
    `/v1/persons/${person}/commands/change-person`,
    { personal },
    { as: handle },
  );
  if (status !== 200) throw new Error(text);
};

describe('GET /v1/notices', () => {
  it('shows a person what she was told, with links to the cases', async () => {
    const id = await carried('endorsement');
    await work(monday);
    expect((await read('host-government-ke')).items).toEqual([]);
    await work(tuesday);
    const { items, next } = await read('host-government-ke');
    expect(next).toBeNull();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      day: '2027-03-02',
      urgent: false,
      sentAt: tuesday,
      language: 'en',
      subject: '1 notice about your pilots, 2 March 2027',
      items: [
        {
          kind: 'seat-filled',
          pilot: { id, title: 'Drip irrigation', href: `/v1/pilots/${id}` },
          due: '2027-03-15T14:00:00.000Z',
        },
      ],
    });
    expect(items[0]?.text).toMatch(
      /^Drip irrigation\n• Sample Ministry of Environment of Kenya has been given a seat: host government \(Kenya\)\./,
    );
    const { body } = await api.current.get(items[0]?.items[0]?.pilot.href ?? '', {
      as: 'host-government-ke',
    });
    expect(body['id']).toBe(id);
  });

  it('newest first, in pages', async () => {
    const id = await carried('endorsement');
    await work(monday);
    await work(tuesday);
    for (const day of ['17', '24', '30']) {
      await clocksRun(id, `2027-03-${day}T06:00:10.000Z`);
      await work(`2027-03-${day}T06:00:10.000Z`);
      await work(`2027-03-${day}T06:10:00.000Z`);
    }
    const days = ({ items }: { readonly items: readonly Shown[] }) =>
      items.map(({ day, urgent }) => `${day}${urgent ? ' urgent' : ''}`);
    const all = ['2027-03-30 urgent', '2027-03-24', '2027-03-17', '2027-03-02'];
    expect(days(await read('host-government-ke'))).toEqual(all);
    const first = await read('host-government-ke', '?limit=3');
    expect(days(first)).toEqual(all.slice(0, 3));
    const second = await read('host-government-ke', `?limit=3&cursor=${String(first.next)}`);
    expect(days(second)).toEqual(all.slice(3));
    expect(second.next).toBeNull();
    expect(first.items[0]?.subject).toMatch(/^Urgent: Take a position on the endorsement/);
  });

  it('shows nobody another’s, the coordinator neither', async () => {
    await carried('endorsement');
    await work(monday);
    await work(tuesday);
    for (const handle of ['coordinator-1', 'administrator-1', 'auditor', 'proponent'])
      expect((await read(handle)).items).toEqual([]);
    expect((await api.current.get('/v1/notices', { as: null })).status).toBe(401);
    const { person } = api.current.idOf('host-government-ke');
    expect((await api.current.get(`/v1/notices?person=${person}`)).status).toBe(400);
  });

  it('in the person’s language, else her organisation’s', async () => {
    await carried('endorsement');
    await work(monday);
    await work(tuesday);
    await speak('host-government-ke', 'fr-CH');
    const [french] = (await read('host-government-ke')).items;
    expect(french).toMatchObject({
      language: 'fr',
      subject: '1 avis sur vos activités pilotes, 2 mars 2027',
    });
    expect(french?.items[0]?.text).toContain('gouvernement hôte (Kenya)');
    await speak('host-government-ke', 'ar');
    const [arabic] = (await read('host-government-ke')).items;
    expect(arabic).toMatchObject({ language: 'ar' });
    expect(arabic?.text).toContain('\u2068Sample Ministry of Environment of Kenya\u2069');
    await speak('host-government-ke', 'sw');
    expect((await read('host-government-ke')).items[0]?.language).toBe('en');
    const { organisation } = api.current.idOf('host-government-ke');
    const changed = await api.current.post(
      `/v1/organisations/${organisation}/commands/change-organisation`,
      { language: 'es' },
      { as: 'administrator-1' },
    );
    expect(changed.status).toBe(200);
    expect((await read('host-government-ke')).items[0]?.language).toBe('es');
    await speak('host-government-ke', undefined);
    expect((await read('host-government-ke')).items[0]?.language).toBe('es');
  });

  it('says what stood when it was sent, whatever has changed since', async () => {
    const id = await carried('draft');
    await work(monday);
    await work(tuesday);
    const [before] = (await read('finance')).items;
    api.current.now = tuesday;
    await must(id, 'revise-proposal', { title: 'Another title' }, 'proponent');
    await must(id, 'withdraw', { reason: 'Other plans.' }, 'proponent');
    const [after] = (await read('finance')).items;
    expect(after).toEqual(before);
    expect(after?.text).toContain('Drip irrigation');
  });

  it('for a key of one organisation only what was told for that one', async () => {
    const { person, organisation } = api.current.idOf('finance');
    const { organisation: other } = api.current.idOf('observer');
    const joined = await api.current.post(
      `/v1/persons/${person}/commands/change-person`,
      { organisations: [organisation, other] },
      { as: 'administrator-1' },
    );
    expect(joined.status).toBe(200);
    await carried('draft');
    await work(monday);
    await work(tuesday);
    const keyFor = async (of: string) => {
      const { body } = await api.current.post(
        '/v1/api-keys',
        { label: 'A partner system', organisation: of },
        { as: 'finance' },
      );
      return String(body['key']);
    };
    expect((await read(await keyFor(organisation))).items).toHaveLength(1);
    expect((await read(await keyFor(other))).items).toEqual([]);
  });

  it('refuses a cursor that no list gave', async () => {
    const cursor = Buffer.from(JSON.stringify(['today', 'me'])).toString('base64url');
    expect(await api.current.get(`/v1/notices?cursor=${cursor}`)).toMatchObject({
      status: 422,
      body: { code: 'invalid-cursor' },
    });
  });

  it('keeps no name, address or language of anybody in its tables', async () => {
    await speak('host-government-ke', 'fr');
    await carried('endorsement');
    await work(monday);
    await work(tuesday);
    const [all] = await api.current.log.rows<{ text: string }>(
      `select string_agg(t, '') as text from (
        select n::text as t from relay.notice n union all select i::text from relay.notice_item i
        union all select o::text from relay.outbox o) everything`,
    );
    expect(all?.text).toContain(api.current.idOf('host-government-ke').person);
    expect(all?.text).not.toMatch(/Somebody|sample\.example|Sample |"fr"|,fr,/);
  });
});
