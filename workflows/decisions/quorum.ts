import type { Asked, CoverageLine, Decision, RuleOfTurn } from './decision';
import { turnsOf } from './outcome';
import { countsFor } from './rules';

const inWords = (seat: string, n: number): string => `${seat.replaceAll('_', ' ')}${n === 1 ? '' : 's'}`;

const lineMissing = (line: CoverageLine, seats: readonly Asked[]): string | null => {
  const needed = line.count === 'each' ? 1 : line.count;
  const there = seats.filter((asked) => countsFor(line, asked)).length;
  const which = `${inWords(line.seat, needed)}${line.where === null ? '' : ' of developing countries'}`;
  return there >= needed ? null : `${needed} ${which}; there ${there === 1 ? 'is' : 'are'} ${there}`;
};

/** What one rule lacks to be met by these seats, null for nothing. */
const ruleMissing = (rule: RuleOfTurn, seats: readonly Asked[]): string | null => {
  if (rule.rule === 'SINGLE')
    return seats.some(({ seat }) => seat === rule.seat) ? null : `the seat ${rule.seat}`;
  if (seats.length === 0) return 'at least one seat that can be asked';
  if (rule.rule === 'ROLE_COVERAGE')
    return rule.lines
      .flatMap((line) => lineMissing(line, seats) ?? [])
      .reduce<string | null>((all, one) => (all === null ? one : `${all}, and ${one}`), null);
  return rule.rule === 'N_OF_M' && rule.n !== 'majority' && rule.n > seats.length
    ? `${rule.n} seats that can approve; there are ${seats.length}`
    : null;
};

/**
 * What is missing for the seats asked to be able to meet the rule, in words; null where nothing is. Of a SEQUENTIAL
 * rule each turn has to be possible (lifecycle.md section 3).
 */
export const quorumMissing = ({ rule, asked }: Pick<Decision, 'rule' | 'asked'>): string | null =>
  turnsOf(rule)
    .map((each, turn) =>
      ruleMissing(
        each,
        asked.filter((seat) => seat.turn === turn),
      ),
    )
    .find((missing) => missing !== null) ?? null;
