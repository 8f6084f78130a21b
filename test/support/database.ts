import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { migrate } from '../../db/migrate';
import { createDatabase, isSetUp, markSetUp, roles, withClient } from '../../infra/databases';
import { stackUnderTest } from './stack';

/** A database of a test file's own, on the PostgreSQL of the run. */
export interface TestDatabase {
  readonly name: string;
  readonly superuserUrl: string;
  /** For migrations (`DATABASE_OWNER_URL`). */
  readonly ownerUrl: string;
  /** For the API and the worker (`DATABASE_URL`). */
  readonly serviceUrl: string;
  readonly readerUrl: string;
  /** Drops the database; throws if somebody is still connected: a pool or client that the test did not end. */
  readonly drop: () => Promise<void>;
}

/** An empty database, without migrations. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return create('template0');
}

/** A database with all migrations, cloned from a template that the first caller of the run makes. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { superuserUrl, ownerUrl } = stackUnderTest();
  await withClient(superuserUrl, async (admin) => {
    // Held by the connection: whoever comes second waits here until the template is complete.
    await admin.query('select pg_advisory_lock($1)', [templateLock]);
    if (await isSetUp(admin, template)) return;
    await admin.query(`drop database if exists ${template} with (force)`);
    await createDatabase(admin, template, roles.owner, []);
    await migrate({
      ownerUrl: inDatabase(ownerUrl, template),
      serviceRole: roles.service,
      readerRole: roles.reader,
    });
    await markSetUp(admin, template);
  });
  return create(template);
}

/** `createTestDatabase` for all tests of a file: call it at the top of the file (or of a `describe`). */
export function useTestDatabase(): { readonly current: TestDatabase } {
  return useDatabase(createTestDatabase);
}

/** `createEmptyDatabase` for all tests of a file. */
export function useEmptyDatabase(): { readonly current: TestDatabase } {
  return useDatabase(createEmptyDatabase);
}

const template = 'template_pilots';
const templateLock = 7_304_519;

function useDatabase(make: () => Promise<TestDatabase>): { readonly current: TestDatabase } {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await make();
  });
  afterAll(async () => {
    await database?.drop();
  });
  return {
    get current() {
      if (database === undefined) throw new Error('The database is made before the first test, not earlier.');
      return database;
    },
  };
}

async function create(from: string): Promise<TestDatabase> {
  const { superuserUrl, ownerUrl, serviceUrl, readerUrl } = stackUnderTest();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withClient(superuserUrl, (admin) =>
    createDatabase(admin, name, roles.owner, [roles.service, roles.reader], from),
  );
  return {
    name,
    superuserUrl: inDatabase(superuserUrl, name),
    ownerUrl: inDatabase(ownerUrl, name),
    serviceUrl: inDatabase(serviceUrl, name),
    readerUrl: inDatabase(readerUrl, name),
    drop: () => withClient(superuserUrl, (admin) => dropDatabase(admin, name)),
  };
}

function inDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** A connection that was ended is gone on the server an instant later. */
const goodbye = 3_000;

async function dropDatabase(admin: Client, name: string): Promise<void> {
  const deadline = Date.now() + goodbye;
  let left = await connectionsTo(admin, name);
  while (left.length > 0 && Date.now() < deadline) {
    await pause(20);
    left = await connectionsTo(admin, name);
  }
  await admin.query(`drop database ${admin.escapeIdentifier(name)} with (force)`);
  if (left.length > 0) {
    throw new Error(
      `The test left connections to its database open (end each pool and client): ${left.join('; ')}`,
    );
  }
}

async function connectionsTo(admin: Client, name: string): Promise<string[]> {
  const { rows } = await admin.query<{ who: string }>(
    `select concat_ws(' ', usename, application_name, state, left(query, 80)) as who
       from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
    [name],
  );
  return rows.map(({ who }) => who);
}
