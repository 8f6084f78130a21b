import type { Act, Known } from './act';
import { nextAct } from './acts';
import { bodyOf, type Client } from './client';
import type { Actor } from './notebook';
import { once } from './once';
import { PilotSeen } from './pilot-seen';

/** Who acts for an organisation; undefined where nobody does. */
export type ActorsOf = (organisation: string) => readonly Actor[];

/** A pilot as its partners left it; `stuck` says what the API refused, null where nothing was. */
export interface Carried {
  readonly pilot: PilotSeen;
  readonly stuck: string | null;
}

/** No path is longer; a pilot that takes more steps turns in a circle. */
const longestPath = 60;

const actorOf = (pilot: PilotSeen, { seat, notBy }: Act, actorsOf: ActorsOf): Actor | undefined => {
  const held = pilot.seats.find(({ id }) => id === seat);
  return actorsOf(held?.organisation ?? '').find(
    ({ person }) => person !== notBy && held?.persons.includes(person),
  );
};

/** Reads a case as this person sees it. */
export const readPilot = async (client: Client, id: string, { key }: Actor): Promise<PilotSeen> =>
  bodyOf(PilotSeen, await client.get(`/v1/pilots/${id}`, key));

/**
 * Carries a pilot along its path as far as it goes. Each step follows from the case as it stands and has a key made
 * of the pilot, its version and the command, so two runs, even at the same time, do each step once.
 *
 * @param reader sees all of the case: its coordinator
 */
export const carry = async (
  client: Client,
  id: string,
  reader: Actor,
  known: Known,
  actorsOf: ActorsOf,
): Promise<Carried> => {
  let pilot = await readPilot(client, id, reader);
  for (let steps = 0; steps < longestPath; steps += 1) {
    const act = nextAct(pilot, known);
    if (act === null) return { pilot, stuck: null };
    const actor = actorOf(pilot, act, actorsOf);
    if (actor === undefined) return { pilot, stuck: `nobody of the demonstration acts for ${act.seat}` };
    const answer = await client.post(`/v1/pilots/${id}/commands/${act.command}`, {
      apiKey: actor.key,
      once: once(act.command, id, pilot.version, act.body),
      ifMatch: pilot.version,
      body: act.body,
    });
    // Somebody else was faster: what is next follows from the case as it stands now.
    if (!answer.ok && answer.code !== 'version-changed') {
      return { pilot, stuck: `${act.command}: ${answer.problem}` };
    }
    pilot = await readPilot(client, id, reader);
  }
  return { pilot, stuck: `it is not where it should be after ${longestPath} steps` };
};
