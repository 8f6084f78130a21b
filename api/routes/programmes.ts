import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { findProgramme, listProgrammes, type ProgrammeRead } from '../../db/queries/directory';
import { Publication, publishProgramme } from '../../workflows/directory/programme';
import { create } from '../creating';
import { etagOf } from '../giving';
import { problem } from '../problem';
import { checkedBody } from '../reading';
import { programmes } from '../resources';
import {
  Answer,
  CreationAnswerSchema,
  CommandHeaders,
  IdParams,
  InstantText,
  PageOf,
  PageQuery,
  pageRequest,
  commandProblems,
  readingProblems,
  Version,
} from '../schemas';
import type { Services } from '../services';
import type { TypedRequests } from '../typed-requests';

const ProgrammeSchema = Answer(
  {
    id: Type.String(),
    version: Version,
    published: InstantText,
    ruleBook: Publication.properties.ruleBook,
    institutions: Publication.properties.institutions,
  },
  'A published version of a programme.',
);

const shown = ({ programme, published }: ProgrammeRead) => ({
  id: programme.ruleBook.id,
  version: programme.ruleBook.version,
  published,
  ...programme,
});

/** `/v1/programmes` (api.md, resources). The id of a programme is the one in its rule book. */
export const programmeRoutes =
  (services: Services) =>
  (base: FastifyInstance): void => {
    const app = base.withTypeProvider<TypedRequests>();
    const { database } = services;
    const { name, label, describe } = publishProgramme;

    app.post(
      '/v1/programmes',
      {
        schema: {
          operationId: name,
          tags: ['programmes'],
          summary: label,
          description: describe,
          headers: CommandHeaders,
          body: Publication,
          response: { 201: CreationAnswerSchema, ...commandProblems },
        },
      },
      async (request, reply) => {
        const body = checkedBody(request, Publication);
        return create(services, request, reply, programmes, { name, body, id: body.ruleBook.id });
      },
    );

    app.get(
      '/v1/programmes',
      {
        schema: {
          operationId: 'list-programmes',
          tags: ['programmes'],
          summary: 'List programmes, each in its newest version',
          querystring: PageQuery({}),
          response: { 200: PageOf(ProgrammeSchema, 'Programmes by id.'), ...readingProblems },
        },
      },
      async ({ query }) => {
        const page = await listProgrammes(database, pageRequest(query));
        return { ...page, items: page.items.map(shown) };
      },
    );

    app.get(
      '/v1/programmes/:id',
      {
        schema: {
          operationId: 'read-programme',
          tags: ['programmes'],
          summary: 'Read a programme in its newest version, or in another',
          params: IdParams,
          querystring: Type.Object(
            { version: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })) },
            { additionalProperties: false },
          ),
          response: { 200: ProgrammeSchema, ...readingProblems },
        },
      },
      async ({ params, query }, reply) => {
        const found = await findProgramme(database, params.id, query.version ?? null);
        if (found === undefined) throw problem('not-found', 'There is no such version of a programme.');
        void reply.header('ETag', etagOf(found.programme.ruleBook.version));
        return shown(found);
      },
    );
  };
