import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { findOrganisation, listOrganisations } from '../../db/queries/directory';
import { CountryCode } from '../../workflows/fields';
import { organisationKinds } from '../../workflows/directory/entries';
import { registerOrganisation } from '../../workflows/directory/organisation-commands';
import { organisations } from '../resources';
import { Answer, Nullable, Version } from '../schemas';
import type { Services } from '../services';
import { creationRoute, listRoute, readRoute } from './collection';

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
  (app: FastifyInstance): void => {
    const { database } = services;
    creationRoute(services, app, organisations, registerOrganisation);
    listRoute(app, organisations, {
      summary: 'List organisations',
      description: 'Organisations by name.',
      filters: {
        country: Type.Optional(CountryCode),
        q: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Part of the name.' })),
      },
      item: OrganisationSchema,
      page: (query) => listOrganisations(database, query),
    });
    readRoute(app, organisations, {
      summary: 'Read an organisation',
      query: {},
      schema: OrganisationSchema,
      find: (id) => findOrganisation(database, id),
    });
  };
