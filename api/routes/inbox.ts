import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { type InboxItem, inboxPage } from '../../db/queries/inbox';
import type { Instant } from '../../workflows/decider';
import { identityOf } from '../authentication';
import { hrefOf, pilots } from '../resources';
import { Answer, InstantText, Nullable, PageOf, PageQuery, pageRequest, readingProblems } from '../schemas';
import type { Services } from '../services';
import type { TypedRequests } from '../typed-requests';

const Item = Answer(
  {
    pilot: Answer(
      { id: Type.String(), title: Type.String(), status: Type.String(), href: Type.String() },
      'Where.',
    ),
    id: Type.String({ description: 'Of the obligation in the case.' }),
    kind: Type.String(),
    subject: Type.String(),
    label: Type.String({ description: 'What is to be done.' }),
    seat: Type.String({ description: 'Which seat owes it.' }),
    organisation: Type.String(),
    as: Type.Union(
      ['seat', 'delegation', 'coordinator', 'administrator'].map((as) => Type.Literal(as)),
      {
        description:
          'Why it is in this inbox: you act for the seat, it was delegated to you, or nobody can act and it falls to you.',
      },
    ),
    delegatedBy: Nullable(
      Type.String({ description: 'Who has delegated the seat to you, where that is why.' }),
    ),
    opened: InstantText,
    due: Nullable(InstantText),
    overdue: Type.Boolean(),
    whatHappensIfNot: Type.String(),
  },
  'Something that waits for you.',
);

const shown = (item: InboxItem, now: Instant) => {
  const { pilot, title, status, otherwise, due, ...rest } = item;
  return {
    pilot: { id: pilot, title, status, href: hrefOf(pilots, pilot) },
    ...rest,
    due,
    overdue: due !== null && due < now,
    whatHappensIfNot: otherwise,
  };
};

/** `GET /v1/inbox`: what is open for all seats of the caller, most urgent first (api.md, resources). */
export const inboxRoute =
  (services: Services) =>
  (app: FastifyInstance): void => {
    app.withTypeProvider<TypedRequests>().get(
      '/v1/inbox',
      {
        schema: {
          operationId: 'read-inbox',
          tags: ['me'],
          summary: 'What waits for you, most urgent first',
          querystring: PageQuery({}),
          response: { 200: PageOf(Item, 'Open decisions and obligations.'), ...readingProblems },
        },
      },
      async (request) => {
        const { caller } = identityOf(request);
        const now = services.clock();
        const viewer = { ...caller, at: now };
        const page = await inboxPage(services.database, viewer, pageRequest(request.query));
        return { ...page, items: page.items.map((item) => shown(item, now)) };
      },
    );
  };
