import { localDay } from '../../clocks/days';
import { type Day, isRefusal, type Refusal } from '../../decider';
import { moneyFault } from '../../money/currency';
import { isPositive } from '../../money/decimal';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import { calendarOfSeat } from '../programme';
import { owingSeat, presentSeat, seatOf } from '../seats/held';
import { isOwn } from '../seats/segregation';
import type { Pilot } from '../state';
import { type Contribution, isIn } from './contribution';

/** The line of this id, or why there is none. */
export const lineOf = (pilot: Pilot, id: string): Contribution | Refusal =>
  pilot.funding.contributions.find((line) => line.id === id) ??
  refuse('unknown-contribution', `The pilot has no contribution “${id}”.`);

/** The line of this id that is still in the mix, or why there is none. */
export const lineInMix = (pilot: Pilot, id: string): Contribution | Refusal => {
  const line = lineOf(pilot, id);
  return isRefusal(line) || isIn(line)
    ? line
    : refuse('not-now', `The contribution is no longer in the mix: it was ${line.left?.how ?? ''}.`);
};

/** Does this caller act for the contributor? One seat of an organisation stands for all of its kind. */
export const isContributor = (pilot: Pilot, { seat }: Contribution, { as }: Pick<Moment, 'as'>): boolean => {
  const own = seatOf(pilot, seat);
  return as.seat === seat || (own?.kind === as.role && own.organisation === as.organisation);
};

/** The organisation that gives: that of the seat whose letter stands. */
export const contributorOf = (pilot: Pilot, { seat }: Contribution): string =>
  seatOf(pilot, seat)?.organisation ?? '';

/** Has the seat of the contributor changed hands without a letter of the successor? */
export const wantsLetter = (pilot: Pilot, { seat }: Contribution): boolean =>
  presentSeat(pilot, seat)?.id !== seat;

/** Nobody confirms, receives or values what her own organisation gives (lifecycle.md section 1). */
export const ownGift = (pilot: Pilot, line: Contribution, moment: Moment): Refusal | null =>
  isOwn(contributorOf(pilot, line), moment)
    ? refuse('segregation', 'Your own organisation gives this: somebody else records what becomes of it.')
    : null;

/** Why this is no amount to enter; null where it is one. */
export const amountFault = (
  money: { readonly amount: string; readonly currency: string },
  pointer: string,
): Refusal | null => {
  const detail =
    moneyFault(money) ?? (isPositive(money.amount) ? null : 'The amount has to be more than zero.');
  return detail === null
    ? null
    : refuse('wrong-amount', 'This is no amount of money that can be recorded.', {
        errors: [{ pointer, detail }],
      });
};

/** The present day where the coordinator is. */
export const todayOf = (pilot: Pilot, { at, directory }: Pick<Moment, 'at' | 'directory'>): Day =>
  localDay(at, calendarOfSeat(owingSeat(pilot, 'coordinator'), directory).timeZone);

/** A fact that is reported late has happened: never in the future (lifecycle.md section 7). */
export const inFuture = (
  pilot: Pilot,
  heldOn: Day | undefined,
  moment: Moment,
  pointer = '/heldOn',
): Refusal | null => {
  const today = todayOf(pilot, moment);
  return heldOn === undefined || heldOn <= today
    ? null
    : refuse('dates-contradict', 'What is recorded has happened: its day cannot lie in the future.', {
        errors: [{ pointer, detail: `It has to be ${today} or earlier.` }],
      });
};
