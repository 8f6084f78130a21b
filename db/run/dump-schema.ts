import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dumpSchema } from '../dump-schema';
import { connection } from '../transaction';
import { onDatabase, runScript, serviceUrl } from './script';

/** Writes the shape of the database to `db/schema.sql`. */
runScript(({ configuration, args: [reader = 'pilots_reader'], say }) =>
  onDatabase(configuration, { as: 'owner', applicationName: 'dump-schema' }, async (database) => {
    const service = decodeURIComponent(new URL(serviceUrl(configuration)).username);
    await writeFile(
      join(__dirname, '..', 'schema.sql'),
      await dumpSchema(connection(database), { service, reader }),
    );
    say('Wrote db/schema.sql.');
    return 0;
  }),
);
