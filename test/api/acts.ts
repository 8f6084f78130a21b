import type { ApiAnswer, ApiRequest, TestApi } from '../support/api';

/** Everything that a proposal needs under the default programme. */
export const proposal = (title: string) => ({
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

/** The id that a creation answered with. */
export const idOf = ({ body }: ApiAnswer): string => String(body['id']);

/** What sample persons do with pilots, through the API. */
export const actsOn = (of: { readonly current: TestApi }) => {
  const organisation = (handle: string) => of.current.idOf(handle).organisation;
  const register = (
    body: object = { title: 'Drip irrigation' },
    request: ApiRequest = {},
  ): Promise<ApiAnswer> =>
    of.current.post(
      '/v1/pilots',
      { programme: 'ssc-pilot', proponent: organisation('proponent'), ...body },
      request,
    );
  const give = (
    id: string,
    command: string,
    body: object,
    as: string,
    more: ApiRequest = {},
  ): Promise<ApiAnswer> => of.current.post(`/v1/pilots/${id}/commands/${command}`, body, { as, ...more });
  const accepted = async (answer: Promise<ApiAnswer>): Promise<ApiAnswer> => {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(`This was expected to be accepted: ${text}`);
    return answer;
  };
  /** A pilot that is complete, and in screening, endorsement or concept review. */
  const carried = async (
    to: 'draft' | 'screening' | 'endorsement' | 'concept_review' | 'convened',
    title = 'Drip irrigation',
  ): Promise<string> => {
    const id = idOf(await accepted(register(proposal(title))));
    if (to === 'draft') return id;
    await accepted(give(id, 'submit-proposal', {}, 'proponent'));
    if (to === 'screening') return id;
    for (const [country, handle] of [
      ['KE', 'host-government-ke'],
      ['MW', 'host-government-mw'],
    ] as const) {
      const body = { kind: 'host_government', organisation: organisation(handle), country };
      await accepted(give(id, 'fill-seat', body, 'coordinator-1'));
    }
    await accepted(give(id, 'accept-screening', {}, 'coordinator-1'));
    if (to === 'endorsement') return id;
    for (const handle of ['host-government-ke', 'host-government-mw'])
      await accepted(give(id, 'take-position', { decision: 'endorsement-1', position: 'approve' }, handle));
    if (to === 'concept_review') return id;
    for (const handle of ['approving-body-1', 'approving-body-2'])
      await accepted(give(id, 'take-position', { decision: 'concept-1', position: 'approve' }, handle));
    return id;
  };
  return { organisation, register, give, accepted, carried };
};
