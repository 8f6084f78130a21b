import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { healthFacts } from '../db/queries/health';
import { readingProblems } from './schemas';
import type { Services } from './services';

/** What `/metrics` shows of one API process, and what the database knows of the clocks. */
export interface Metrics {
  readonly contentType: string;
  /** Everything as it is now, in the text format of Prometheus; one read of the database at each scrape. */
  readonly scrape: () => Promise<string>;
  /** Counts and times every request of this app, whoever sends it. */
  observe(app: FastifyInstance): void;
}

/** Makes the metrics of an app, in a registry of its own. */
export const createMetrics = ({ database }: Services): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const writable = gauge('log_writable', '1 while a command could be recorded.');
  const position = gauge('log_position', 'The position of the last event.');
  const clocks = gauge(
    'clocks_behind_seconds',
    'For how long the oldest due wake-up has been late; 0 while none is.',
  );
  const notices = gauge(
    'notices_oldest_unsent_seconds',
    'For how long the oldest notice that should be sent has waited; 0 while none waits.',
  );
  const relay = gauge(
    'relay_oldest_wake_seconds',
    'For how long the oldest wake has waited for the relay; 0 while none waits.',
  );
  return {
    contentType: registry.contentType,
    scrape: async () => {
      // Before anything is written: the registry asks all its metrics at the same time.
      const { notWritable, oldestWakeAge, oldestNoticeAge, clocksBehindSince, ...facts } =
        await healthFacts(database);
      writable.set(notWritable === null ? 1 : 0);
      position.set(facts.position ?? 0);
      clocks.set(clocksBehindSince === null ? 0 : (Date.now() - Date.parse(clocksBehindSince)) / 1000);
      relay.set(oldestWakeAge ?? 0);
      notices.set(oldestNoticeAge ?? 0);
      return registry.metrics();
    },
    observe: (app) => {
      app.addHook('onResponse', (request, reply, done) => {
        const { method, routeOptions } = request;
        const labels = { method, route: routeOptions.url ?? 'none', status: reply.statusCode };
        duration.observe(labels, reply.elapsedTime / 1000);
        done();
      });
    },
  };
};

/** `/metrics`, for a Prometheus that sends a key. */
export const metricsRoute =
  ({ contentType, scrape }: Metrics) =>
  (app: FastifyInstance): void => {
    app.get(
      '/metrics',
      {
        schema: {
          operationId: 'metrics',
          tags: ['health'],
          summary: 'Numbers for Prometheus',
          response: {
            200: {
              description: 'Prometheus text format.',
              content: { 'text/plain': { schema: Type.String() } },
            },
            ...readingProblems,
          },
        },
      },
      async (_request, reply) => reply.type(contentType).send(await scrape()),
    );
  };
