import type { Part } from '../course';
import { fact } from '../events';
import { voided } from '../obligations/open';
import type { Pilot } from '../state';
import { conditionsSet } from './conditions';
import { isIn } from './contribution';
import { signaturesVoid } from './signed';

/**
 * What becomes of the money when the proposal goes back to revision: nobody is committed to the proposal that will
 * come, so what it was approved with is void, and each line waits for a letter that covers it. What was received
 * stays held, and master agreements stand.
 */
export const fundingAnew =
  (reason: string) =>
  (pilot: Pilot): Part => [
    conditionsSet(pilot).map((owed) => voided(owed, reason)),
    signaturesVoid(reason),
    pilot.funding.contributions
      .filter((line) => isIn(line) && (line.confirmedAt !== null || line.entered !== null))
      .map(({ id }) => fact('contribution-unconfirmed', { contribution: id, reason })),
  ];
