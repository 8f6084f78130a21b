import { useApi } from '../support/api';
import { actsOn } from './acts';

const api = useApi();
const { give, accepted, carried } = actsOn(api);
const preview = (id: string, query: string, as = 'coordinator-1') =>
  api.current.get(`/v1/pilots/${id}/migration${query}`, { as });

describe('the migration of a pilot to a new version of its programme', () => {
  it('is previewed, decided by the approving body, and counts for what opens next', async () => {
    const id = await carried('screening');
    const { body } = await api.current.get('/v1/programmes/ssc-pilot');
    const { waits, ...rules } = body['ruleBook'] as { waits: object };
    const next = { ...rules, waits: { ...waits, endorsement: { value: { days: 45 }, source: 'ours' } } };
    await accepted(
      api.current.post(
        '/v1/programmes/ssc-pilot/commands/publish-version',
        { ruleBook: { ...next, version: 2 }, institutions: body['institutions'] },
        { as: 'administrator-1' },
      ),
    );

    expect((await preview(id, '?version=2')).body).toEqual({
      from: 1,
      to: 2,
      refused: null,
      differences: [{ pointer: '/waits/endorsement', before: { days: 30 }, after: { days: 45 } }],
    });

    const reason = 'The countries need more time.';
    const programme = { id: 'ssc-pilot', version: 2 };
    await accepted(give(id, 'migrate-programme', { programme, reason }, 'approving-body-1'));
    expect((await api.current.get(`/v1/pilots/${id}`)).body['programme']).toEqual({
      ...programme,
      version: 1,
    });
    await accepted(give(id, 'take-position', { decision: 'act-1', position: 'approve' }, 'approving-body-2'));
    expect((await api.current.get(`/v1/pilots/${id}`)).body['programme']).toEqual(programme);
    expect((await preview(id, '?version=2')).body).toMatchObject({
      refused: { code: 'version-not-newer' },
    });
  });

  it('is shown to nobody who takes no part, and for no version that is not published', async () => {
    const id = await carried('draft');
    expect((await preview(id, '?version=1', 'funder')).status).toBe(404);
    expect((await preview(id, '?version=9')).status).toBe(404);
    expect((await preview(id, '')).status).toBe(400);
    expect((await preview(id, '?version=two')).status).toBe(400);
  });
});
