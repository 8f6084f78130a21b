import { computeDue } from '../../clocks/compute';
import { later } from '../../clocks/days';
import type { DueExpression } from '../../clocks/due';
import type { Asked, Decision, DecisionKind } from '../../decisions/decision';
import { isOpen } from '../../decisions/decision';
import { askedNow } from '../../decisions/outcome';
import { quorumMissing } from '../../decisions/quorum';
import type { RuleBook, WaitName } from '../../programmes/rule-book';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { openObligations, voided } from '../obligations/open';
import { dated, dueOf, lastResortAfter, owe } from '../obligations/owe';
import { calendarOfSeat, programmeOf, waitOf } from '../programme';
import { owingSeat, seatOf } from '../seats/held';
import { activePersons } from '../seats/persons';
import type { Pilot, Seat } from '../state';
import { askedBy } from './asking';

/** A question to be put to seats; who must agree is what the programme says of its kind. */
export interface QuestionPut {
  readonly kind: keyof RuleBook['decisions'];
  /** What is decided, in words that continue "on": "the endorsement of the proposal". */
  readonly subject: string;
  /** Who is asked where the rule does not say. */
  readonly seats: readonly Seat[];
  /** The step waits for it. */
  readonly holdsStep: boolean;
  readonly act?: NonNullable<Decision['act']>;
  /** Until when it may be answered, where that is not the window of its kind. */
  readonly until?: DueExpression;
}

const windows: Partial<Record<DecisionKind, WaitName>> = {
  endorsement: 'endorsement',
  concept: 'concept',
  act: 'act',
  clearance: 'clearance',
  appraisal: 'appraisal',
  agreement: 'signature',
};

/** How long the seats asked have, by kind of decision; a kind that has no wait yet has the general one. */
export const windowOf = (kind: DecisionKind): WaitName => windows[kind] ?? 'otherwise';

/** The decision of this id, open or not. */
export const decisionOf = (pilot: Pick<Pilot, 'decisions'>, id: string): Decision | undefined =>
  pilot.decisions.find((decision) => decision.id === id);

/** The decisions that can still be answered. */
export const openDecisions = (pilot: Pick<Pilot, 'decisions'>): readonly Decision[] =>
  pilot.decisions.filter(isOpen);

/** What a seat owes that is asked: its position. */
export const positionOwed = (
  decision: Pick<Decision, 'id' | 'subject'>,
  owner: Seat,
  due: ReturnType<typeof dueOf>,
  moment: Moment,
): Part =>
  owe(moment, {
    kind: 'position',
    subject: decision.id,
    label: `Take a position on ${decision.subject}`,
    owner,
    due,
    otherwise:
      'At the closing time the decision is undecided: it stays open and overdue, and the coordinator has to find a way out.',
  });

/** When the approving body is called about a decision that a step waits for. */
export const decisionLastResort = (pilot: Pilot, closes: string, moment: Moment): string =>
  lastResortAfter(pilot, closes, calendarOfSeat(owingSeat(pilot, 'coordinator'), moment.directory), moment);

/** A question that is put anew takes the place of the one before it, and so do the conditions of its answers. */
const earlierConditions = (pilot: Pilot, kind: DecisionKind): Part =>
  openObligations(pilot, 'condition')
    .filter(({ subject }) => kind !== 'act' && decisionOf(pilot, subject)?.kind === kind)
    .map((owed) => voided(owed, 'The question is put anew.'));

/** The seats that can be told of the question now: silence counts only where a notice has reached. */
export const notifiedAmong = (
  asked: readonly Asked[],
  pilot: Pilot,
  { directory }: Moment,
): readonly string[] =>
  asked
    .map(({ seat }) => seat)
    .filter((id) => {
      const seat = seatOf(pilot, id);
      return seat !== undefined && activePersons(seat, directory).length > 0;
    });

/** What the seats of one turn owe, and when it closes: at the latest of their due instants (lifecycle.md section 3). */
export const turnOf = (
  decision: Pick<Decision, 'id' | 'kind' | 'subject'>,
  asked: readonly Asked[],
  event: string,
  pilot: Pilot,
  moment: Moment,
  until?: DueExpression,
) => {
  const wait = waitOf(pilot, windowOf(decision.kind), moment.directory);
  const dueFor = (seat: Seat) =>
    until === undefined
      ? dueOf(seat, wait, event, moment.at, moment)
      : dated(computeDue(until, calendarOfSeat(seat, moment.directory)));
  const owed = asked.flatMap(({ seat: id }) => {
    const seat = seatOf(pilot, id);
    return seat === undefined ? [] : [{ seat, due: dueFor(seat) }];
  });
  return {
    closes: owed.map(({ due }) => due.at).reduce(later, moment.at),
    owed: owed.map(({ seat, due }) => positionOwed(decision, seat, due, moment)),
  };
};

/**
 * Puts a question to seats: each owes a position, due at 17:00 of its own zone, and the decision closes at the
 * latest of them (lifecycle.md section 3). Refused `quorum-impossible` where those seats cannot meet the rule.
 */
export const putQuestion =
  (question: QuestionPut, moment: Moment) =>
  (pilot: Pilot): Part => {
    const { kind, subject } = question;
    const { decisions } = programmeOf(pilot, moment.directory).ruleBook;
    const { rule, asked } = askedBy(pilot, kind, decisions[kind].value, question.seats, moment);
    const missing = quorumMissing({ rule, asked });
    if (missing !== null)
      return refuse('quorum-impossible', `Nobody could decide on ${subject}. What is missing: ${missing}.`);
    const id = `${kind}-${pilot.decisions.filter((decision) => decision.kind === kind).length + 1}`;
    const first = askedNow({ asked, turn: 0 });
    const opening = 'the opening of the decision';
    const turn = turnOf({ id, kind, subject }, first, opening, pilot, moment, question.until);
    return [
      earlierConditions(pilot, kind),
      fact('decision-opened', {
        decision: id,
        kind,
        subject,
        act: question.act ?? null,
        rule,
        asked,
        notified: notifiedAmong(first, pilot, moment),
        closes: turn.closes,
        lastResortAt: question.holdsStep ? decisionLastResort(pilot, turn.closes, moment) : null,
      }),
      ...turn.owed,
    ];
  };
