import type { FastifyRequest } from 'fastify';
import { readState } from '../db/state';
import { connection } from '../db/transaction';
import type { Instant } from '../workflows/decider';
import type { DirectoryContext } from '../workflows/directory/entries';
import { pilot as pilotDecider } from '../workflows/pilot/decider';
import { isPublic } from '../workflows/pilot/portfolio';
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
 * an earlier state shows nobody more than the present one; and to who takes no part in it the time before its
 * consultation opened shows nothing (lifecycle.md section 1, "Sight").
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
  const past = then?.state as Pilot | undefined;
  // In the same words, or the answer would tell when the pilot was registered.
  if (then === null || past === undefined || (sight.extent === 'public' && !isPublic(past)))
    throw problem('not-found', 'There was no pilot of this id that you may see at that instant.');
  return { pilot: past, version: then.version, sight, directory };
};
