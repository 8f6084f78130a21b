import { type Static, Type } from '@sinclair/typebox';

import type { Refusal } from '../decider';
import { Id, Line, Shape } from '../fields';
import { refuse } from '../refusals';
import { command } from './person-command';
import { apiKeyCreated, apiKeyRevoked, signingKeyRegistered, signingKeyRevoked } from './person-events';

/** An API key as the log knows it: the door makes the key itself, and shows it once. */
export const NewApiKey = Shape({
  keyId: Id,
  hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the key.' }),
  organisation: Type.Union([Id, Type.Null()], {
    description: 'For which organisation the key acts; null for all for which she may act.',
  }),
  label: Line,
});

/** A key acts only for an organisation that its person belongs to, or for which a seat was delegated to her. */
export const objectionToApiKey = (
  { organisation }: Static<typeof NewApiKey>,
  organisations: readonly string[],
): Refusal | null =>
  organisation === null || organisations.includes(organisation)
    ? null
    : refuse(
        'unknown-organisation',
        'A key acts only for an organisation that its person belongs to, or of a seat that was delegated to her.',
        {
          errors: [{ pointer: '/organisation', detail: 'Name an organisation of the person.' }],
        },
      );

/** By the person herself, or by an administrator, who so gives the first key. */
export const createApiKey = command({
  name: 'create-api-key',
  label: 'Create an API key',
  describe:
    'Creates a key with which the person calls the API. By the person herself, or by an administrator, who so gives the first key.',
  by: ['administrator', 'self'],
  in: ['active'],
  body: NewApiKey,
  decide: ({ entry, apiKeys }, { body, as, caller, at }, context) => {
    if (apiKeys.some(({ id }) => id === body.keyId))
      return refuse('key-exists', 'This person has had an API key of this id.');
    // Else a key that was meant for one organisation would open all of them.
    if (as.role === 'self' && caller.organisation !== null && body.organisation !== caller.organisation)
      return refuse(
        'not-your-seat',
        'With a key for one organisation you can make keys only for that organisation.',
      );
    const delegated = context.delegationsTo(entry.id, at).map(({ organisation }) => organisation);
    return objectionToApiKey(body, [...entry.organisations, ...delegated]) ?? [apiKeyCreated(body)];
  },
});

/** By the person herself or an administrator; from then on nothing is answered to the key. */
export const revokeApiKey = command({
  name: 'revoke-api-key',
  label: 'Revoke an API key',
  describe: 'Ends an API key at once. By the person herself or an administrator.',
  by: ['administrator', 'self'],
  in: ['active', 'deactivated'],
  body: Shape({ keyId: Id }),
  decide: ({ apiKeys }, { body: { keyId } }) =>
    apiKeys.some(({ id, revoked }) => id === keyId && revoked === null)
      ? [apiKeyRevoked(keyId)]
      : refuse('unknown-key', 'The person has no API key of this id in force.'),
});

/**
 * By the person herself only: whoever registers a key can sign in her name. The id holds the id of the person, so
 * that nobody can register a key under the id of somebody else's.
 */
export const registerSigningKey = command({
  name: 'register-signing-key',
  label: 'Register a signing key',
  describe:
    'Registers the public key (Ed25519) with which the person signs commands that come through Temporal. Its id is `<person>:<name>`. By the person herself only.',
  by: ['self'],
  in: ['active'],
  body: Shape({
    name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$', description: 'For example laptop-2027.' }),
    publicKey: Type.String({
      pattern: '^[A-Za-z0-9_-]{43}$',
      description: 'The 32 bytes of the public key in base64url: `x` of its JWK.',
    }),
  }),
  decide: ({ entry, signingKeyIds }, { body: { name, publicKey } }) => {
    const keyId = `${entry.id}:${name}`;
    return signingKeyIds.includes(keyId)
      ? refuse('key-exists', `You have registered a key under the name ${name} before.`)
      : [signingKeyRegistered({ keyId, publicKey })];
  },
});

/** By the person herself or an administrator; commands signed with it are refused from then on. */
export const revokeSigningKey = command({
  name: 'revoke-signing-key',
  label: 'Revoke a signing key',
  describe:
    'Commands that are signed with this key are refused from now on. By the person herself or an administrator.',
  by: ['administrator', 'self'],
  in: ['active', 'deactivated'],
  body: Shape({ keyId: Id }),
  decide: ({ entry }, { body: { keyId } }) =>
    entry.signingKeys.some(({ id }) => id === keyId)
      ? [signingKeyRevoked(keyId)]
      : refuse('unknown-key', 'The person has no signing key of this id in force.'),
});
