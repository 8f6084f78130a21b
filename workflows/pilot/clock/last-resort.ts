import type { Instant } from '../../decider';
import type { Moment } from '../command';
import { runningObligations } from '../countries/suspended';
import type { Part } from '../course';
import { openDecisions } from '../deciding/open';
import { dueOf, owe } from '../obligations/owe';
import { openObligations, owedAbout, voided } from '../obligations/open';
import { waitOf } from '../programme';
import { owingSeats } from '../seats/held';
import type { Pilot } from '../state';

/** What the approving body may do about it. */
const waysOut = (pilot: Pilot, subject: string): string =>
  pilot.obligations.find(({ id }) => id === subject)?.kind === 'replacement'
    ? 'accept the smaller total by waiving it, extend it, suspend the pilot, or terminate it'
    : 'extend it, waive it, replace the seat, or end the pilot';

/** Calls the approving body about what is overdue: each of its seats owes an act (lifecycle.md section 2). */
const callAbout =
  (subject: string, what: string, moment: Moment) =>
  (pilot: Pilot): Part => [
    owedAbout(pilot, subject, 'last_resort').map((call) => voided(call, 'The call is repeated.')),
    owingSeats(pilot, 'approving_body').map((owner, index) =>
      owe(moment, {
        kind: 'last_resort',
        subject,
        label: `“${what}” is overdue: ${waysOut(pilot, subject)}`,
        owner,
        due: dueOf(
          owner,
          waitOf(pilot, 'lastResort', moment.directory),
          'the approving body was called',
          moment.at,
          moment,
        ),
        otherwise: 'The call is repeated, and coordinator and proponent are told that it is late.',
        ...(index === 0 ? { endsIn: 'last-resort' as const } : {}),
      }),
    ),
  ];

/** A call of the approving body that will come if nothing changes. */
interface Call {
  readonly at: Instant;
  /** The obligation or decision that is overdue. */
  readonly subject: string;
  /** What has to be done about it, in words. */
  readonly what: string;
}

const nameOf = (pilot: Pilot, subject: string): string => {
  const decision = pilot.decisions.find(({ id }) => id === subject);
  return decision === undefined
    ? (pilot.obligations.find(({ id }) => id === subject)?.label ?? subject)
    : `Decide on ${decision.subject}`;
};

/** Every call that will come: about what a step waits for, and again about what was called for in vain. */
export const calls = (pilot: Pilot): readonly Call[] => {
  const repeated = openObligations(pilot, 'last_resort');
  const called = repeated.map(({ subject }) => subject);
  const first = [...runningObligations(pilot), ...openDecisions(pilot)].filter(
    ({ id }) => !called.includes(id),
  );
  return [
    ...first
      .filter((waiting) => !repeated.some(({ id }) => id === waiting.id))
      .map(({ id, lastResortAt }) => ({ at: lastResortAt, subject: id })),
    ...repeated.map(({ subject, lastResortAt }) => ({ at: lastResortAt, subject })),
  ].flatMap(({ at, subject }) => (at === null ? [] : [{ at, subject, what: nameOf(pilot, subject) }]));
};

/** Calls the approving body about every step that is overdue for so long, and again where it did not act. */
export const lastResortsDue =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    calls(pilot)
      .filter(({ at }) => at <= moment.at)
      .map(({ subject, what }) => callAbout(subject, what, moment));
