import fc from 'fast-check';

import {
  type Asked,
  type DecisionRule,
  type Outcome,
  type Position,
  positions,
  type PositionTaken,
} from '../../../workflows/decisions/decision';
import {
  certainOutcome,
  outcomeAtClosing,
  type Question,
  standingPosition,
  vetoes,
} from '../../../workflows/decisions/outcome';
import { quorumMissing } from '../../../workflows/decisions/quorum';

const asked = (seat: string, veto = false): Asked => ({
  seat,
  organisation: `org-${seat}`,
  kinds: ['reviewer'],
  country: null,
  developing: false,
  counts: true,
  turn: 0,
  veto,
  mayNotAbstain: veto,
});

const taken = (seat: string, position: Position): PositionTaken => ({
  seat,
  organisation: `org-${seat}`,
  position,
  text: null,
  conditions: [],
  at: '2027-03-01T09:00:00.000Z',
  person: null,
  carriedFrom: null,
  onPaper: null,
  void: false,
});

/** A question to seats a, b, c … with these answers in their order; null where a seat has not answered. */
const question = (rule: DecisionRule, answers: readonly (Position | null)[], veto = false): Question => ({
  rule,
  asked: answers.map((_, index) => asked(seatAt(index), veto)),
  turn: 0,
  notified: [],
  positions: answers.flatMap((position, index) =>
    position === null ? [] : [taken(seatAt(index), position)],
  ),
});
const seatAt = (index: number): string => String.fromCharCode(97 + index);

const allOf = { rule: 'ALL_OF' } as const;
const majority = { rule: 'N_OF_M', n: 'majority' } as const;
const two = { rule: 'N_OF_M', n: 2 } as const;

describe('The rules of a decision (lifecycle.md section 3)', () => {
  it.each<[string, DecisionRule, readonly (Position | null)[], Outcome | null]>([
    ['ALL_OF: every seat of the base approves', allOf, ['approve', 'approve'], 'approved'],
    ['ALL_OF: not while one has not answered', allOf, ['approve', null], null],
    ['N_OF_M: n approvals', two, ['approve', 'approve', null], 'approved'],
    ['N_OF_M: not with fewer', two, ['approve', null, null], null],
    ['N_OF_M, a majority: more than half', majority, ['approve', 'approve', null], 'approved'],
    ['N_OF_M, a majority: half is not enough', majority, ['approve', 'object'], 'refused'],
    ['SINGLE: that seat approves', { rule: 'SINGLE', seat: 'b' }, [null, 'approve'], 'approved'],
    ['SINGLE: another seat does not count', { rule: 'SINGLE', seat: 'b' }, ['object', null], null],
    ['SINGLE: nor its objection', { rule: 'SINGLE', seat: 'b' }, ['object', 'request_changes'], 'returned'],
    ['approve_with_conditions is an approval', allOf, ['approve_with_conditions', 'approve'], 'approved'],
    ['the base is less those that abstained', allOf, ['approve', 'abstain'], 'approved'],
    ['the base is less those that recused', majority, ['approve', 'recuse'], 'approved'],
    ['an empty base never approves', allOf, ['abstain', 'recuse'], 'undecided'],
    [
      'an empty base never approves, by silence either',
      { rule: 'NO_OBJECTION', threshold: 1, per: 'all' },
      ['abstain'],
      'undecided',
    ],
    ['an empty base never approves, by majority either', majority, ['abstain'], 'undecided'],
    ['refused if an object stands', allOf, ['approve', 'object'], 'refused'],
    ['an objection outweighs a request for changes', allOf, ['request_changes', 'object'], 'refused'],
    ['else returned if a request_changes stands', allOf, ['approve', 'request_changes'], 'returned'],
    ['else undecided', two, ['approve', 'abstain'], 'undecided'],
    ['refused as soon as it is certain', allOf, ['object', null, null], 'refused'],
    ['not returned while an objection can still come', allOf, ['request_changes', null], null],
  ])('%s', (_, rule, answers, outcome) => {
    expect(certainOutcome(question(rule, answers))).toBe(outcome);
  });

  it.each<[string, DecisionRule, readonly (Position | null)[], Outcome]>([
    ['undecided while approval is still in reach', allOf, ['approve', null], 'undecided'],
    ['undecided where nobody has answered', majority, [null, null, null], 'undecided'],
    ['undecided by majority with one objection of three', majority, ['object', null, null], 'undecided'],
    ['returned once approval is out of reach', allOf, ['request_changes', null], 'returned'],
    ['refused once approval is out of reach', two, ['object', null], 'refused'],
    ['approved if it is certain', majority, ['approve', 'approve', null], 'approved'],
  ])('at the closing time: %s', (_, rule, answers, outcome) => {
    expect(outcomeAtClosing(question(rule, answers))).toBe(outcome);
  });

  it('counts of all versions of a position the last that is not void', () => {
    const versions = [taken('a', 'object'), taken('a', 'approve')];
    expect(standingPosition({ positions: versions }, 'a')?.position).toBe('approve');
    const [firstVersion, last] = versions as [PositionTaken, PositionTaken];
    expect(standingPosition({ positions: [firstVersion, { ...last, void: true }] }, 'a')?.position).toBe(
      'object',
    );
  });

  it.each<[string, DecisionRule, number, string | null]>([
    ['n seats can be asked', two, 2, null],
    ['fewer seats than n', two, 1, '2 seats that can approve; there are 1'],
    ['no seat', allOf, 0, 'at least one seat that can be asked'],
    ['the one seat is asked, with others', { rule: 'SINGLE', seat: 'a' }, 2, null],
    ['the one seat is not asked', { rule: 'SINGLE', seat: 'z' }, 2, 'the seat z'],
  ])('opens only if the seats asked can meet its rule: %s', (_, rule, seats, missing) => {
    expect(quorumMissing(question(rule, Array<null>(seats).fill(null)))).toBe(missing);
  });

  it('knows the seats that object with a veto', () => {
    const { asked: seats, positions: given } = question(allOf, ['object', 'approve'], true);
    expect(vetoes({ asked: seats, positions: given }).map(({ seat }) => seat)).toEqual(['a']);
    const without = question(allOf, ['object', 'approve']);
    expect(vetoes(without)).toEqual([]);
  });
});

