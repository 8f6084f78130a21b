import type { Refusal } from '../../decider';
import type { Decision } from '../../decisions/decision';
import { refuse } from '../../refusals';
import { decisionOf } from '../deciding/open';
import type { Pilot } from '../state';
import { isSuspended } from './suspension';

/** What is accepted while a pilot is suspended, whatever it says (lifecycle.md section 2, Suspension). */
const always: readonly string[] = [
  'resume',
  'extend-suspension',
  'withdraw',
  'cancel',
  'terminate',
  'record-conflict',
  'strike-position',
  'strike-slip',
  'meeting-dated',
  'master-agreement-signed',
  'tick',
];

const fieldOf = (body: unknown, field: string): unknown =>
  typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;

/** A fact of the time before the suspension that is reported only now. */
const isLateFact = ({ suspension }: Pilot, body: unknown): boolean => {
  const heldOn = fieldOf(body, 'heldOn');
  return typeof heldOn === 'string' && suspension.since !== null && heldOn <= suspension.since.slice(0, 10);
};

/** An act that lifts, extends or ends the suspension is decided under it: without that it could never end. */
export const decidedUnderSuspension = ({ act }: Pick<Decision, 'act'>): boolean =>
  act !== null && always.includes(act.command);

/** A recusal, or an answer in the decision that ends the suspension. */
const isAdmittedPosition = (pilot: Pilot, body: unknown): boolean => {
  const decision = decisionOf(pilot, String(fieldOf(body, 'decision')));
  return (
    fieldOf(body, 'position') === 'recuse' || (decision !== undefined && decidedUnderSuspension(decision))
  );
};

/** Why a command is not accepted while the pilot is suspended, null where it is. */
export const heldBySuspension = (pilot: Pilot, command: string, body: unknown): Refusal | null =>
  !isSuspended(pilot) ||
  always.includes(command) ||
  isLateFact(pilot, body) ||
  (command === 'take-position' && isAdmittedPosition(pilot, body))
    ? null
    : refuse(
        'suspended',
        'The pilot is suspended: until it is resumed, only the suspension itself, an end of the pilot, recusals, strikes and late facts are accepted.',
      );

/** Could this command be accepted, with some body, while the pilot is suspended? */
export const offeredUnderSuspension = (
  pilot: Pilot,
  { name, body }: { readonly name: string; readonly body: object },
): boolean =>
  !isSuspended(pilot) ||
  always.includes(name) ||
  name === 'take-position' ||
  Object.keys(fieldOf(body, 'properties') ?? {}).includes('heldOn');
