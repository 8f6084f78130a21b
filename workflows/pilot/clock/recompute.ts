import { Value } from '@sinclair/typebox/value';

import { computeDue } from '../../clocks/compute';
import type { Calendar } from '../../clocks/due';
import { heldAt } from '../../clocks/held-on';
import { redated, sourcesOf } from '../../clocks/move';
import type { Day } from '../../decider';
import type { Moment } from '../command';
import { awaitedMeeting } from '../consultation/shared-meeting';
import type { Part } from '../course';
import { closesWithTheLatest } from '../deciding/moving';
import { notSooner } from '../late/late-fact';
import { openObligations, resortsEnded } from '../obligations/open';
import { moveDue } from '../obligations/owe';
import { calendarOfSeat } from '../programme';
import { owingSeat, seatOf } from '../seats/held';
import type { Obligation, Pilot } from '../state';

/** The open obligations whose due date depends on this meeting or master agreement (`meeting/<id>`). */
export const dependingOn = (pilot: Pick<Pilot, 'obligations'>, source: string): readonly Obligation[] =>
  openObligations(pilot).filter(({ due }) => sourcesOf(due.expression).includes(source));

/** The meetings and master agreements on which anything open depends, and the meeting that a consultation awaits. */
export const sourcesOfPilot = (
  pilot: Pick<Pilot, 'obligations' | 'status' | 'consultation'>,
): readonly string[] => {
  const meeting = awaitedMeeting(pilot);
  const sources = openObligations(pilot).flatMap(({ due }) => sourcesOf(due.expression));
  return [...new Set([...sources, ...(meeting === null ? [] : [`meeting/${meeting}`])])].sort();
};

/** A date already set stays in the zone that it was set in (lifecycle.md section 4). */
const calendarFor = (pilot: Pilot, { owner, due }: Obligation, { directory }: Moment): Calendar => {
  const calendar = calendarOfSeat(seatOf(pilot, owner) ?? owingSeat(pilot, 'coordinator'), directory);
  return due.at === null ? calendar : { ...calendar, timeZone: due.computedWith.timeZone };
};

/**
 * Computes anew every due date that depends on a meeting or a master agreement, now that it has this day (lifecycle.md
 * section 4). The old reminders are void and new ones are planned; a lapse never falls less than 30 days ahead.
 */
export const recomputed =
  (source: string, day: Day | null, reason: string, moment: Moment) =>
  (pilot: Pilot): Part =>
    dependingOn(pilot, source).map((owed) => {
      const calendar = calendarFor(pilot, owed, moment);
      const from = day === null ? null : heldAt(day, calendar);
      const expression = redated(owed.due.expression, source, { day, from });
      if (Value.Equal(expression, owed.due.expression)) return [];
      const due = notSooner(pilot, owed, computeDue(expression, calendar), moment);
      return [
        moveDue(pilot, owed, due, reason, moment),
        resortsEnded(owed.id, 'void', 'The due date has moved.'),
        owed.kind === 'position' ? closesWithTheLatest(owed.subject, reason, moment) : [],
      ];
    });
