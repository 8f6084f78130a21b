import { join } from 'node:path';
import type { Logger } from 'pino';
import { configurationOf } from '../../infra/environment';
import { startEverything } from '../../infra/everything';
import { nodePart } from '../../infra/node-part';
import { freePorts } from '../../infra/ports';
import type { Supervisor } from '../../infra/supervisor';

/** Two API processes and two workers on one PostgreSQL and one Temporal server, under one supervisor. */
export interface Cluster {
  /** The addresses of the two API processes. */
  readonly apis: readonly [string, string];
  readonly superuserUrl: string;
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly supervisor: Supervisor;
  readonly stop: () => Promise<void>;
}

/** The processes that may be killed, by their names in the supervisor. */
export const victims = ['API', 'API 2', 'worker', 'worker 2', 'Temporal', 'PostgreSQL'] as const;
export type Victim = (typeof victims)[number];

/** Starts what `npm start` starts, with a second API process and a second worker beside the first. */
export async function startCluster(dataDir: string, logger: Logger): Promise<Cluster> {
  const [first = 0, second = 0] = await freePorts(2);
  const surroundings = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'fatal' };
  const configuration = configurationOf({ ...surroundings, PORT: String(first) });
  const { stack, api, stop } = await startEverything(configuration, logger, new AbortController().signal);
  const { superuserUrl, serviceUrl, ownerUrl, temporalAddress } = stack.addresses;
  if (superuserUrl === null || ownerUrl === null)
    throw new Error('The cluster needs a PostgreSQL of its own.');
  const env = {
    ...surroundings,
    PORT: String(second),
    DATABASE_URL: serviceUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    SIGNING_KEY_FILE: join(dataDir, 'signing-key.pem'),
  };
  await stack.supervisor.start(nodePart('worker 2', 'activities/worker.ts', env));
  await stack.supervisor.start(nodePart('API 2', 'api/server.ts', env));
  return {
    apis: [api, `http://127.0.0.1:${second}`],
    superuserUrl,
    databaseUrl: serviceUrl,
    ownerUrl,
    temporalAddress,
    namespace: configuration.TEMPORAL_NAMESPACE,
    supervisor: stack.supervisor,
    stop,
  };
}
