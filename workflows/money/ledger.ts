import { type Decimal, isLess, isNegative, isPositive, lesser, minus, none, plus, sum } from './decimal';
import type { MoneyClass } from './modalities';

/**
 * Where the money of a contribution line can stand. States hold amounts, not lines: together they always come to
 * what was pledged (lifecycle.md section 5). `held` is received and not passed on, `disbursed` passed on and not spent.
 */
export const amountStates = [
  'pledged',
  'committed',
  'called',
  'held',
  'disbursed',
  'spent',
  'accounted',
  'refundedFromHeld',
  'refundedFromDisbursed',
  'released',
  'expired',
  'withdrawn',
] as const;
export type AmountState = (typeof amountStates)[number];

export type Amounts = Readonly<Record<AmountState, Decimal>>;

/** What can happen to an amount. */
export const movements = [
  'commit',
  'call',
  'receive',
  'disburse',
  'spend',
  'account',
  'refund',
  'release',
  'expire',
  'withdraw',
] as const;
export type Movement = (typeof movements)[number];

/** One entry of the ledger: an amount leaves one state and comes into another. A negative one corrects. */
export interface Entry {
  readonly movement: Movement;
  readonly amount: Decimal;
  readonly from: AmountState;
  readonly to: AmountState;
}

const empty = Object.fromEntries(amountStates.map((state) => [state, none])) as Amounts;

/** The amounts of a line that was just pledged. */
export const pledgedOf = (amount: Decimal): Amounts => ({
  ...empty,
  pledged: plus(amount, none),
});

/** The amounts after an entry. */
export const afterEntry = (amounts: Amounts, { amount, from, to }: Entry): Amounts => {
  const left = { ...amounts, [from]: minus(amounts[from], amount) };
  return { ...left, [to]: plus(left[to], amount) };
};

/** Is there a state below zero? */
export const isOverdrawn = (amounts: Amounts): boolean =>
  amountStates.some((state) => isNegative(amounts[state]));

type Leg = readonly [from: AmountState, to: AmountState];

/** From where each movement takes and where it leads; of several in this order. */
const legs: Readonly<Record<Movement, readonly Leg[]>> = {
  commit: [['pledged', 'committed']],
  call: [['committed', 'called']],
  receive: [['called', 'held']],
  disburse: [['held', 'disbursed']],
  spend: [['disbursed', 'spent']],
  account: [['spent', 'accounted']],
  refund: [
    ['held', 'refundedFromHeld'],
    ['disbursed', 'refundedFromDisbursed'],
  ],
  release: [
    ['committed', 'released'],
    ['called', 'released'],
  ],
  expire: [['pledged', 'expired']],
  withdraw: [['pledged', 'withdrawn']],
};

/** Parallel money never comes to us: it is not called, received or refunded, and its contributor passes it on. */
const parallelLegs: typeof legs = {
  ...legs,
  call: [],
  receive: [],
  refund: [],
  disburse: [['committed', 'disbursed']],
};

/** Whether a payment may come before the commitment, or is learnt of after the line was released. */
export type Timing = 'in order' | 'before commitment' | 'after release';

/** Where an amount comes from that is paid out of turn. */
const outOfTurn: Readonly<Record<Timing, readonly AmountState[]>> = {
  'in order': [],
  'before commitment': ['pledged'],
  'after release': ['released'],
};

/** What a fact that was not reported by itself is recorded with: money that came was called, what is accounted for was spent. */
const before: Partial<Record<Movement, Movement>> = { receive: 'call', account: 'spend' };

const legsOf = (movement: Movement, moneyClass: MoneyClass, timing: Timing): readonly Leg[] =>
  (moneyClass === 'parallel' ? parallelLegs : legs)[movement].flatMap((leg) => {
    const [from, to] = leg;
    const isPaid = from === 'committed' && movement !== 'release';
    return isPaid ? [leg, ...outOfTurn[timing].map((source): Leg => [source, to])] : [leg];
  });

interface Drawn {
  readonly entries: readonly Entry[];
  readonly left: Decimal;
}

const drawn = (amounts: Amounts, movement: Movement, amount: Decimal, from: readonly Leg[]): Drawn =>
  from.reduce<Drawn>(
    (so, [source, to]) => {
      const part = lesser(so.left, amounts[source]);
      return isPositive(part)
        ? {
            entries: [...so.entries, { movement, amount: part, from: source, to }],
            left: minus(so.left, part),
          }
        : so;
    },
    { entries: [], left: amount },
  );

/** The line that money moves on. */
export interface Moving {
  readonly amounts: Amounts;
  readonly moneyClass: MoneyClass;
  readonly timing: Timing;
}

/**
 * The entries of a movement; null where there is not so much to move, so that no state ever falls below zero
 * (lifecycle.md section 5). What has to have happened before, and was not reported, is recorded with it.
 */
export const entriesOf = (line: Moving, movement: Movement, amount: Decimal): readonly Entry[] | null => {
  const { amounts, moneyClass, timing } = line;
  const own = legsOf(movement, moneyClass, timing);
  const there = sum(own.map(([from]) => amounts[from]));
  const earlier = before[movement];
  const first =
    isLess(there, amount) && earlier !== undefined ? entriesOf(line, earlier, minus(amount, there)) : [];
  if (first === null) return null;
  const { entries, left } = drawn(first.reduce(afterEntry, amounts), movement, amount, own);
  return isPositive(left) ? null : [...first, ...entries];
};

/**
 * The negative entry that takes a movement back, or part of it; null where that would leave a state below zero:
 * what has moved on is corrected first where it is now (lifecycle.md section 5).
 */
export const correctionOf = (
  { amounts, moneyClass, timing }: Moving,
  movement: Movement,
  amount: Decimal,
): Entry | null => {
  const leg = legsOf(movement, moneyClass, timing).findLast(([, to]) => !isLess(amounts[to], amount));
  if (leg === undefined) return null;
  const [from, to] = leg;
  return { movement, amount: minus(none, amount), from, to };
};

/** What a line comes to in the words of lifecycle.md section 5: all that ever came so far, and what is left of it. */
export const flowsOf = (amounts: Amounts) => {
  const { held, spent, accounted, refundedFromHeld, refundedFromDisbursed } = amounts;
  const outstanding = plus(amounts.disbursed, spent);
  const disbursed = sum([outstanding, accounted, refundedFromDisbursed]);
  return {
    received: sum([held, disbursed, refundedFromHeld]),
    held,
    disbursed,
    outstanding,
    spent: plus(spent, accounted),
    accounted,
    refundedFromHeld,
    refundedFromDisbursed,
    /** Received and not spent: at an end it is refunded. */
    unspent: plus(held, amounts.disbursed),
  };
};
