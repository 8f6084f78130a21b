import { Type } from '@sinclair/typebox';
import { country } from '../../workflows/countries';
import { CannotStart } from '../cannot-start';
import { bodyOf, type Client } from './client';
import type { Actor, Notebook } from './notebook';
import { once } from './once';
import type { FileOrganisation } from './organisations';
import { mark } from './partners';

const Created = Type.Object({ id: Type.String() });
const CreatedKey = Type.Object({ key: Type.Optional(Type.String()) });
const Listed = Type.Object({
  id: Type.String(),
  focalPointFor: Type.Union([Type.String(), Type.Null()]),
});

/** Brings organisations, focal points and persons into the directory, each once, in the name of an administrator. */
export interface Registrar {
  /** The id of the organisation. */
  organisation(organisation: FileOrganisation): Promise<string>;
  /** The id of the body that speaks for the country: the one that the directory has, else a new one. */
  focalPoint(code: string): Promise<string>;
  /** Somebody who acts for an organisation: whoever has a key already, else a new person with a key. */
  actor(organisation: string, name: string): Promise<Actor>;
}

const keysTried = 20;

export const createRegistrar = async (
  client: Client,
  administrator: Actor,
  sampleActors: readonly Actor[],
  notebook: Notebook,
): Promise<Registrar> => {
  const { key: apiKey } = administrator;
  const create = async (path: string, key: string, body: unknown): Promise<string> =>
    bodyOf(Created, await client.post(path, { apiKey, once: key, body })).id;

  const focalPoints = new Map<string, string>();
  for (const { id, focalPointFor } of await client.list('/v1/organisations', apiKey, Listed)) {
    if (focalPointFor !== null) focalPoints.set(focalPointFor, id);
  }

  /** The secret of a key stands in its first answer only: where that was lost, another key is made. */
  const newKey = async (person: string, organisation: string): Promise<string> => {
    for (let attempt = 1; attempt <= keysTried; attempt += 1) {
      const body = { person, organisation, label: `${mark} npm run demo` };
      const answer = await client.post('/v1/api-keys', { apiKey, once: once('key', person, attempt), body });
      const { key } = bodyOf(CreatedKey, answer);
      if (key !== undefined) return key;
    }
    throw new CannotStart(
      `The keys of the demonstration were lost ${keysTried} times: keep demo.json in the data folder.`,
    );
  };

  return {
    organisation: async ({ key, name, kind, country: code }) => {
      const known = notebook.organisation(key);
      if (known !== undefined) return known;
      const place = code === null ? { timeZone: 'UTC' } : { country: code };
      const id = await create('/v1/organisations', once('organisation', key), { name, kind, ...place });
      notebook.keepOrganisation(key, id);
      return id;
    },
    focalPoint: async (code) => {
      const held = focalPoints.get(code);
      if (held !== undefined) return held;
      const name = `${mark} national focal point, ${country(code)?.name ?? code}`;
      const body = { name, kind: 'government', country: code, focalPointFor: code };
      const id = await create('/v1/organisations', once('focal-point', code), body);
      focalPoints.set(code, id);
      return id;
    },
    actor: async (organisation, name) => {
      const actor =
        sampleActors.find((each) => each.organisation === organisation) ?? notebook.actor(organisation);
      if (actor !== undefined) return actor;
      const body = { organisations: [organisation], personal: { name: `${mark} ${name}` } };
      const person = await create('/v1/persons', once('person', organisation), body);
      const made = { key: await newKey(person, organisation), person, organisation };
      notebook.keepActor(made);
      return made;
    },
  };
};
