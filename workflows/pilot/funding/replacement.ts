import { inMinorUnits } from '../../money/currency';
import { lesser } from '../../money/decimal';
import { moneyClasses } from '../../money/modalities';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { met, openObligations, resortsEnded } from '../obligations/open';
import { dueOf, owe } from '../obligations/owe';
import { programmeOf, waitOf } from '../programme';
import { owingSeat } from '../seats/held';
import type { Obligation, Pilot } from '../state';
import { type ByClass, type Contribution, isIn } from './contribution';
import { confirmedTotals, suffices } from './coverage';
import { committing } from './signed';

/** Has a contribution been lost that is to be replaced? */
export const isReplacing = (pilot: Pick<Pilot, 'obligations'>): boolean =>
  openObligations(pilot, 'replacement').length > 0;

/** May lines be proposed and confirmed: in the mix, or for one that was lost later? */
export const linesMayCome = (pilot: Pick<Pilot, 'status' | 'obligations'>): boolean =>
  pilot.status === 'funding.mix' || isReplacing(pilot);

export const noLinesNow = refuse(
  'not-now',
  'Once the agreement is effective, contributions come only in the place of one that was lost.',
);

/**
 * After the agreement is effective the proponent has 90 days to replace a contribution without which what is required
 * is not covered, then the approving body decides (lifecycle.md section 2, funding).
 */
export const replacementOwed =
  ({ id, confirmedAt }: Contribution, moment: Moment) =>
  (pilot: Pilot): Part => {
    if (confirmedAt === null || suffices(pilot, moment.directory)) return [];
    const owner = owingSeat(pilot, 'proponent');
    return owe(moment, {
      kind: 'replacement',
      subject: id,
      label: `Replace ${id}: what is confirmed no longer comes to what is required`,
      owner,
      due: dueOf(
        owner,
        waitOf(pilot, 'replaceContribution', moment.directory),
        'the loss of the contribution',
        moment.at,
        moment,
      ),
      otherwise:
        'The approving body decides: it accepts the smaller total, gives more time, suspends or terminates the pilot.',
      endsIn: 'last-resort',
    });
  };

const committedAsReplacement = ({ funding }: Pilot): Part =>
  funding.contributions
    .filter((line) => isIn(line) && line.confirmedAt !== null && line.committedAt === null)
    .map((line) => committing(line, 1, 'It replaces a contribution that was lost.'));

/** What is confirmed comes to what is required again: what was lost is replaced, and the new lines are committed. */
export const replacementsSettled =
  ({ directory }: Moment, note = 'What is confirmed comes to what is required again.') =>
  (pilot: Pilot): Part =>
    isReplacing(pilot) && suffices(pilot, directory)
      ? [
          committedAsReplacement,
          openObligations(pilot, 'replacement').map((owed) => [
            met(owed, note),
            resortsEnded(owed.id, 'met', note),
          ]),
        ]
      : [];

const smaller = (required: ByClass, totals: ByClass, currency: string): ByClass => ({
  ...required,
  ...Object.fromEntries(
    moneyClasses.map((each) => [each, inMinorUnits(lesser(required[each], totals[each]), currency)]),
  ),
});

/** The approving body accepts the smaller total, once the proponent's time is over: no more is required than there is. */
export const smallerTotalAccepted =
  ({ due }: Obligation, reason: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    if (due.at !== null && moment.at < due.at)
      return refuse(
        'not-waivable',
        `The proponent has until ${due.at.slice(0, 10)} to replace it: only then the approving body decides.`,
      );
    const totals = confirmedTotals(pilot, moment.directory);
    const { required } = pilot.funding;
    const { currency } = programmeOf(pilot, moment.directory).ruleBook;
    return totals === null || required === null
      ? refuse('rate-missing', 'Finance has to record the missing rate first, so that the total is known.')
      : [
          fact('funding-required', smaller(required, totals, currency.value)),
          replacementsSettled(moment, reason),
        ];
  };
