import { type Agenda, emptyAgenda } from '../decider';
import { timed } from './clock/timed';
import { openDues } from './obligations/dues';
import { openObligations } from './obligations/open';
import type { Pilot } from './state';

/** Nothing is owed, and the reopening window is over (lifecycle.md section 2, Ends). */
export const isSettled = (pilot: Pilot): boolean =>
  pilot.end !== null &&
  (pilot.end.final || pilot.end.reopenableUntil === null) &&
  openObligations(pilot).length === 0;

/** What is to be done next for a pilot: the earliest reminder, closing, lapse or call. */
export const agendaOf = (pilot: Pilot | null): Agenda => {
  if (pilot === null) return emptyAgenda;
  const [next] = timed(pilot);
  const [stage = null, step = null] = pilot.status.split('.');
  const [nextDue = null] = openDues(pilot);
  return {
    schema: 1,
    wakeAt: next?.at ?? null,
    wakeFor: next?.for ?? null,
    effects: [],
    settled: isSettled(pilot),
    details: {
      stage,
      step,
      region: pilot.proposal.region ?? null,
      programme: pilot.programme.id,
      nextDue,
      overdue: nextDue !== null && nextDue < pilot.occurredAt,
    },
  };
};
