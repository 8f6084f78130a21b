import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../connect';
import { wakeStreams } from '../wakes';
import { runScript, serviceUrl } from './script';

const batch = 100;

/** Between two batches, so that Temporal is not flooded. */
const breath = 200;

/** Wakes every stream with an agenda: after a loss in Temporal each gets its workflow and its timers again. */
runScript(async ({ configuration, say }) => {
  const database = await connect({
    url: serviceUrl(configuration),
    as: 'service',
    applicationName: 'recover',
  });
  try {
    let after: string | null = null;
    for (;;) {
      after = await wakeStreams(database, { after, limit: batch });
      if (after === null) break;
      say(`… ${after}`);
      await pause(breath);
    }
    say('Every stream with something to do has been woken; the relay delivers it.');
    return 0;
  } finally {
    await database.close();
  }
});
