import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findDelegation, listDelegations } from '../../db/queries/delegations';
import type { Instant } from '../../workflows/decider';
import { giveDelegation } from '../../workflows/directory/delegation-commands';
import type { DelegationEntry } from '../../workflows/directory/entries';
import { Id } from '../../workflows/fields';
import { identityOf } from '../authentication';
import { delegations } from '../resources';
import { Answer, InstantText, Nullable, Version } from '../schemas';
import type { Services } from '../services';
import { creationRoute, listRoute, readRoute } from './collection';

const Text = Type.String();

export const DelegationSchema = Answer(
  {
    id: Text,
    version: Version,
    giver: Type.String({ description: 'Who holds the seat in her own right.' }),
    receiver: Type.String({ description: 'Who may act for it.' }),
    organisation: Text,
    seat: Nullable(
      Type.Object(
        { pilot: Text, seat: Text },
        { description: 'The one seat; null: every seat that the giver holds for the organisation.' },
      ),
    ),
    from: Type.String({ description: 'The first day, where the organisation is.' }),
    until: Type.String({ description: 'The last day.' }),
    begins: InstantText,
    ends: InstantText,
    reason: Nullable(Text),
    withdrawn: Nullable(InstantText),
    state: Type.Union(
      ['to_come', 'in_force', 'ended', 'withdrawn'].map((state) => Type.Literal(state)),
      { description: 'By its dates. Whether it holds for a seat is checked at the moment of each act.' },
    ),
  },
  'A dated right to act for a seat.',
);

const stateAt = ({ withdrawn, begins, ends }: DelegationEntry, now: Instant): string => {
  if (withdrawn !== null) return 'withdrawn';
  if (now < begins) return 'to_come';
  return now < ends ? 'in_force' : 'ended';
};

/** A delegation as the API shows it at an instant. */
export const shownDelegation = (entry: DelegationEntry, now: Instant) => ({
  ...entry,
  state: stateAt(entry, now),
});

/** `/v1/delegations` (api.md, resources). */
export const delegationRoutes =
  (services: Services) =>
  (app: FastifyInstance): void => {
    const { database } = services;
    const viewerOf = (request: FastifyRequest) => ({ ...identityOf(request).caller, at: services.clock() });
    creationRoute(services, app, delegations, giveDelegation);
    listRoute(app, delegations, {
      summary: 'List the delegations that you may see',
      describe:
        'Those that you gave or got, and those that concern a pilot in which you take part; all of them for administrators, coordinators and auditors.',
      description: 'Delegations, the latest first.',
      filters: {
        person: Type.Optional(Type.String({ ...Id, description: 'Gave it or got it.' })),
        pilot: Type.Optional(Type.String({ ...Id, description: 'It is for a seat of this pilot.' })),
      },
      item: DelegationSchema,
      async page(query, request) {
        const viewer = viewerOf(request);
        const page = await listDelegations(database, { ...query, viewer });
        return { ...page, items: page.items.map((entry) => shownDelegation(entry, viewer.at)) };
      },
    });
    readRoute(app, delegations, {
      summary: 'Read a delegation',
      query: {},
      schema: DelegationSchema,
      async find(id, _query, request) {
        const viewer = viewerOf(request);
        const found = await findDelegation(database, viewer, id);
        return found && shownDelegation(found, viewer.at);
      },
    });
  };
