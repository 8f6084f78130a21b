import type { Refusal } from '../../decider';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import { programmeOf } from '../programme';
import type { Pilot } from '../state';
import type { Consultation } from './consultation';

const decimals = 4;

/** An amount in ten-thousandths: amounts are never binary floats (lifecycle.md section 5). */
const exactly = (amount: string): bigint => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
};

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
  return exactly(budget.amount) < exactly(threshold) ? 'smallConsultation' : 'consultation';
};
