import { computeDue, waitDue } from '../../clocks/compute';
import { type Instant, isRefusal, type Refusal } from '../../decider';
import { type Decision, isOpen } from '../../decisions/decision';
import { askedNow } from '../../decisions/outcome';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, everySeat, type Moment, momentOf, type Standing } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { openObligations, voided } from '../obligations/open';
import { dated } from '../obligations/owe';
import { calendarOfSeat, waitOf } from '../programme';
import { seatOf } from '../seats/held';
import { ends, type Pilot, steps } from '../state';
import { closesWithTheLatest, wayOutFound } from './moving';
import { decisionOf, positionOwed } from './open';
import { type PaperRecord, recordOf, standsFrom } from './paper';

/** The caller acts for the seat whose position it is, or for another seat of its organisation that stands for it. */
const isOwn = (decision: Decision, { seat, organisation }: PaperRecord, as: Standing): boolean =>
  as.seat === seat ||
  (as.organisation === organisation &&
    decision.asked.some((asked) => asked.seat === seat && asked.kinds.includes(as.role)));

/** While the pilot is suspended the time to strike stands still with it. */
const runningAt = ({ suspension }: Pilot, at: Instant): Instant => suspension.since ?? at;

/** Why a position can be struck no more, or not yet; null where it can. */
const notDisputable = (decision: Decision, record: PaperRecord, at: Instant): Refusal | null => {
  if (record.disputableUntil === null)
    return refuse(
      'not-now',
      'The record is not confirmed: it counts for nothing, and there is nothing to strike.',
    );
  if (standsFrom(decision, record) === undefined)
    return refuse('not-now', 'The position does not stand any more.');
  return at < record.disputableUntil
    ? null
    : refuse('too-late', `The position could be struck until ${record.disputableUntil}.`);
};

/** The seat is asked again: with the time that it had, and at least that of the programme (lifecycle.md section 3). */
const askedAgain =
  (decision: Decision, { seat }: PaperRecord, moment: Moment) =>
  (pilot: Pilot): Part => {
    const owner = seatOf(pilot, seat);
    if (owner === undefined || !isOpen(decision) || !askedNow(decision).some((asked) => asked.seat === seat))
      return [];
    const calendar = calendarOfSeat(owner, moment.directory);
    const wait = waitOf(pilot, 'askedAfterStrike', moment.directory);
    const least = waitDue(wait, 'the position was struck', moment.at, calendar);
    const before = pilot.obligations.findLast(
      (owed) => owed.kind === 'position' && owed.subject === decision.id && owed.owner === seat,
    );
    const of = [...(before === undefined ? [] : [before.due.expression]), least.expression];
    return [
      positionOwed(decision, owner, dated(computeDue({ kind: 'later_of', of }, calendar)), moment),
      closesWithTheLatest(decision.id, 'A position was struck, and its seat is asked again.', moment),
      decision.outcome === 'undecided' ? wayOutFound(decision.id) : [],
    ];
  };

/** What a struck position asked for where the decision was taken without resting on it. */
const conditionsFallAway = (pilot: Pilot, { decision, seat }: PaperRecord): Part =>
  openObligations(pilot, 'condition')
    .filter(({ subject, setBy }) => subject === decision && setBy === seat)
    .map((owed) => voided(owed, 'The position was struck.'));

export const strikePosition = command({
  name: 'strike-position',
  label: 'Strike a position that was recorded for you',
  describe:
    'An organisation strikes a position that was entered on its behalf, within the time of the programme from the notice. The position is void, and the seat is asked again.',
  by: everySeat,
  in: [...steps, ...ends],
  ownSeat: true,
  body: Shape({ record: Id, reason: Reason }),
  offered: (pilot, as, _directory, at) =>
    pilot.paper.some((record) => {
      const decision = decisionOf(pilot, record.decision);
      return (
        decision !== undefined &&
        isOwn(decision, record, as) &&
        notDisputable(decision, record, runningAt(pilot, at)) === null
      );
    }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { record: id, reason } = given.body;
    const record = recordOf(pilot, id);
    const decision = decisionOf(pilot, record?.decision ?? '');
    if (record === undefined || decision === undefined)
      return refuse('unknown-record', `The pilot has no record “${id}”.`);
    if (!isOwn(decision, record, given.as))
      return refuse(
        'not-your-seat',
        'A position is struck by the organisation on whose behalf it was entered.',
      );
    const refused = notDisputable(decision, record, runningAt(pilot, moment.at));
    return isRefusal(refused)
      ? refused
      : inOrder(
          pilot,
          moment,
          fact('position-struck', { record: id, decision: decision.id, seat: record.seat, reason }),
          askedAgain(decision, record, moment),
          conditionsFallAway(pilot, record),
        );
  },
});
