import { join, resolve } from 'node:path';
import type { Configuration } from '../../workflows/configuration';
import { CannotStart } from '../cannot-start';
import { runningStack } from '../data-folder';
import { readJson } from '../files';
import { SampleKeys } from '../sample-directory';
import type { Actor } from './notebook';

/** Where the stack is, and the sample persons who act in it. */
export interface StackFound {
  /** Of the API, without a path. */
  readonly address: string;
  readonly dataDir: string;
  /** Every sample person, in the order of their handles. */
  readonly actors: readonly Actor[];
  /** The first sample person for such a seat. */
  readonly actorFor: (seat: string) => Actor;
}

/**
 * Finds the running stack of the configuration: its address, and `keys.json` in its data folder (api.md, "The
 * local stack").
 *
 * @throws CannotStart with what to do where no stack runs or it has no sample persons
 */
export const findStack = async (configuration: Pick<Configuration, 'DATA_DIR'>): Promise<StackFound> => {
  const dataDir = resolve(configuration.DATA_DIR);
  const start = 'start one with "npm start" in another terminal, wait until it says "Ready"';
  const running = runningStack(dataDir);
  if (running === null)
    throw new CannotStart(`No stack runs on ${dataDir}: ${start}, then run the demonstration again.`);
  const file = join(dataDir, 'keys.json');
  const keys = readJson(file, SampleKeys);
  if (keys === null)
    throw new CannotStart(
      `${file} is missing, and with it the sample persons who act in the demonstration: it needs a stack of its own, without DATABASE_URL, TEMPORAL_ADDRESS and NODE_ENV=production, on a new DATA_DIR.`,
    );
  try {
    await fetch(`${running.api}/health/live`);
  } catch {
    throw new CannotStart(
      `The stack of ${dataDir} does not answer at ${running.api}: ${start}, then run the demonstration again.`,
    );
  }
  const handles = Object.keys(keys).sort();
  const actors = handles.flatMap((handle) => keys[handle] ?? []);
  return {
    address: running.api,
    dataDir,
    actors,
    actorFor: (seat) => {
      const actor = actors.find(({ seats }) => seats.includes(seat));
      if (actor !== undefined) return actor;
      throw new CannotStart(`${file} names nobody who acts as ${seat}: start a stack on a new DATA_DIR.`);
    },
  };
};
