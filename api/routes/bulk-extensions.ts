import { type Static, Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bulkCandidates } from '../../db/queries/bulk';
import { readState } from '../../db/state';
import { connection } from '../../db/transaction';
import { bulk, BulkExtensionAsked, BulkFilterFields, mostItems } from '../../workflows/bulk/bulk';
import { type Bulk, bulkStatuses } from '../../workflows/bulk/bulk-events';
import { isRefusal } from '../../workflows/decider';
import { DayField } from '../../workflows/fields';
import { pilot as pilotDecider } from '../../workflows/pilot/decider';
import { dueInBulk } from '../../workflows/pilot/obligations/bulk-preview';
import type { Pilot } from '../../workflows/pilot/state';
import { identityOf } from '../authentication';
import { commandAnswer, give } from '../giving';
import { problem } from '../problem';
import { checkedBody } from '../reading';
import { bulkExtensions, hrefOf } from '../resources';
import {
  Answer,
  CommandHeaders,
  commandProblems,
  CreationAnswerSchema,
  InstantText,
  Nullable,
  PageOf,
  PageQuery,
  pageRequest,
  readingProblems,
  Version,
} from '../schemas';
import { directoryNow, type Services } from '../services';
import type { TypedRequests } from '../typed-requests';
import { idOfCreation, readRoute } from './collection';

const Text = Type.String();
const Skipped = Nullable(Type.Object({ code: Text, detail: Text }));

const ProgressSchema = Answer(
  {
    id: Text,
    version: Version,
    state: Type.Union(bulkStatuses.map((status) => Type.Literal(status))),
    started: InstantText,
    filter: Type.Object({}, { additionalProperties: true }),
    extension: Type.Object({}, { additionalProperties: true }),
    total: Type.Integer(),
    extended: Type.Integer(),
    skipped: Type.Integer(),
    remaining: Type.Integer(),
    items: Type.Array(
      Type.Object({
        pilot: Text,
        obligation: Text,
        state: Type.Union(['waiting', 'extended', 'skipped'].map((state) => Type.Literal(state))),
        skipped: Skipped,
      }),
    ),
  },
  'A bulk extension: the set as it was fixed at the start, and how each due date fared, with the reason where it was skipped.',
);

const PreviewItemSchema = Answer(
  {
    pilot: Text,
    title: Text,
    obligation: Text,
    label: Text,
    due: Nullable(InstantText),
    newDue: Nullable(InstantText),
    skipped: Skipped,
  },
  'A due date that the bulk extension would reach, and what would become of it.',
);

const PreviewQuery = PageQuery({
  ...BulkFilterFields,
  addDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  addMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
  to: Type.Optional(DayField),
  replaces: Type.Optional(Type.Boolean()),
});

const lengthAsked = ({ addDays, addMonths, to }: Static<typeof PreviewQuery>) => {
  const asked = [
    ...(addDays === undefined ? [] : [{ add: { days: addDays } }]),
    ...(addMonths === undefined ? [] : [{ add: { months: addMonths } }]),
    ...(to === undefined ? [] : [{ to }]),
  ];
  const [by] = asked;
  if (by === undefined || asked.length > 1)
    throw problem('invalid-query', 'Give one of addDays, addMonths and to.');
  return by;
};

const shown = ({ id, status, started, filter, extension, items, results }: Bulk) => {
  const byItem = new Map(results.map((result) => [`${result.pilot} ${result.obligation}`, result]));
  const skipped = results.filter((result) => result.skipped !== null).length;
  return {
    id,
    state: status,
    started,
    filter,
    extension,
    total: items.length,
    extended: results.length - skipped,
    skipped,
    remaining: items.length - results.length,
    items: items.map((item) => {
      const result = byItem.get(`${item.pilot} ${item.obligation}`);
      const state = result === undefined ? 'waiting' : result.skipped === null ? 'extended' : 'skipped';
      return { ...item, state, skipped: result?.skipped ?? null };
    }),
  };
};

/** Only administrators of the programme see what a filter finds, and auditors. */
const mayLook = async (services: Services, request: FastifyRequest, programme: string) => {
  const directory = await directoryNow(services);
  const { person: id } = identityOf(request).caller;
  const person = directory.person(id);
  const administers = directory.latestProgramme(programme)?.institutions.administrators.includes(id);
  if (person?.active !== true || !(administers === true || person.rights.includes('auditor')))
    throw problem('not-found', 'There is no programme of this id that you administer.');
  return directory;
};

/** `/v1/bulk-extensions` (lifecycle.md section 4, Bulk extension): preview, start, progress. */
export const bulkExtensionRoutes =
  (services: Services) =>
  (base: FastifyInstance): void => {
    const app = base.withTypeProvider<TypedRequests>();
    const { database } = services;
    const tags = ['bulk-extensions'];

    app.post(
      '/v1/bulk-extensions',
      {
        schema: {
          operationId: 'start-bulk-extension',
          tags,
          summary: 'Extend due dates of many pilots',
          description:
            'One extension over all running pilots that the filter finds, by an administrator of the programme on a decision of the approving body. The set is fixed and shown at the start; it is worked off afterwards, each pilot once.',
          headers: CommandHeaders,
          body: BulkExtensionAsked,
          response: { 201: CreationAnswerSchema, ...commandProblems },
        },
      },
      async (request, reply) => {
        const content = checkedBody(request, BulkExtensionAsked);
        const { items: found, next } = await bulkCandidates(database, content.filter, { limit: mostItems });
        if (next !== null)
          throw problem(
            'invalid-body',
            `The filter finds more than ${mostItems} due dates: narrow it down, for example by region.`,
          );
        const items = found.map(({ pilot, obligation }) => ({ pilot, obligation }));
        const body = { ...content, items };
        const id = idOfCreation(request);
        const stream = `${bulkExtensions.type}/${id}`;
        const name = 'start-bulk-extension';
        const accepted = await give(services, request, reply, { stream, name, body, content });
        void reply.code(201).header('Location', hrefOf(bulkExtensions, id));
        return commandAnswer(accepted);
      },
    );

    app.get(
      '/v1/bulk-extensions/preview',
      {
        schema: {
          operationId: 'preview-bulk-extension',
          tags,
          summary: 'What a bulk extension would do',
          querystring: PreviewQuery,
          response: {
            200: PageOf(PreviewItemSchema, 'Due dates by pilot.'),
            ...readingProblems,
          },
        },
      },
      async (request) => {
        const { query } = request;
        const by = lengthAsked(query);
        const directory = await mayLook(services, request, query.programme);
        const extension = { by, replaces: query.replaces ?? false, final: false, reason: 'Preview.' };
        const page = await bulkCandidates(database, query, pageRequest(query));
        const at = services.clock();
        const items = await Promise.all(
          page.items.map(async (item) => {
            const read = await readState(connection(database), pilotDecider, `pilot/${item.pilot}`);
            const due = dueInBulk(read?.state as Pilot, item.obligation, extension, at, directory);
            return isRefusal(due)
              ? { ...item, newDue: null, skipped: { code: due.code, detail: due.detail } }
              : { ...item, newDue: due.at, skipped: null };
          }),
        );
        return { ...page, items };
      },
    );

    readRoute(app, bulkExtensions, {
      summary: 'How far a bulk extension has come',
      query: {},
      schema: ProgressSchema,
      async find(id, _query, request) {
        const read = await readState(connection(database), bulk, `bulk/${id}`);
        const state = read?.state as Bulk | undefined;
        if (read === null || state === undefined) return undefined;
        await mayLook(services, request, state.filter.programme);
        return { version: read.version, ...shown(state) };
      },
    });
  };
