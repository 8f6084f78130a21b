import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openCommit, type OpenCommit } from '../../db/open-commit';
import { dependentsOf } from '../../db/queries/shared-dates';
import { createSigningKeyFile } from '../../db/signing-key';
import { readAgenda, readState } from '../../db/state';
import { connection } from '../../db/transaction';
import { loadSample, type SampleKeys } from '../../infra/sample-directory';
import type { Day } from '../../workflows/decider';
import { pilot as pilotDecider } from '../../workflows/pilot/decider';
import type { Pilot } from '../../workflows/pilot/state';
import { deciders } from '../../workflows/registry';
import { useTestDatabase } from '../support/database';
import { holdTransaction } from '../support/held';
import { command } from '../support/log';
import { completeProposal } from '../support/pilot-people';
import { eventually } from '../support/probe-host';
import { stackUnderTest } from '../support/stack';
import { freshTaskQueue } from '../support/temporal';
import { useWorkerProcesses, type WorkerProcess } from '../support/worker-process';

let open: OpenCommit | undefined;
const folder = mkdtempSync(join(tmpdir(), 'tell-'));
const keyFile = join(folder, 'signing-key.pem');
afterAll(async () => {
  await open?.database.close();
  rmSync(folder, { recursive: true });
});
const at = useTestDatabase();
const workers = useWorkerProcesses();
// Four worker processes one after the other, each of which bundles the host first.
jest.setTimeout(240_000);

let keys: SampleKeys;
const log = (): OpenCommit => {
  if (open === undefined) throw new Error('The log is opened before the first test.');
  return open;
};
const now = () => new Date().toISOString();

beforeAll(async () => {
  await createSigningKeyFile(keyFile);
  const logger = pino({ level: 'silent' });
  const url = at.current.serviceUrl;
  open = await openCommit({ url, keyFile, applicationName: 'tell test', maxClockLead: 5_000, logger });
  const file = await loadSample(open.commit, folder, now);
  keys = JSON.parse(readFileSync(file ?? '', 'utf8')) as SampleKeys;
});

const idsOf = (handle: string) => keys[handle] ?? { person: '', organisation: '' };

async function give(stream: string, by: string, name: string, body: object): Promise<void> {
  const { person, organisation } = idsOf(by);
  const caller = { door: 'http', person, organisation } as const;
  const answer = await log().commit(stream, command(name, body, { at: now(), caller }));
  if (answer.outcome === 'refused') throw new Error(`${name}: ${answer.refusal.detail}`);
}

const pilotNow = async (stream: string): Promise<Pilot> =>
  (await readState(connection(log().database), pilotDecider, stream))?.state as Pilot;

const board = ['approving-body-1', 'approving-body-2'] as const;
const [proposer, second] = board;
const daysFrom = (days: number): Day =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
const reason = 'The board decides on it.';

/** A pilot that was taken over with something open, which is due a day after the meeting. */
async function dependent(meeting: string): Promise<string> {
  const stream = `pilot/${freshTaskQueue()}`;
  const { organisation: proponent } = idsOf('proponent');
  await give(stream, 'coordinator-1', 'register-pilot', {
    ...{ programme: 'ssc-pilot', title: 'Weevils', proponent },
  });
  await give(stream, 'coordinator-1', 'take-over', {
    ...{ step: 'proposal.screening', registeredOn: daysFrom(-300), since: daysFrom(-100), reason },
    proposal: completeProposal,
    obligations: [{ label: 'Send the baseline', kind: 'proponent', due: daysFrom(900) }],
  });
  for (const member of board)
    await give(stream, member, 'take-position', { decision: 'act-1', position: 'approve' });
  const carried = (await pilotNow(stream)).obligations.find(({ kind }) => kind === 'carried');
  const from = { meeting, days: 1 };
  await give(stream, proposer, 'count-from', { obligation: carried?.id ?? '', from, reason });
  await give(stream, second, 'take-position', { decision: 'act-2', position: 'approve' });
  return stream;
}

/** The days on which what waits for the meeting is due, after each time that this was told, oldest first. */
async function told(stream: string): Promise<readonly (string | null)[]> {
  const { rows } = await log().database.pool.query<{ due: string | null }>(
    `select event #>> '{data,due,at}' as due from (
       select hashed::jsonb as event, version from log.event where stream = $1 and type = 'obligation-moved'
     ) moved where event ->> 'person' is null order by version`,
    [stream],
  );
  return rows.map(({ due }) => due?.slice(0, 10) ?? null);
}

const settled = async (stream: string) =>
  (await readAgenda(log().database, deciders, stream)).effects.length === 0;

describe('Each dependent pilot is told (lifecycle.md section 4), carried by the host', () => {
  it('once for each change of a meeting, though a worker is killed in the middle and another one goes on', async () => {
    const meeting = freshTaskQueue();
    const stream = `meeting/${meeting}`;
    await give(stream, 'coordinator-1', 'register-meeting', { name: 'the board’s 41st meeting' });
    const pilots: string[] = [];
    for (let count = 0; count < 8; count += 1) pilots.push(await dependent(meeting));
    pilots.sort();
    expect(await dependentsOf(log().database, stream)).toEqual(pilots);
    const env = {
      DATABASE_URL: at.current.serviceUrl,
      TEMPORAL_ADDRESS: stackUnderTest().temporalAddress,
      TEMPORAL_NAMESPACE: stackUnderTest().namespace,
      TASK_QUEUE: freshTaskQueue(),
      SIGNING_KEY_FILE: keyFile,
      TMPDIR: folder,
    };
    const tellings = async () => (await Promise.all(pilots.map(told))).map((days) => days.length);
    let worker: WorkerProcess | undefined;

    const days = [daysFrom(200), daysFrom(230)];
    for (const [change, lastDay] of days.entries()) {
      // One pilot is held, so that telling cannot come to its end before the worker is killed.
      const held = await holdTransaction(at.current.superuserUrl);
      await held.query('select from log.lock_stream($1)', [pilots[4]]);
      worker ??= workers.start(env);
      await worker.ready;
      const dated = change === 0 ? { lastDay } : { lastDay, reason: 'The hall is closed.' };
      await give(stream, 'coordinator-1', 'date-meeting', dated);
      await eventually('all but the one that is held are told', async () =>
        (await tellings()).every((times, index) => times === (index === 4 ? change : change + 1)),
      );
      worker.child.kill('SIGKILL');
      await worker.ended;
      expect(await settled(stream)).toBe(false);
      await held.rollback();
      worker = workers.start(env);
      await worker.ready;
      await eventually('it is carried through', () => settled(stream));
      expect(await tellings()).toEqual(pilots.map(() => change + 1));
    }

    const follow = days.map((day) => new Date(Date.parse(day) + 24 * 60 * 60 * 1_000).toISOString());
    const dues = follow.map((instant) => instant.slice(0, 10));
    for (const each of pilots) expect(await told(each)).toEqual(dues);
  });
});
