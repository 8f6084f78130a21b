import { Type } from '@sinclair/typebox';

import type { Refusal } from '../decider';
import { Id, Line, Reason, Shape } from '../fields';
import { refuse } from '../refusals';
import { type DirectoryContext, personRights } from './entries';
import { NewApiKey, objectionToApiKey } from './key-commands';
import { command, creation } from './person-command';
import { apiKeyCreated, personChanged, personDeactivated, personRegistered } from './person-events';

/** Name, address, phone and language: kept sealed under the person's own key. */
const Personal = Shape({
  name: Line,
  email: Type.Optional(Type.String({ pattern: '^[^\\s@]+@[^\\s@]+$', maxLength: 254 })),
  phone: Type.Optional(Type.String({ pattern: '^[+0-9() .-]{3,40}$' })),
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 })),
});
const Organisations = Type.Array(Id, {
  maxItems: 50,
  uniqueItems: true,
  description: 'The organisations that the person acts for.',
});
const Rights = Type.Array(Type.Union(personRights.map((each) => Type.Literal(each))), {
  uniqueItems: true,
  description: 'Only an administrator gives rights.',
});

const unknownOrganisation = (ids: readonly string[], context: DirectoryContext): Refusal | null => {
  const errors = ids.flatMap((id, index) =>
    context.organisation(id)?.active === true
      ? []
      : [
          {
            pointer: `/organisations/${index}`,
            detail: 'The directory has no active organisation of this id.',
          },
        ],
  );
  return errors.length === 0
    ? null
    : refuse('unknown-organisation', 'A person belongs to organisations of the directory.', { errors });
};

/** By an administrator, or by whoever acts for a coordinator (without rights). */
export const registerPerson = creation({
  name: 'register-person',
  label: 'Register a person',
  describe: 'Puts a person into the directory. By an administrator, or by a coordinator without rights.',
  by: ['administrator', 'coordinator'],
  body: Shape({ organisations: Organisations, rights: Type.Optional(Rights), personal: Personal }),
  decide: ({ body: { organisations, rights = [], personal }, as }, context) =>
    as.role === 'coordinator' && rights.length > 0
      ? refuse('not-your-seat', 'Rights are given by an administrator: register the person without them.')
      : (unknownOrganisation(organisations, context) ?? [
          personRegistered({ organisations, rights, personal }),
        ]),
});

/** By the operator at the machine, while the directory has no active administrator; with the key in the same act. */
export const registerFirstAdministrator = creation({
  name: 'register-first-administrator',
  label: 'Register the first administrator',
  describe: 'Makes the first administrator and the first key, while there is none. By the operator.',
  by: ['operator'],
  body: Shape({ personal: Personal, apiKey: NewApiKey }),
  decide: ({ body: { personal, apiKey } }) =>
    objectionToApiKey(apiKey, []) ?? [
      personRegistered({ organisations: [], rights: ['administrator'], personal }),
      apiKeyCreated(apiKey),
    ],
});

/** By an administrator; by the person herself her own name, address, phone and language. */
export const changePerson = command({
  name: 'change-person',
  label: 'Change the person',
  describe:
    'Changes what the directory knows of a person. By an administrator; name, address, phone and language also by the person herself.',
  by: ['administrator', 'self'],
  in: ['active'],
  body: Type.Partial(Shape({ organisations: Organisations, rights: Rights, personal: Personal }), {
    additionalProperties: false,
    minProperties: 1,
  }),
  decide: (_, { body, as }, context) =>
    as.role === 'self' && (body.organisations !== undefined || body.rights !== undefined)
      ? refuse('not-your-seat', 'Your organisations and rights are changed by an administrator.')
      : (unknownOrganisation(body.organisations ?? [], context) ?? [personChanged(body)]),
});

/** By an administrator. Her keys open nothing any more; what she did stands. */
export const deactivatePerson = command({
  name: 'deactivate-person',
  label: 'Deactivate the person',
  describe:
    'The person can do nothing more, and her keys open nothing. What she did stands. By an administrator.',
  by: ['administrator'],
  in: ['active'],
  body: Shape({ reason: Reason }),
  decide: (_, { body }) => [personDeactivated(body.reason)],
});
