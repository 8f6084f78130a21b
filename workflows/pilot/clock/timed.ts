import { nextReminder } from '../../clocks/reminders';
import type { Instant } from '../../decider';
import { consultationTimed } from '../consultation/due';
import { runningObligations } from '../countries/suspended';
import { expiring } from '../funding/loss';
import { openObligations } from '../obligations/open';
import { openDisputes, waitsForDispute } from '../deciding/disputes';
import { decisionOf, openDecisions } from '../deciding/open';
import { calls } from './last-resort';
import { seatOf } from '../seats/held';
import type { Obligation, Pilot } from '../state';
import { isSuspended, pilotGrounds } from '../suspension/suspension';

/** Something that the clock has to do, when, and in words for the reader of a timer. */
export interface Timed {
  readonly at: Instant;
  readonly for: string;
}

/** What an obligation is about in a word or two, and who owes it: "endorsement, KE". */
const briefly = (pilot: Pilot, { kind, subject, owner }: Obligation): string => {
  const seat = seatOf(pilot, owner);
  const what =
    kind === 'position'
      ? (decisionOf(pilot, subject)?.kind ?? kind)
      : kind === 'step'
        ? subject.slice(subject.indexOf('.') + 1)
        : kind;
  return `${what}, ${seat?.country ?? seat?.kind ?? owner}`.replaceAll('_', ' ');
};

const signed = (days: number): string =>
  `${days < 0 ? '−' : '+'}${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;

const reminders = (pilot: Pilot, owed: readonly Obligation[]): readonly Timed[] =>
  owed.flatMap((obligation) => {
    const next = obligation.finalNoticeAt === null ? nextReminder(obligation) : null;
    return next === null
      ? []
      : [{ at: next.at, for: `reminder ${signed(next.offset)}: ${briefly(pilot, obligation)}` }];
  });

const lapses = (pilot: Pilot): readonly Timed[] =>
  runningObligations(pilot).flatMap((obligation) =>
    obligation.lapsesAt === null
      ? []
      : [
          {
            at: obligation.finalNoticeAt ?? obligation.lapsesAt,
            for: `${obligation.finalNoticeAt === null ? 'lapse' : 'final notice'}: ${briefly(pilot, obligation)}`,
          },
        ],
  );

const closings = (pilot: Pilot): readonly Timed[] =>
  openDecisions(pilot)
    .filter((decision) => decision.outcome === null && !waitsForDispute(decision))
    .map(({ closes, kind }) => ({ at: closes, for: `closing time: ${kind}` }));

const disputes = (pilot: Pilot): readonly Timed[] =>
  openDisputes(pilot).map(({ until, decision: { kind } }) => ({
    at: until,
    for: `end of the time to strike a position: ${kind}`,
  }));

const lastResorts = (pilot: Pilot): readonly Timed[] =>
  calls(pilot).map(({ at, what }) => ({ at, for: `last resort: ${what}` }));

const expiries = (pilot: Pilot): readonly Timed[] =>
  expiring(pilot).map(({ id, expiresAt }) => ({ at: expiresAt, for: `expiry: ${id.replace('-', ' ')}` }));

const reopeningOver = ({ end }: Pilot): readonly Timed[] =>
  end?.reopenableUntil == null || end.final
    ? []
    : [{ at: end.reopenableUntil, for: 'end of the reopening window' }];

const suspensionsOver = (pilot: Pilot): readonly Timed[] =>
  pilotGrounds(pilot).flatMap(({ until }) =>
    until === null ? [] : [{ at: until, for: 'end of the suspension by the coordinator' }],
  );

/** While a pilot is suspended, nothing fires but the suspension's own review (lifecycle.md section 2, Suspension). */
const whileSuspended = (pilot: Pilot): readonly Timed[] => [
  ...suspensionsOver(pilot),
  ...reminders(pilot, openObligations(pilot, 'suspension')),
];

const inCourse = (pilot: Pilot): readonly Timed[] => [
  ...closings(pilot),
  ...disputes(pilot),
  ...consultationTimed(pilot),
  ...expiries(pilot),
  ...lapses(pilot),
  ...lastResorts(pilot),
  ...reminders(pilot, runningObligations(pilot)),
  ...reopeningOver(pilot),
];

/** All that the clock has to do for this pilot, earliest first. */
export const timed = (pilot: Pilot): readonly Timed[] =>
  [...(isSuspended(pilot) ? whileSuspended(pilot) : inCourse(pilot))].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  );
