import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { healthFacts } from '../../db/queries/health';
import { type HistoryItem, historyPage } from '../../db/queries/history';
import { listPilots, type PilotListed, pilotSorts } from '../../db/queries/pilots';
import type { Instant } from '../../workflows/decider';
import { CountryCode, Id } from '../../workflows/fields';
import { caseOf, publicCaseOf } from '../../workflows/pilot/case';
import { pilot as decider } from '../../workflows/pilot/decider';
import { registerPilot } from '../../workflows/pilot/proposal/registration';
import { delegatesOf } from '../../workflows/pilot/seats/delegates';
import { seesEvent } from '../../workflows/pilot/sight';
import { ends } from '../../workflows/pilot/state';
import { identityOf } from '../authentication';
import { CaseSchema, HistoryItemSchema, PortfolioSchema, PublicCaseSchema } from '../case-schema';
import { etagOf } from '../giving';
import { lookAt, type SeenPilot } from '../looking';
import { problem } from '../problem';
import { pilots } from '../resources';
import { IdParams, PageOf, PageQuery, pageRequest, readingProblems } from '../schemas';
import type { Services } from '../services';
import type { TypedRequests } from '../typed-requests';
import { creationRoute, listRoute } from './collection';

const instant = '^[1-9]\\d{3}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$';
const AtQuery = Type.Object(
  {
    at: Type.Optional(
      Type.String({ pattern: instant, description: 'The case as it stood at this instant.' }),
    ),
  },
  { additionalProperties: false },
);

const optional = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 200, description }));
const listFilters = {
  stage: optional('For example proposal.'),
  step: optional('For example endorsement.'),
  state: Type.Optional(
    Type.Union(
      ['open', 'ended', ...ends].map((state) => Type.Literal(state)),
      { description: 'Whether it runs, or how it ended.' },
    ),
  ),
  programme: optional('Id of a programme.'),
  region: optional('As the proposal names it.'),
  country: Type.Optional(CountryCode),
  organisation: Type.Optional(Type.String({ ...Id, description: 'Holds a seat.' })),
  overdue: Type.Optional(Type.Boolean({ description: 'Whether something is overdue.' })),
  dueBefore: Type.Optional(
    Type.String({ pattern: instant, description: 'Something is due before this instant.' }),
  ),
  q: optional('Part of the title.'),
  sort: Type.Optional(
    Type.Union(
      pilotSorts.flatMap((sort) => [Type.Literal(sort), Type.Literal(`-${sort}` as const)]),
      { description: 'With a minus the other way round; -updated without it.' },
    ),
  ),
};

/** Seconds that a wake may wait before it counts as clocks that stand. */
const relayPatience = 60;

/** Since when the clocks stand, as far as the database knows (api.md, "honest"). */
const clocksBehindSince = async ({ database }: Services): Promise<Instant | null> => {
  const facts = await healthFacts(database);
  const waiting = facts.oldestWakeAge ?? 0;
  const relaySince = waiting > relayPatience ? new Date(Date.now() - waiting * 1000).toISOString() : null;
  return [facts.clocksBehindSince, relaySince].filter((since) => since !== null).sort()[0] ?? null;
};

/** An instant of a query in the form that events have; it may leave out the milliseconds. */
const instantOf = (text: string, pointer = '/at'): Instant => {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw problem('invalid-query', 'There is no such instant.', {
      errors: [{ pointer, detail: 'Give an instant in UTC, for example 2027-03-01T09:00:00Z.' }],
    });
  return new Date(time).toISOString();
};

const listed = (row: PilotListed, now: Instant) => {
  const { id, version, title, countries, status, since } = row;
  const everybodys = { id, title, countries, status };
  if (!row.participates) return everybodys;
  const { programme, programmeVersion, region, organisations, registered, updated, nextDue } = row;
  return {
    ...everybodys,
    ...{ version, since },
    programme: { id: programme, version: programmeVersion },
    ...{ region, organisations, registered, updated, nextDue },
    overdue: nextDue !== null && nextDue < now,
  };
};

const textOf = (data: unknown, field: string): string | null => {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, field) : null;
  return typeof value === 'string' ? value : null;
};

