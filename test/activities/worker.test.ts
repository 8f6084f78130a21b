import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSigningKeyFile } from '../../db/signing-key';
import { useTestDatabase } from '../support/database';
import { useProbeLines } from '../support/probe-line';
import { stackUnderTest } from '../support/stack';
import { freshTaskQueue } from '../support/temporal';
import { useWorkerProcesses, type WorkerProcess } from '../support/worker-process';

const database = useTestDatabase();
const lines = useProbeLines();
const workers = useWorkerProcesses();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worker-'));
  await createSigningKeyFile(join(folder, 'signing-key.pem'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (env: Record<string, string>) => workers.start({ TMPDIR: folder, ...env });

function settings(): Record<string, string> {
  const { temporalAddress, namespace } = stackUnderTest();
  return {
    DATABASE_URL: database.current.serviceUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    TASK_QUEUE: freshTaskQueue(),
    SIGNING_KEY_FILE: join(folder, 'signing-key.pem'),
  };
}

// Each starts a process of its own, which bundles the host first.
jest.setTimeout(90_000);

describe('the worker process', () => {
  it('waits for PostgreSQL and Temporal, says that it is ready, and ends in order on SIGTERM', async () => {
    const url = new URL(database.current.serviceUrl);
    const [postgres, temporal] = [await lines.open(), await lines.open()];
    const { host } = url;
    url.host = postgres.address;
    const worker = start({
      ...settings(),
      DATABASE_URL: url.href,
      TEMPORAL_ADDRESS: temporal.address,
    });
    await said(worker, 'the database takes no writes yet');
    await postgres.join(host);
    await said(worker, 'failed, tries again');
    await temporal.join(stackUnderTest().temporalAddress);
    expect(await worker.ready).toBe('ready');
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect((await readdir(folder)).filter((name) => name.startsWith('pilots-'))).toEqual([]);
  });

  it('ends in order on SIGTERM while it still waits for PostgreSQL, and while it waits for Temporal', async () => {
    const nowhere = await lines.open();
    const url = Object.assign(new URL(database.current.serviceUrl), { host: nowhere.address }).href;
    const fine = settings();
    const withoutPostgres = start({ ...fine, DATABASE_URL: url });
    const withoutTemporal = start({ ...fine, TEMPORAL_ADDRESS: nowhere.address });
    await said(withoutPostgres, 'the database takes no writes yet');
    await said(withoutTemporal, 'failed, tries again');
    for (const { child } of [withoutPostgres, withoutTemporal]) child.kill('SIGTERM');
    expect(await Promise.all([withoutPostgres.ended, withoutTemporal.ended])).toEqual([0, 0]);
  });

  it('says in a sentence what is wrong, and ends, where waiting does not help', async () => {
    const fine = settings();
    const wrong: [Record<string, string>, RegExp][] = [
      [{}, /^Set DATABASE_URL and TEMPORAL_ADDRESS/],
      [
        { ...fine, MAX_CLOCK_LEAD: 'much', TASK_QUEUE: 'a b' },
        /TASK_QUEUE .*\n.*MAX_CLOCK_LEAD|MAX_CLOCK_LEAD/,
      ],
      [{ ...fine, SIGNING_KEY_FILE: '' }, /SIGNING_KEY_FILE is not set/],
      [
        { ...fine, DATABASE_URL: database.current.ownerUrl },
        /pilots_owner, which is the owner of the tables/,
      ],
    ];
    await Promise.all(
      wrong.map(async ([env, sentence]) => {
        const worker = start(env);
        expect(await worker.ended).toBe(1);
        expect(worker.said()).toMatch(sentence);
        expect(worker.said()).not.toContain('    at ');
      }),
    );
  });
});

/** Waits until the worker has said these words; fails when it ends without them. */
async function said({ child, said: text, ended }: WorkerProcess, words: string): Promise<void> {
  while (!text().includes(words) && child.stdout !== null) {
    const more = once(child.stdout, 'data').then(() => true);
    if (!(await Promise.race([more, ended.then(() => false)])) && !text().includes(words))
      throw new Error(`The worker ended without “${words}”: ${text()}`);
  }
}
