import type { Asked, Decision, DecisionRule, Outcome, Position, PositionTaken, RuleOfTurn } from './decision';
import { type Answered, approves } from './rules';

/** What decides the outcome: the rule, the seats asked, whom a notice has reached, and all versions of the positions. */
export type Question = Pick<Decision, 'rule' | 'asked' | 'turn' | 'notified' | 'positions'>;

/** The position of a seat that stands: its last one that is not void. */
export const standingPosition = (
  { positions }: Pick<Decision, 'positions'>,
  seat: string,
): PositionTaken | undefined => positions.findLast((taken) => taken.seat === seat && !taken.void);

/** The rules of a decision in the order in which they are asked. */
export const turnsOf = (rule: DecisionRule): readonly RuleOfTurn[] =>
  rule.rule === 'SEQUENTIAL' ? rule.turns : [rule];

/** Is there a turn after the one that is asked now? */
export const hasNextTurn = ({ rule, turn }: Pick<Decision, 'rule' | 'turn'>): boolean =>
  turn + 1 < turnsOf(rule).length;

/** The seats that are asked now: the next ones are asked only when their turn has come. */
export const askedNow = ({ asked, turn }: Pick<Decision, 'asked' | 'turn'>): readonly Asked[] =>
  asked.filter((each) => each.turn === turn);

/** The rule that is asked now. Throws for a turn that the rule does not have. */
export const ruleNow = ({ rule, turn }: Pick<Decision, 'rule' | 'turn'>): RuleOfTurn => {
  const now = turnsOf(rule)[turn];
  if (now === undefined) throw new RangeError(`${rule.rule} has no turn ${turn}.`);
  return now;
};

/** The seats that the present rule looks at: SINGLE looks at one, whoever else is asked. */
const counted = (question: Question): readonly Asked[] => {
  const rule = ruleNow(question);
  const seats = askedNow(question);
  return rule.rule === 'SINGLE' ? seats.filter(({ seat }) => seat === rule.seat) : seats;
};

/** The answers as they stand, those of the silent seats taken to be this one. */
const answersIfSilent = (question: Question, position: Position): readonly Answered[] =>
  counted(question).map((asked) => ({
    ...asked,
    position: standingPosition(question, asked.seat)?.position ?? position,
  }));

const silentSeats = (question: Question): readonly Asked[] =>
  counted(question).filter(({ seat }) => standingPosition(question, seat) === undefined);

const stands = (question: Question, position: Position): boolean =>
  counted(question).some(({ seat }) => standingPosition(question, seat)?.position === position);

const withoutApproval = (question: Question): Outcome =>
  stands(question, 'object') ? 'refused' : stands(question, 'request_changes') ? 'returned' : 'undecided';

/** Approval is out of reach if not even the approval of every silent seat would bring it. */
const outOfReach = (question: Question): boolean =>
  !approves(ruleNow(question), answersIfSilent(question, 'approve'));

/**
 * Approval is certain if it holds whatever the silent seats say: nothing is worse for it than their objection, or than
 * that they stand aside where nobody else is left in the base.
 */
const approvalIsCertain = (question: Question): boolean =>
  (['object', 'abstain'] as const).every((worst) =>
    approves(ruleNow(question), answersIfSilent(question, worst)),
  );

/** These rules are not resolved before every seat with a veto has answered (lifecycle.md section 3). */
const waitsForVetoes: readonly RuleOfTurn['rule'][] = ['ROLE_COVERAGE', 'NO_OBJECTION'];

/**
 * The outcome of the present turn as soon as it is certain: the same whatever the seats that have not answered may
 * say, if the positions given stand (lifecycle.md section 3). Null while it is open; where a chair may decide in
 * the end, nothing but consensus is certain.
 */
export const certainOutcome = (question: Question): Outcome | null => {
  const rule = ruleNow(question);
  if (waitsForVetoes.includes(rule.rule) && silentSeats(question).some(({ veto }) => veto)) return null;
  if (approvalIsCertain(question)) return 'approved';
  if (rule.rule === 'CONSENSUS_WITH_CHAIR' || !outOfReach(question)) return null;
  return silentSeats(question).length === 0 || stands(question, 'object') ? withoutApproval(question) : null;
};

/** Under NO_OBJECTION silence agrees, but only of those that a notice has reached, and never of a seat with a veto. */
const silenceAgrees = (question: Question): boolean =>
  ruleNow(question).rule === 'NO_OBJECTION' &&
  silentSeats(question).every(({ seat, veto }) => !veto && question.notified.includes(seat));

/**
 * The outcome of the present turn when its closing time has come: once approval is out of reach, `refused` if an
 * objection stands, else `returned` if a request for changes stands; everything else is `undecided` (lifecycle.md
 * section 3). Under NO_OBJECTION those who kept silent agree; where a chair decides, it is `undecided` until then.
 */
export const outcomeAtClosing = (question: Question): Outcome => {
  const certain = certainOutcome(question);
  if (certain !== null) return certain;
  if (ruleNow(question).rule === 'CONSENSUS_WITH_CHAIR') return 'undecided';
  if (outOfReach(question)) return withoutApproval(question);
  return silenceAgrees(question) ? 'approved' : 'undecided';
};

/** Does a seat with a veto object? Nobody decides in the place of the seats asked against it. */
export const vetoes = ({ asked, positions }: Pick<Decision, 'asked' | 'positions'>): readonly Asked[] =>
  asked.filter(({ seat, veto }) => veto && standingPosition({ positions }, seat)?.position === 'object');
