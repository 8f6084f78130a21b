import type { Asked, Decision, DecisionRule, Outcome, PositionTaken } from './decision';

/** How the seats that count under a rule have answered. */
interface Tally {
  readonly asked: number;
  readonly approvals: number;
  readonly changes: number;
  readonly objections: number;
  /** Abstained or recused: out of the base. */
  readonly aside: number;
}

/** What decides the outcome: the rule, the seats asked, and all versions of their positions. */
export type Question = Pick<Decision, 'rule' | 'asked' | 'positions'>;

/** The position of a seat that stands: its last one that is not void. */
export const standingPosition = (
  { positions }: Pick<Decision, 'positions'>,
  seat: string,
): PositionTaken | undefined => positions.findLast((taken) => taken.seat === seat && !taken.void);

/** The seats that a rule counts: SINGLE counts one, whoever else is asked. */
const counted = ({ rule, asked }: Pick<Question, 'rule' | 'asked'>): readonly Asked[] =>
  rule.rule === 'SINGLE' ? asked.filter(({ seat }) => seat === rule.seat) : asked;

const approvalsNeeded = (rule: DecisionRule, base: number): number => {
  if (rule.rule !== 'N_OF_M') return base;
  return rule.n === 'majority' ? Math.floor(base / 2) + 1 : rule.n;
};

/** The base is the seats asked less those that abstained or recused; an empty base never approves. */
const isApproved = (rule: DecisionRule, { asked, aside, approvals }: Tally): boolean => {
  const base = asked - aside;
  return base > 0 && approvals >= approvalsNeeded(rule, base);
};

const withoutApproval = ({ objections, changes }: Tally): Outcome =>
  objections > 0 ? 'refused' : changes > 0 ? 'returned' : 'undecided';

const tallyOf = (question: Question): Tally => {
  const seats = counted(question);
  const taken = seats.flatMap(({ seat }) => standingPosition(question, seat)?.position ?? []);
  const count = (...wanted: readonly string[]) =>
    taken.filter((position) => wanted.includes(position)).length;
  return {
    asked: seats.length,
    approvals: count('approve', 'approve_with_conditions'),
    changes: count('request_changes'),
    objections: count('object'),
    aside: count('abstain', 'recuse'),
  };
};

/**
 * Every way in which the silent seats may still answer that matters, as the tally that would result. That one
 * stands aside is left out: it never brings approval nearer than its approval would, nor another outcome
 * nearer than its objection would.
 */
const completions = (tally: Tally, silent: number): readonly Tally[] => {
  const results: Tally[] = [];
  for (let approvals = 0; approvals <= silent; approvals += 1)
    for (let changes = 0; changes <= silent - approvals; changes += 1)
      results.push({
        ...tally,
        approvals: tally.approvals + approvals,
        changes: tally.changes + changes,
        objections: tally.objections + silent - approvals - changes,
      });
  return results;
};

const outcomesInReach = (question: Question): ReadonlySet<Outcome> => {
  const silent = counted(question).filter(
    ({ seat }) => standingPosition(question, seat) === undefined,
  ).length;
  return new Set(
    completions(tallyOf(question), silent).map((tally) =>
      isApproved(question.rule, tally) ? 'approved' : withoutApproval(tally),
    ),
  );
};

/**
 * The outcome as soon as it is certain: the same whatever the seats that have not answered may say, if the
 * positions given stand (lifecycle.md section 3). Null while it is open.
 */
export const certainOutcome = (question: Question): Outcome | null => {
  const [outcome, another] = outcomesInReach(question);
  return another === undefined ? (outcome ?? null) : null;
};

/**
 * The outcome when the closing time has come: once approval is out of reach, `refused` if an objection stands,
 * else `returned` if a request for changes stands; everything else is `undecided` (lifecycle.md section 3).
 */
export const outcomeAtClosing = (question: Question): Outcome =>
  certainOutcome(question) ??
  (outcomesInReach(question).has('approved') ? 'undecided' : withoutApproval(tallyOf(question)));

/** What is missing for these seats to be able to meet the rule, in words; null where nothing is. */
export const quorumMissing = ({ rule, asked }: Pick<Question, 'rule' | 'asked'>): string | null => {
  const seats = counted({ rule, asked });
  if (seats.length === 0)
    return rule.rule === 'SINGLE' ? `the seat ${rule.seat}` : 'at least one seat that can be asked';
  const needed = approvalsNeeded(rule, seats.length);
  return needed <= seats.length ? null : `${needed} seats that can approve; there are ${seats.length}`;
};

/** Does a seat with a veto object? Nobody decides in the place of the seats asked against it. */
export const vetoes = ({ asked, positions }: Pick<Decision, 'asked' | 'positions'>): readonly Asked[] =>
  asked.filter(({ seat, veto }) => veto && standingPosition({ positions }, seat)?.position === 'object');
