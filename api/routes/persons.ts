import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { findPersons, listPersons, type PersonRead } from '../../db/queries/directory';
import { isRefusal } from '../../workflows/decider';
import { personRights } from '../../workflows/directory/entries';
import { registerPerson } from '../../workflows/directory/person-commands';
import type { PersonalData } from '../../workflows/directory/person-events';
import { directoryStandings } from '../../workflows/directory/rights';
import { Id } from '../../workflows/fields';
import { identityOf } from '../authentication';
import { create } from '../creating';
import { etagOf } from '../giving';
import { problem } from '../problem';
import { persons } from '../resources';
import {
  Answer,
  CreationAnswerSchema,
  CommandHeaders,
  IdParams,
  Nullable,
  PageOf,
  PageQuery,
  pageRequest,
  commandProblems,
  readingProblems,
  Version,
} from '../schemas';
import { directoryNow, type Services, type Viewer } from '../services';
import type { TypedRequests } from '../typed-requests';

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
  (base: FastifyInstance): void => {
    const app = base.withTypeProvider<TypedRequests>();
    const { database } = services;
    const { name, label, describe, body } = registerPerson;

    app.post(
      '/v1/persons',
      {
        schema: {
          operationId: name,
          tags: ['persons'],
          summary: label,
          description: describe,
          headers: CommandHeaders,
          body,
          response: { 201: CreationAnswerSchema, ...commandProblems },
        },
      },
      (request, reply) => create(services, request, reply, persons, { name, body: request.body }),
    );

    app.get(
      '/v1/persons',
      {
        schema: {
          operationId: 'list-persons',
          tags: ['persons'],
          summary: 'List persons',
          querystring: PageQuery({ organisation: Type.Optional(Id) }),
          response: { 200: PageOf(PersonSchema, 'Persons.'), ...readingProblems },
        },
      },
      async (request) => {
        const { query } = request;
        const viewer = { caller: identityOf(request).caller, directory: await directoryNow(services) };
        const page = await listPersons(database, { ...pageRequest(query), organisation: query.organisation });
        return { ...page, items: page.items.map((person) => shownPerson(person, viewer)) };
      },
    );

    app.get(
      '/v1/persons/:id',
      {
        schema: {
          operationId: 'read-person',
          tags: ['persons'],
          summary: 'Read a person',
          params: IdParams,
          response: { 200: PersonSchema, ...readingProblems },
        },
      },
      async (request, reply) => {
        const [found] = await findPersons(database, [request.params.id]);
        if (found === undefined) throw problem('not-found', 'There is no person of this id.');
        void reply.header('ETag', etagOf(found.version));
        return shownPerson(found, {
          caller: identityOf(request).caller,
          directory: await directoryNow(services),
        });
      },
    );
  };
