import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { authenticate } from './authentication';
import { byApiKey } from './by-api-key';
import { answerError, pathOf } from './errors';
import { createMetrics, metricsRoute } from './metrics';
import { describeRoutes, documentationRoutes } from './openapi';
import { problem } from './problem';
import { largestBody, parseQuery, readStrictly, refuseUnknownParameters } from './reading';
import { apiKeyRoutes } from './routes/api-keys';
import { bulkExtensionRoutes } from './routes/bulk-extensions';
import { commandRoutes } from './routes/commands';
import { delegationRoutes } from './routes/delegations';
import { healthRoutes } from './routes/health';
import { inboxRoute } from './routes/inbox';
import { masterAgreementRoutes, meetingRoutes } from './routes/shared-dates';
import { meRoute } from './routes/me';
import { noticesRoute } from './routes/notices';
import { organisationRoutes } from './routes/organisations';
import { personRoutes } from './routes/persons';
import { problemRoutes } from './routes/problems';
import { pilotRoutes } from './routes/pilots';
import { migrationRoute } from './routes/migration';
import { programmeRoutes } from './routes/programmes';
import { answerBrokenRequest } from './broken-request';
import type { Services } from './services';

/** Milliseconds. The database's own limits are shorter, so that a request ends by those. */
const timeLimits = {
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  keepAliveTimeout: 72_000,
  handlerTimeout: 20_000,
};

/**
 * The HTTP door (api.md). Builds the app without listening: `server.ts` listens, tests inject.
 *
 * @returns the app, ready once `app.ready()` resolves
 */
export const buildApp = async (services: Services): Promise<FastifyInstance> => {
  const app = Fastify({
    loggerInstance: services.logger,
    // Its own lines would name addresses; `logRequests` says what may be said.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: largestBody,
    return503OnClosing: false,
    routerOptions: { querystringParser: parseQuery, maxParamLength: 200 },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerError,
    ...timeLimits,
  });
  app.decorateRequest('identity', null);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) =>
    answerError(problem('not-found', 'There is nothing at this address.'), request, reply),
  );
  // Answers are checked by tests, not filtered on the way out.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  readStrictly(app);
  logRequests(app);
  endConnectionsWhenClosing(app);
  const metrics = createMetrics(services);
  metrics.observe(app);
  await describeRoutes(app);
  await app.register(async (open) => {
    healthRoutes(services)(open);
    problemRoutes(open);
    await documentationRoutes(open);
  });
  await app.register((closed, _options, done) => {
    refuseUnknownParameters(closed);
    closed.addHook('onRequest', async (_request, reply) => {
      // What a case shows differs by caller and hour.
      void reply.header('Cache-Control', 'no-store');
    });
    closed.addHook('onRequest', authenticate([byApiKey(services.database)]));
    for (const routes of [
      pilotRoutes,
      inboxRoute,
      noticesRoute,
      meRoute,
      organisationRoutes,
      personRoutes,
      programmeRoutes,
      delegationRoutes,
      migrationRoute,
      bulkExtensionRoutes,
      meetingRoutes,
      masterAgreementRoutes,
      apiKeyRoutes,
      commandRoutes,
    ]) {
      routes(services)(closed);
    }
    metricsRoute(metrics)(closed);
    done();
  });
  return app;
};

/** One line a request, without address, query or body: nothing personal (architecture.md section 3). */
const logRequests = (app: FastifyInstance): void => {
  app.addHook('onResponse', (request, reply, done) => {
    const { method, headers } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    const line = { method, path: pathOf(request), status: reply.statusCode, milliseconds };
    request.log.info({ ...line, commandId: headers['idempotency-key'] }, 'request answered');
    done();
  });
};

/** A connection whose request was under way when the app closed would otherwise stay open behind its answer. */
const endConnectionsWhenClosing = (app: FastifyInstance): void => {
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (closing) void reply.header('Connection', 'close');
    return payload;
  });
};
