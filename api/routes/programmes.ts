import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { findProgramme, listProgrammes, type ProgrammeRead } from '../../db/queries/directory';
import { Publication, publicationErrors, publishProgramme } from '../../workflows/directory/programme';
import { problem } from '../problem';
import { checkedBody } from '../reading';
import { programmes } from '../resources';
import { Answer, InstantText, Version } from '../schemas';
import type { Services } from '../services';
import { creationRoute, listRoute, readRoute } from './collection';

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
  (app: FastifyInstance): void => {
    const { database } = services;
    creationRoute(
      services,
      app,
      programmes,
      publishProgramme,
      (request) => checkedBody(request, Publication, publicationErrors).ruleBook.id,
    );
    listRoute(app, programmes, {
      summary: 'List programmes, each in its newest version',
      description: 'Programmes by id.',
      filters: {},
      item: ProgrammeSchema,
      async page(query) {
        const page = await listProgrammes(database, query);
        return { ...page, items: page.items.map(shown) };
      },
    });
    readRoute(app, programmes, {
      summary: 'Read a programme in its newest version, or in another',
      query: { version: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })) },
      schema: ProgrammeSchema,
      async find(id, { version = null }) {
        const found = await findProgramme(database, id, version);
        if (found === undefined) throw problem('not-found', 'There is no such version of a programme.');
        return shown(found);
      },
    });
  };
