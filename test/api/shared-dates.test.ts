import { tellPilots } from '../../activities/tell-pilots';
import { dependentsOf } from '../../db/queries/shared-dates';
import { tellEffect } from '../../workflows/shared-date/shared-date';
import { useApi } from '../support/api';
import { countedNow, type CountedPilot, countedPilot } from '../support/counted-pilot';

const api = useApi();
const post = (path: string, body: object, as = 'coordinator-1') => api.current.post(path, body, { as });
const accepted = async (path: string, body: object, as?: string) => {
  const answer = await post(path, body, as);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
  return answer.body;
};
const pilot = (from: object) => countedPilot(api.current, from);
const owed = (of: CountedPilot) => countedNow(api.current, of);

/** The worker's part, here and now. */
const tell = (stream: string) =>
  tellPilots({ options: api.current.log.options, commit: api.current.log.commit })(
    { id: tellEffect, kind: tellEffect, body: {} },
    stream,
  );

describe('Meetings and master agreements (lifecycle.md section 4)', () => {
  it('one day after the last day of the board’s 41st meeting: unknown until dated, then dated, then moved', async () => {
    const { id } = await accepted('/v1/meetings', { name: 'the board’s 41st meeting' });
    const stream = `meeting/${String(id)}`;
    const dependent = await pilot({ meeting: id, days: 1 });
    expect(await owed(dependent)).toMatchObject({
      due: null,
      explanation: '1 day after the last day of the board’s 41st meeting, which has no date yet',
    });
    expect(await dependentsOf(api.current.log.database, stream)).toEqual([`pilot/${dependent.id}`]);
    const date = `/v1/meetings/${String(id)}/commands/date-meeting`;
    await accepted(date, { lastDay: '2027-06-10' });
    await tell(stream);
    expect((await owed(dependent))?.due).toMatch(/^2027-06-11T/);
    await accepted(date, { lastDay: '2027-07-01', reason: 'The hall is closed.' });
    await tell(stream);
    await tell(stream);
    expect((await owed(dependent))?.due).toMatch(/^2027-07-02T/);
    await accepted(date, { lastDay: null });
    await tell(stream);
    expect((await owed(dependent))?.due).toBeNull();
    expect((await post(date, { lastDay: null })).status).toBe(422);
    const told = await api.current.log.rows(
      `select 1 as one from log.outcome where stream = $1 and command = 'meeting-dated' and accepted`,
      [`pilot/${dependent.id}`],
    );
    expect(told).toHaveLength(3);
  });

  it('a due date counts from the signing of a master agreement, and starts only with it', async () => {
    const { organisation: contributor } = api.current.idOf('proponent');
    const agreement = { name: 'the master agreement with the institute', contributor };
    const { id } = await accepted('/v1/master-agreements', agreement);
    const stream = `master-agreement/${String(id)}`;
    const dependent = await pilot({ masterAgreement: id, length: { days: 120 } });
    expect((await owed(dependent))?.due).toBeNull();
    const document = {
      sha256: 'e'.repeat(64),
      name: 'Agreement',
      date: '2027-02-01',
      issuer: 'The institute',
      location: 'Registry',
    };
    const sign = `/v1/master-agreements/${String(id)}/commands/sign-master-agreement`;
    expect((await post(sign, { signedOn: '2028-01-01', document })).status).toBe(422);
    await accepted(sign, { signedOn: '2027-02-01', document });
    await tell(stream);
    const counted = await owed(dependent);
    expect(counted?.due).toMatch(/^2027-06-01T/);
    expect(counted?.explanation).toBe(
      '120 days after the signing of the master agreement with the institute, 1 February 2027',
    );
    expect((await api.current.get(`/v1/master-agreements/${String(id)}`)).body).toMatchObject({
      name: agreement.name,
      signedOn: '2027-02-01',
    });
  });

  it('a pilot that begins to depend on it later has the date at once', async () => {
    const meeting = { name: 'the committee’s spring meeting', lastDay: '2027-05-05' };
    const { id } = await accepted('/v1/meetings', meeting);
    expect((await owed(await pilot({ meeting: id, days: 0 })))?.due).toMatch(/^2027-05-05T/);
    const { items } = (await api.current.get('/v1/meetings')).body as { items: { name: string }[] };
    expect(items.map(({ name }) => name)).toContain(meeting.name);
    expect((await api.current.get(`/v1/meetings/${String(id)}`)).body).toMatchObject(meeting);
    expect((await api.current.get('/v1/meetings/none')).status).toBe(404);
  });

  it('are kept by administrators and coordinators', async () => {
    expect((await post('/v1/meetings', { name: 'a meeting' }, 'proponent')).status).toBe(403);
    expect((await post('/v1/meetings', { name: 'a meeting' }, 'administrator-1')).status).toBe(201);
    const unknown = { name: 'the agreement', contributor: 'nobody' };
    expect((await post('/v1/master-agreements', unknown)).status).toBe(422);
  });
});
