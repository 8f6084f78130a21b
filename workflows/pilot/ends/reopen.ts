import { computeDue, waitDue } from '../../clocks/compute';
import type { Refusal } from '../../decider';
import { Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { fundsReopened } from '../funding/closing';
import { dated, owe } from '../obligations/owe';
import { opened } from '../opening';
import { calendarOfSeat, waitOf } from '../programme';
import { countriesOf } from '../proposal/country-part';
import { presentSeat } from '../seats/held';
import { type Pilot, type Step, steps } from '../state';
import { entered } from '../steps';

const theReopening = 'the reopening';

/** Has every country that takes part endorsed the pilot? */
const isEndorsed = (pilot: Pilot): boolean =>
  countriesOf(pilot.proposal).every((code) => pilot.endorsements.some(({ country }) => country === code));

/**
 * The step that was left opens again; after a rejection, and where an endorsement was withdrawn, it is revision
 * (lifecycle.md section 2, Ends).
 */
const stepToOpen = (pilot: Pilot): Step => {
  const { end } = pilot;
  if (end === null || end.end === 'rejected') return 'proposal.revision';
  return steps.indexOf(end.left) <= steps.indexOf('proposal.endorsement') || isEndorsed(pilot)
    ? end.left
    : 'proposal.revision';
};

/** A clock that spans steps has at least its time left (lifecycle.md section 2, Ends). */
const clocksAgain =
  (endedAt: string, moment: Moment) =>
  (pilot: Pilot): Part =>
    pilot.obligations
      .filter(({ kind, state, closed }) => kind === 'clock' && state !== 'met' && closed === endedAt)
      .map((clock) => {
        const owner = presentSeat(pilot, clock.owner);
        if (owner === undefined) return [];
        const calendar = calendarOfSeat(owner, moment.directory);
        const least = waitDue(
          waitOf(pilot, 'reopenedClock', moment.directory),
          theReopening,
          moment.at,
          calendar,
        );
        const { kind, subject, label, otherwise, due } = clock;
        const of = [due.expression, least.expression];
        return owe(moment, {
          kind,
          subject,
          label,
          otherwise,
          owner,
          due: dated(computeDue({ kind: 'later_of', of }, calendar)),
          endsIn: 'lapse',
        });
      });

const notReopenable = ({ end, reopened }: Pilot, at: string): Refusal | null => {
  if (reopened) return refuse('already-reopened', 'A pilot is reopened once, and this one was.');
  const until = end?.reopenableUntil ?? '';
  return at <= until ? null : refuse('too-late', `The pilot could be reopened until ${until.slice(0, 10)}.`);
};

export const reopen = command({
  name: 'reopen',
  label: 'Reopen the pilot',
  describe:
    'Opens the step again that was left, with its full time; after a rejection the revision, with one extra round. Once, within the time of the programme.',
  by: ['approving_body'],
  in: ['rejected', 'withdrawn', 'lapsed'],
  body: Shape({ reason: Reason }),
  offered: (pilot, _as, _directory, at) => notReopenable(pilot, at) === null,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { reason } = given.body;
    const step = stepToOpen(pilot);
    return (
      notReopenable(pilot, given.at) ??
      inOrder(
        pilot,
        moment,
        fact('pilot-reopened', { reason, rounds: pilot.end?.end === 'rejected' ? 1 : 0 }),
        fundsReopened(pilot.end?.at ?? '', pilot),
        entered(pilot.status, step, reason),
        opened(step, theReopening, moment),
        clocksAgain(pilot.end?.at ?? '', moment),
      )
    );
  },
});
