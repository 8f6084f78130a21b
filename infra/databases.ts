import { Client } from 'pg';
import type { Secrets } from './secrets';

/** The login roles of the embedded PostgreSQL (architecture.md section 3, "Event log": three roles). */
export const roles = {
  owner: 'pilots_owner',
  service: 'pilots_service',
  reader: 'pilots_reader',
  temporal: 'temporal',
} as const;

/** Runs `work` with a connection of its own. */
export async function withClient<Answer>(
  connectionString: string,
  work: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the roles that are missing, and gives each the password of the data folder. */
export async function prepareRoles(admin: Client, secrets: Secrets): Promise<void> {
  for (const role of Object.keys(roles) as (keyof typeof roles)[]) {
    const name = admin.escapeIdentifier(roles[role]);
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [roles[role]]);
    if (rowCount === 0) await admin.query(`create role ${name} login nosuperuser nocreatedb nocreaterole`);
    await admin.query(`alter role ${name} password ${admin.escapeLiteral(secrets[role])}`);
  }
}

/** Whether the server has a database of that name. */
export async function hasDatabase(admin: Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  return rowCount === 1;
}

const complete = 'Set up completely.';

/**
 * Whether a database was set up to the end. Setting one up takes several transactions and may be killed in the
 * middle, so what is complete says so in its comment.
 */
export async function isSetUp(admin: Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query(
    `select from pg_database where datname = $1 and shobj_description(oid, 'pg_database') = $2`,
    [name, complete],
  );
  return rowCount === 1;
}

/** See `isSetUp`. */
export async function markSetUp(admin: Client, name: string): Promise<void> {
  await admin.query(`comment on database ${admin.escapeIdentifier(name)} is '${complete}'`);
}

/**
 * Makes a database that `owner` owns and only it and `others` may enter.
 *
 * @param template the database to clone; nobody may be connected to it
 */
export async function createDatabase(
  admin: Client,
  name: string,
  owner: string,
  others: readonly string[],
  template = 'template0',
): Promise<void> {
  const [database, ownerName, templateName] = [name, owner, template].map((each) =>
    admin.escapeIdentifier(each),
  );
  await admin.query(`create database ${database} owner ${ownerName} template ${templateName}`);
  await admin.query(`revoke all on database ${database} from public`);
  for (const other of others) {
    await admin.query(`grant connect on database ${database} to ${admin.escapeIdentifier(other)}`);
  }
}
