import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { previewMigration } from '../../workflows/pilot/migration/target';
import { lookAt } from '../looking';
import { problem } from '../problem';
import { Answer, IdParams, Nullable, readingProblems, Version } from '../schemas';
import type { Services } from '../services';
import type { TypedRequests } from '../typed-requests';

const PreviewSchema = Answer(
  {
    from: Version,
    to: Version,
    refused: Nullable(Type.Object({ code: Type.String(), detail: Type.String() })),
    differences: Type.Array(
      Type.Object({ pointer: Type.String(), before: Type.Unknown(), after: Type.Unknown() }),
      { description: 'Each value of the rule book that will differ, by its pointer.' },
    ),
  },
  'What a migration to that version of the programme would change for what opens next.',
);

/** `/v1/pilots/{id}/migration`: the preview of `migrate-programme` (lifecycle.md section 7), for those who take part. */
export const migrationRoute =
  (services: Services) =>
  (base: FastifyInstance): void => {
    base.withTypeProvider<TypedRequests>().get(
      '/v1/pilots/:id/migration',
      {
        schema: {
          operationId: 'preview-migration',
          tags: ['pilots'],
          summary: 'What would differ under another version of the programme',
          description:
            'Lists each value that will differ for what opens next, and why migrate-programme would be refused if it would. Nothing is changed.',
          params: IdParams,
          querystring: Type.Object(
            { version: Type.Integer({ minimum: 1, maximum: 100_000 }) },
            { additionalProperties: false },
          ),
          response: { 200: PreviewSchema, ...readingProblems },
        },
      },
      async (request) => {
        const { pilot, sight, directory } = await lookAt(services, request, request.params.id);
        if (sight.extent === 'public')
          throw problem('not-found', 'What a migration would change is for those who take part.');
        const preview = previewMigration(pilot, request.query.version, directory);
        if (preview === null) throw problem('not-found', 'The programme has no such version.');
        return preview;
      },
    );
  };