const shownEvent = ({ pilot, sight }: SeenPilot) => {
  return (event: HistoryItem) => {
    const { version, type, person, delegatedBy = null, occurredAt, recordedAt } = event;
    const { organisation, seat, onBehalfOf } = event;
    const data = seesEvent(pilot, sight, event) ? event.data : null;
    return {
      ...{ version, type, data, person, delegatedBy, organisation, seat, onBehalfOf },
      heldOn: textOf(data, 'heldOn'),
      ...{ occurredAt, recordedAt },
      reason: textOf(data, 'reason'),
      commandId: event.commandId,
      previous: event.previous,
      hash: event.hash,
    };
  };
};

/** `/v1/pilots` (api.md, resources). */
export const pilotRoutes =
  (services: Services) =>
  (base: FastifyInstance): void => {
    const app = base.withTypeProvider<TypedRequests>();

    creationRoute(services, base, pilots, registerPilot);
    listRoute(base, pilots, {
      summary: 'List the pilots that you may see',
      describe:
        'Of a pilot in which you take no part you see title, countries and status: the filters programme, region, organisation, overdue and dueBefore do not find it, and sorted by a time it comes last.',
      description: 'Pilots.',
      filters: listFilters,
      item: Type.Union([PortfolioSchema, PublicCaseSchema]),
      async page({ limit, cursor, sort, dueBefore, ...filters }, request) {
        const { person, organisation } = identityOf(request).caller;
        const now = services.clock();
        const page = await listPilots(services.database, {
          ...{ limit, cursor, sort, viewer: { person, organisation, at: now } },
          filters: {
            ...filters,
            dueBefore: dueBefore === undefined ? undefined : instantOf(dueBefore, '/dueBefore'),
          },
        });
        return { ...page, items: page.items.map((row) => listed(row, now)) };
      },
    });

    app.get(
      '/v1/pilots/:id',
      {
        schema: {
          operationId: 'read-pilot',
          tags: ['pilots'],
          summary: 'Read the case',
          description:
            'Where it is, who has to act, by when, and what happens if they do not; what you may do now. Who takes no part in it sees title, countries and status, once the consultation has opened.',
          params: IdParams,
          querystring: AtQuery,
          response: { 200: Type.Union([CaseSchema, PublicCaseSchema]), ...readingProblems },
        },
      },
      async (request, reply) => {
        const { at } = request.query;
        const seen = await lookAt(
          services,
          request,
          request.params.id,
          at === undefined ? null : instantOf(at),
        );
        const { pilot, version, sight, directory } = seen;
        if (sight.extent === 'public') return publicCaseOf(pilot);
        void reply.header('ETag', etagOf(version));
        if (at !== undefined)
          return caseOf(pilot, {
            at: instantOf(at),
            sight,
            actions: [],
            agenda: { wakeAt: null, wakeFor: null },
          });
        const { caller } = identityOf(request);
        const now = services.clock();
        const shown = caseOf(pilot, {
          at: now,
          sight,
          actions: decider.actions(pilot, { caller, at: now }, directory),
          agenda: decider.agenda(pilot),
          delegates: (seat) => delegatesOf(pilot, seat, { at: now, directory }),
        });
        const since = await clocksBehindSince(services);
        return { ...shown, ...(since !== null && { clocksBehindSince: since }) };
      },
    );

    app.get(
      '/v1/pilots/:id/history',
      {
        schema: {
          operationId: 'read-history',
          tags: ['pilots'],
          summary: 'Read the events of a pilot, oldest first',
          params: IdParams,
          querystring: PageQuery({}),
          response: { 200: PageOf(HistoryItemSchema, 'Events.'), ...readingProblems },
        },
      },
      async (request) => {
        const { id } = request.params;
        const seen = await lookAt(services, request, id);
        if (seen.sight.extent === 'public')
          throw problem('not-found', 'The history is for those who take part.');
        const page = await historyPage(services.database, `pilot/${id}`, pageRequest(request.query));
        return { ...page, items: page.items.map(shownEvent(seen)) };
      },
    );
  };
