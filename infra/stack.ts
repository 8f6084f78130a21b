import { join, resolve } from 'node:path';
import { Type, type Static } from '@sinclair/typebox';
import type { Logger } from 'pino';
import { temporalPrograms } from './binaries';
import { claimDataFolder } from './data-folder';
import { createDatabase, hasDatabase, prepareRoles, roles, withClient } from './databases';
import { readJson, writeJson } from './files';
import { freePorts, isFree } from './ports';
import { databaseUrl, postgresPart } from './postgres';
import { secretsOf } from './secrets';
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
  /** False where the caller has a Temporal server of its own. */
  readonly withTemporal?: boolean;
  /** False where the caller has a database of its own; PostgreSQL is then started only if Temporal needs it. */
  readonly withDatabase?: boolean;
  /** For tests: see `TemporalServer.timeSkipping`. */
  readonly timeSkipping?: boolean;
  /** Interrupts the start: what runs is stopped, and the start throws. */
  readonly interrupt?: AbortSignal;
}

/** Addresses of the running stack; null for what the caller brings itself. */
export interface StackAddresses {
  /** Makes databases and roles. Never given to the API or the worker. */
  readonly superuserUrl: string | null;
  readonly ownerUrl: string | null;
  readonly serviceUrl: string | null;
  readonly readerUrl: string | null;
  readonly temporalAddress: string | null;
  readonly namespace: string;
}

export interface Stack {
  readonly addresses: StackAddresses;
  /** Further processes (API, worker) are kept by the same supervisor, and stopped before the servers. */
  readonly supervisor: Supervisor;
  /** Stops everything in order and gives the data folder free. No process is left. */
  readonly stop: () => Promise<void>;
}

/** The database of the pilots, on the embedded PostgreSQL. */
export const databaseName = 'pilots';

/**
 * Starts PostgreSQL and the Temporal server of a data folder, each a process of its own under one supervisor:
 * the one piece of code behind `npm start`, the tests and the benchmarks (architecture.md section 3, "Local stack").
 * What an earlier start that was killed left behind, processes and data, is taken up.
 *
 * @throws CannotStart with what to do; nothing is left running then
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir);
  const { logger, namespace, withTemporal = true, withDatabase = true, timeSkipping = false } = options;
  const { interrupt = new AbortController().signal, releases } = options;
  const held = await claimDataFolder(dataDir);
  const supervisor = createSupervisor(dataDir, logger);
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    held.release();
  };
  interrupt.addEventListener('abort', () => void supervisor.stop());
  try {
    await endOrphans(dataDir, logger);
    const none: StackAddresses = {
      superuserUrl: null,
      ownerUrl: null,
      serviceUrl: null,
      readerUrl: null,
      temporalAddress: null,
      namespace,
    };
    if (!withTemporal && !withDatabase) return { addresses: none, supervisor, stop };

    const programs = withTemporal
      ? await temporalPrograms({ env: process.env, releases, interrupt, say: (line) => logger.info(line) })
      : null;
    const ports = await portsOf(dataDir);
    const secrets = secretsOf(dataDir);
    const url = (role: string, password: string, database: string): string =>
      databaseUrl(ports.postgres, role, password, database);
    const superuserUrl = url('postgres', secrets.superuser, 'postgres');

    logger.info('starting PostgreSQL');
    await supervisor.start(
      await postgresPart(dataDir, { port: ports.postgres, superuserPassword: secrets.superuser }),
    );
    await withClient(superuserUrl, async (admin) => {
      await prepareRoles(admin, secrets);
      if (withDatabase && !(await hasDatabase(admin, databaseName))) {
        await createDatabase(admin, databaseName, roles.owner, [roles.service, roles.reader]);
      }
      if (programs !== null) {
        const server = { port: ports.postgres, password: secrets.temporal };
        await prepareTemporalSchema(admin, programs.sqlTool, server);
      }
    });

    if (programs !== null) {
      logger.info('starting Temporal');
      const server = {
        program: programs.server,
        ports: ports.temporal,
        postgresPort: ports.postgres,
        postgresPassword: secrets.temporal,
        namespace,
        timeSkipping,
      };
      await supervisor.start(temporalPart(dataDir, server));
    }
    return {
      addresses: {
        superuserUrl,
        ownerUrl: withDatabase ? url(roles.owner, secrets.owner, databaseName) : null,
        serviceUrl: withDatabase ? url(roles.service, secrets.service, databaseName) : null,
        readerUrl: withDatabase ? url(roles.reader, secrets.reader, databaseName) : null,
        temporalAddress: programs === null ? null : `127.0.0.1:${String(ports.temporal[0])}`,
        namespace,
      },
      supervisor,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
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
