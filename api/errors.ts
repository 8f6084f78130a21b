import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { asFault, codeOf, isFault } from '../db/faults';
import { detailsOf, isProblem, type Problem, problem, problemMediaType } from './problem';

/** The path of a request, without the query: a query may hold what somebody searches for. */
export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/';

/** Answers with problem details. A fault of the program is logged whole and told without its insides. */
export const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const found = problemOfError(error, request);
  if (found.statusCode >= 500) request.log.error({ err: error, code: found.code }, 'request without outcome');
  // As bytes: to a text Fastify would add a character set, which this media type does not have.
  const body = Buffer.from(JSON.stringify(detailsOf(found, pathOf(request))));
  void reply.code(found.statusCode).type(problemMediaType).headers(found.headers).send(body);
};

const problemOfError = (error: unknown, request: FastifyRequest): Problem => {
  if (isProblem(error)) return error;
  if (isForgedCursor(error, request))
    return problem('invalid-cursor', 'This cursor is not one that a list gave: begin again without it.');
  const cause = asFault(error);
  if (isFault(cause)) {
    const headers = cause.retryAfter === null ? {} : { 'Retry-After': String(cause.retryAfter) };
    return problem(cause.code, cause.message, { headers });
  }
  return problemOfFramework(error);
};

/** The values in a cursor are ours; where PostgreSQL cannot read one, somebody made it up. */
const isForgedCursor = (error: unknown, { query }: FastifyRequest): boolean =>
  ['22003', '22007', '22008', '22021', '22P02'].includes(codeOf(error) ?? '') &&
  typeof query === 'object' &&
  query !== null &&
  'cursor' in query;

/** Fastify's own errors: what it refuses before any route of ours runs. */
const problemOfFramework = (error: unknown): Problem => {
  const { code, statusCode = 500, message } = error as Partial<FastifyError>;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('body-too-large', 'The body is larger than 1 MiB.', {
        errors: [{ pointer: '', detail: 'Send at most 1 MiB.' }],
      });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem('unsupported-media-type', 'The body is not declared as application/json.');
    case 'FST_ERR_HANDLER_TIMEOUT':
      return problem('unavailable', 'The answer took too long: whether it was recorded is unknown.');
    case 'FST_ERR_BAD_URL':
      return problem('not-found', 'This address cannot be read.');
    default:
      return statusCode < 500
        ? problem('bad-request', message ?? 'The request cannot be read.')
        : problem('internal-error', 'The request failed here, not with you.');
  }
};
