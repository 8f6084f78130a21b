import { connect } from 'node:net';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { type HealthFacts, healthFacts } from '../../db/queries/health';
import { Answer } from '../schemas';
import type { Services } from '../services';

/** Seconds after which a wake that still waits means that the relay does not keep up. */
const relayLate = 10;

/** Seconds after which somebody who is to be told of something waits too long for it. */
const noticesLate = 60;

/** Milliseconds that Temporal has to take a connection. */
const patience = 500;

const Ready = Answer(
  {
    status: Type.Union([Type.Literal('ready'), Type.Literal('not-ready')]),
    reason: Type.Optional(Type.String({ description: 'Why a command could not be recorded.' })),
    degraded: Type.Array(Type.Object({ part: Type.String(), detail: Type.String() }), {
      description: 'What does not work as it should, while people can go on working.',
    }),
  },
  'Whether a command could be recorded now.',
);

interface Degraded {
  readonly part: 'temporal' | 'relay' | 'notices' | 'clocks';
  readonly detail: string;
}

const degradedBy = (
  { oldestWakeAge, oldestNoticeAge, clocksBehindSince }: HealthFacts,
  temporal: boolean,
): readonly Degraded[] => [
  ...(temporal
    ? []
    : [{ part: 'temporal' as const, detail: 'Temporal does not answer; clocks stand until it does.' }]),
  ...(oldestWakeAge === null || oldestWakeAge < relayLate
    ? []
    : [{ part: 'relay' as const, detail: `The oldest wake has waited for ${Math.round(oldestWakeAge)} s.` }]),
  ...(oldestNoticeAge === null || oldestNoticeAge < noticesLate
    ? []
    : [
        {
          part: 'notices' as const,
          detail: `The oldest notice has waited for ${Math.round(oldestNoticeAge)} s to be sent.`,
        },
      ]),
  ...(clocksBehindSince === null
    ? []
    : [{ part: 'clocks' as const, detail: `What was due at ${clocksBehindSince} has not been done yet.` }]),
];

/** Does something take connections there? */
const takesConnections = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const colon = address.lastIndexOf(':');
    const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(address.slice(colon + 1)), timeout: patience });
    const answer = (reached: boolean) => () => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', answer(true)).once('timeout', answer(false)).once('error', answer(false));
  });

/** `/health/live` and `/health/ready` (api.md, resources): open, for those who watch the machine. */
export const healthRoutes =
  ({ database, temporalAddress }: Services) =>
  (app: FastifyInstance): void => {
    app.get(
      '/health/live',
      {
        schema: {
          operationId: 'live',
          tags: ['health'],
          security: [],
          summary: 'Whether the process runs',
          response: { 200: Answer({ status: Type.Literal('live') }, 'It runs.') },
        },
      },
      () => ({ status: 'live' }),
    );

    app.get(
      '/health/ready',
      {
        schema: {
          operationId: 'ready',
          tags: ['health'],
          security: [],
          summary: 'Whether a command could be recorded now, and what is degraded',
          response: { 200: Ready, 503: Ready },
        },
      },
      async (_request, reply) => {
        const [facts, temporal] = await Promise.all([
          healthFacts(database),
          temporalAddress === null || takesConnections(temporalAddress),
        ]);
        const degraded = degradedBy(facts, temporal);
        if (facts.notWritable === null) return { status: 'ready', degraded };
        return reply.code(503).send({ status: 'not-ready', reason: facts.notWritable, degraded });
      },
    );
  };
