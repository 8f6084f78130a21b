import type { Configuration } from '../../workflows/configuration';
import { boot } from '../boot';
import { connect, type ConnectOptions, type Database } from '../connect';

/** What a script of this folder gets: its configuration, its arguments, and a place to say things. */
export interface ScriptInput {
  readonly configuration: Configuration;
  readonly args: readonly string[];
  readonly say: (line: string) => void;
}

/**
 * Runs a script of the operator, with an exit code that says how it went.
 *
 * @param work answers the exit code
 */
export function runScript(work: (input: ScriptInput) => Promise<number>): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  boot(async (configuration) => {
    process.exitCode = await work({ configuration, args: process.argv.slice(2), say });
  });
}

/** Does the script's work on a database that is open for as long, as the service or as the owner. */
export async function onDatabase(
  configuration: Configuration,
  options: Pick<ConnectOptions, 'statementTimeout'> & {
    readonly as: 'service' | 'owner';
    readonly applicationName: string;
  },
  work: (database: Database) => Promise<number>,
): Promise<number> {
  const url = options.as === 'service' ? serviceUrl(configuration) : ownerUrl(configuration);
  const database = await connect({ ...options, url });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** The address of the database for the service. */
export function serviceUrl({ DATABASE_URL }: Configuration): string {
  if (DATABASE_URL === undefined) throw new Error('Set DATABASE_URL to the database of the log.');
  return DATABASE_URL;
}

/** The address of the database for the role that owns its tables. */
export function ownerUrl({ DATABASE_OWNER_URL }: Configuration): string {
  if (DATABASE_OWNER_URL === undefined) {
    throw new Error('Set DATABASE_OWNER_URL to the database, as the role that owns its tables.');
  }
  return DATABASE_OWNER_URL;
}
