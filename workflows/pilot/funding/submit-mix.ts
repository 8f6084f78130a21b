import { Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { programmeOf } from '../programme';
import type { Pilot } from '../state';
import { toAppraisal } from './appraisal';
import type { ByClass } from './contribution';
import { confirmedTotals, hasChanged, mixMissing, ratesNeeded } from './coverage';
import { signatureDue, toSignature } from './signature';

/**
 * Does the appraisal stand? It is repeated if the total changed by more than the programme's percentage, and when
 * the time for the signature that it gave is over (lifecycle.md section 2, funding).
 */
const appraisalStands = (pilot: Pilot, totals: ByClass, moment: Moment): boolean => {
  const { approved } = pilot.funding;
  const { appraisedAgainAbove } = programmeOf(pilot, moment.directory).ruleBook.money;
  return (
    approved !== null &&
    !hasChanged(approved.totals, totals, appraisedAgainAbove.value) &&
    signatureDue(pilot, 'the approval', approved.at, moment).at > moment.at
  );
};

export const submitMix = command({
  name: 'submit-mix',
  label: 'Submit the funding mix',
  describe:
    'Hands the mix in for appraisal: every line is confirmed, and in each class the confirmed lines come to what is required. After a loss that changed little it goes straight to signature.',
  by: ['proponent', 'coordinator'],
  in: ['funding.mix'],
  body: Shape({}),
  missing: (pilot, directory) => mixMissing(pilot, directory),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const rates = ratesNeeded(pilot, directory);
    const totals = confirmedTotals(pilot, directory);
    if (rates.length > 0 || totals === null)
      return refuse('rate-missing', `Finance has to record a dated rate for ${rates.join(', ')} first.`);
    const errors = mixMissing(pilot, directory);
    if (errors.length > 0)
      return refuse('mix-incomplete', 'The mix is not complete: see what is missing.', { errors });
    return inOrder(
      pilot,
      moment,
      fact('mix-submitted', { totals }),
      appraisalStands(pilot, totals, moment) ? toSignature(moment) : toAppraisal(moment),
    );
  },
});
