import { isRefusal, type Refusal } from '../../decider';
import { Id, Reason, Shape } from '../../fields';
import { isPositive, plus } from '../../money/decimal';
import { entriesOf, flowsOf, type Movement } from '../../money/ledger';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { openObligations, voided } from '../obligations/open';
import { seatOf } from '../seats/held';
import { implementationSteps, type Pilot, steps } from '../state';
import { roundChoice } from '../steps';
import { questionVoided } from './agreement';
import { classOfLine, type Contribution, isIn } from './contribution';
import { suffices } from './coverage';
import { isContributor, lineInMix } from './lines';
import { backToMix } from './mix';
import { contributorKinds } from './pledge';
import { replacementOwed } from './replacement';
import { backToSignature } from './signature';
import { signaturesVoid } from './signed';

type How = NonNullable<Contribution['left']>['how'];

/** What of a line that leaves was pledged, committed or called: the entries that take it out. */
const takenOut = (line: Contribution, how: How, reason: string): Part => {
  const { amounts } = line;
  if (amounts === null) return [];
  const out: readonly (readonly [Movement, string])[] = [
    [how === 'expired' ? 'expire' : 'withdraw', amounts.pledged],
    ['release', plus(amounts.committed, amounts.called)],
  ];
  return out
    .filter(([, amount]) => isPositive(amount))
    .flatMap(([movement, amount]) =>
      (entriesOf({ amounts, moneyClass: classOfLine(line), timing: 'in order' }, movement, amount) ?? []).map(
        (entry) =>
          fact('contribution-moved', {
            contribution: line.id,
            ...entry,
            heldOn: null,
            reason,
            documents: [],
          }),
      ),
    );
};

const noLongerAsked = (pilot: Pilot, reason: string): Part =>
  openObligations(pilot, 'question').map((owed) => voided(owed, reason));

/**
 * What follows when a line has left: below what is required back to the mix, signatures void; if the others suffice
 * a new text without it is to be signed. Once the agreement is effective it is to be replaced (lifecycle.md section 2,
 * funding).
 */
const lost =
  (line: Contribution, reason: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const { status } = pilot;
    if (pilot.funding.effectiveAt !== null) return replacementOwed(line, moment);
    if (roundChoice(pilot) !== null) return [];
    if (status !== 'funding.appraisal' && status !== 'funding.signature' && status !== 'funding.conditions')
      return [];
    if (!suffices(pilot, moment.directory))
      return [
        questionVoided('appraisal', reason),
        questionVoided('agreement', reason),
        signaturesVoid(reason),
        noLongerAsked(pilot, reason),
        backToMix(reason, 'the loss of a contribution', moment),
      ];
    if (status === 'funding.signature') return questionVoided('agreement', reason);
    return status === 'funding.conditions'
      ? [signaturesVoid(reason), noLongerAsked(pilot, reason), backToSignature(reason, moment)]
      : [];
  };

/** Takes a line out of the mix and its totals, with what follows. */
const lineLeft = (line: Contribution, how: How, reason: string, moment: Moment): Part => [
  takenOut(line, how, reason),
  fact('contribution-left', { contribution: line.id, how, reason }),
  lost(line, reason, moment),
];

/** What the seats of a country give leaves with it; a line whose money is held stays until that is refunded. */
export const linesWithdrawnOf =
  (country: string, reason: string, moment: Moment) =>
  (pilot: Pilot): Part =>
    pilot.funding.contributions
      .filter(
        (line) => isIn(line) && seatOf(pilot, line.seat)?.country === country && paidInto(line) === null,
      )
      .map((line) => lineLeft(line, 'withdrawn', reason, moment));

/** Pledges that are not signed and expire by themselves, when the clock comes to their day. */
export const expiring = ({
  funding,
  end,
}: Pilot): readonly (Contribution & { readonly expiresAt: string })[] =>
  end === null
    ? funding.contributions.flatMap((line) =>
        isIn(line) && line.committedAt === null && line.expiresAt !== null
          ? [{ ...line, expiresAt: line.expiresAt }]
          : [],
      )
    : [];

/** Every pledge that has expired by now leaves the mix. */
export const pledgesExpired =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    expiring(pilot)
      .filter(({ expiresAt }) => expiresAt <= moment.at)
      .map(({ id }) => (now: Pilot) => {
        const line = expiring(now).find((each) => each.id === id);
        return line === undefined
          ? []
          : lineLeft(line, 'expired', `The pledge ${id} expired on ${line.expiresAt.slice(0, 10)}.`, moment);
      });

/** Money that has come has to go back first. */
const paidInto = ({ amounts }: Contribution): Refusal | null =>
  amounts !== null && isPositive(flowsOf(amounts).unspent)
    ? refuse('not-now', 'Money of this contribution was received and is not spent: it is refunded first.')
    : null;

export const withdrawContribution = command({
  name: 'withdraw-contribution',
  label: 'Withdraw a contribution',
  describe:
    'Takes a line out of the mix, with a reason: by its contributor at any moment, by proponent or coordinator while it is not confirmed or its seat is empty. Below what is required the pilot goes back to the mix and signatures are void; else a new text without it is to be signed. Once the agreement is effective, the proponent has to replace it where the total no longer suffices.',
  by: contributorKinds,
  in: steps,
  body: Shape({ contribution: Id, reason: Reason }),
  offered: (pilot, as) =>
    pilot.funding.contributions.some((line) => mayWithdraw(pilot, line, as.role, { as })),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { contribution: id, reason } = given.body;
    const line = lineInMix(pilot, id);
    if (isRefusal(line)) return line;
    if (!mayWithdraw(pilot, line, given.as.role, given))
      return refuse('not-your-seat', 'A contribution is withdrawn by its contributor.');
    return paidInto(line) ?? inOrder(pilot, moment, lineLeft(line, 'withdrawn', reason, moment));
  },
});

/** Its contributor; for a line without letter, or without a seat that is filled, also who proposes lines. */
const mayWithdraw = (
  pilot: Pilot,
  line: Contribution,
  role: Moment['as']['role'],
  moment: Pick<Moment, 'as'>,
): boolean =>
  isIn(line) &&
  (isContributor(pilot, line, moment) ||
    ((role === 'coordinator' || role === 'proponent') &&
      (line.confirmedAt === null || seatOf(pilot, line.seat)?.state !== 'filled')));

export const refuseContribution = command({
  name: 'refuse-contribution',
  label: 'Refuse a contribution that was proposed',
  describe:
    'The contributor refuses, with a reason, a line that others proposed for it and that it has not confirmed.',
  by: contributorKinds,
  in: ['funding.mix', ...implementationSteps],
  body: Shape({ contribution: Id, reason: Reason }),
  offered: (pilot, as) =>
    pilot.funding.contributions.some(
      (line) => isIn(line) && line.confirmedAt === null && isContributor(pilot, line, { as }),
    ),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { contribution: id, reason } = given.body;
    const line = lineInMix(pilot, id);
    if (isRefusal(line)) return line;
    if (!isContributor(pilot, line, given))
      return refuse('not-your-seat', 'A contribution is refused by the seat that should give it.');
    if (line.confirmedAt !== null)
      return refuse('not-now', 'You have confirmed this contribution: withdraw it instead.');
    return inOrder(pilot, moment, lineLeft(line, 'refused', reason, moment));
  },
});
