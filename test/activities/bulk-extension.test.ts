import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { bulkCandidates } from '../../db/queries/bulk';
import { openCommit, type OpenCommit } from '../../db/open-commit';
import { createSigningKeyFile } from '../../db/signing-key';
import { readState } from '../../db/state';
import { connection } from '../../db/transaction';
import { loadSample, type SampleKeys } from '../../infra/sample-directory';
import { bulk } from '../../workflows/bulk/bulk';
import type { Bulk } from '../../workflows/bulk/bulk-events';
import { useTestDatabase } from '../support/database';
import { holdTransaction } from '../support/held';
import { command } from '../support/log';
import { eventually } from '../support/probe-host';
import { stackUnderTest } from '../support/stack';
import { freshTaskQueue } from '../support/temporal';
import { useWorkerProcesses } from '../support/worker-process';

let open: OpenCommit | undefined;
const folder = mkdtempSync(join(tmpdir(), 'bulk-'));
const keyFile = join(folder, 'signing-key.pem');
const logger = pino({ level: 'silent' });
afterAll(async () => {
  await open?.database.close();
  rmSync(folder, { recursive: true });
});
const at = useTestDatabase();
const workers = useWorkerProcesses();
jest.setTimeout(120_000);

let keys: SampleKeys;
const log = (): OpenCommit => {
  if (open === undefined) throw new Error('The log is opened before the first test.');
  return open;
};
beforeAll(async () => {
  await createSigningKeyFile(keyFile);
  const url = at.current.serviceUrl;
  open = await openCommit({ url, keyFile, applicationName: 'bulk test', maxClockLead: 5_000, logger });
  const file = await loadSample(open.commit, folder, now);
  keys = JSON.parse(readFileSync(file ?? '', 'utf8')) as SampleKeys;
});

const now = () => new Date().toISOString();

const callerOf = (handle: string) => {
  const { person, organisation } = keys[handle] ?? { person: '', organisation: '' };
  return { door: 'http', person, organisation } as const;
};

async function give(stream: string, by: string, name: string, body: object): Promise<void> {
  const answer = await log().commit(stream, command(name, body, { at: now(), caller: callerOf(by) }));
  if (answer.outcome === 'refused') throw new Error(`${name}: ${answer.refusal.detail}`);
}

/** Drafts of one region, each with the clock of its step. */
async function drafts(count: number, region: string): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => freshTaskQueue());
  const { organisation } = keys['proponent'] ?? { organisation: '' };
  for (const id of ids) {
    const body = { programme: 'ssc-pilot', title: `Weevils ${id}`, proponent: organisation, region };
    await give(`pilot/${id}`, 'coordinator-1', 'register-pilot', body);
  }
  return ids;
}

const document = {
  sha256: 'b'.repeat(64),
  name: 'Decision 41/7',
  date: '2026-01-20',
  issuer: 'The board',
  location: 'Registry',
};

async function started(region: string): Promise<string> {
  const filter = { programme: 'ssc-pilot', kind: 'step', region };
  const { items } = await bulkCandidates(log().database, filter, { limit: 200 });
  const stream = `bulk/${freshTaskQueue()}`;
  await give(stream, 'administrator-1', 'start-bulk-extension', {
    filter,
    by: { add: { months: 3 } },
    replaces: true,
    document,
    reason: 'The cyclone.',
    items: items.map(({ pilot, obligation }) => ({ pilot, obligation })),
  });
  return stream;
}

const stateOf = async (stream: string): Promise<Bulk> =>
  (await readState(connection(log().database), bulk, stream))?.state as Bulk;

/** How often each of these pilots was extended in bulk. */
const extensions = async (ids: readonly string[]): Promise<readonly number[]> => {
  const { rows } = await log().database.pool.query<{ count: string }>(
    `select count(e.stream) as count from unnest($1::text[]) as p(stream)
     left join log.event e on e.stream = p.stream and e.type = 'extended-in-bulk' group by p.stream`,
    [ids.map((id) => `pilot/${id}`)],
  );
  return rows.map(({ count }) => Number(count));
};

describe('Bulk extension (lifecycle.md section 4), carried by the host', () => {
  it('is applied once though a worker is killed in the middle and another one goes on', async () => {
    const ids = await drafts(60, 'Killed');
    const stream = await started('Killed');
    expect((await stateOf(stream)).items).toHaveLength(60);
    // One pilot is held, so that the bulk cannot come to its end before the worker is killed.
    const held = await holdTransaction(at.current.superuserUrl);
    await held.query('select from log.lock_stream($1)', [`pilot/${ids[0]}`]);
    const { temporalAddress, namespace } = stackUnderTest();
    const env = {
      DATABASE_URL: at.current.serviceUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: namespace,
      TASK_QUEUE: freshTaskQueue(),
      SIGNING_KEY_FILE: keyFile,
      TMPDIR: folder,
    };
    const first = workers.start(env);
    await first.ready;
    await eventually('progress can be read while it runs', async () => {
      const { results, status } = await stateOf(stream);
      return status === 'running' && results.length > 0;
    });
    first.child.kill('SIGKILL');
    await first.ended;
    expect((await stateOf(stream)).results.length).toBeLessThan(60);
    await held.rollback();
    const second = workers.start(env);
    await second.ready;
    await eventually('it is carried through', async () => (await stateOf(stream)).status === 'done');
    const { status, results } = await stateOf(stream);
    expect([status, results.length]).toEqual(['done', 60]);
    expect(results.filter(({ skipped }) => skipped !== null)).toEqual([]);
    expect(await extensions(ids)).toEqual(ids.map(() => 1));
  });
});
