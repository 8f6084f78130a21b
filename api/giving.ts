import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Accepted, CommandOutcome } from '../workflows/outcome';
import { identityOf } from './authentication';
import { problem, problemOfRefusal } from './problem';
import type { Services } from './services';

/** One command on its way to `commit`. */
export interface Giving {
  readonly stream: string;
  readonly name: string;
  readonly body: unknown;
  /** What the caller sent, where the body is more than that. */
  readonly content?: unknown;
}

/** What the answer to an accepted command says (api.md, commands). */
export interface CommandAnswer {
  readonly id: string;
  readonly version: number;
  readonly status: string | null;
  readonly events: Accepted['events'];
}

const visibleAscii = /^[\x21-\x7e]{1,200}$/;

/**
 * The key under which a command is given once.
 * @throws Problem when it is missing or malformed
 */
export const idempotencyKeyOf = (request: FastifyRequest): string => {
  const { 'idempotency-key': key } = request.headers;
  if (key === undefined || key === '')
    throw problem('idempotency-key-missing', 'A command needs the header Idempotency-Key.');
  if (typeof key !== 'string' || !visibleAscii.test(key))
    throw problem(
      'invalid-header',
      'Idempotency-Key has to be 1 to 200 visible ASCII characters without spaces.',
    );
  return key;
};

/** The version that the caller acts on; undefined where it does not say. */
const ifMatchOf = (request: FastifyRequest): number | undefined => {
  const { 'if-match': header } = request.headers;
  if (header === undefined || header === '*') return undefined;
  const version = /^"(0|[1-9]\d{0,8})"$/.exec(header)?.[1];
  if (version === undefined)
    throw problem('invalid-header', 'If-Match has to be one version as ETag gave it, for example "12".');
  return Number(version);
};

/**
 * Gives a command in the name of the sender of the request, and puts version and replay into the headers.
 *
 * @throws Problem when it is refused, with the reason and what could be done instead
 */
export const give = async (
  { commit, clock }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  { stream, name, body, content = body }: Giving,
): Promise<Accepted> => {
  const answer = await commit(stream, {
    id: idempotencyKeyOf(request),
    name,
    body,
    content,
    at: clock(),
    caller: identityOf(request).caller,
    ifMatch: ifMatchOf(request),
    trace: traceOf(request),
  });
  const headers = headersOf(answer);
  if (answer.outcome === 'refused') throw problemOfRefusal(answer.refusal, headers);
  void reply.headers(headers);
  return answer;
};

const headersOf = (answer: CommandOutcome): Record<string, string> => ({
  // A refusal tells no version: it may be of something that the caller may not see.
  ...(answer.outcome === 'accepted' && { ETag: etagOf(answer.version) }),
  ...(answer.replayed && { 'Idempotency-Replayed': 'true' }),
});

/** The ETag of a version. */
export const etagOf = (version: number): string => `"${version}"`;

/** The trace that the request belongs to (W3C trace context), where it names one. */
const traceOf = (request: FastifyRequest): string | undefined => {
  const { traceparent } = request.headers;
  return typeof traceparent === 'string' &&
    /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(traceparent)
    ? traceparent
    : undefined;
};

/** The body of the answer to an accepted command. */
export const commandAnswer = ({ stream, version, status, events }: Accepted): CommandAnswer => ({
  id: stream.slice(stream.indexOf('/') + 1),
  version,
  status,
  events,
});
