import { Type } from '@sinclair/typebox';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findOutcome } from '../../db/queries/outcomes';
import { type CommandDescription, commandsOf } from '../../workflows/registry';
import { identityOf } from '../authentication';
import { commandAnswer, give } from '../giving';
import { detailsOf, problem, problemOfRefusal } from '../problem';
import { type Resource, resources } from '../resources';
import {
  Answer,
  CommandAnswerSchema,
  CommandHeaders,
  IdParams,
  InstantText,
  Nullable,
  commandProblems,
  readingProblems,
  ProblemSchema,
} from '../schemas';
import type { Services } from '../services';
import type { TypedRequests } from '../typed-requests';

/** Commands with a resource of their own, which makes what nobody may choose: the secret of a key. */
const elsewhere: Readonly<Record<string, string>> = { 'create-api-key': 'POST /v1/api-keys' };

/** Who is no person, and comes through other doors. */
const otherDoors = ['clock', 'operator'];

/** The commands that somebody can give through HTTP, to a process that exists. */
export const commandsThroughHttp = (type: string): readonly CommandDescription[] =>
  commandsOf(type).filter(
    ({ creates, by, name }) =>
      !creates && by.some((role) => !otherDoors.includes(role)) && elsewhere[name] === undefined,
  );

/**
 * `POST /v1/<plural>/{id}/commands/{command}` for every command of every process type, each with an operation of its
 * own in the documentation, and `GET …/commands/{key}`: how a command ended.
 */
export const commandRoutes =
  (services: Services) =>
  (app: FastifyInstance): void => {
    for (const resource of resources) {
      for (const command of commandsThroughHttp(resource.type)) operation(app, services, resource, command);
      otherCommand(app, services, resource);
      outcome(app, services, resource);
    }
  };

const operation = (
  app: FastifyInstance,
  services: Services,
  resource: Resource,
  { name, label, describe, by, body }: CommandDescription,
): void => {
  app.withTypeProvider<TypedRequests>().post(
    `/v1/${resource.plural}/:id/commands/${name}`,
    {
      schema: {
        operationId: name,
        tags: [resource.plural],
        summary: label,
        description: `${describe}\n\nMay be given by: ${by.join(', ')}.`,
        params: IdParams,
        headers: CommandHeaders,
        body,
        response: { 200: CommandAnswerSchema, ...commandProblems },
      },
    },
    async (request, reply) => commandTo(services, resource, request.params.id, name, request, reply),
  );
};

/** Where a command is given that has an address of its own; undefined where it has none. */
const placeOf = ({ type, plural }: Resource, command: string): string | undefined =>
  elsewhere[command] ??
  (commandsOf(type).some(({ name, creates }) => creates && name === command)
    ? `POST /v1/${plural}`
    : undefined);

/**
 * A command that no decider knows is refused by the decider, in the same order of checks as all others. What creates
 * is not brought there: it would begin a process under an id of the caller's choice, and tell whether there is one.
 */
const otherCommand = (app: FastifyInstance, services: Services, resource: Resource): void => {
  app.withTypeProvider<TypedRequests>().post(
    `/v1/${resource.plural}/:id/commands/:command`,
    {
      schema: {
        hide: true,
        params: Type.Composite([
          IdParams,
          Type.Object({ command: Type.String({ pattern: '^[\\x21-\\x7e]{1,100}$' }) }),
        ]),
      },
    },
    async (request, reply) => {
      const { id, command } = request.params;
      const place = placeOf(resource, command);
      if (place !== undefined) throw problem('unknown-command', `This is done by ${place}.`);
      return commandTo(services, resource, id, command, request, reply);
    },
  );
};

const commandTo = async (
  services: Services,
  resource: Resource,
  id: string,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
) => {
  const stream = `${resource.type}/${id}`;
  return commandAnswer(await give(services, request, reply, { stream, name, body: request.body }));
};

const OutcomeSchema = Answer(
  {
    key: Type.String(),
    command: Type.String(),
    outcome: Type.Union([Type.Literal('accepted'), Type.Literal('refused')]),
    occurredAt: Nullable(InstantText),
    answer: Type.Union([CommandAnswerSchema, ProblemSchema], { description: 'The first answer.' }),
  },
  'How the command ended.',
);

const outcome = (app: FastifyInstance, services: Services, resource: Resource): void => {
  app.withTypeProvider<TypedRequests>().get(
    `/v1/${resource.plural}/:id/commands/:key`,
    {
      schema: {
        operationId: `${resource.type}-command-outcome`,
        tags: [resource.plural],
        summary: 'How a command of yours ended',
        description: 'With its first answer; 404 if it never came.',
        params: Type.Composite([
          IdParams,
          Type.Object({ key: Type.String({ pattern: '^[\\x21-\\x7e]{1,200}$' }) }),
        ]),
        response: { 200: OutcomeSchema, ...readingProblems },
      },
    },
    async (request) => {
      const { id, key } = request.params;
      const stream = `${resource.type}/${id}`;
      const { person } = identityOf(request).caller;
      const found = await findOutcome(services.database, { caller: person, stream, commandId: key });
      if (found === undefined) throw problem('not-found', 'No command of yours came here under this key.');
      const { command, answer } = found;
      return answer.outcome === 'accepted'
        ? {
            key,
            command,
            outcome: answer.outcome,
            occurredAt: answer.occurredAt,
            answer: commandAnswer(answer),
          }
        : {
            key,
            command,
            outcome: answer.outcome,
            occurredAt: null,
            answer: detailsOf(
              problemOfRefusal(answer.refusal),
              `/v1/${resource.plural}/${id}/commands/${command}`,
            ),
          };
    },
  );
};