describe('Properties of an outcome', () => {
  const rule = fc.constantFrom<DecisionRule>(
    allOf,
    majority,
    two,
    { rule: 'SINGLE', seat: 'a' },
    { rule: 'ROLE_COVERAGE', lines: [{ seat: 'reviewer', where: null, count: 2 }] },
    { rule: 'ROLE_COVERAGE', lines: [{ seat: 'reviewer', where: null, count: 'each' }] },
    { rule: 'NO_OBJECTION', threshold: 2, per: 'all' },
  );
  const answer = fc.option(fc.constantFrom(...positions), { nil: null });
  const answers = fc.array(answer, { minLength: 1, maxLength: 6 });

  it('is the same whatever the seats that have not answered say, once it is certain', () => {
    fc.assert(
      fc.property(
        rule,
        answers,
        fc.array(fc.constantFrom(...positions), { minLength: 6, maxLength: 6 }),
        (by, given, rest) => {
          const certain = certainOutcome(question(by, given));
          fc.pre(certain !== null);
          const whole = given.map((position, index) => position ?? rest[index] ?? 'abstain');
          expect(certainOutcome(question(by, whole))).toBe(certain);
        },
      ),
    );
  });

  it('is certain once every seat has answered', () => {
    fc.assert(
      fc.property(
        rule,
        fc.array(fc.constantFrom(...positions), { minLength: 1, maxLength: 6 }),
        (by, given) => {
          expect(certainOutcome(question(by, given))).not.toBeNull();
        },
      ),
    );
  });

  it('does not depend on the order in which the seats answer', () => {
    fc.assert(
      fc.property(
        rule,
        answers.chain((given) =>
          fc.tuple(
            fc.constant(given),
            fc.shuffledSubarray(
              given.map((_, i) => i),
              { minLength: given.length },
            ),
          ),
        ),
        (by, [given, order]) => {
          const asGiven = question(by, given);
          const shuffled = {
            ...asGiven,
            positions: order.flatMap((index) =>
              asGiven.positions.filter(({ seat }) => seat === seatAt(index)),
            ),
          };
          expect(outcomeAtClosing(shuffled)).toBe(outcomeAtClosing(asGiven));
        },
      ),
    );
  });
});
