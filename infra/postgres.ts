import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { CannotStart, errorCode, messageOf } from './cannot-start';
import { logFile } from './child';
import { handFolder, makeCluster, postgresPrograms, removeStaleLock } from './postgres-cluster';
import type { Part } from './supervisor';
import { pollUntil } from './poll';

/** Where the embedded PostgreSQL serves. */
export interface PostgresServer {
  readonly port: number;
  readonly superuserPassword: string;
}

const host = '127.0.0.1';

/** The address of a database of the embedded PostgreSQL, for a role. */
export function databaseUrl(port: number, role: string, password: string, database: string): string {
  return `postgres://${role}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}

/**
 * The settings that PostgreSQL is started with. Durability stands here in words, because nothing that is promised
 * of the log holds without it; the tests run with it too (architecture.md section 3, "Event log").
 */
export function postgresArguments(dataFolder: string, port: number): string[] {
  const settings = {
    listen_addresses: host,
    port: String(port),
    unix_socket_directories: '',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    max_connections: '300',
    log_timezone: 'UTC',
    timezone: 'UTC',
  };
  return [
    '-D',
    dataFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/**
 * The embedded PostgreSQL of a data folder as a part of the stack: its data is made at the first start, and a lock
 * that a killed server left is removed.
 *
 * @throws CannotStart if its programs cannot run here, or its data cannot be made
 */
export async function postgresPart(
  dataDir: string,
  { port, superuserPassword }: PostgresServer,
): Promise<Part> {
  const programs = await postgresPrograms();
  const folder = join(dataDir, 'postgres');
  mkdirSync(dataDir, { recursive: true });
  makeCluster(programs, folder, superuserPassword);
  const log = logFile(dataDir, 'postgres');
  return {
    name: 'PostgreSQL',
    spawn() {
      removeStaleLock(folder);
      const data = handFolder(folder, programs.user);
      return log.spawn(join(programs.folder, 'postgres'), postgresArguments(data.path, port), {
        env: { PATH: process.env['PATH'], LC_ALL: 'C' },
        hand: data.files,
        ...programs.user,
      });
    },
    ready: (_child, gone) => pollUntil(() => answers(port, superuserPassword), gone, 120_000),
    // "Fast": open transactions are rolled back, and a checkpoint makes the next start quick.
    stopSignal: 'SIGINT',
    stopPatience: 30_000,
    lastWords: log.lastWords,
    // The processes of a server that was killed go on for an instant after it.
    worthAnotherTry: (words) =>
      /shared memory block .* is still in use|lock file "postmaster.pid"/.test(words),
  };
}

async function answers(port: number, password: string): Promise<void> {
  const client = new Client({
    connectionString: databaseUrl(port, 'postgres', password, 'postgres'),
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    if (errorCode(error) === '28P01') {
      throw new CannotStart(
        `PostgreSQL does not accept the password in secrets.json (${messageOf(error)}): restore the data folder as a whole from one backup, or set DATA_DIR to a new folder.`,
      );
    }
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
