import { Type } from '@sinclair/typebox';

import type { Refusal } from '../../decider';
import type { Decision, Outcome } from '../../decisions/decision';
import { vetoes } from '../../decisions/outcome';
import { refuse } from '../../refusals';

/** The outcome that somebody chooses in the place of the seats asked. */
export const OutcomeChosen = Type.Union([
  Type.Literal('approved'),
  Type.Literal('returned'),
  Type.Literal('refused'),
]);

/** Nobody decides in the place of the seats asked against a veto (lifecycle.md section 3); null where none stands. */
export const againstVeto = (decision: Decision, outcome: Outcome): Refusal | null => {
  const against = vetoes(decision).map(({ seat, country }) => country ?? seat);
  return outcome === 'approved' && against.length > 0
    ? refuse('veto-stands', `${against.join(', ')} objects, and has a veto.`)
    : null;
};
