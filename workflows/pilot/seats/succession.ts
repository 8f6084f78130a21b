import { computeDue, waitDue } from '../../clocks/compute';
import { isOpen } from '../../decisions/decision';
import { standingPosition } from '../../decisions/outcome';
import type { Moment } from '../command';
import { lateCommentsOwed } from '../consultation/window';
import type { Part } from '../course';
import { closesWithTheLatest } from '../deciding/moving';
import { openDecisions, positionOwed } from '../deciding/open';
import { fact } from '../events';
import { openObligations, resortsEnded } from '../obligations/open';
import { dated, dueOf, isDated, moveDue } from '../obligations/owe';
import { calendarOfSeat, waitOf } from '../programme';
import type { Pilot, Seat } from '../state';
import { seatOf } from './held';

const succession = 'the succession';

/** The successor gets at least its time: dates that would come sooner move (lifecycle.md section 1). */
const atLeast =
  (successor: Seat, moment: Moment) =>
  (pilot: Pilot): Part =>
    openObligations(pilot)
      .filter(({ owner }) => owner === successor.id)
      .flatMap((obligation) => {
        const calendar = calendarOfSeat(successor, moment.directory);
        const wait = waitOf(pilot, 'successor', moment.directory);
        const soonest = dated(waitDue(wait, succession, moment.at, calendar));
        if (!isDated(obligation.due) || soonest.at <= obligation.due.at) return [];
        const of = [obligation.due.expression, soonest.expression];
        const due = dated(computeDue({ kind: 'later_of', of }, calendar));
        return [
          moveDue(pilot, obligation, due, 'The seat has a successor.', moment),
          resortsEnded(obligation.id, 'met', 'The seat has a successor.'),
        ];
      });

/** Open decisions that a seat is asked in and has answered: what it said falls away with it. */
const answeredBy = (pilot: Pilot, seat: string): readonly string[] =>
  openDecisions(pilot)
    .filter((decision) => standingPosition(decision, seat) !== undefined)
    .map(({ id }) => id);

/** Those decisions are put to the seat again, or to who has taken it over. */
const askedAnew =
  (decisions: readonly string[], owner: Seat, moment: Moment) =>
  (pilot: Pilot): Part =>
    pilot.decisions
      .filter((decision) => isOpen(decision) && decisions.includes(decision.id))
      .map((decision) => {
        const wait = waitOf(pilot, 'successor', moment.directory);
        return positionOwed(decision, owner, dueOf(owner, wait, succession, moment.at, moment), moment);
      });

const decisionsFollow =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    openDecisions(pilot).map(({ id }) =>
      closesWithTheLatest(id, 'A seat that is asked has changed hands.', moment),
    );

/**
 * Hands a seat over: the successor takes what is open, with its time, and the predecessor's positions in open
 * decisions fall away (lifecycle.md section 1). `how` is the event that ends the predecessor.
 */
export const handOver =
  (
    predecessor: Seat,
    successorId: string,
    how: { readonly replaced: string } | 'succeeded',
    moment: Moment,
  ) =>
  (pilot: Pilot): Part => {
    const successor = seatOf(pilot, successorId);
    if (successor === undefined) return [];
    return [
      how === 'succeeded'
        ? fact('seat-succeeded', { seat: predecessor.id, successor: successorId })
        : fact('seat-replaced', { seat: predecessor.id, by: successorId, reason: how.replaced }),
      askedAnew(answeredBy(pilot, predecessor.id), successor, moment),
      atLeast(successor, moment),
      decisionsFollow(moment),
      lateCommentsOwed(succession, moment),
    ];
  };

/** Empties a seat: what it owes stays open until a successor comes, and it is asked again where it had answered. */
export const emptied =
  (seat: Seat, how: 'seat-vacated' | 'seat-declined', reason: string, moment: Moment) =>
  (pilot: Pilot): Part => [
    fact(how, { seat: seat.id, reason }),
    askedAnew(answeredBy(pilot, seat.id), seat, moment),
    decisionsFollow(moment),
    lateCommentsOwed(succession, moment),
  ];
