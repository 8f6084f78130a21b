import { Type } from '@sinclair/typebox';

import type { Day, Instant, Refusal } from '../decider';
import { DayField, Document, Id, Line, Reason, Shape } from '../fields';
import { refuse } from '../refusals';
import { command, creation, sharedDateStatuses } from '../shared-date/commands';
import { sharedDateProcess } from '../shared-date/process';

/** Every event of a master agreement with the schema version that is written now. */
export const masterAgreementEventVersions = {
  'master-agreement-registered': 1,
  'master-agreement-signed': 1,
  'effect-completed': 1,
  'effect-given-up': 1,
} as const;

/** A master agreement as it is registered. */
const MasterAgreementRegistration = Shape({
  name: Type.String({
    ...Line,
    description: 'As due dates name it: “the master agreement with Norway”.',
  }),
  contributor: Id,
  signedOn: Type.Optional(DayField),
});

/** Nothing is signed in the future (lifecycle.md section 7). The latest day that it is anywhere on earth. */
const notYet = (signedOn: Day | null, at: Instant): Refusal | null => {
  const today = new Date(Date.parse(at) + 14 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return signedOn === null || signedOn <= today
    ? null
    : refuse('dates-contradict', 'A signature is recorded when it was given, not before.', {
        errors: [{ pointer: '/signedOn', detail: `It is ${today} at the latest.` }],
      });
};

export const registerMasterAgreement = creation({
  name: 'register-master-agreement',
  label: 'Register a master agreement',
  describe:
    'An agreement with a contributor under which many pilots are paid; it may not be signed yet. By an administrator or a coordinator.',
  by: ['administrator', 'coordinator'],
  body: MasterAgreementRegistration,
  decide: ({ body: { name, contributor, signedOn = null }, at }, context) =>
    notYet(signedOn, at) ??
    (context.organisation(contributor) === undefined
      ? refuse('unknown-organisation', `The directory has no organisation “${contributor}”.`)
      : [
          {
            type: 'master-agreement-registered',
            schemaVersion: 1,
            data: { name, contributor, day: signedOn },
          },
        ]),
});

const signMasterAgreement = command({
  name: 'sign-master-agreement',
  label: 'Record that a master agreement was signed',
  describe:
    'Records the day of the signature with the document, or corrects it. Every pilot with a due date that counts from it is told.',
  by: ['administrator', 'coordinator'],
  in: sharedDateStatuses,
  body: Shape({ signedOn: DayField, document: Document, reason: Type.Optional(Reason) }),
  decide: ({ day }, { body: { signedOn, document, reason = null }, at }) =>
    notYet(signedOn, at) ??
    (signedOn === day
      ? refuse('dates-contradict', 'The agreement was recorded as signed on this day already.', {
          errors: [{ pointer: '/signedOn', detail: 'Give another day.' }],
        })
      : [{ type: 'master-agreement-signed', schemaVersion: 1, data: { day: signedOn, document, reason } }]),
});

/** A master agreement as a process: `master-agreement/<id>` (lifecycle.md section 4). */
export const masterAgreement = sharedDateProcess('master-agreement', [
  registerMasterAgreement,
  signMasterAgreement,
]);
