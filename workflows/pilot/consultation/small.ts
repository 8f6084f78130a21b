import Big from 'big.js';

import type { Refusal } from '../../decider';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import { programmeOf } from '../programme';
import type { Pilot } from '../state';
import type { Consultation } from './consultation';

/**
 * Which window a pilot has: the short one where its rough budget is below the programme's threshold. Refused
 * `rate-missing` where the budget is in another currency, for thresholds are in the programme's (lifecycle.md
 * section 5).
 */
export const windowOfPilot = (pilot: Pilot, { directory }: Moment): Consultation['wait'] | Refusal => {
  const { currency, consultation } = programmeOf(pilot, directory).ruleBook;
  const threshold = consultation.smallBelow.value;
  const budget = pilot.proposal.roughBudget;
  if (threshold === null || budget === undefined) return 'consultation';
  if (budget.currency !== currency.value)
    return refuse(
      'rate-missing',
      `Whether the pilot is a small one is measured in ${currency.value}, and its budget is in ${budget.currency}: there is no recorded rate from ${budget.currency} to ${currency.value}.`,
    );
  return new Big(budget.amount).lt(threshold) ? 'smallConsultation' : 'consultation';
};
