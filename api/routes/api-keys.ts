import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { streamIdFor } from '../../db/envelope';
import { type ApiKeyRead, apiKeysOf } from '../../db/queries/api-keys';
import { createApiKey } from '../../workflows/directory/key-commands';
import { Id, Line, Shape } from '../../workflows/fields';
import { mintKey } from '../api-key';
import { identityOf } from '../authentication';
import { give, idempotencyKeyOf } from '../giving';
import { problem } from '../problem';
import { checkedBody } from '../reading';
import { apiKeys } from '../resources';
import { Answer, CommandHeaders, InstantText, Nullable, commandProblems } from '../schemas';
import { directoryNow, type Services } from '../services';
import type { TypedRequests } from '../typed-requests';
import { listRoute } from './collection';

const Request = Shape({
  label: Line,
  organisation: Type.Optional(
    Type.Union([Id, Type.Null()], {
      description: 'For which organisation the key acts; without it for all that the person belongs to.',
    }),
  ),
  person: Type.Optional(
    Type.String({ ...Id, description: 'Whose key it is; without it your own. Others: administrators only.' }),
  ),
});

const KeySchema = Answer(
  {
    id: Type.String(),
    person: Type.String(),
    organisation: Nullable(Type.String()),
    label: Type.String(),
    created: InstantText,
    revoked: Nullable(InstantText),
  },
  'An API key; the key itself is not kept.',
);

const CreatedSchema = Answer(
  {
    id: Type.String(),
    person: Type.String(),
    organisation: Nullable(Type.String()),
    label: Type.String(),
    key: Type.Optional(Type.String({ description: 'In the first answer only.' })),
    note: Type.String(),
  },
  'The new key.',
);

const shown = ({ keyId: id, person, organisation, label, created, revoked }: ApiKeyRead) => ({
  id,
  person,
  organisation,
  label,
  created,
  revoked,
});

/** `/v1/api-keys` (api.md, resources). A secret stands in the first answer only, and a replay says so. */
export const apiKeyRoutes =
  (services: Services) =>
  (base: FastifyInstance): void => {
    const app = base.withTypeProvider<TypedRequests>();

    app.post(
      `/v1/${apiKeys.plural}`,
      {
        schema: {
          operationId: createApiKey.name,
          tags: [apiKeys.plural],
          summary: createApiKey.label,
          description: createApiKey.describe,
          headers: CommandHeaders,
          body: Request,
          response: { 201: CreatedSchema, ...commandProblems },
        },
      },
      async (request, reply) => {
        const content = checkedBody(request, Request);
        const { person: self } = identityOf(request).caller;
        const { label, organisation = null, person = self } = content;
        const stream = `person/${person}`;
        const keyId = streamIdFor(`${self} ${stream}`, idempotencyKeyOf(request));
        const { key, hash } = mintKey();
        const { replayed } = await give(services, request, reply, {
          stream,
          name: createApiKey.name,
          body: { keyId, hash, organisation, label },
          content,
        });
        void reply.code(201).header('Location', `/v1/api-keys?person=${person}`);
        const created = { id: keyId, person, organisation, label };
        return replayed
          ? {
              ...created,
              note: 'The key stood in the first answer only. If that was lost, revoke this key and create another.',
            }
          : { ...created, key, note: 'Keep the key now: it is not shown again.' };
      },
    );

    listRoute(base, apiKeys, {
      summary: 'List the API keys of a person',
      describe: 'Your own, or as an administrator those of another person. Revoke one by revoke-api-key.',
      description: 'Keys, newest first.',
      filters: { person: Type.Optional(Id) },
      item: KeySchema,
      async page(query, request) {
        const { person: self } = identityOf(request).caller;
        const { person = self } = query;
        if (person !== self) {
          const directory = await directoryNow(services);
          if (directory.person(self)?.rights.includes('administrator') !== true)
            throw problem('not-found', 'There are no keys here that you may see.');
        }
        const page = await apiKeysOf(services.database, person, query);
        return { ...page, items: page.items.map(shown) };
      },
    });
  };
