import type { TestApi } from './api';
import { completeProposal } from './pilot-people';

/** A pilot, and one of its obligations whose due date counts from elsewhere. */
export interface CountedPilot {
  readonly id: string;
  readonly obligation: string;
}

const reason = 'The board decides on it.';

/** Through HTTP: a pilot that was taken over with one obligation, whose date is then counted from elsewhere. */
export async function countedPilot(api: TestApi, from: object): Promise<CountedPilot> {
  const accepted = async (path: string, body: object, as: string) => {
    const answer = await api.post(path, body, { as });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return answer.body;
  };
  const { organisation } = api.idOf('proponent');
  const registration = { programme: 'ssc-pilot', title: 'Weevils', proponent: organisation };
  const id = String((await accepted('/v1/pilots', registration, 'coordinator-1'))['id']);
  const read = async () => (await api.get(`/v1/pilots/${id}`)).body;
  const commands = `/v1/pilots/${id}/commands`;
  const decide = async (name: string, body: object, first: string) => {
    await accepted(`${commands}/${name}`, body, first);
    const act = ((await read())['decisions'] as { id: string }[]).at(-1);
    for (const as of ['approving-body-1', 'approving-body-2', 'approving-body-3'])
      await api.post(`${commands}/take-position`, { decision: act?.id, position: 'approve' }, { as });
  };
  const takeOver = {
    step: 'proposal.screening',
    registeredOn: '2026-01-01',
    since: '2026-06-01',
    proposal: completeProposal,
    obligations: [{ label: 'Send the baseline', kind: 'proponent', due: '2030-01-01' }],
    reason,
  };
  await decide('take-over', takeOver, 'coordinator-1');
  const obligations = (await read())['obligations'] as { id: string; kind: string }[];
  const obligation = obligations.find(({ kind }) => kind === 'carried')?.id ?? '';
  await decide('count-from', { obligation, from, reason }, 'approving-body-1');
  return { id, obligation };
}

/** The obligation as its case shows it now. */
export const countedNow = async (api: TestApi, { id, obligation }: CountedPilot) => {
  const { body } = await api.get(`/v1/pilots/${id}`);
  const owed = body['obligations'] as { id: string; due: string | null; explanation: string }[];
  return owed.find((each) => each.id === obligation);
};
