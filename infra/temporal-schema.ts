import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { CannotStart, messageOf } from './cannot-start';
import { createDatabase, isSetUp, markSetUp, roles } from './databases';

const run = promisify(execFile);

/** Temporal's two databases, and the schema of the tool that belongs in each. */
export const temporalDatabases = {
  temporal: 'postgresql/v12/temporal',
  temporal_visibility: 'postgresql/v12/visibility',
} as const;

export interface TemporalDatabaseServer {
  readonly port: number;
  readonly password: string;
}

/**
 * Temporal's databases with the schema that this version of the server wants.
 *
 * `setup-schema` rewinds a schema that exists, so a database that was set up to the end is only ever updated; one
 * that was not is made anew.
 *
 * @param tool the program `temporal-sql-tool`
 * @throws CannotStart with what the tool said, if it fails
 */
export async function prepareTemporalSchema(
  admin: Client,
  tool: string,
  server: TemporalDatabaseServer,
): Promise<void> {
  for (const [name, schema] of Object.entries(temporalDatabases)) {
    const known = await isSetUp(admin, name);
    if (!known) {
      await admin.query(`drop database if exists ${name} with (force)`);
      await createDatabase(admin, name, roles.temporal, []);
      await runTool(tool, server, name, ['setup-schema', '-v', '0.0']);
    }
    await runTool(tool, server, name, ['update-schema', '--schema-name', schema]);
    if (!known) await markSetUp(admin, name);
  }
}

async function runTool(
  tool: string,
  { port, password }: TemporalDatabaseServer,
  database: string,
  args: readonly string[],
): Promise<void> {
  try {
    await run(tool, ['--db', database, ...args], {
      env: {
        SQL_PLUGIN: 'postgres12',
        SQL_HOST: '127.0.0.1',
        SQL_PORT: String(port),
        SQL_USER: roles.temporal,
        SQL_PASSWORD: password,
      },
    });
  } catch (error) {
    const said = messageOf(error).slice(-600);
    throw new CannotStart(`Temporal's schema in the database ${database} could not be made: ${said}`);
  }
}
