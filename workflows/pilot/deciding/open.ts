import { later } from '../../clocks/days';
import type { Asked, Decision, DecisionKind, DecisionRule } from '../../decisions/decision';
import { isOpen } from '../../decisions/decision';
import { quorumMissing } from '../../decisions/outcome';
import type { RuleBook, WaitName } from '../../programmes/rule-book';
import { refuse } from '../../refusals';
import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { openObligations, voided } from '../obligations/open';
import { dueOf, lastResortAfter, owe } from '../obligations/owe';
import { calendarOfSeat, waitOf } from '../programme';
import { onceEach, owingSeat } from '../seats/held';
import type { Pilot, Seat } from '../state';

/** A question to be put to seats. */
export interface QuestionPut {
  readonly kind: DecisionKind;
  /** What is decided, in words that continue "on": "the endorsement of the proposal". */
  readonly subject: string;
  readonly seats: readonly Seat[];
  readonly rule: RuleBook['decisions']['endorsement']['value'];
  /** Each seat asked holds a veto and may not stand aside. */
  readonly veto: boolean;
  /** The step waits for it. */
  readonly holdsStep: boolean;
  readonly act?: NonNullable<Decision['act']>;
}

/** How long the seats asked have, by kind of decision; a kind that has no wait yet has the general one. */
export const windowOf = (kind: DecisionKind): WaitName =>
  kind === 'endorsement' || kind === 'concept' || kind === 'act' ? kind : 'otherwise';

/** The decision of this id, open or not. */
export const decisionOf = (pilot: Pick<Pilot, 'decisions'>, id: string): Decision | undefined =>
  pilot.decisions.find((decision) => decision.id === id);

/** The decisions that can still be answered. */
export const openDecisions = (pilot: Pick<Pilot, 'decisions'>): readonly Decision[] =>
  pilot.decisions.filter(isOpen);

/** A majority of one seat is that seat. */
const ruleFor = (rule: QuestionPut['rule'], [first, ...others]: readonly Asked[]): DecisionRule =>
  rule.rule === 'N_OF_M' && rule.n === 'majority' && first !== undefined && others.length === 0
    ? { rule: 'SINGLE', seat: first.seat }
    : rule;

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

/**
 * Puts a question to seats: each owes a position, due at 17:00 of its own zone, and the decision closes at the
 * latest of them (lifecycle.md section 3). Refused `quorum-impossible` where those seats cannot meet the rule.
 */
export const putQuestion =
  (question: QuestionPut, moment: Moment) =>
  (pilot: Pilot): Part => {
    const { kind, subject, veto } = question;
    const seats = onceEach(question.seats);
    const asked = seats.map(({ id, organisation }) => ({
      seat: id,
      organisation,
      veto,
      mayNotAbstain: veto,
    }));
    const rule = ruleFor(question.rule, asked);
    const missing = quorumMissing({ rule, asked });
    if (missing !== null)
      return refuse('quorum-impossible', `Nobody could decide on ${subject}. What is missing: ${missing}.`);
    const id = `${kind}-${pilot.decisions.filter((decision) => decision.kind === kind).length + 1}`;
    const wait = waitOf(pilot, windowOf(kind), moment.directory);
    const owed = seats.map((seat) => ({
      seat,
      due: dueOf(seat, wait, 'the opening of the decision', moment.at, moment),
    }));
    const closes = owed.map(({ due }) => due.at).reduce(later);
    return [
      earlierConditions(pilot, kind),
      fact('decision-opened', {
        decision: id,
        kind,
        subject,
        act: question.act ?? null,
        rule,
        asked,
        closes,
        lastResortAt: question.holdsStep ? decisionLastResort(pilot, closes, moment) : null,
      }),
      ...owed.map(({ seat, due }) => positionOwed({ id, subject }, seat, due, moment)),
    ];
  };
