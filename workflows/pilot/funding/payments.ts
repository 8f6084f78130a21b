import { type Static, Type } from '@sinclair/typebox';

import { localDay } from '../../clocks/days';
import { isRefusal, type Refusal } from '../../decider';
import { Amount, Document, Id, Line, Reason, Shape } from '../../fields';
import { inMinorUnits } from '../../money/currency';
import { isLess, minus, none } from '../../money/decimal';
import {
  correctionOf,
  entriesOf,
  type Entry,
  flowsOf,
  type Movement,
  type Moving,
  type Timing,
} from '../../money/ledger';
import { refuse } from '../../refusals';
import { command, type Given, type Moment, momentOf, type Standing } from '../command';
import type { DirectoryContext } from '../../directory/entries';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { servedBefore } from '../obligations/meet-obligation';
import { calendarOfSeat } from '../programme';
import { owingSeat } from '../seats/held';
import { ends, implementationSteps, type Pilot, type SeatKind, type Status, steps } from '../state';
import { endCorrected, refundFollows, unspentNow } from './closing';
import { classOfLine, type Contribution, isIn } from './contribution';
import { HeldOn, Why } from './line-fields';
import { amountFault, inFuture, isContributor, lineOf, ownGift, todayOf } from './lines';

const MovementBody = Shape({
  contribution: Id,
  amount: Amount,
  heldOn: HeldOn,
  reason: Why,
  documents: Type.Optional(Type.Array(Document, { maxItems: 20 })),
  bankReference: Type.Optional(
    Type.String({
      ...Line,
      description: 'Restricted: for finance, coordinator, auditors and the contributor.',
    }),
  ),
});

type Moved = Static<typeof MovementBody>;

/** Was it before the line was committed? The day counts on which it happened. */
const isEarly = (
  pilot: Pilot,
  { committedAt }: Contribution,
  heldOn: string | undefined,
  { directory }: Moment,
): boolean => {
  if (committedAt === null) return true;
  const { timeZone } = calendarOfSeat(owingSeat(pilot, 'coordinator'), directory);
  return heldOn !== undefined && heldOn < localDay(committedAt, timeZone);
};

const timingOf = (pilot: Pilot, line: Contribution): Timing =>
  pilot.end !== null ? 'after release' : line.committedAt === null ? 'before commitment' : 'in order';

/** Money on its way to us or from us: not before the commitment without a reason (lifecycle.md section 7). */
const payments: readonly Movement[] = ['call', 'receive', 'disburse'];

/** After an end money may still come in, go back and be accounted for; what is passed on was passed on before it. */
const afterEnd = (
  pilot: Pilot,
  movement: Movement,
  heldOn: string | undefined,
  moment: Moment,
): Refusal | null => {
  if (pilot.end === null || (movement !== 'disburse' && movement !== 'call')) return null;
  const { timeZone } = calendarOfSeat(owingSeat(pilot, 'coordinator'), moment.directory);
  return (heldOn ?? todayOf(pilot, moment)) <= localDay(pilot.end.at, timeZone)
    ? null
    : refuse(
        'too-late',
        'The pilot has ended: only what happened before its end can be recorded, with its day.',
      );
};

const tooMuch = ({ amounts, money }: Contribution): Refusal => {
  const flows = amounts === null ? null : flowsOf(amounts);
  const { currency = '' } = money ?? {};
  return refuse(
    'amount-too-high',
    flows === null
      ? 'What is given in kind has no amount of money: it is delivered and valued.'
      : `There is not so much to move. Received ${inMinorUnits(flows.received, currency)}, held ${inMinorUnits(flows.held, currency)}, disbursed ${inMinorUnits(flows.disbursed, currency)}, accounted for ${inMinorUnits(flows.accounted, currency)} ${currency}.`,
  );
};

const entered = (
  line: Contribution,
  entries: readonly Entry[],
  { heldOn, reason, documents = [] }: Pick<Moved, 'heldOn' | 'reason' | 'documents'>,
): Part =>
  entries.map((entry, index) =>
    fact('contribution-moved', {
      contribution: line.id,
      ...entry,
      heldOn: heldOn ?? null,
      reason: reason ?? null,
      documents: index === 0 ? documents : [],
    }),
  );

const movingOf = (pilot: Pilot, line: Contribution): Moving | null =>
  line.amounts === null
    ? null
    : { amounts: line.amounts, moneyClass: classOfLine(line), timing: timingOf(pilot, line) };

const leftAlready = (line: Contribution, movement: Movement): Refusal | null =>
  isIn(line) || !payments.includes(movement)
    ? null
    : refuse('not-now', `The contribution is no longer in the mix: it was ${line.left?.how ?? ''}.`);

const moved = (movement: Movement, given: Given<Moved>, pilot: Pilot, directory: DirectoryContext) => {
  const moment = momentOf(given, directory);
  const { contribution: id, amount, heldOn, reason, documents = [], bankReference } = given.body;
  const line = lineOf(pilot, id);
  if (isRefusal(line)) return line;
  const moving = movingOf(pilot, line);
  if (moving === null || line.money === null) return tooMuch(line);
  const releases = given.as.role === 'funder';
  if (releases && !isContributor(pilot, line, given))
    return refuse('not-your-seat', 'A funder moves its own money only.');
  if (payments.includes(movement) && isEarly(pilot, line, heldOn, moment) && reason === undefined)
    return refuse(
      'reason-required',
      'The contribution was not committed by then: say why money moves before.',
    );
  const refused =
    amountFault({ amount, currency: line.money.currency }, '/amount') ??
    inFuture(pilot, heldOn, moment) ??
    afterEnd(pilot, movement, heldOn, moment) ??
    leftAlready(line, movement) ??
    (releases ? null : ownGift(pilot, line, moment)) ??
    servedBefore(pilot, documents, reason);
  if (refused !== null) return refused;
  const entries = entriesOf(moving, movement, amount);
  return entries === null
    ? tooMuch(line)
    : inOrder(
        pilot,
        moment,
        entered(line, entries, given.body),
        bankReference === undefined
          ? []
          : fact('bank-reference-recorded', { contribution: id, reference: bankReference }),
        endCorrected,
        refundFollows(id, unspentNow(pilot, id), moment),
      );
};

