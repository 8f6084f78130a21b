import type { Outcome } from '../../decisions/decision';
import { minus, none } from '../../money/decimal';
import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import type { Pilot } from '../state';
import { toConditions } from './conditions';
import { type Contribution, isIn } from './contribution';
import { backToMix } from './mix';

/** Commits the pledge of a line, or takes that back. */
export const committing = ({ id, amounts }: Contribution, sign: 1 | -1, reason: string | null): Part => {
  const amount = (sign === 1 ? amounts?.pledged : amounts?.committed) ?? none;
  return amount === none
    ? []
    : fact('contribution-moved', {
        contribution: id,
        movement: 'commit',
        amount: sign === 1 ? amount : minus(none, amount),
        from: 'pledged',
        to: 'committed',
        heldOn: null,
        reason,
        documents: [],
      });
};

/** The signatures commit every line of the mix (lifecycle.md section 5). */
export const signedByAll = ({ funding }: Pilot): Part => [
  fact('agreement-signed', { version: funding.texts.at(-1)?.version ?? 1 }),
  funding.contributions.filter(isIn).map((line) => committing(line, 1, null)),
];

/** Signatures that are void commit nobody: what was not called yet is a pledge again. */
export const signaturesVoid =
  (reason: string) =>
  ({ funding }: Pilot): Part =>
    funding.contributions.filter(isIn).map((line) => committing(line, -1, reason));

/** all signed → conditions · refused → mix; a return leaves it to the coordinator to set another text. */
export const agreementDecided = (
  outcome: Exclude<Outcome, 'undecided'>,
  reason: string | null,
  moment: Moment,
): Part => {
  switch (outcome) {
    case 'approved':
      return [signedByAll, toConditions(moment)];
    case 'returned':
      return [];
    case 'refused':
      return backToMix(reason ?? '', 'the refusal', moment);
  }
};
