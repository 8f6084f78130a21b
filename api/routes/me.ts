import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { ownDelegations } from '../../db/queries/delegations';
import { findPersons } from '../../db/queries/directory';
import { seatsHeld } from '../../db/queries/seats';
import { personRights } from '../../workflows/directory/entries';
import { identityOf } from '../authentication';
import { Answer, Nullable, readingProblems } from '../schemas';
import { directoryNow, type Services } from '../services';
import { DelegationSchema, shownDelegation } from './delegations';
import { OrganisationSchema } from './organisations';
import { PersonSchema, shownPerson } from './persons';

const Text = Type.String();
const MeSchema = Answer(
  {
    person: Nullable(PersonSchema),
    organisations: Type.Array(OrganisationSchema),
    seats: Type.Array(
      Answer(
        {
          pilot: Text,
          title: Text,
          status: Text,
          seat: Text,
          kind: Text,
          organisation: Text,
          country: Nullable(Text),
          delegatedBy: Nullable(Type.String({ description: 'Who has delegated it to you.' })),
        },
        'A seat that you act for in a pilot that runs.',
      ),
    ),
    delegations: Type.Array(DelegationSchema, {
      description: 'What you gave and what you got, in force or to come.',
    }),
    rights: Type.Array(Type.Union(personRights.map((right) => Type.Literal(right)))),
    apiKey: Nullable(
      Answer({ id: Text, organisation: Nullable(Text) }, 'The key of this request, and for whom it acts.'),
    ),
  },
  'The caller.',
);

/** `GET /v1/me`: who the caller is and for whom she acts (api.md, resources). */
export const meRoute =
  (services: Services) =>
  (app: FastifyInstance): void => {
    app.get(
      '/v1/me',
      {
        schema: {
          operationId: 'read-me',
          tags: ['me'],
          summary: 'Who you are and for whom you act',
          response: { 200: MeSchema, ...readingProblems },
        },
      },
      async (request) => {
        const { caller, apiKey } = identityOf(request);
        const viewer = { ...caller, at: services.clock() };
        const [directory, [person], seats, delegations] = await Promise.all([
          directoryNow(services),
          findPersons(services.database, [caller.person]),
          seatsHeld(services.database, viewer),
          ownDelegations(services.database, viewer),
        ]);
        const actsFor = (person?.organisations ?? []).filter(
          (id) => caller.organisation === null || caller.organisation === id,
        );
        return {
          person: person === undefined ? null : shownPerson(person, { caller, directory }),
          organisations: actsFor.flatMap((id) => directory.organisation(id) ?? []),
          seats,
          delegations: delegations.map((entry) => shownDelegation(entry, viewer.at)),
          rights: person?.rights ?? [],
          apiKey: apiKey === null ? null : { id: apiKey, organisation: caller.organisation },
        };
      },
    );
  };
