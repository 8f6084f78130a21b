import type { FastifyReply, FastifyRequest } from 'fastify';
import { streamIdFor } from '../db/envelope';
import { identityOf } from './authentication';
import { commandAnswer, type CommandAnswer, give, idempotencyKeyOf } from './giving';
import { hrefOf, type Resource } from './resources';
import type { Services } from './services';

/** The id of what this request creates: the same for the same caller and key, so that a retry meets it. */
export const idOfCreation = (request: FastifyRequest): string =>
  streamIdFor(identityOf(request).caller.person, idempotencyKeyOf(request));

/**
 * Gives the command that begins a process: 201 with its address.
 *
 * @param id of the new process; without it, from caller and key
 */
export const create = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  resource: Resource,
  {
    name,
    body,
    content = body,
    id = idOfCreation(request),
  }: { name: string; body: unknown; content?: unknown; id?: string },
): Promise<CommandAnswer> => {
  const stream = `${resource.type}/${id}`;
  const accepted = await give(services, request, reply, { stream, name, body, content });
  void reply.code(201).header('Location', hrefOf(resource, id));
  return commandAnswer(accepted);
};
