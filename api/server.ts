import { boot, closeAtTheEnd, sayReady } from '../db/boot';
import { erasuresFileIn } from '../db/erasure';
import { createLogger } from '../db/logger';
import { openCommit } from '../db/open-commit';
import { buildApp } from './app';

/** The API process: only boots; what it answers stands in `buildApp`. It says `ready` once it listens. */
boot(async (configuration) => {
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
  closeAtTheEnd(logger, async () => {
    await app.close();
    await database.close();
  });
  await app.listen({ host: HOST, port: PORT });
  sayReady();
});
