import { join, resolve } from 'node:path';
import { Type, type Static } from '@sinclair/typebox';
import type { Logger } from 'pino';
import { type TemporalPrograms, temporalPrograms } from './binaries';
import { claimDataFolder } from './data-folder';
import { createDatabase, hasDatabase, prepareRoles, roles, withClient } from './databases';
import { readJson, writeJson } from './files';
import { freePorts, isFree } from './ports';
import { databaseUrl, postgresPart } from './postgres';
import { type Secrets, secretsOf } from './secrets';
import { type Supervisor, createSupervisor, endOrphans } from './supervisor';
import { temporalPart, temporalPortCount } from './temporal';
import { prepareTemporalSchema } from './temporal-schema';

export interface StackOptions {
  /** Holds all state of the stack; made if it is missing. One stack at a time works on it. */
  readonly dataDir: string;
  readonly namespace: string;
  readonly logger: Logger;
  /** Where release archives are: `TEMPORAL_RELEASES`. */
  readonly releases: string;
  /** A database of the caller's own, used instead of the stack's: as the service, and as the owner if known. */
  readonly database?: { readonly serviceUrl: string; readonly ownerUrl: string | null };
  /** A Temporal server of the caller's own, used instead of the stack's. */
  readonly temporalAddress?: string;
  /** For tests: see `TemporalServer.timeSkipping`. */
  readonly timeSkipping?: boolean;
  /** Called when the data folder is ours and nothing of an earlier start runs any more, before anything is started. */
  readonly checkFirst?: () => Promise<void>;
  /** Interrupts the start: what runs is stopped, and the start throws. */
  readonly interrupt?: AbortSignal;
}

/** Where the parts of the running stack are reached. The last two are null where the database is the caller's own. */
export interface StackAddresses {
  readonly serviceUrl: string;
  readonly ownerUrl: string | null;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly readerUrl: string | null;
  /** Makes databases and roles. Never given to the API or the worker. */
  readonly superuserUrl: string | null;
}

export interface Stack {
  readonly addresses: StackAddresses;
  /** Further processes (API, worker) are kept by the same supervisor, and stopped before the servers. */
  readonly supervisor: Supervisor;
  /** Stops everything in order and gives the data folder free. No process is left. */
  readonly stop: () => Promise<void>;
}

/** The database of the pilots, on the embedded PostgreSQL. */
const databaseName = 'pilots';

/**
 * Starts PostgreSQL and the Temporal server of a data folder, each a process of its own under one supervisor:
 * the one piece of code behind `npm start`, the tests and the benchmarks (architecture.md section 3, "Local stack").
 * What an earlier start that was killed left behind, processes and data, is taken up. With a database of the
 * caller's own alone, the embedded PostgreSQL still serves Temporal.
 *
 * @throws CannotStart with what to do; nothing is left running then
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir);
  const { logger, database, temporalAddress, interrupt = new AbortController().signal } = options;
  const held = await claimDataFolder(dataDir);
  const supervisor = createSupervisor(dataDir, logger);
  interrupt.addEventListener('abort', () => void supervisor.stop());
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    held.release();
  };
  try {
    await endOrphans(dataDir, logger);
    await options.checkFirst?.();
    const servers = { dataDir, options, interrupt, supervisor };
    const addresses =
      database !== undefined && temporalAddress !== undefined
        ? { ...database, temporalAddress, namespace: options.namespace, readerUrl: null, superuserUrl: null }
        : await startServers(servers);
    return { addresses, supervisor, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Starting {
  readonly dataDir: string;
  readonly options: StackOptions;
  readonly interrupt: AbortSignal;
  readonly supervisor: Supervisor;
}

async function startServers({ dataDir, options, interrupt, supervisor }: Starting): Promise<StackAddresses> {
  const { logger, database, namespace, releases } = options;
  const say = (line: string): void => logger.info(line);
  const programs =
    options.temporalAddress === undefined
      ? await temporalPrograms({ env: process.env, releases, interrupt, say })
      : null;
  const ports = await portsOf(dataDir);
  const secrets = secretsOf(dataDir);
  const url = (role: string, password: string, name = databaseName): string =>
    databaseUrl(ports.postgres, role, password, name);
  const superuserUrl = url('postgres', secrets.superuser, 'postgres');

  logger.info('starting PostgreSQL');
  await supervisor.start(
    await postgresPart(dataDir, { port: ports.postgres, superuserPassword: secrets.superuser }),
  );
  await prepareDatabases({
    superuserUrl,
    secrets,
    port: ports.postgres,
    programs,
    ours: database === undefined,
  });

  const [frontend = 0] = ports.temporal;
  if (programs !== null) {
    logger.info('starting Temporal');
    const server = {
      program: programs.server,
      ports: ports.temporal,
      postgresPort: ports.postgres,
      postgresPassword: secrets.temporal,
      namespace,
      timeSkipping: options.timeSkipping ?? false,
    };
    await supervisor.start(temporalPart(dataDir, server));
  }
  const temporal = { temporalAddress: options.temporalAddress ?? `127.0.0.1:${frontend}`, namespace };
  if (database !== undefined) return { ...database, ...temporal, readerUrl: null, superuserUrl: null };
  return {
    ...temporal,
    serviceUrl: url(roles.service, secrets.service),
    ownerUrl: url(roles.owner, secrets.owner),
    readerUrl: url(roles.reader, secrets.reader),
    superuserUrl,
  };
}

interface Databases {
  readonly superuserUrl: string;
  readonly secrets: Secrets;
  readonly port: number;
  /** Null where the Temporal server is the caller's own. */
  readonly programs: TemporalPrograms | null;
  /** Whether the pilots' database stands here. */
  readonly ours: boolean;
}

async function prepareDatabases({ superuserUrl, secrets, port, programs, ours }: Databases): Promise<void> {
  await withClient(superuserUrl, async (admin) => {
    await prepareRoles(admin, secrets);
    if (ours && !(await hasDatabase(admin, databaseName))) {
      await createDatabase(admin, databaseName, roles.owner, [roles.service, roles.reader]);
    }
    if (programs !== null) {
      await prepareTemporalSchema(admin, programs.sqlTool, { port, password: secrets.temporal });
    }
  });
}

const Ports = Type.Object({
  postgres: Type.Integer(),
  temporal: Type.Array(Type.Integer(), { minItems: temporalPortCount, maxItems: temporalPortCount }),
});

/** The ports of the data folder's servers: those of its last start, unless one of them is taken now. */
async function portsOf(dataDir: string): Promise<Static<typeof Ports>> {
  const file = join(dataDir, 'ports.json');
  const kept = readJson(file, Ports);
  if (kept !== null) {
    const free = await Promise.all(
      [kept.postgres, ...kept.temporal].map((port) => isFree(port, '127.0.0.1')),
    );
    if (free.every(Boolean)) return kept;
  }
  const [postgres = 0, ...temporal] = await freePorts(1 + temporalPortCount);
  writeJson(file, { postgres, temporal });
  return { postgres, temporal };
}
