import type { Moment } from './command';
import type { Part } from './course';
import { fact } from './events';
import { dueOf, owe } from './obligations/owe';
import { met, openObligations, owedAbout, voided } from './obligations/open';
import { waitOf } from './programme';
import type { WaitName } from '../programmes/rule-book';
import type { Pilot, Seat, Status, Step } from './state';

/** The choice that the approving body owes when the rounds are used up, null while it owes none. */
export const roundChoice = (pilot: Pilot) => owedAbout(pilot, 'round', 'choice')[0] ?? null;

/** What the present step waits for is done: its own obligation is met, and no one is called about it any more. */
export const stepDone = (pilot: Pilot): Part => {
  const waiting = [...openObligations(pilot, 'step'), ...owedAbout(pilot, 'round', 'choice')];
  const subjects = waiting.map(({ id }) => id);
  return [
    ...waiting.map((owed) => met(owed)),
    ...openObligations(pilot, 'last_resort')
      .filter(({ subject }) => subjects.includes(subject))
      .map((call) => voided(call, 'What was overdue has been done.')),
  ];
};

/** Leaves the present step for another. */
export const moveTo =
  (to: Step, reason: string | null = null) =>
  (pilot: Pilot): Part => [stepDone, entered(pilot.status, to, reason)];

/** Enters a step from where the pilot stands, or from nowhere. */
export const entered = (from: Status | null, to: Step, reason: string | null = null) =>
  fact('step-entered', { from, to, reason });

/** What the present step waits for, owed by one seat. */
export interface StepDuty {
  readonly step: Step;
  readonly owner: Seat;
  readonly label: string;
  readonly wait: WaitName;
  /** What the wait is counted from, in words. */
  readonly event: string;
  readonly otherwise: string;
  readonly endsIn: 'lapse' | 'last-resort';
}

/** Opens the obligation of a step: every step has an owner, a due date and a last resort (lifecycle.md section 2). */
export const stepOwed =
  (duty: StepDuty, moment: Moment) =>
  (pilot: Pilot): Part =>
    owe(moment, {
      kind: 'step',
      subject: duty.step,
      label: duty.label,
      owner: duty.owner,
      due: dueOf(duty.owner, waitOf(pilot, duty.wait, moment.directory), duty.event, moment.at, moment),
      otherwise: duty.otherwise,
      endsIn: duty.endsIn,
    });

/** What happens when a step without a lapse clock is overdue for long. */
export const lastResortSentence =
  'If it stays undone, the approving body is called to extend it, waive it, replace the seat or end the pilot.';
