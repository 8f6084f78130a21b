import type { Static, TSchema } from '@sinclair/typebox';
import type { FastifyTypeProvider } from 'fastify';

/**
 * Gives handlers the types of path and query from their schemas. Answers stay free, because read-only values of
 * other rooms are sent as they are; tests hold them against their schemas.
 */
export interface TypedRequests extends FastifyTypeProvider {
  readonly validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown;
}
