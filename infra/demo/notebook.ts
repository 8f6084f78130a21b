import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { readJson, writeJson } from '../files';

/** Somebody who can act: a key, and for whom it acts. The shape of `keys.json` (api.md, "The local stack"). */
export const Actor = Type.Object({ key: Type.String(), person: Type.String(), organisation: Type.String() });
export type Actor = Static<typeof Actor>;

const Actors = Type.Record(Type.String(), Actor);

/**
 * The keys of the persons that the demonstration registers, in `demo-keys.json` of the data folder (mode 0600).
 * The API shows a key only once, so the next run finds it here.
 */
export interface Notebook {
  find(handle: string): Actor | undefined;
  /** Written through at once: a run that is interrupted loses no key. */
  keep(handle: string, actor: Actor): void;
}

/** Opens the notebook of a data folder; an empty one where there is none yet. */
export const openNotebook = (dataDir: string): Notebook => {
  const file = join(dataDir, 'demo-keys.json');
  const actors: Record<string, Actor> = readJson(file, Actors) ?? {};
  return {
    find: (handle) => actors[handle],
    keep: (handle, actor) => {
      actors[handle] = actor;
      writeJson(file, actors);
    },
  };
};
