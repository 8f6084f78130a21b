import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { readJson, writeJson } from '../files';

/** Somebody who can act: a key, and for whom it acts. */
export const Actor = Type.Object({ key: Type.String(), person: Type.String(), organisation: Type.String() });
export type Actor = Static<typeof Actor>;

const Pages = Type.Object({
  organisations: Type.Record(Type.String(), Type.String()),
  actors: Type.Record(Type.String(), Actor),
});
type Pages = Static<typeof Pages>;

/**
 * What one run leaves to the next, in `demo.json` of the data folder (mode 0600): the keys of the persons that it
 * registered, for the API shows a key only once, and which entries the organisations became, for another file may
 * spell them in another way. Each note is written through at once: a run that is interrupted loses none.
 */
export interface Notebook {
  /** The id of an organisation of a file, by its key. */
  organisation(key: string): string | undefined;
  keepOrganisation(key: string, id: string): void;
  /** Who acts for an organisation, by its id. */
  actor(organisation: string): Actor | undefined;
  keepActor(actor: Actor): void;
}

/** Opens the notebook of a data folder; an empty one where there is none yet. */
export const openNotebook = (dataDir: string): Notebook => {
  const file = join(dataDir, 'demo.json');
  const pages: Pages = readJson(file, Pages) ?? { organisations: {}, actors: {} };
  const write = (): void => writeJson(file, pages);
  return {
    organisation: (key) => pages.organisations[key],
    keepOrganisation: (key, id) => {
      pages.organisations[key] = id;
      write();
    },
    actor: (organisation) => pages.actors[organisation],
    keepActor: (actor) => {
      pages.actors[actor.organisation] = actor;
      write();
    },
  };
};
