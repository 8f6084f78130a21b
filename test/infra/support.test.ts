import { Client as PgClient } from 'pg';
import { NativeConnection, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { withClient } from '../../infra/databases';
import { createEmptyDatabase, createTestDatabase, useEmptyDatabase } from '../support/database';
import { stackUnderTest } from '../support/stack';
import { freshTaskQueue, skipTime, useTemporal } from '../support/temporal';
import { searchAttributes } from '../../workflows/search-attributes';
import type { waiting, waitingInRuns } from './waiting-workflow';

const day = 24 * 60 * 60 * 1000;

describe('the database of a test file', () => {
  const database = useEmptyDatabase();

  it('is durable in tests too', async () => {
    const { rows } = await withClient(database.current.ownerUrl, (client) =>
      client.query(
        `select name, setting from pg_settings
          where name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name`,
      ),
    );
    expect(rows).toEqual(
      ['fsync', 'full_page_writes', 'synchronous_commit'].map((name) => ({ name, setting: 'on' })),
    );
  });

  it('names a connection that the test left open, and is dropped all the same', async () => {
    const other = await createEmptyDatabase();
    const leaked = new PgClient({ connectionString: other.serviceUrl, application_name: 'the-leak' });
    leaked.on('error', () => undefined);
    await leaked.connect();
    await expect(other.drop()).rejects.toThrow(/left connections .*the-leak/);
    await expect(new PgClient({ connectionString: other.serviceUrl }).connect()).rejects.toThrow(
      'does not exist',
    );
  });

  it('is a clone with the migrations, also when several files ask at once', async () => {
    const clones = await Promise.all([createTestDatabase(), createTestDatabase(), createTestDatabase()]);
    for (const clone of clones) {
      const migrations = await withClient(clone.serviceUrl, (client) =>
        client.query('select from public.migration'),
      );
      expect(migrations.rowCount).toBeGreaterThan(0);
      await clone.drop();
    }
    expect(new Set(clones.map(({ name }) => name)).size).toBe(3);
  });

  it('is closed to other roles than owner, service and reader', async () => {
    const { rows } = await withClient(stackUnderTest().superuserUrl, (client) =>
      client.query(`select has_database_privilege('temporal', $1, 'connect') as may`, [
        database.current.name,
      ]),
    );
    expect(rows).toEqual([{ may: false }]);
  });
});

describe('the Temporal server of the run', () => {
  const temporal = useTemporal();
  const taskQueue = freshTaskQueue();
  let connection: NativeConnection;
  let worker: Worker;
  let running: Promise<void>;

  beforeAll(async () => {
    connection = await NativeConnection.connect({ address: stackUnderTest().temporalAddress });
    worker = await Worker.create({
      connection,
      namespace: stackUnderTest().namespace,
      taskQueue,
      workflowBundle: await bundleWorkflowCode({ workflowsPath: require.resolve('./waiting-workflow') }),
    });
    running = worker.run();
  }, 60_000);

  afterAll(async () => {
    worker.shutdown();
    await running;
    await connection.close();
  });

  it('knows our search attributes', async () => {
    const { namespace } = stackUnderTest();
    const { customAttributes } = await temporal.connection.operatorService.listSearchAttributes({
      namespace,
    });
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(Object.keys(searchAttributes)));
  });

  it('lets seventy days pass for a workflow that waits', async () => {
    const workflowId = freshTaskQueue();
    const handle = await temporal.client.workflow.start<typeof waiting>('waiting', {
      taskQueue,
      workflowId,
      args: [70],
    });
    expect(await skipTime(temporal.client, workflowId, '69.5 days')).toBe('passed');
    expect((await handle.describe()).status.name).toBe('RUNNING');
    expect(await skipTime(temporal.client, workflowId, '100 days')).toBe('ended');
    expect(await handle.result()).toBeGreaterThanOrEqual(70 * day);
  });

  it('passes skipped time on to a run that is continued as new', async () => {
    const workflowId = freshTaskQueue();
    const handle = await temporal.client.workflow.start<typeof waitingInRuns>('waitingInRuns', {
      taskQueue,
      workflowId,
      args: [3, null],
    });
    await skipTime(temporal.client, workflowId, '10 days');
    const [started, ended] = await handle.result();
    expect(ended - started).toBeGreaterThanOrEqual(3 * day);
  });
});
