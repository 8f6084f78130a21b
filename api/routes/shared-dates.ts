import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { findSharedDate, listSharedDates } from '../../db/queries/shared-dates';
import type { SharedDateEntry } from '../../workflows/directory/entries';
import { registerMasterAgreement } from '../../workflows/master-agreement/master-agreement';
import { registerMeeting } from '../../workflows/meeting/meeting';
import { masterAgreements, meetings } from '../resources';
import { Answer, Nullable, Version } from '../schemas';
import type { Services } from '../services';
import { creationRoute, listRoute, readRoute } from './collection';

const Text = Type.String();

const MeetingSchema = Answer(
  { id: Text, version: Version, name: Text, firstDay: Type.Optional(Text), lastDay: Nullable(Text) },
  'A meeting that many pilots share; `lastDay` is null while it has no date.',
);

const MasterAgreementSchema = Answer(
  { id: Text, version: Version, name: Text, contributor: Type.Optional(Text), signedOn: Nullable(Text) },
  'A master agreement with a contributor; `signedOn` is null while it is not signed.',
);

const shownMeeting = ({ day, ...entry }: SharedDateEntry) => ({ ...entry, lastDay: day });
const shownAgreement = ({ day, ...entry }: SharedDateEntry) => ({ ...entry, signedOn: day });

/** `/v1/meetings` (api.md, resources). */
export const meetingRoutes =
  (services: Services) =>
  (app: FastifyInstance): void => {
    const { database } = services;
    creationRoute(services, app, meetings, registerMeeting);
    listRoute(app, meetings, {
      summary: 'List meetings',
      description: 'Meetings by name.',
      filters: {},
      item: MeetingSchema,
      async page(query) {
        const page = await listSharedDates(database, 'meeting', query);
        return { ...page, items: page.items.map(shownMeeting) };
      },
    });
    readRoute(app, meetings, {
      summary: 'Read a meeting',
      query: {},
      schema: MeetingSchema,
      async find(id) {
        const found = await findSharedDate(database, 'meeting', id);
        return found && shownMeeting(found);
      },
    });
  };

/** `/v1/master-agreements` (api.md, resources). */
export const masterAgreementRoutes =
  (services: Services) =>
  (app: FastifyInstance): void => {
    const { database } = services;
    creationRoute(services, app, masterAgreements, registerMasterAgreement);
    listRoute(app, masterAgreements, {
      summary: 'List master agreements',
      description: 'Master agreements by name.',
      filters: {},
      item: MasterAgreementSchema,
      async page(query) {
        const page = await listSharedDates(database, 'master_agreement', query);
        return { ...page, items: page.items.map(shownAgreement) };
      },
    });
    readRoute(app, masterAgreements, {
      summary: 'Read a master agreement',
      query: {},
      schema: MasterAgreementSchema,
      async find(id) {
        const found = await findSharedDate(database, 'master_agreement', id);
        return found && shownAgreement(found);
      },
    });
  };
