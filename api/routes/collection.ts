import { type Static, type TObject, type TProperties, type TSchema, Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { streamIdFor } from '../../db/envelope';
import type { Page, PageRequest } from '../../db/queries/page';
import type { CommandDescription } from '../../workflows/registry';
import { identityOf } from '../authentication';
import { commandAnswer, etagOf, give, idempotencyKeyOf } from '../giving';
import { problem } from '../problem';
import { hrefOf, type Resource } from '../resources';
import {
  CommandHeaders,
  CreationAnswerSchema,
  IdParams,
  PageOf,
  PageQuery,
  commandProblems,
  pageRequest,
  readingProblems,
} from '../schemas';
import type { Services } from '../services';

/**
 * The three routes that every resource of the directory has (api.md, "Resources"): the command that begins one, the
 * list, and one of them. The commands to one that is there stand in `commands.ts`, for all resources alike.
 */

/** The id of what this request creates: the same for the same caller and key, so that a retry meets it. */
export const idOfCreation = (request: FastifyRequest): string =>
  streamIdFor(identityOf(request).caller.person, idempotencyKeyOf(request));

/**
 * `POST /v1/<plural>`: 201 with the address of what the command began.
 *
 * @param idOf the id of the new one; without it, from caller and key
 */
export const creationRoute = (
  services: Services,
  app: FastifyInstance,
  resource: Resource,
  { name, label, describe, body }: Pick<CommandDescription, 'name' | 'label' | 'describe' | 'body'>,
  idOf: (request: FastifyRequest) => string = idOfCreation,
): void => {
  app.post(
    `/v1/${resource.plural}`,
    {
      schema: {
        operationId: name,
        tags: [resource.plural],
        summary: label,
        description: describe,
        headers: CommandHeaders,
        body,
        response: { 201: CreationAnswerSchema, ...commandProblems },
      },
    },
    async (request, reply) => {
      const id = idOf(request);
      const stream = `${resource.type}/${id}`;
      const accepted = await give(services, request, reply, { stream, name, body: request.body });
      void reply.code(201).header('Location', hrefOf(resource, id));
      return commandAnswer(accepted);
    },
  );
};

/** What a list shows, and how its pages are read. */
interface List<Filters extends TProperties> {
  readonly summary: string;
  /** What the summary does not say. */
  readonly describe?: string;
  /** What is listed, and in which order. */
  readonly description: string;
  readonly filters: Filters;
  readonly item: TSchema;
  readonly page: (
    query: PageRequest & Static<TObject<Filters>>,
    request: FastifyRequest,
  ) => Promise<Page<unknown>>;
}

/** `GET /v1/<plural>`: in pages (api.md, "pages"). */
export const listRoute = <Filters extends TProperties>(
  app: FastifyInstance,
  { plural }: Resource,
  { summary, describe, description, filters, item, page }: List<Filters>,
): void => {
  app.get(
    `/v1/${plural}`,
    {
      schema: {
        operationId: `list-${plural}`,
        tags: [plural],
        summary,
        ...(describe !== undefined && { description: describe }),
        querystring: PageQuery(filters),
        response: { 200: PageOf(item, description), ...readingProblems },
      },
    },
    (request) => {
      const query = request.query as Partial<PageRequest> & Static<TObject<Filters>>;
      return page({ ...query, ...pageRequest(query) }, request);
    },
  );
};

/** How one is read and shown. */
interface Read<Query extends TProperties> {
  readonly summary: string;
  readonly query: Query;
  readonly schema: TSchema;
  /** Undefined where there is none of this id. */
  readonly find: (
    id: string,
    query: Static<TObject<Query>>,
    request: FastifyRequest,
  ) => Promise<{ readonly version: number } | undefined>;
}

/** `GET /v1/<plural>/{id}`, with its version as ETag. */
export const readRoute = <Query extends TProperties>(
  app: FastifyInstance,
  { plural, type }: Resource,
  { summary, query, schema, find }: Read<Query>,
): void => {
  app.get(
    `/v1/${plural}/:id`,
    {
      schema: {
        operationId: `read-${type}`,
        tags: [plural],
        summary,
        params: IdParams,
        querystring: Type.Object(query, { additionalProperties: false }),
        response: { 200: schema, ...readingProblems },
      },
    },
    async (request, reply) => {
      const { id } = request.params as Static<typeof IdParams>;
      const found = await find(id, request.query as Static<TObject<Query>>, request);
      if (found === undefined)
        throw problem('not-found', `There is no ${type.replaceAll('-', ' ')} of this id.`);
      void reply.header('ETag', etagOf(found.version));
      return found;
    },
  );
};
