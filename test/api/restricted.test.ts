import { useApi } from '../support/api';
import { actsOn } from './acts';
import { bankReference, sightStories } from './sight-stories';

/** What stays among some of those who take part (lifecycle.md section 1, Sight), through the API. */
const api = useApi();
const { give, accepted } = actsOn(api);
const stories = sightStories(api);

const overseers = ['coordinator-1', 'auditor', 'administrator-1'];
const body = ['approving-body-1', 'approving-body-2', 'approving-body-3'];
const others = ['proponent', 'host-government-ke', 'host-government-mw', 'finance', 'reviewer', 'funder'];
const everybody = [...overseers, ...body, ...others, 'evaluator'];

const read = (path: string, as: string) => api.current.get(`/v1/pilots${path}`, { as });

/** Who can read these words of a pilot: now, in its history, or as it stood. */
const knowing = async (id: string, words: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const as of everybody) {
    const texts = [];
    for (const path of ['', '/history?limit=200', `?at=${api.current.now}`])
      texts.push((await read(`/${id}${path}`, as)).text);
    if (texts.some((text) => text.includes(words))) found.push(as);
  }
  return found;
};

/** The positions in a decision that a person sees. */
const positionsIn = async (id: string, decision: string, as: string) => {
  const { decisions } = (await read(`/${id}`, as)).body as {
    readonly decisions: readonly { id: string; outcome: string | null; positions: unknown[] }[];
  };
  return decisions.find((each) => each.id === decision);
};

const inConsultation = async (): Promise<string> => {
  const id = await stories.readyToOpen('Drip irrigation');
  await stories.opened(id);
  return id;
};

describe('Among those who take part', () => {
  it('a bank reference is for finance, coordinator, auditors and who gave the money', async () => {
    const id = await stories.inFunding('Clean stoves');
    expect(await knowing(id, bankReference)).toEqual([...overseers, 'finance', 'funder']);
  });

  it('what the approving body deliberates on is for its members, coordinator and auditors', async () => {
    const id = await inConsultation();
    const motion = 'A planted motion.';
    await accepted(give(id, 'cancel', { reason: motion }, 'approving-body-1'));
    expect(await knowing(id, motion)).toEqual([...overseers, ...body]);
    const answer = (position: string, text: string, as: string) =>
      accepted(give(id, 'take-position', { decision: 'act-1', position, text }, as));
    await answer('request_changes', 'A planted doubt.', 'approving-body-2');
    expect(await knowing(id, 'A planted doubt.')).toEqual([...overseers, 'approving-body-2']);
    await answer('object', 'A planted objection.', 'approving-body-3');
    expect(await knowing(id, motion)).toEqual([...overseers, ...body]);
    for (const as of ['proponent', 'host-government-ke', 'finance', 'reviewer'])
      expect(await positionsIn(id, 'act-1', as)).toMatchObject({ outcome: 'refused', positions: [] });
    for (const as of [...overseers, ...body])
      expect((await positionsIn(id, 'act-1', as))?.positions).toHaveLength(3);
  });

  it('an act that was approved says its reason to all of them', async () => {
    const id = await inConsultation();
    const reason = 'The district was flooded.';
    await accepted(give(id, 'suspend', { reason }, 'approving-body-1'));
    expect(await knowing(id, reason)).toEqual([...overseers, ...body]);
    await accepted(give(id, 'take-position', { decision: 'act-1', position: 'approve' }, 'approving-body-2'));
    const participants = everybody.filter((as) => as !== 'funder' && as !== 'evaluator');
    expect(await knowing(id, reason)).toEqual(participants);
  });

  it('a position in the consultation is its seat’s until the consultation closes', async () => {
    const id = await inConsultation();
    const taken = async (as: string) => {
      const { consultation } = (await read(`/${id}`, as)).body as {
        readonly consultation: { readonly positions: readonly unknown[] };
      };
      const { items } = (await read(`/${id}/history?limit=200`, as)).body as {
        readonly items: readonly { readonly type: string; readonly data: unknown }[];
      };
      const told = items.filter(({ type, data }) => type === 'consultation-position-taken' && data !== null);
      return [consultation.positions.length, told.length];
    };
    for (const as of ['host-government-ke', 'coordinator-1', 'auditor'])
      expect(await taken(as)).toEqual([1, 1]);
    for (const as of ['proponent', 'host-government-mw', 'reviewer', 'approving-body-1'])
      expect(await taken(as)).toEqual([0, 0]);
  });
});
