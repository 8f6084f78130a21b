import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Configuration } from '../workflows/configuration';
import { CannotStart } from './cannot-start';
import { announceRunningStack, forgetRunningStack } from './data-folder';
import { roles } from './databases';
import { sampleKeysFile } from './sample-keys-file';
import { ensureMigrated } from './migrated';
import { nodePart } from './node-part';
import { checkDatabase, checkTemporal } from './own-servers';
import { isFree } from './ports';
import { signingKeyFile } from './signing';
import { type Stack, startStack } from './stack';

/** They are started side by side; the last one is stopped first. */
const ourProcesses = [
  ['worker', 'activities/worker.ts'],
  ['API', 'api/server.ts'],
] as const;

export interface Everything {
  /** The address of the API, without a path. */
  readonly api: string;
  readonly stack: Stack;
  /** The file with the sample persons' API keys; null where there is no sample directory. */
  readonly keysFile: string | null;
  /** Stops all processes in order: API, worker, Temporal, PostgreSQL. None is left. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts what `npm start` promises: PostgreSQL and Temporal (or what the configuration names instead), our
 * migrations, the API, and the worker with the relay; each a process of its own under one supervisor.
 *
 * @param interrupt stops a start that is under way
 * @throws CannotStart with what to do; nothing is left running then
 */
export async function startEverything(
  configuration: Configuration,
  logger: Logger,
  interrupt: AbortSignal,
): Promise<Everything> {
  const { DATABASE_URL, DATABASE_OWNER_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, HOST, PORT } =
    configuration;
  const dataDir = resolve(configuration.DATA_DIR);
  const stack = await startStack({
    dataDir,
    namespace: TEMPORAL_NAMESPACE,
    releases: configuration.TEMPORAL_RELEASES,
    logger,
    interrupt,
    checkFirst: () => checkSurroundings(configuration, interrupt),
    ...(DATABASE_URL === undefined
      ? {}
      : { database: { serviceUrl: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL ?? null } }),
    ...(TEMPORAL_ADDRESS === undefined ? {} : { temporalAddress: TEMPORAL_ADDRESS }),
  });
  const stop = async (): Promise<void> => {
    forgetRunningStack(dataDir);
    await stack.stop();
  };
  try {
    const { serviceUrl, ownerUrl, readerUrl, temporalAddress } = stack.addresses;
    await ensureMigrated(ownerUrl, serviceUrl, readerUrl === null ? null : roles.reader);
    const running = {
      api: `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`,
      databaseUrl: serviceUrl,
      databaseOwnerUrl: ownerUrl,
      temporalAddress,
      temporalNamespace: TEMPORAL_NAMESPACE,
      signingKeyFile: await signingKeyFile(configuration),
    };
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...Object.fromEntries(Object.entries(configuration).map(([name, value]) => [name, String(value)])),
      DATA_DIR: dataDir,
      DATABASE_URL: serviceUrl,
      // Neither the API nor the worker may change the shape of the log, or what stands in it.
      DATABASE_OWNER_URL: undefined,
      TEMPORAL_ADDRESS: temporalAddress,
      SIGNING_KEY_FILE: running.signingKeyFile,
    };
    const keysFile = await sampleKeysFile({ ...configuration, DATA_DIR: dataDir }, running, logger);
    logger.info('starting worker and API');
    const starts = ourProcesses.map(([name, script]) => {
      const onSlow = (): void => logger.warn(`the ${name} does not serve yet; its own lines say why`);
      return stack.supervisor.start(nodePart(name, script, env, onSlow));
    });
    await Promise.all(starts);
    announceRunningStack(dataDir, running);
    return { api: running.api, keysFile, stack, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What can be said before anything is started. */
async function checkSurroundings(
  { HOST, PORT, DATABASE_URL, DATABASE_OWNER_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE }: Configuration,
  interrupt: AbortSignal,
): Promise<void> {
  if (!(await isFree(PORT, HOST))) {
    throw new CannotStart(
      `Port ${PORT} of ${HOST} cannot be listened on: stop what uses it, or set PORT (or HOST) to another one.`,
    );
  }
  if (DATABASE_URL !== undefined) await checkDatabase('DATABASE_URL', DATABASE_URL);
  if (DATABASE_OWNER_URL !== undefined) await checkDatabase('DATABASE_OWNER_URL', DATABASE_OWNER_URL);
  if (TEMPORAL_ADDRESS !== undefined) await checkTemporal(TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, interrupt);
}
