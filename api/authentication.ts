import type { FastifyRequest } from 'fastify';
import type { Caller } from '../workflows/decider';
import { problem } from './problem';

/** Who sent a request, as one of the methods established it. */
export interface Identity {
  readonly caller: Caller & { readonly person: string };
  /** The id of the API key, null where the person came in another way. */
  readonly apiKey: string | null;
}

/**
 * One way to prove who one is: null when the credential is not of its kind or does not hold. API keys are one;
 * access tokens of an identity provider will be another.
 */
export type AuthenticationMethod = (credential: string) => Promise<Identity | null>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on the few routes that need no key. */
    identity: Identity | null;
  }
}

/** Finds out who sends the request, or refuses it: before its body is read, so that strangers cost nothing. */
export const authenticate =
  (methods: readonly AuthenticationMethod[]) =>
  async (request: FastifyRequest): Promise<void> => {
    const credential = /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (credential !== undefined)
      for (const method of methods) {
        request.identity ??= await method(credential);
      }
    if (request.identity === null)
      throw problem('unauthenticated', 'No key was sent, or it is not in force (any more).', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
  };

/** The sender of a request on a route that needs a key. */
export const identityOf = (request: FastifyRequest): Identity => {
  if (request.identity === null) throw problem('unauthenticated', 'This needs a key.');
  return request.identity;
};
