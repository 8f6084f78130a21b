import closeWithGrace from 'close-with-grace';
import { createLogger } from '../db/logger';
import { erasuresFileIn } from '../db/erasure';
import { openCommit } from '../db/open-commit';
import { type Configuration, readConfiguration } from '../workflows/configuration';
import { buildApp } from './app';

/** The supervisor ends what has not stopped within 10 seconds. */
const patience = 9_500;

/** The API process: only boots; what it answers stands in `buildApp`. It says `ready` once it listens. */
async function main(configuration: Configuration): Promise<void> {
  const { DATABASE_URL, HOST, PORT } = configuration;
  if (DATABASE_URL === undefined) throw new Error('Set DATABASE_URL; npm start does so for the local stack.');
  const logger = createLogger('api', configuration.LOG_LEVEL);
  const { database, commit, directory } = await openCommit({
    url: DATABASE_URL,
    keyFile: configuration.SIGNING_KEY_FILE,
    erasuresFile: erasuresFileIn(configuration.DATA_DIR),
    applicationName: 'api',
    maxClockLead: configuration.MAX_CLOCK_LEAD,
    logger,
  });
  const app = await buildApp({
    database,
    commit,
    directory,
    clock: () => new Date().toISOString(),
    logger,
    temporalAddress: configuration.TEMPORAL_ADDRESS ?? null,
  });
  closeWithGrace({ delay: patience, logger }, async ({ err }) => {
    if (err !== undefined) logger.fatal({ err }, 'the API ends');
    await app.close();
    await database.close();
  });
  await app.listen({ host: HOST, port: PORT });
  if (process.connected) process.send?.('ready');
}

const answer = readConfiguration(process.env);
if (answer.ok) {
  main(answer.configuration).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
} else {
  process.stderr.write(`${answer.problems.join('\n')}\n`);
  process.exitCode = 1;
}
