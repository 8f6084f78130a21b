import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../db/migrate';
import { roles } from '../../infra/databases';
import { freePorts } from '../../infra/ports';
import { type TestDatabase, createEmptyDatabase } from '../support/database';
import { stackUnderTest } from '../support/stack';
import { guard } from './guard';
import { type Start, npmStart } from './npm-start';

const patience = 120_000;

let dataDir: string;
let port: string;
let running: Start;
let database: TestDatabase;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'own-servers-'));
  guard(dataDir);
  port = String((await freePorts(1))[0]);
  database = await createEmptyDatabase();
});

afterEach(async () => {
  running.child.kill('SIGTERM');
  await running.exited;
  await database.drop();
  rmSync(dataDir, { recursive: true });
}, patience);

async function start(env: Record<string, string>): Promise<void> {
  running = npmStart({ DATA_DIR: dataDir, PORT: port, ...env });
  await running.says(/Ready\./);
}

function parts(): string[] {
  const text = readFileSync(join(dataDir, 'processes.json'), 'utf8');
  return (JSON.parse(text) as { name: string }[]).map(({ name }) => name);
}

const isReady = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;

describe('npm start with servers of one’s own', () => {
  const theirs = (): Record<string, string> => {
    const { temporalAddress, namespace } = stackUnderTest();
    return {
      DATABASE_URL: database.serviceUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: namespace,
      TASK_QUEUE: database.name,
    };
  };

  it(
    'makes the tables as the owner, and starts worker and API alone, without a sample',
    async () => {
      await start({ ...theirs(), DATABASE_OWNER_URL: database.ownerUrl });
      expect(parts()).toEqual(['worker', 'API']);
      expect(await isReady()).toBe(true);
      expect(running.output()).not.toContain('keys.json');
    },
    patience,
  );

  it(
    'needs no owner where the tables are there',
    async () => {
      await migrate({
        ownerUrl: database.ownerUrl,
        serviceRole: roles.service,
        readerRole: roles.reader,
      });
      await start(theirs());
      expect(await isReady()).toBe(true);
    },
    patience,
  );

  it(
    'still starts PostgreSQL for Temporal where only the database is one’s own',
    async () => {
      const { DATABASE_URL = '' } = theirs();
      await start({ DATABASE_URL, DATABASE_OWNER_URL: database.ownerUrl });
      expect(parts()).toEqual(['PostgreSQL', 'Temporal', 'worker', 'API']);
      const stack = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as Record<string, string>;
      expect(stack['databaseUrl']).toBe(DATABASE_URL);
    },
    patience,
  );

  it(
    'starts PostgreSQL alone where only Temporal is one’s own',
    async () => {
      const { TEMPORAL_ADDRESS = '', TEMPORAL_NAMESPACE = '', TASK_QUEUE = '' } = theirs();
      await start({ TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TASK_QUEUE });
      expect(parts()).toEqual(['PostgreSQL', 'worker', 'API']);
      expect(await isReady()).toBe(true);
    },
    patience,
  );
});
