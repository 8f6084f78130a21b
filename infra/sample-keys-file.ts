import type { Logger } from 'pino';
import { openCommit } from '../db/open-commit';
import type { Configuration } from '../workflows/configuration';
import { loadSample } from './sample-directory';

/**
 * Loads the sample directory into the local stack's database, the first time, and says where its API keys are
 * (api.md, "The local stack"). Null where the caller brought a server of his own, or in production: no sample there.
 */
export async function sampleKeysFile(
  configuration: Configuration,
  running: { readonly databaseUrl: string; readonly signingKeyFile: string },
  logger: Logger,
): Promise<string | null> {
  const { DATABASE_URL, TEMPORAL_ADDRESS, NODE_ENV, DATA_DIR, MAX_CLOCK_LEAD } = configuration;
  if (DATABASE_URL !== undefined || TEMPORAL_ADDRESS !== undefined || NODE_ENV === 'production') return null;
  const { database, commit } = await openCommit({
    url: running.databaseUrl,
    keyFile: running.signingKeyFile,
    applicationName: 'sample directory',
    maxClockLead: MAX_CLOCK_LEAD,
    // One line for each command of the sample would bury what a first start says.
    logger: logger.child({}, { level: 'warn' }),
  });
  try {
    return await loadSample(commit, DATA_DIR);
  } finally {
    await database.close();
  }
}
