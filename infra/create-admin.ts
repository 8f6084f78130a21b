import { makeFirstAdministrator } from '../api/first-administrator';
import { boot } from '../db/boot';
import { createLogger } from '../db/logger';
import { openCommit } from '../db/open-commit';
import { CannotStart } from './cannot-start';
import { runningStack } from './data-folder';
import { signingKeyFile } from './signing';

/**
 * `npm run create-admin -- [name]`: the first administrator and the first API key, once on any database (api.md,
 * "The local stack"). The key is written to the terminal and nowhere else.
 */
boot(async (configuration) => {
  const [name = 'First administrator', ...more] = process.argv.slice(2);
  if (more.length > 0)
    throw new CannotStart('Give one name, in quotes: npm run create-admin -- "Name of the person".');
  const { DATABASE_URL, DATA_DIR, MAX_CLOCK_LEAD } = configuration;
  const running = DATABASE_URL === undefined ? runningStack(DATA_DIR) : null;
  const url = DATABASE_URL ?? running?.databaseUrl;
  if (url === undefined)
    throw new CannotStart(`Set DATABASE_URL, or start the stack of ${DATA_DIR} first: npm start.`);
  const { database, commit } = await openCommit({
    url,
    keyFile: running?.signingKeyFile ?? (await signingKeyFile(configuration)),
    applicationName: 'create-admin',
    maxClockLead: MAX_CLOCK_LEAD,
    // The terminal is for the key: what happened is said below.
    logger: createLogger('create-admin', 'silent'),
  });
  try {
    const made = await makeFirstAdministrator(commit, { name, at: new Date().toISOString() });
    if (made.outcome === 'refused') throw new CannotStart(made.reason);
    if (made.outcome === 'unknown')
      process.stdout.write(
        'The database did not answer, so it is not known whether this was recorded. Try the key below; if it opens nothing, run this again.\n',
      );
    process.stdout.write(
      `The first administrator is ${made.person}. Keep this API key now; it is not shown again:\n${made.key}\n`,
    );
  } finally {
    await database.close();
  }
});
