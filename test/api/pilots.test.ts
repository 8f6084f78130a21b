import { type ApiAnswer, freshKey, useApi } from '../support/api';

const api = useApi();

/** Everything that a proposal needs under the default programme. */
const proposal = (title: string) => ({
  title,
  problem: 'Water is lost on its way.',
  demandEvidence: { need: 'Named in the national water plan.' },
  beneficiaryCountries: ['MW'],
  providerCountries: ['KE'],
  region: 'Africa',
  focalArea: 'Water',
  objectives: ['Lose less water'],
  expectedOutputs: ['A tested method'],
  plannedStart: '2028-01-01',
  plannedEnd: '2029-12-31',
  roughBudget: { amount: '125000.00', currency: 'USD', modality: 'trust_fund' },
  policyLinks: [{ kind: 'sdg_target', reference: '6.4' }],
});

const register = (body: object, request: object = {}): Promise<ApiAnswer> =>
  api.current.post(
    '/v1/pilots',
    { programme: 'ssc-pilot', proponent: api.current.idOf('proponent').organisation, ...body },
    request,
  );
const give = (id: string, command: string, body: object, as: string, more: object = {}): Promise<ApiAnswer> =>
  api.current.post(`/v1/pilots/${id}/commands/${command}`, body, { as, ...more });
const fill = (id: string, seat: string, country: string, handle: string) =>
  give(
    id,
    'fill-seat',
    { kind: seat, organisation: api.current.idOf(handle).organisation, country },
    'coordinator-1',
  );
const idOf = ({ body }: ApiAnswer): string => String(body['id']);

describe('a pilot that is registered', () => {
  it('is a draft with an address, a version and a case', async () => {
    const created = await register({ title: 'Drip irrigation' });
    expect(created).toMatchObject({ status: 201, body: { status: 'proposal.draft' } });
    expect(created.headers.location).toBe(`/v1/pilots/${idOf(created)}`);
    const { body, headers } = await api.current.get(String(created.headers.location));
    expect(headers.etag).toBe(created.headers.etag);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({ id: idOf(created), title: 'Drip irrigation', status: 'proposal.draft' });
  });
});
