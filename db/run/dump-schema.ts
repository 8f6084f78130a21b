import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '../connect';
import { dumpSchema } from '../dump-schema';
import { connection } from '../transaction';
import { ownerUrl, runScript, serviceUrl } from './script';

/** Writes the shape of the database to `db/schema.sql`. */
runScript(async ({ configuration, args: [reader = 'pilots_reader'], say }) => {
  const url = ownerUrl(configuration);
  const database = await connect({ url, as: 'owner', applicationName: 'dump-schema' });
  try {
    const service = decodeURIComponent(new URL(serviceUrl(configuration)).username);
    await writeFile(
      join(__dirname, '..', 'schema.sql'),
      await dumpSchema(connection(database), { service, reader }),
    );
    say('Wrote db/schema.sql.');
    return 0;
  } finally {
    await database.close();
  }
});
