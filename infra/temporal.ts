import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { roles } from './databases';
import { logFile } from './child';
import { pollUntil } from './poll';
import type { Part } from './supervisor';
import { prepareNamespace } from './temporal-namespace';

/** The ports of the server's services: each serves gRPC and speaks to the others on a second one. */
export const temporalServices = ['FRONTEND', 'HISTORY', 'MATCHING', 'WORKER'] as const;

/** How many ports the server takes: two for each service, and one for its HTTP door. */
export const temporalPortCount = temporalServices.length * 2 + 1;

export interface TemporalServer {
  /** `temporal-server`, the program. */
  readonly program: string;
  /** `temporalPortCount` free ports; the first is the address that clients use. */
  readonly ports: readonly number[];
  readonly postgresPort: number;
  readonly postgresPassword: string;
  readonly namespace: string;
  /** For tests: workflows whose time may be skipped, and search attributes known without delay. */
  readonly timeSkipping: boolean;
}

export const temporalArguments = ['--allow-no-auth', 'start'];

/**
 * The environment that configures the server; all of it, nothing is taken over from the caller's.
 * The number of shards is fixed for good at the first start (architecture.md section 4).
 */
export function temporalEnvironment(server: TemporalServer, dynamicConfig: string): Record<string, string> {
  const ports = temporalServices.flatMap((service, index) => [
    [`${service}_GRPC_PORT`, String(server.ports[index * 2])],
    [`${service}_MEMBERSHIP_PORT`, String(server.ports[index * 2 + 1])],
  ]);
  return {
    DB: 'postgres12_pgx',
    POSTGRES_SEEDS: '127.0.0.1',
    DB_PORT: String(server.postgresPort),
    POSTGRES_USER: roles.temporal,
    POSTGRES_PWD: server.postgresPassword,
    DBNAME: 'temporal',
    VISIBILITY_DBNAME: 'temporal_visibility',
    NUM_HISTORY_SHARDS: '4',
    BIND_ON_IP: '127.0.0.1',
    ...(Object.fromEntries(ports) as Record<string, string>),
    FRONTEND_HTTP_PORT: String(server.ports[temporalServices.length * 2]),
    DYNAMIC_CONFIG_FILE_PATH: dynamicConfig,
    TEMPORAL_VERSION_CHECK_DISABLED: '1',
    LOG_LEVEL: 'warn',
  };
}

/**
 * The server's dynamic configuration, as YAML. By default every timer may be a second late, and each shard looks for
 * due timers and for tasks to hand out at most 20 times a second, which a burst of commands, and even more skipped
 * time, uses up at once: 70 wake-ups in skipped time took 14 s with that limit, and 1.2 s without.
 */
export function dynamicConfiguration(timeSkipping: boolean): string {
  const settings: [string, string][] = [
    ['history.timerProcessorMaxTimeShift', '10ms'],
    ['history.timerProcessorMaxPollRPS', '2000'],
    ['history.transferProcessorMaxPollRPS', '2000'],
  ];
  if (timeSkipping) {
    settings.push(
      ['frontend.WorkflowTimeSkippingEnabled', 'true'],
      ['system.forceSearchAttributesCacheRefreshOnRead', 'true'],
    );
  }
  return settings.map(([name, value]) => `${name}:\n  - value: ${value}\n`).join('');
}

/**
 * The Temporal server as a part of the stack. It serves once its namespace and our search attributes are known.
 * Its databases must have their schema (`prepareTemporalSchema`).
 */
export function temporalPart(dataDir: string, server: TemporalServer): Part {
  const dynamicConfig = join(dataDir, 'temporal.yaml');
  writeFileSync(dynamicConfig, dynamicConfiguration(server.timeSkipping));
  const log = logFile(dataDir, 'temporal');
  return {
    name: 'Temporal',
    spawn: () =>
      log.spawn(server.program, temporalArguments, { env: temporalEnvironment(server, dynamicConfig) }),
    ready: (_child, gone) => serves(`127.0.0.1:${String(server.ports[0])}`, server.namespace, gone),
    stopSignal: 'SIGTERM',
    stopPatience: 15_000,
    lastWords: log.lastWords,
  };
}

async function serves(address: string, namespace: string, gone: AbortSignal): Promise<void> {
  const connection = await pollUntil(
    () => Connection.connect({ address, connectTimeout: 1_000 }),
    gone,
    60_000,
  );
  try {
    // Right after its start the server knows its address before all of its services answer.
    await pollUntil(() => prepareNamespace(connection, namespace, gone), gone, 60_000);
  } finally {
    await connection.close();
  }
}
