import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findPersons, listPersons, type PersonRead } from '../../db/queries/directory';
import { isRefusal } from '../../workflows/decider';
import { personRights } from '../../workflows/directory/entries';
import { registerPerson } from '../../workflows/directory/person-commands';
import type { PersonalData } from '../../workflows/directory/person-events';
import { directoryStandings } from '../../workflows/directory/rights';
import { Id } from '../../workflows/fields';
import { identityOf } from '../authentication';
import { persons } from '../resources';
import { Answer, Nullable, Version } from '../schemas';
import { directoryNow, type Services, type Viewer } from '../services';
import { creationRoute, listRoute, readRoute } from './collection';

export const PersonSchema = Answer(
  {
    id: Type.String(),
    version: Version,
    organisations: Type.Array(Type.String()),
    rights: Type.Array(Type.Union(personRights.map((right) => Type.Literal(right)))),
    active: Type.Boolean(),
    signingKeys: Type.Array(Type.Object({ id: Type.String(), publicKey: Type.String() })),
    personal: Nullable(
      Answer(
        {
          name: Type.String(),
          email: Type.Optional(Type.String()),
          phone: Type.Optional(Type.String()),
          language: Type.Optional(Type.String()),
        },
        'Name, address, phone and language; only the name for those who do not keep the entry; null once erased.',
      ),
    ),
  },
  'A person.',
);

/**
 * What a viewer sees of a person: everybody the name, for cases name persons; how to reach her only who keeps her
 * entry (administrators, coordinators) and she herself.
 */
export const shownPerson = (person: PersonRead, { caller, directory }: Viewer) => {
  const personal = person.personal as PersonalData | null;
  const standings = directoryStandings(person.id, caller, directory);
  const keeps = !isRefusal(standings) && standings.length > 0;
  return { ...person, personal: personal === null || keeps ? personal : { name: personal.name } };
};

/** `/v1/persons` (api.md, resources). */
export const personRoutes =
  (services: Services) =>
  (app: FastifyInstance): void => {
    const { database } = services;
    const viewerOf = async (request: FastifyRequest): Promise<Viewer> => ({
      caller: identityOf(request).caller,
      directory: await directoryNow(services),
    });
    creationRoute(services, app, persons, registerPerson);
    listRoute(app, persons, {
      summary: 'List persons',
      description: 'Persons.',
      filters: { organisation: Type.Optional(Id) },
      item: PersonSchema,
      async page(query, request) {
        const viewer = await viewerOf(request);
        const page = await listPersons(database, query);
        return { ...page, items: page.items.map((person) => shownPerson(person, viewer)) };
      },
    });
    readRoute(app, persons, {
      summary: 'Read a person',
      query: {},
      schema: PersonSchema,
      async find(id, _query, request) {
        const [found] = await findPersons(database, [id]);
        return found && shownPerson(found, await viewerOf(request));
      },
    });
  };
