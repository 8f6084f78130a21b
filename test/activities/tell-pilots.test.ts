import { performersOf } from '../../activities/performers';
import { useApi } from '../support/api';
import { countedNow, type CountedPilot, countedPilot } from '../support/counted-pilot';
import { paper } from '../support/funding';
import { useClockworks } from '../support/probe-clockwork';
import { eventually } from '../support/probe-host';
import { freshTaskQueue, useTemporal } from '../support/temporal';

const api = useApi();
const clockworks = useClockworks({
  get current() {
    return api.current.log;
  },
});
const temporal = useTemporal();
jest.setTimeout(120_000);

const startWorker = () => {
  const { options, commit } = api.current.log;
  return clockworks.start(freshTaskQueue(), { performers: performersOf({ options, commit }) });
};
const accepted = async (path: string, body: object) => {
  const answer = await api.current.post(path, body);
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.body;
};
const dueOf = async (of: CountedPilot) => (await countedNow(api.current, of))?.due ?? null;
const told = (pilots: readonly CountedPilot[], day: string | null) =>
  eventually(`every pilot is told ${day ?? 'that it has no date'}`, async () => {
    const dues = await Promise.all(pilots.map(dueOf));
    return dues.every((due) => (day === null ? due === null : due?.startsWith(day) === true));
  });
const typesOf = async (stream: string) => {
  const rows = await api.current.log.rows<{ type: string }>(
    'select type from log.event where stream = $1 order by version',
    [stream],
  );
  return rows.map(({ type }) => type);
};
const tellings = async ({ id }: CountedPilot, command: string) =>
  (
    await api.current.log.rows(
      'select 1 as one from log.outcome where stream = $1 and command = $2 and accepted',
      [`pilot/${id}`, command],
    )
  ).length;
/** The host of a shared date has nothing left to do. */
const finished = (stream: string) =>
  eventually(`${stream} is at its end`, async () => {
    const { status } = await temporal.client.workflow.getHandle(stream).describe();
    return status.name === 'COMPLETED';
  });

describe('A date that many pilots share, carried by the host (lifecycle.md section 4)', () => {
  it('each dependent pilot is told by a command when a meeting gets or changes its date, once each', async () => {
    const meeting = String((await accepted('/v1/meetings', { name: 'the board’s 41st meeting' }))['id']);
    const stream = `meeting/${meeting}`;
    const pilots = [
      await countedPilot(api.current, { meeting, days: 1 }),
      await countedPilot(api.current, { meeting, days: 1 }),
    ];
    const date = `/v1/meetings/${meeting}/commands/date-meeting`;
    startWorker();
    await accepted(date, { lastDay: '2027-06-10' });
    await told(pilots, '2027-06-11');
    await finished(stream);
    await accepted(date, { lastDay: '2027-07-01', reason: 'The hall is closed.' });
    await told(pilots, '2027-07-02');
    await finished(stream);
    await accepted(date, { lastDay: null });
    await told(pilots, null);
    await finished(stream);
    expect(await typesOf(stream)).toEqual([
      'meeting-registered',
      ...['meeting-dated', 'effect-completed'],
      ...['meeting-dated', 'effect-completed'],
      ...['meeting-dated', 'effect-completed'],
    ]);
    expect(await Promise.all(pilots.map((pilot) => tellings(pilot, 'meeting-dated')))).toEqual([3, 3]);
  });

  it('a pilot is told of a master agreement that was signed while no worker served', async () => {
    const { organisation: contributor } = api.current.idOf('funder');
    const name = 'the master agreement with the fund';
    const id = String((await accepted('/v1/master-agreements', { name, contributor }))['id']);
    const pilot = await countedPilot(api.current, { masterAgreement: id, length: { days: 120 } });
    const worker = startWorker();
    await worker.stop();
    const sign = `/v1/master-agreements/${id}/commands/sign-master-agreement`;
    await accepted(sign, { signedOn: '2027-02-01', document: paper('Master agreement') });
    expect(await dueOf(pilot)).toBeNull();
    startWorker();
    await told([pilot], '2027-06-01');
    await finished(`master-agreement/${id}`);
    expect(await tellings(pilot, 'master-agreement-signed')).toBe(1);
  });
});
