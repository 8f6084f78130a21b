import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

const description = `
Carries pilot activities of South-South cooperation from proposal to closure.

**Once.** Every POST needs an \`Idempotency-Key\`. The same key with the same body gives the first answer again, refusals too;
after a 5xx or a lost connection send it again with the same key. **Version.** \`If-Match\` with the \`ETag\` that you read is
answered by 412 when something has happened since. **Problems** are \`application/problem+json\`; every code is explained
under [/problems](/problems).
`;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A union of texts is one list of values to a reader. */
const asEnum = (schema: Json): Json => {
  const { anyOf, ...rest } = schema;
  const values = (Array.isArray(anyOf) ? (anyOf as readonly unknown[]) : []).map((each) =>
    isObject(each) && each['type'] === 'string' && Array.isArray(each['enum'])
      ? (each['enum'] as unknown[])
      : [],
  );
  return values.length > 0 && values.every(({ length }) => length === 1)
    ? { ...rest, type: 'string', enum: values.flat() }
    : schema;
};

/** Moves every schema that has a title to the components, once, and names it where it stood. */
const named = (document: Json): Json => {
  const schemas: Record<string, unknown> = {};
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    const walked = asEnum(
      Object.fromEntries(Object.entries(value).map(([name, part]) => [name, walk(part)])),
    );
    const { title } = walked;
    if (typeof title !== 'string' || walked['type'] !== 'object') return walked;
    schemas[title] ??= walked;
    if (JSON.stringify(schemas[title]) !== JSON.stringify(walked))
      throw new Error(`Two schemas of the API bear the title ${title}: give one of them another.`);
    return { $ref: `#/components/schemas/${title}` };
  };
  const paths = walk(document['paths']);
  const components = { ...(document['components'] as Json), schemas };
  return { ...document, paths, components };
};

/** Collects the routes that come after it into an OpenAPI 3.1 document; to be called before any route is made. */
export const describeRoutes = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'South-South pilots', version: '1', description: description.trim() },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key.' },
        },
      },
      security: [{ key: [] }],
    },
    transformObject: (document) =>
      'openapiObject' in document ? named(document.openapiObject as Json) : document.swaggerObject,
  });
};

/** `/openapi.json` and `/docs`: open, for those who want to know before they have a key. */
export const documentationRoutes = async (app: FastifyInstance): Promise<void> => {
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.send(app.swagger()));
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
};