/** What is entered by hand; commitments and withdrawals are acts of others. */
const correctable = ['call', 'receive', 'disburse', 'spend', 'account', 'refund', 'release'] as const;

/** Less than anybody would move: where not even this can move, nothing can. */
const least = '0.0001';

const canMove = (pilot: Pilot, movement: Movement, as: Standing): boolean =>
  pilot.funding.contributions.some((line) => {
    const moving = movingOf(pilot, line);
    return (
      moving !== null &&
      (as.role !== 'funder' || isContributor(pilot, line, { as })) &&
      leftAlready(line, movement) === null &&
      entriesOf(moving, movement, least) !== null
    );
  });

const canCorrect = (pilot: Pilot): boolean =>
  pilot.funding.contributions.some((line) => {
    const moving = movingOf(pilot, line);
    return moving === null
      ? isLess(none, line.delivered)
      : correctable.some((movement) => correctionOf(moving, movement, least) !== null);
  });

/** Wherever there is a line: a pilot that was sent back to revision may hold money. */
const always: readonly Status[] = [...steps, ...ends];

const movementCommand = (
  movement: Movement,
  {
    name,
    label,
    describe,
    by,
    when = always,
  }: {
    readonly name: string;
    readonly label: string;
    readonly describe: string;
    readonly by: readonly SeatKind[];
    readonly when?: readonly Status[];
  },
) =>
  command({
    name,
    label,
    describe,
    by,
    in: when,
    body: MovementBody,
    offered: (pilot, as) => canMove(pilot, movement, as),
    decide: (pilot, given, directory) => moved(movement, given, pilot, directory),
  });

/** What becomes of the money of a contribution from its commitment on (lifecycle.md section 5). */
export const paymentCommands = [
  movementCommand('call', {
    name: 'call-contribution',
    label: 'Call money of a contribution',
    describe: 'Asks the contributor to pay. Before the commitment only with a reason.',
    by: ['finance'],
  }),
  movementCommand('receive', {
    name: 'receive-contribution',
    label: 'Record money that has come in',
    describe: 'Money of a contribution has come. What was not called before is called with it.',
    by: ['finance'],
  }),
  movementCommand('disburse', {
    name: 'disburse-contribution',
    label: 'Record money that was passed on',
    describe:
      'Money that is held goes to those who carry out the pilot; parallel money goes there from its contributor. After an end only what happened before it, which makes the end a termination.',
    by: ['finance', 'funder'],
  }),
  movementCommand('spend', {
    name: 'spend-contribution',
    label: 'Record money that was spent',
    describe: 'Of what was disbursed, this was spent; it is still to be accounted for.',
    by: ['finance'],
  }),
  movementCommand('account', {
    name: 'account-for-contribution',
    label: 'Accept an account of money that was spent',
    describe: 'Finance or the funder of the line accepts the account of what was spent.',
    by: ['finance', 'funder'],
  }),
  movementCommand('refund', {
    name: 'refund-contribution',
    label: 'Record money that went back',
    describe: 'Money that is held, or disbursed and not spent, goes back to its contributor.',
    by: ['finance'],
  }),
  movementCommand('release', {
    name: 'release-contribution',
    label: 'Release what was committed',
    describe: 'What a contributor has committed and not paid is not needed any more.',
    by: ['finance', 'funder'],
    when: [...implementationSteps, ...ends],
  }),
];

const correctionEntry = (
  pilot: Pilot,
  line: Contribution,
  movement: Movement,
  amount: string,
): Entry | Refusal => {
  const moving = movingOf(pilot, line);
  const refused =
    line.money === null ? tooMuch(line) : amountFault({ amount, currency: line.money.currency }, '/amount');
  return (
    refused ??
    (moving === null ? null : correctionOf(moving, movement, amount)) ??
    refuse(
      'amount-too-high',
      'The correction would leave a state below zero: correct first what came after it.',
    )
  );
};

export const correctContribution = command({
  name: 'correct-contribution',
  label: 'Correct an entry about a contribution',
  describe:
    'Takes an amount, or a delivered quantity, back that was entered by mistake: a negative entry, with a reason. The original stays visible.',
  by: ['finance'],
  in: always,
  body: Shape({
    contribution: Id,
    movement: Type.Union([...correctable, 'deliver' as const].map((each) => Type.Literal(each))),
    amount: Amount,
    reason: Reason,
  }),
  offered: canCorrect,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { contribution: id, movement, amount, reason } = given.body;
    const line = lineOf(pilot, id);
    if (isRefusal(line)) return line;
    const refused = ownGift(pilot, line, moment);
    if (refused !== null) return refused;
    if (movement === 'deliver')
      return isLess(line.delivered, amount)
        ? refuse('amount-too-high', `Only ${line.delivered} was delivered.`)
        : inOrder(
            pilot,
            moment,
            fact('contribution-delivered', {
              contribution: id,
              quantity: minus(none, amount),
              heldOn: null,
              reason,
              documents: [],
            }),
          );
    const entry = correctionEntry(pilot, line, movement, amount);
    return isRefusal(entry)
      ? entry
      : inOrder(
          pilot,
          moment,
          entered(line, [entry], { reason }),
          refundFollows(id, unspentNow(pilot, id), moment),
        );
  },
});
