import type { FastifyRequest } from 'fastify';
import { readState } from '../db/state';
import { connection } from '../db/transaction';
import type { Instant } from '../workflows/decider';
import type { DirectoryContext } from '../workflows/directory/entries';
import { pilot as pilotDecider } from '../workflows/pilot/decider';
import { type Sight, sightOf } from '../workflows/pilot/sight';
import type { Pilot } from '../workflows/pilot/state';
import { identityOf } from './authentication';
import { problem } from './problem';
import { directoryNow, type Services } from './services';

/** A pilot with what the sender of the request may see of it. */
export interface SeenPilot {
  readonly pilot: Pilot;
  readonly version: number;
  readonly sight: Sight;
  readonly directory: DirectoryContext;
}

/**
 * Reads a pilot, now or as it stood at an instant. What may be seen of it follows from how it stands now, so that
 * an earlier state shows nobody more than the present one.
 *
 * @throws Problem `not-found`, also for a pilot that the caller may not see (api.md, "who")
 */
export const lookAt = async (
  services: Services,
  request: FastifyRequest,
  id: string,
  at: Instant | null = null,
): Promise<SeenPilot> => {
  const on = connection(services.database);
  const stream = `pilot/${id}`;
  const [now, directory] = await Promise.all([readState(on, pilotDecider, stream), directoryNow(services)]);
  const present = now?.state as Pilot | undefined;
  const sight = present && sightOf(present, identityOf(request).caller, directory, services.clock());
  if (now === null || present === undefined || sight === undefined || sight.extent === 'nothing')
    throw problem('not-found', 'There is no pilot of this id that you may see.');
  if (at === null) return { pilot: present, version: now.version, sight, directory };
  const then = await readState(on, pilotDecider, stream, at);
  if (then === null) throw problem('not-found', 'There was no pilot of this id at that instant.');
  return { pilot: then.state as Pilot, version: then.version, sight, directory };
};
