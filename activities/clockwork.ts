import type { Logger } from 'pino';
import { signLogHead } from '../db/checkpoint';
import type { Commit } from '../db/commit';
import type { Database } from '../db/connect';
import type { Directory } from '../db/directory';
import type { Deciders } from '../db/load';
import { recomputeAgendas } from '../db/recompute';
import type { SigningKey } from '../db/signing-key';
import { readAgenda } from '../db/state';
import type { Performers } from './effects';
import { guardNamespace } from './namespace-guard';
import { processActivities } from './process-activities';
import { relayWakes } from './relay';
import { repeat, type Running } from './repeat';
import { sendNotices } from './send-notices';
import { serve } from './serve';
import { takeMessages } from './take-messages';
import { openClient } from './temporal-client';
import { watch } from './watchdog';

/** What drives the clocks of all processes. */
export interface ClockworkParts {
  readonly database: Database;
  /** This process's directory: who is told of what, and when. */
  readonly directory: Directory;
  readonly commit: Commit;
  readonly deciders: Deciders;
  readonly performers: Performers;
  readonly key: SigningKey;
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  /** File with the bundled host. */
  readonly codePath: string;
  readonly logger: Logger;
  /** Called each time that the worker begins to ask Temporal for work. */
  readonly onPolling: () => void;
}

/**
 * Starts the Temporal worker and, beside it, the relay, the watchdog, the namespace guard, the notices of persons, the
 * signing of the log's head, and once the agendas of an older fold version. Each outlives Temporal and the database being away.
 *
 * @returns what stops all of it: the work under way is finished, and the log's head is signed
 */
export function startClockwork(parts: ClockworkParts): Running {
  const { database, deciders, taskQueue, logger, key } = parts;
  const temporal = openClient(parts.address, parts.namespace);
  const { client } = temporal;
  const activities = processActivities({
    ...parts,
    readAgenda: (stream) => readAgenda(database, deciders, stream),
  });

  const running = [
    serve({ ...parts, activities }),
    repeat('relay', 100, logger, async () => {
      const taken = await relayWakes({ database, client, taskQueue, logger });
      return taken > 0 ? 'again' : 'rest';
    }),
    repeat('watchdog', 15_000, logger, async () => {
      await watch(database, client, taskQueue, logger);
      return 'rest';
    }),
    repeat('namespace guard', 5_000, logger, async (gone) => {
      await guardNamespace(database, client, logger, gone);
      return 'rest';
    }),
    repeat('notices', 1_000, logger, async () => {
      const taken = await takeMessages(parts, new Date().toISOString());
      const sent = await sendNotices(parts, new Date().toISOString());
      return taken + sent > 0 ? 'again' : 'rest';
    }),
    repeat('checkpoints', 1_000, logger, async () => {
      await signLogHead(database, key);
      return 'rest';
    }),
    repeat('fold version', 60_000, logger, async () => {
      const looked = await recomputeAgendas(database, deciders, { limit: 100 });
      return looked > 0 ? 'again' : 'rest';
    }),
  ];

  return {
    async stop() {
      await Promise.all(running.map((each) => each.stop()));
      await temporal.close();
      await signLogHead(database, key);
    },
  };
}
