import { migrate } from '../migrate';
import { ownerUrl, runScript, serviceUrl } from './script';

/** Brings the database to the newest shape. The role of DATABASE_URL gets the rights of the service. */
runScript(async ({ configuration, args: [readerRole = null], say }) => {
  const serviceRole = decodeURIComponent(new URL(serviceUrl(configuration)).username);
  const ran = await migrate({ ownerUrl: ownerUrl(configuration), serviceRole, readerRole });
  say(ran.length === 0 ? 'The database has the newest shape.' : `Ran ${ran.join(', ')}.`);
  return 0;
});
