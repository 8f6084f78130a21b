import { subscribe } from 'node:diagnostics_channel';
import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { FastifyInstance } from 'fastify';

/** What one route says that it answers. */
interface Documented {
  readonly methods: readonly string[];
  readonly path: RegExp;
  readonly parameters: number;
  readonly responses: Readonly<Record<string, TSchema | { readonly content: Content }>>;
}
type Content = Readonly<Record<string, { readonly schema: TSchema }>>;

const routes = new Map<string, Documented>();

// Fastify tells of every app that is made; so no app has to be made differently for tests.
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { readonly fastify: FastifyInstance };
  fastify.addHook('onRoute', ({ url, method, schema }) => {
    const parts = url
      .split('/')
      .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    const responses = (schema?.response ?? {}) as Documented['responses'];
    routes.set(`${String(method)} ${url}`, {
      methods: [method].flat(),
      path: new RegExp(`^${parts.join('/')}$`),
      parameters: url.split(':').length,
      responses,
    });
  });
});

/**
 * Holds an answer against the schema that its route gives for the status.
 *
 * @throws Error naming the first place where they differ
 */
export function holdToSchema(method: string, url: string, status: number, body: unknown): void {
  const [path = ''] = url.split('?', 1);
  const [route] = [...routes.values()]
    .filter((each) => each.methods.includes(method) && each.path.test(path))
    .sort((one, other) => one.parameters - other.parameters);
  if (route === undefined || Object.keys(route.responses).length === 0) return;
  const response = route.responses[String(status)];
  if (response === undefined)
    throw new Error(`${method} ${path} answered ${status}, which it does not document.`);
  const schema = 'content' in response ? Object.values(response.content as Content)[0]?.schema : response;
  if (schema === undefined || Value.Check(schema, body)) return;
  const [first] = Value.Errors(schema, body);
  throw new Error(
    `${method} ${path} answered ${status} with what its schema does not have: ${first?.path ?? ''} ${first?.message ?? ''} in ${JSON.stringify(body)}`,
  );
}
