import { extendInBulk } from '../../activities/extend-in-bulk';
import { bulkEffect } from '../../workflows/bulk/bulk';
import { useApi } from '../support/api';

const api = useApi();
const document = {
  sha256: 'c'.repeat(64),
  name: 'Decision 41/7',
  date: '2027-02-20',
  issuer: 'The board',
  location: 'Registry',
};
const asked = (region: string) => ({
  filter: { programme: 'ssc-pilot', kind: 'step', subject: 'proposal.draft', region },
  by: { add: { months: 3 } },
  replaces: true,
  document,
  reason: 'The cyclone.',
});
const administrator = { as: 'administrator-1' };

/** A draft of a region; its clock lapses on 29 February 2028. */
async function draft(region: string): Promise<string> {
  const { organisation } = api.current.idOf('proponent');
  const body = { programme: 'ssc-pilot', title: `Weevils of ${region}`, proponent: organisation, region };
  return String((await api.current.post('/v1/pilots', body)).body['id']);
}
const obligation = 'step:proposal.draft:proponent-1';

const start = async (region: string, more: object = administrator) =>
  api.current.post('/v1/bulk-extensions', asked(region), more);
const progress = async (id: unknown, more: object = administrator) =>
  api.current.get(`/v1/bulk-extensions/${String(id)}`, more);

/** The worker's part, here and now. */
const carryThrough = (id: unknown, commit = api.current.log.commit) =>
  extendInBulk({ options: api.current.log.options, commit })(
    { id: bulkEffect, kind: bulkEffect, body: {} },
    `bulk/${String(id)}`,
  );

const moves = async (id: string) =>
  (
    await api.current.log.rows(
      `select 1 as one from log.event where stream = $1 and type = 'extended-in-bulk'`,
      [`pilot/${id}`],
    )
  ).length;

describe('Bulk extension (lifecycle.md section 4), through HTTP', () => {
  it('a preview says what each pilot would get, or why it would be skipped', async () => {
    const one = await draft('Preview');
    const two = await draft('Preview');
    await api.current.post(
      `/v1/pilots/${two}/commands/extend-obligation`,
      { obligation, by: { to: '2031-01-01' }, reason: 'Rains.' },
      { as: 'approving-body-1' },
    );
    const filter = 'programme=ssc-pilot&kind=step&region=Preview';
    const seen = await api.current.get(`/v1/bulk-extensions/preview?${filter}&addMonths=3`, administrator);
    expect(seen.status).toBe(200);
    const items = seen.body['items'] as { pilot: string; newDue: string | null; skipped: object | null }[];
    expect(items.map(({ pilot }) => pilot).sort()).toEqual([one, two].sort());
    expect(items.find(({ pilot }) => pilot === one)).toMatchObject({
      label: 'Complete the proposal and submit it',
      skipped: null,
    });
    expect(await moves(one)).toBe(0);
    const page = await api.current.get(
      `/v1/bulk-extensions/preview?${filter}&addDays=3&limit=1`,
      administrator,
    );
    expect(page.body['items']).toHaveLength(1);
    expect(page.body['next']).not.toBeNull();
    const unclear = await api.current.get(`/v1/bulk-extensions/preview?${filter}`, administrator);
    expect(unclear.status).toBe(400);
    const stranger = await api.current.get(`/v1/bulk-extensions/preview?${filter}&addDays=3`);
    expect(stranger.status).toBe(404);
  });

  it('the set is fixed and shown at the start; progress can be read at any time', async () => {
    const ids = [await draft('Fixed'), await draft('Fixed')];
    const begun = await start('Fixed');
    expect(begun.status).toBe(201);
    await draft('Fixed');
    const before = await progress(begun.body['id']);
    expect(before.body).toMatchObject({ state: 'running', total: 2, extended: 0, skipped: 0, remaining: 2 });
    await carryThrough(begun.body['id']);
    const { body } = await progress(begun.body['id']);
    expect(body).toMatchObject({ total: 2, extended: 2, skipped: 0, remaining: 0 });
    expect((body['items'] as { pilot: string }[]).map(({ pilot }) => pilot).sort()).toEqual([...ids].sort());
    expect(await Promise.all(ids.map(moves))).toEqual([1, 1]);
  });

  it('those skipped are listed with the reason', async () => {
    const [ended, final, there] = [await draft('Skip'), await draft('Skip'), await draft('Skip')];
    const begun = await start('Skip');
    await api.current.post(`/v1/pilots/${ended}/commands/withdraw`, { reason: 'No.' }, { as: 'proponent' });
    const last = { obligation, by: { add: { days: 9 } }, final: true, reason: 'Once.' };
    for (const as of ['approving-body-1', 'approving-body-2'])
      await api.current
        .post(`/v1/pilots/${final}/commands/extend-obligation`, last, { as })
        .then(({ status }) =>
          status === 200
            ? null
            : api.current.post(
                `/v1/pilots/${final}/commands/take-position`,
                { decision: 'act-1', position: 'approve' },
                { as },
              ),
        );
    await carryThrough(begun.body['id']);
    const { body } = await progress(begun.body['id']);
    expect(body).toMatchObject({ extended: 1, skipped: 2, remaining: 0 });
    const items = body['items'] as { pilot: string; state: string; skipped: { code: string } | null }[];
    const of = (id: string) => items.find(({ pilot }) => pilot === id);
    expect(of(ended)?.skipped).toMatchObject({ code: 'not-now', detail: 'The pilot has ended.' });
    expect(of(final)?.skipped).toMatchObject({ code: 'not-extendable' });
    expect(of(there)).toMatchObject({ state: 'extended', skipped: null });
  });

  it('is resumable if interrupted, and applied once', async () => {
    const ids = [await draft('Torn'), await draft('Torn')];
    const begun = await start('Torn');
    const { commit } = api.current.log;
    const torn: typeof commit = (stream, input) =>
      input.name === 'record-bulk-results' ? Promise.reject(new Error('Killed.')) : commit(stream, input);
    await expect(carryThrough(begun.body['id'], torn)).rejects.toThrow('Killed.');
    expect((await progress(begun.body['id'])).body).toMatchObject({ remaining: 2 });
    await carryThrough(begun.body['id']);
    await carryThrough(begun.body['id']);
    expect((await progress(begun.body['id'])).body).toMatchObject({ extended: 2, remaining: 0 });
    expect(await Promise.all(ids.map(moves))).toEqual([1, 1]);
  });

  it('is for an administrator of the programme, and nobody else learns of it', async () => {
    expect((await start('Mine', { as: 'coordinator-1' })).status).toBe(403);
    const begun = await start('Mine');
    expect((await progress(begun.body['id'], { as: 'coordinator-1' })).status).toBe(404);
    expect((await progress('none')).status).toBe(404);
  });

  it('the same key gives the first answer again, and starts nothing anew', async () => {
    await draft('Once');
    const once = { ...administrator, key: 'bulk-once' };
    const first = await start('Once', once);
    await draft('Once');
    const again = await start('Once', once);
    expect([again.status, again.body['id']]).toEqual([201, first.body['id']]);
    expect((await progress(first.body['id'])).body).toMatchObject({ total: 1 });
  });
});
