import type { FastifyInstance, FastifyRequest, FastifySchemaCompiler } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { refusedBody } from '../workflows/command';
import type { FieldError } from '../workflows/decider';
import { problem } from './problem';
import { readJson } from './strict-json';

/** api.md, "strict". */
export const largestBody = 1024 * 1024;

/** Teaches the app to read bodies and queries strictly, where Fastify's defaults would be lenient. */
export const readStrictly = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, bodyOf(request, body));
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook('preValidation', (request, _reply, done) => {
    refuseBrokenQuery(request);
    done();
  });
  app.setValidatorCompiler(validator);
};

const noParameters = Type.Object({}, { additionalProperties: false });

/** A route that names no parameters takes none; for the routes that come after it (api.md, "strict"). */
export const refuseUnknownParameters = (app: FastifyInstance): void => {
  app.addHook('onRoute', (route) => {
    route.schema = { querystring: noParameters, ...route.schema };
  });
};

const bodyOf = (request: FastifyRequest, bytes: Buffer): unknown => {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  const charset = /;\s*charset="?([^";\s]+)/i.exec(type)?.[1] ?? 'utf-8';
  if (encoding !== 'identity' || charset.toLowerCase() !== 'utf-8')
    throw problem(
      'unsupported-media-type',
      'The body is compressed, or in another character set than UTF-8.',
    );
  const reading = readJson(bytes);
  if (reading.ok) return reading.value;
  throw problem('invalid-json', reading.flaw.detail, { errors: [reading.flaw] });
};

/** Each name once, decoded; a name that comes twice keeps both, so that its schema refuses it. */
export const parseQuery = (text: string): Record<string, string | string[]> => {
  const query: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    query[name] = before === undefined ? value : [before, value].flat();
  }
  return query;
};

const refuseBrokenQuery = (request: FastifyRequest): void => {
  const [, ...rest] = request.url.split('?');
  for (const piece of rest.join('?').split('&')) {
    const [name = ''] = piece.split('=', 1);
    if (isReadable(piece)) continue;
    const place = isReadable(name) ? decodeURIComponent(name) : '';
    throw problem('invalid-query', 'The query is not UTF-8, or holds the character NUL.', {
      errors: [{ pointer: place === '' ? '' : `/${place}`, detail: 'Encode it as UTF-8, without NUL.' }],
    });
  }
};

const isReadable = (encoded: string): boolean => {
  try {
    return !decodeURIComponent(encoded).includes('\u0000');
  } catch {
    return false;
  }
};

/**
 * Checks path and query. A body is checked by the decider that it is for, after authority and `If-Match`
 * (api.md, order of checks); its schema stands at the route for the documentation.
 */
const validator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  if (httpPart === 'querystring') return (value: unknown) => checkQuery(schema as TObject, value);
  if (httpPart === 'params') return (value: unknown) => checkPath(schema, value);
  return (value: unknown) => ({ value });
};

const checkPath = (schema: TSchema, value: unknown) =>
  Value.Check(schema, value) ? { value } : { error: problem('not-found', 'This address names nothing.') };

const checkQuery = (schema: TObject, value: unknown) => {
  const query = { ...(value as Record<string, unknown>) };
  for (const [name, { type }] of Object.entries(schema.properties)) {
    const text = query[name];
    if (type === 'integer' && typeof text === 'string' && /^(0|[1-9]\d{0,9})$/.test(text))
      query[name] = Number(text);
    if (type === 'boolean' && (text === 'true' || text === 'false')) query[name] = text === 'true';
  }
  if (Value.Check(schema, query)) return { value: query };
  const errors = firstErrors(schema, query);
  return {
    error: problem('invalid-query', 'Some parameters are not known, or not as they should be.', { errors }),
  };
};

/** One error a place. */
const firstErrors = (schema: TSchema, value: unknown): FieldError[] => {
  const places = new Map<string, string>();
  for (const { path, message } of Value.Errors(schema, value))
    if (!places.has(path)) places.set(path, message);
  return [...places].map(([pointer, detail]) => ({ pointer, detail }));
};

/**
 * The body of a request whose stream can only be known from its body: checked here, because there is nothing yet
 * that could keep a refusal.
 *
 * @throws Problem `invalid-body`
 */
export const checkedBody = <Schema extends TSchema>(
  request: FastifyRequest,
  schema: Schema,
  bodyErrors?: (body: unknown) => readonly FieldError[],
): Static<Schema> => {
  const { body } = request;
  if (Value.Check(schema, body)) return body;
  const { detail, errors = [] } = refusedBody(schema, body, bodyErrors);
  throw problem('invalid-body', detail, { errors });
};
