import { computeDue } from '../../clocks/compute';
import type { DueExpression } from '../../clocks/due';
import type { Moment } from '../command';
import type { Part } from '../course';
import { closesWithTheLatest } from '../deciding/moving';
import { openDecisions } from '../deciding/open';
import { owedAbout } from '../obligations/open';
import { isDated, moveDue } from '../obligations/owe';
import { calendarOfSeat } from '../programme';
import { seatOf } from '../seats/held';
import type { Obligation, Pilot } from '../state';

const moved = (
  pilot: Pilot,
  owed: Obligation,
  expression: DueExpression,
  reason: string,
  moment: Moment,
): Part => {
  const seat = seatOf(pilot, owed.owner);
  if (seat === undefined) return [];
  const due = computeDue(expression, calendarOfSeat(seat, moment.directory));
  return isDated(due) && isDated(owed.due) && due.at > owed.due.at
    ? moveDue(pilot, owed, due, reason, moment)
    : [];
};

/** The agreement may be signed until the last day of its step: when that moves, the signatures owed follow. */
export const signaturesFollow =
  (expression: DueExpression, reason: string, moment: Moment) =>
  (pilot: Pilot): Part =>
    openDecisions(pilot)
      .filter(({ kind }) => kind === 'agreement')
      .map(({ id }) => [
        owedAbout(pilot, id, 'position').map((owed) => moved(pilot, owed, expression, reason, moment)),
        closesWithTheLatest(id, reason, moment),
      ]);
