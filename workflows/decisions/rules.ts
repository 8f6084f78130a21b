import type { Asked, Constituency, CoverageLine, Position, RuleOfTurn } from './decision';

/** A seat that is asked with the position that counts for it. */
export interface Answered extends Asked {
  readonly position: Position;
}

const isApproval = (position: Position): boolean =>
  position === 'approve' || position === 'approve_with_conditions';
const standsAside = (position: Position): boolean => position === 'abstain' || position === 'recuse';

/** The seats asked less those that recused or abstained (lifecycle.md section 3). */
const baseOf = (answers: readonly Answered[]): readonly Answered[] =>
  answers.filter(({ position }) => !standsAside(position));

const approvals = (answers: readonly Answered[]): number =>
  answers.filter(({ position }) => isApproval(position)).length;

const everyOneApproves = (base: readonly Answered[]): boolean =>
  base.length > 0 && approvals(base) === base.length;

/** Does a line of ROLE_COVERAGE count this seat? */
export const countsFor = (
  { seat, where }: CoverageLine,
  { kinds, developing, counts }: Pick<Asked, 'kinds' | 'developing' | 'counts'>,
): boolean => counts && kinds.includes(seat) && (where === null || developing);

const isCovered = (line: CoverageLine, base: readonly Answered[]): boolean => {
  const counted = base.filter((answer) => countsFor(line, answer));
  return line.count === 'each' ? everyOneApproves(counted) : approvals(counted) >= line.count;
};

const constituencyOf = (per: Constituency, { kinds, country, seat }: Asked): string =>
  per === 'all' ? 'all' : per === 'kind' ? (kinds[0] ?? seat) : (country ?? seat);

/** The most objections in any one constituency. */
const objections = (per: Constituency, base: readonly Answered[]): number => {
  const objecting = base
    .filter(({ position }) => position === 'object')
    .map((each) => constituencyOf(per, each));
  return Math.max(0, ...objecting.map((one) => objecting.filter((other) => other === one).length));
};

/**
 * Do these answers approve under the rule, every seat having answered? An empty base never approves, and nothing is
 * approved against the objection of a seat with a veto (lifecycle.md section 3).
 */
export const approves = (rule: RuleOfTurn, answers: readonly Answered[]): boolean => {
  if (answers.some(({ veto, position }) => veto && position === 'object')) return false;
  const base = baseOf(answers).filter(({ counts }) => counts);
  if (base.length === 0) return false;
  switch (rule.rule) {
    case 'ALL_OF':
    case 'CONSENSUS_WITH_CHAIR':
      return everyOneApproves(base);
    case 'N_OF_M':
      return approvals(base) >= (rule.n === 'majority' ? Math.floor(base.length / 2) + 1 : rule.n);
    case 'ROLE_COVERAGE':
      return rule.lines.every((line) => isCovered(line, base));
    case 'SINGLE':
      return base.some(({ seat, position }) => seat === rule.seat && isApproval(position));
    case 'NO_OBJECTION':
      return objections(rule.per, base) < rule.threshold;
  }
};
