import { useApi } from '../support/api';
import { actsOn, idOf, proposal } from './acts';
import bioBridge from './bio-bridge.json';

const api = useApi();
const { register, give, accepted, organisation } = actsOn(api);

const publish = async (ruleBook: object) => {
  const { body } = await api.current.get('/v1/programmes/ssc-pilot');
  const { institutions } = body;
  return api.current.post('/v1/programmes', { ruleBook, institutions }, { as: 'administrator-1' });
};

const caseOf = async (id: string) => (await api.current.get(`/v1/pilots/${id}`)).body;

/** The days that what is open has from one day to its due date. */
const dueDays = async (id: string): Promise<readonly string[]> =>
  ((await caseOf(id))['waitingOn'] as { due: string }[]).map(({ due }) => due.slice(0, 10));

/** A rule book that was written from workflows/programmes/README.md alone: a seed for cooperation on biodiversity. */
describe('a fifth programme, written from the documentation alone', () => {
  it('is published through the API as it was written', async () => {
    expect(await publish(bioBridge)).toMatchObject({
      status: 201,
      body: { id: 'bio-bridge-seed', version: 1 },
    });
    expect((await api.current.get('/v1/programmes/bio-bridge-seed')).body['ruleBook']).toEqual(bioBridge);
  });

  it('takes a pilot by its own rules of eligibility', async () => {
    const id = idOf(
      await accepted(
        register({
          ...proposal('Seeds without a need'),
          programme: 'bio-bridge-seed',
          demandEvidence: undefined,
          providerCountries: ['MW'],
        }),
      ),
    );
    expect(await give(id, 'submit-proposal', {}, 'proponent')).toMatchObject({ status: 422 });
    const { body } = await give(id, 'submit-proposal', {}, 'proponent');
    expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/demandEvidence',
      '/beneficiaryCountries',
    ]);
  });

  it('carries a pilot by its own waits, rules and reminders', async () => {
    const id = idOf(await accepted(register({ ...proposal('Seeds'), programme: 'bio-bridge-seed' })));
    expect(await dueDays(id)).toEqual(['2027-08-28']);
    await accepted(give(id, 'submit-proposal', {}, 'proponent'));
    expect(await dueDays(id)).toEqual(['2027-03-08']);
    for (const [country, handle] of [
      ['KE', 'host-government-ke'],
      ['MW', 'host-government-mw'],
    ] as const) {
      const seat = { kind: 'host_government', organisation: organisation(handle), country };
      await accepted(give(id, 'fill-seat', seat, 'coordinator-1'));
    }
    await accepted(give(id, 'accept-screening', {}, 'coordinator-1'));
    expect(await dueDays(id)).toEqual(['2027-03-22', '2027-03-22']);
    for (const handle of ['host-government-ke', 'host-government-mw'])
      await accepted(give(id, 'take-position', { decision: 'endorsement-1', position: 'approve' }, handle));
    const approve = { decision: 'concept-1', position: 'approve' };
    await accepted(give(id, 'take-position', approve, 'approving-body-1'));
    expect((await caseOf(id))['status']).toBe('proposal.concept_review');
    await accepted(give(id, 'take-position', approve, 'approving-body-2'));
    expect(await caseOf(id)).toMatchObject({
      status: 'consultation.convened',
      programme: { id: 'bio-bridge-seed', version: 1 },
    });
    expect(await dueDays(id)).toEqual(['2027-03-31', '2027-09-01']);
  });

  it('says in words what is wrong while it is being written', async () => {
    const draft = {
      ...bioBridge,
      id: 'bio-bridge-draft',
      waits: { ...bioBridge.waits, review: undefined, mix: { value: { weeks: 8 }, source: 'ours' } },
    };
    expect(await publish(draft)).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            pointer: '/ruleBook/waits/review',
            detail: 'This value is missing: a rule book has to state it.',
          },
          {
            pointer: '/ruleBook/waits/mix/value',
            detail:
              'This has to be a length: {"days":…}, {"months":…} or {"workingDays":…}, a whole number from 1.',
          },
        ],
      },
    });
  });
});
