import { wakeEveryStream } from '../wakes';
import { onDatabase, runScript } from './script';

/** Wakes every stream with an agenda: after a loss in Temporal each gets its workflow and its timers again. */
runScript(({ configuration, say }) =>
  onDatabase(configuration, { as: 'service', applicationName: 'recover' }, async (database) => {
    await wakeEveryStream(database, { onProgress: (stream) => say(`… ${stream}`) });
    say('Every stream with something to do has been woken; the relay delivers it.');
    return 0;
  }),
);
