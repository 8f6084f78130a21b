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
  });
};

/** `/openapi.json` and `/docs`: open, for those who want to know before they have a key. */
export const documentationRoutes = async (app: FastifyInstance): Promise<void> => {
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.send(app.swagger()));
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
};
