import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { findOrganisation, listOrganisations } from '../../db/queries/directory';
import { CountryCode } from '../../workflows/fields';
import { organisationKinds } from '../../workflows/directory/entries';
import { registerOrganisation } from '../../workflows/directory/organisation-commands';
import { create } from '../creating';
import { etagOf } from '../giving';
import { problem } from '../problem';
import { organisations } from '../resources';
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
import type { Services } from '../services';
import type { TypedRequests } from '../typed-requests';

export const OrganisationSchema = Answer(
  {
    id: Type.String(),
    version: Version,
    name: Type.String(),
    kind: Type.Union(organisationKinds.map((kind) => Type.Literal(kind))),
    country: Nullable(Type.String()),
    timeZone: Type.String(),
    weekend: Type.Array(Type.Integer(), { description: 'ISO weekdays, 1 Monday to 7 Sunday.' }),
    holidays: Type.Array(Type.String()),
    language: Type.String(),
    focalPointFor: Nullable(Type.String()),
    active: Type.Boolean(),
  },
  'An organisation.',
);

/** `/v1/organisations` (api.md, resources). */
export const organisationRoutes =
  (services: Services) =>
  (base: FastifyInstance): void => {
    const app = base.withTypeProvider<TypedRequests>();
    const { database } = services;
    const { name, label, describe, body } = registerOrganisation;

    app.post(
      '/v1/organisations',
      {
        schema: {
          operationId: name,
          tags: ['organisations'],
          summary: label,
          description: describe,
          headers: CommandHeaders,
          body,
          response: { 201: CreationAnswerSchema, ...commandProblems },
        },
      },
      (request, reply) => create(services, request, reply, organisations, { name, body: request.body }),
    );

    app.get(
      '/v1/organisations',
      {
        schema: {
          operationId: 'list-organisations',
          tags: ['organisations'],
          summary: 'List organisations',
          querystring: PageQuery({
            country: Type.Optional(CountryCode),
            q: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Part of the name.' })),
          }),
          response: { 200: PageOf(OrganisationSchema, 'Organisations by name.'), ...readingProblems },
        },
      },
      ({ query }) =>
        listOrganisations(database, { ...pageRequest(query), country: query.country, q: query.q }),
    );

    app.get(
      '/v1/organisations/:id',
      {
        schema: {
          operationId: 'read-organisation',
          tags: ['organisations'],
          summary: 'Read an organisation',
          params: IdParams,
          response: { 200: OrganisationSchema, ...readingProblems },
        },
      },
      async ({ params }, reply) => {
        const found = await findOrganisation(database, params.id);
        if (found === undefined) throw problem('not-found', 'There is no organisation of this id.');
        void reply.header('ETag', etagOf(found.version));
        return found;
      },
    );
  };
