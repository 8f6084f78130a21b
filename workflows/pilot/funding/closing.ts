import { type Instant, isRefusal } from '../../decider';
import { Id, Reason, Shape } from '../../fields';
import { sayMoney } from '../../money/currency';
import { type Decimal, isPositive, minus, none, plus } from '../../money/decimal';
import { type Amounts, entriesOf, flowsOf } from '../../money/ledger';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { met, openObligations, owedAbout, voided } from '../obligations/open';
import { dueOf, owe } from '../obligations/owe';
import { waitOf } from '../programme';
import { owingSeat } from '../seats/held';
import { type End, ends, type Obligation, type Pilot } from '../state';
import { classOfLine, type Contribution } from './contribution';
import { contributorOf, lineOf } from './lines';

/** Was money passed on, or something delivered? Then an end is a termination, whatever led to it. */
export const hasPaidOut = ({ funding }: Pilot): boolean =>
  funding.contributions.some(
    ({ amounts, delivered }) =>
      isPositive(delivered) || (amounts !== null && isPositive(flowsOf(amounts).disbursed)),
  );

/** An end after money was disbursed or goods delivered is `terminated` (lifecycle.md section 2, Ends). */
export const endReached = (pilot: Pilot, end: End): End =>
  end !== 'closed' && hasPaidOut(pilot) ? 'terminated' : end;

/** Received and not spent, of a line whose money passes through our hands. */
const unspentOf = (line: Contribution): Decimal =>
  line.amounts === null || classOfLine(line) !== 'cash' ? none : flowsOf(line.amounts).unspent;

const owedFor =
  (line: Contribution, amount: Decimal, event: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const owner = owingSeat(pilot, 'finance');
    const wait = waitOf(pilot, 'otherwise', moment.directory);
    const money = { amount, currency: line.money?.currency ?? '' };
    return owe(moment, {
      kind: 'refund',
      subject: line.id,
      label: `Refund ${sayMoney(money)} to ${contributorOf(pilot, line)}`,
      owner,
      due: dueOf(owner, wait, event, moment.at, moment),
      otherwise:
        'The coordinator and the approving body are told; the approving body may write it off, with a reason.',
    });
  };

const owedNow = (pilot: Pilot, { id }: Contribution): readonly Obligation[] => owedAbout(pilot, id, 'refund');

/** Once the pilot has ended, what is received and not spent is owed back: the obligation follows the amount. */
export const refundFollows =
  (id: string, before: Decimal, moment: Moment) =>
  (pilot: Pilot): Part => {
    const line = lineOf(pilot, id);
    if (pilot.end === null || isRefusal(line)) return [];
    const unspent = unspentOf(line);
    if (unspent === before) return [];
    if (!isPositive(unspent)) return owedNow(pilot, line).map((owed) => met(owed, 'It was refunded.'));
    return [
      owedNow(pilot, line).map((owed) => voided(owed, 'The amount to be refunded has changed.')),
      owedFor(line, unspent, 'the amount changed', moment),
    ];
  };

/** What of a line is received and not spent now; nothing for one that does not exist. */
export const unspentNow = (pilot: Pilot, id: string): Decimal => {
  const line = lineOf(pilot, id);
  return isRefusal(line) ? none : unspentOf(line);
};

const released = (line: Contribution, amounts: Amounts, reason: string): Part => {
  const moving = { amounts, moneyClass: classOfLine(line), timing: 'in order' } as const;
  const all = plus(amounts.committed, amounts.called);
  return isPositive(all)
    ? (entriesOf(moving, 'release', all) ?? []).map((entry) =>
        fact('contribution-moved', { contribution: line.id, ...entry, heldOn: null, reason, documents: [] }),
      )
    : [];
};

/**
 * Whatever the end, committed lines are released, and money received and not spent opens a refund obligation
 * (lifecycle.md section 2, Ends).
 */
export const fundsClosed =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    pilot.funding.contributions.map((line) => [
      line.amounts === null ? [] : released(line, line.amounts, 'The pilot has ended.'),
      isPositive(unspentOf(line)) ? owedFor(line, unspentOf(line), 'the end', moment) : [],
    ]);

/** A reopening takes back what the end did to the money: releases, and refunds that were not made. */
export const fundsReopened = (endedAt: Instant, pilot: Pilot): Part => [
  openObligations(pilot, 'refund').map((owed) => voided(owed, 'The pilot was reopened.')),
  pilot.funding.contributions
    .filter(({ left, amounts }) => left === null && amounts !== null && isPositive(amounts.released))
    .map(({ id, amounts }) =>
      fact('contribution-moved', {
        contribution: id,
        movement: 'release',
        amount: minus(none, amounts?.released ?? none),
        from: 'committed',
        to: 'released',
        heldOn: null,
        reason: `The end of ${endedAt.slice(0, 10)} was taken back.`,
        documents: [],
      }),
    ),
];

/** A disbursement or delivery before the end that is learnt of after it makes the end a termination. */
export const endCorrected = (pilot: Pilot): Part =>
  pilot.end !== null && endReached(pilot, pilot.end.end) !== pilot.end.end
    ? fact('end-corrected', {
        end: 'terminated',
        reason: 'Money was disbursed or goods were delivered before the end.',
      })
    : [];

export const writeOffRefund = command({
  name: 'write-off-refund',
  label: 'Write off a refund',
  describe:
    'After an end the approving body gives up money that was received, not spent, and should go back.',
  by: ['approving_body'],
  in: ends,
  body: Shape({ contribution: Id, reason: Reason }),
  offered: (pilot) => openObligations(pilot, 'refund').length > 0,
  decide: (pilot, given, directory) => {
    const { contribution: id, reason } = given.body;
    const line = lineOf(pilot, id);
    if (isRefusal(line)) return line;
    const owed = owedNow(pilot, line);
    return owed.length === 0
      ? refuse('not-now', 'Nothing of this contribution has to be refunded.')
      : inOrder(
          pilot,
          momentOf(given, directory),
          owed.map(({ id: obligation }) => fact('obligation-waived', { obligation, reason })),
        );
  },
});
