import { migrate } from '../db/migrate';
import { migrations } from '../db/migrations';
import { CannotStart, messageOf } from './cannot-start';
import { withClient } from './databases';
import { withoutPassword } from './own-servers';

/**
 * Brings the database to the shape that this code wants.
 *
 * @param readerRole null where there is none
 * @param ownerUrl null where the caller brings a database and keeps the owner's address for himself: then the shape
 *   is only looked at
 * @throws CannotStart if it cannot be brought there
 */
export async function ensureMigrated(
  ownerUrl: string | null,
  serviceUrl: string,
  readerRole: string | null,
): Promise<void> {
  if (ownerUrl === null) {
    const missing = await missingMigrations(serviceUrl);
    if (missing.length === 0) return;
    throw new CannotStart(
      `The database at ${withoutPassword(serviceUrl)} lacks the migrations ${missing.join(', ')}: set DATABASE_OWNER_URL to the role that owns the tables, and npm start will run them.`,
    );
  }
  try {
    await migrate({
      ownerUrl,
      serviceRole: decodeURIComponent(new URL(serviceUrl).username),
      readerRole,
    });
  } catch (error) {
    throw new CannotStart(`The database could not be migrated: ${messageOf(error)}`);
  }
}

async function missingMigrations(serviceUrl: string): Promise<string[]> {
  return withClient(serviceUrl, async (client) => {
    const { rows } = await client.query<{ known: boolean }>(
      `select to_regclass('public.migration') is not null as known`,
    );
    const done =
      rows[0]?.known === true
        ? (await client.query<{ name: string }>('select name from public.migration')).rows.map(
            ({ name }) => name,
          )
        : [];
    return migrations.map(({ name }) => name).filter((name) => !done.includes(name));
  });
}
