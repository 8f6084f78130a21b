import type { Moment } from '../command';
import type { Part } from '../course';
import { openDecisions } from '../deciding/open';
import { dueOf, owe } from '../obligations/owe';
import { openObligations, owedAbout, voided } from '../obligations/open';
import { waitOf } from '../programme';
import { owingSeats } from '../seats/held';
import type { Pilot } from '../state';

/** Calls the approving body about what is overdue: each of its seats owes an act (lifecycle.md section 2). */
const callAbout =
  (subject: string, what: string, moment: Moment) =>
  (pilot: Pilot): Part => [
    owedAbout(pilot, subject, 'last_resort').map((call) => voided(call, 'The call is repeated.')),
    owingSeats(pilot, 'approving_body').map((owner, index) =>
      owe(moment, {
        kind: 'last_resort',
        subject,
        label: `“${what}” is overdue: extend it, waive it, replace the seat, or end the pilot`,
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

const isDue =
  ({ at }: Moment) =>
  ({ lastResortAt }: { readonly lastResortAt: string | null }): boolean =>
    lastResortAt !== null && lastResortAt <= at;

/** Calls the approving body about every step that is overdue for so long, and again about what it was called for. */
export const lastResortsDue =
  (moment: Moment) =>
  (pilot: Pilot): Part => [
    ...openObligations(pilot)
      .filter(isDue(moment))
      .map(({ id, kind, subject, label }) =>
        kind === 'last_resort'
          ? (now: Pilot) => callAbout(subject, overdueLabel(now, subject) ?? label, moment)
          : callAbout(id, label, moment),
      ),
    ...openDecisions(pilot)
      .filter(isDue(moment))
      .map(({ id, subject }) => callAbout(id, `Decide on ${subject}`, moment)),
  ];

/** What is overdue, in words, of a subject that the approving body was called about. */
const overdueLabel = (pilot: Pilot, subject: string): string | undefined => {
  const decision = pilot.decisions.find(({ id }) => id === subject);
  return decision === undefined
    ? pilot.obligations.find(({ id }) => id === subject)?.label
    : `Decide on ${decision.subject}`;
};
