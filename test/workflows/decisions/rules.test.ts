import type { Asked, DecisionRule, Outcome, Position } from '../../../workflows/decisions/decision';
import { certainOutcome, outcomeAtClosing, type Question } from '../../../workflows/decisions/outcome';
import { quorumMissing } from '../../../workflows/decisions/quorum';

type Answer = Position | null;

const seat = (id: string, more: Partial<Asked> = {}): Asked => ({
  seat: id,
  organisation: `org-${id}`,
  kinds: [id.replace(/-\d+$/, '')],
  country: null,
  developing: false,
  counts: true,
  turn: 0,
  veto: false,
  mayNotAbstain: false,
  ...more,
});
const host = (n: number, more: Partial<Asked> = {}): Asked =>
  seat(`host_government-${n}`, { country: `C${n}`, developing: true, veto: true, ...more });

const question = (
  rule: DecisionRule,
  answers: readonly (readonly [Asked, Answer])[],
  more: Partial<Question> = {},
): Question => ({
  rule,
  turn: 0,
  notified: [],
  asked: answers.map(([asked]) => asked),
  positions: answers.flatMap(([asked, position]) =>
    position === null
      ? []
      : [
          {
            seat: asked.seat,
            organisation: asked.organisation,
            position,
            text: null,
            conditions: [],
            at: '2027-03-01T09:00:00.000Z',
            person: null,
            carriedFrom: null,
            onPaper: null,
            void: false,
          },
        ],
  ),
  ...more,
});

const coverage: DecisionRule = {
  rule: 'ROLE_COVERAGE',
  lines: [
    { seat: 'host_government', where: 'developing', count: 2 },
    { seat: 'reviewer', where: null, count: 1 },
  ],
};
const [one, two, three] = [host(1), host(2), host(3)];
const reviewer = seat('reviewer-1');
const second = seat('reviewer-2');
const north = host(4, { developing: false });

describe('ROLE_COVERAGE (lifecycle.md section 3)', () => {
  it.each<[string, readonly (readonly [Asked, Answer])[], Outcome | null]>([
    [
      'each line has its approvals and nobody with a veto objects',
      [
        [one, 'approve'],
        [two, 'approve_with_conditions'],
        [reviewer, 'approve'],
      ],
      'approved',
    ],
    [
      'a line without its approvals is not covered',
      [
        [one, 'approve'],
        [two, 'approve'],
        [reviewer, 'request_changes'],
      ],
      'returned',
    ],
    [
      'resolves not before every seat with a veto has answered',
      [
        [one, 'approve'],
        [two, 'approve'],
        [three, null],
        [reviewer, 'approve'],
      ],
      null,
    ],
    [
      'nor is it refused before every seat with a veto has answered',
      [
        [one, 'object'],
        [two, null],
        [reviewer, 'approve'],
      ],
      null,
    ],
    [
      'a seat with a veto that objects refuses it, however covered the lines are',
      [
        [one, 'approve'],
        [two, 'approve'],
        [three, 'object'],
        [reviewer, 'approve'],
      ],
      'refused',
    ],
    [
      'a seat without a veto that is silent does not hold up what is covered',
      [
        [one, 'approve'],
        [two, 'approve'],
        [reviewer, 'approve'],
        [second, null],
      ],
      'approved',
    ],
    [
      'a line that counts developing countries counts no other',
      [
        [one, 'approve'],
        [north, 'approve'],
        [reviewer, 'approve'],
      ],
      'undecided',
    ],
    [
      'the approval of the proponent does not count',
      [
        [one, 'approve'],
        [host(2, { counts: false }), 'approve'],
        [reviewer, 'approve'],
      ],
      'undecided',
    ],
    [
      'a position stands for all seats of its organisation',
      [
        [one, 'approve'],
        [host(2, { kinds: ['host_government', 'reviewer'] }), 'approve'],
      ],
      'approved',
    ],
  ])('%s', (_, answers, outcome) => {
    expect(certainOutcome(question(coverage, answers))).toBe(outcome);
  });

  const each: DecisionRule = {
    rule: 'ROLE_COVERAGE',
    lines: [{ seat: 'beneficiary', where: null, count: 'each' }],
  };
  const [benin, chad] = [seat('beneficiary-1'), seat('beneficiary-2')];
  it.each<[string, Answer, Outcome | null]>([
    ['each means every seat of the base', 'approve', 'approved'],
    ['each is not covered while one is silent', null, null],
    ['each is not covered without one', 'request_changes', 'returned'],
    ['who abstains is not of the base', 'abstain', 'approved'],
  ])('%s', (_, answer, outcome) => {
    expect(
      certainOutcome(
        question(each, [
          [benin, 'approve'],
          [chad, answer],
        ]),
      ),
    ).toBe(outcome);
  });
  it('each of nobody is no coverage', () => {
    expect(
      certainOutcome(
        question(each, [
          [benin, 'recuse'],
          [reviewer, 'approve'],
        ]),
      ),
    ).toBe('undecided');
  });

  it.each<[string, readonly Asked[], string | null]>([
    ['enough seats', [one, two, reviewer], null],
    ['too few countries', [one, reviewer], '2 host governments of developing countries; there is 1'],
    [
      'several lines',
      [north],
      '2 host governments of developing countries; there are 0, and 1 reviewer; there are 0',
    ],
  ])('opens only if the seats asked can meet it: %s', (_, asked, missing) => {
    expect(quorumMissing({ rule: coverage, asked })).toBe(missing);
  });
  it('opens only if there is one seat at least of those of which each is needed', () => {
    expect(quorumMissing({ rule: each, asked: [benin] })).toBeNull();
    expect(quorumMissing({ rule: each, asked: [reviewer] })).toBe('1 beneficiary; there are 0');
  });
  it('a seat that does not count is of no base, under any rule', () => {
    const ofNoBase = { ...second, counts: false };
    const answers = [
      [reviewer, 'approve'],
      [ofNoBase, 'request_changes'],
    ] as const;
    expect(certainOutcome(question({ rule: 'ALL_OF' }, answers))).toBe('approved');
  });
});

describe('NO_OBJECTION (lifecycle.md section 3)', () => {
  const rule = (threshold: number, per: 'all' | 'kind' | 'country' = 'all'): DecisionRule => ({
    rule: 'NO_OBJECTION',
    threshold,
    per,
  });
  const told = { notified: ['reviewer-1', 'reviewer-2', 'funder-1'] };
  const funder = seat('funder-1');

  it('the window ends with fewer than the threshold of objections', () => {
    const asked = question(
      rule(2),
      [
        [reviewer, 'object'],
        [second, null],
        [funder, null],
      ],
      told,
    );
    expect(certainOutcome(asked)).toBeNull();
    expect(outcomeAtClosing(asked)).toBe('approved');
  });
  it('is not certain while those who are silent may all stand aside and leave nobody', () => {
    const asked = question(
      rule(2),
      [
        [reviewer, null],
        [second, 'abstain'],
      ],
      told,
    );
    expect(certainOutcome(asked)).toBeNull();
    expect(outcomeAtClosing(asked)).toBe('approved');
  });
  it('as many objections as the threshold refuse it at once', () => {
    expect(
      certainOutcome(
        question(
          rule(2),
          [
            [reviewer, 'object'],
            [second, 'object'],
            [funder, null],
          ],
          told,
        ),
      ),
    ).toBe('refused');
  });
  it('is not certain while all that have answered stand aside: the last may stand aside too', () => {
    const asked = question(
      rule(2),
      [
        [reviewer, 'abstain'],
        [second, null],
      ],
      told,
    );
    expect(certainOutcome(asked)).toBeNull();
  });
  it('counts only if notice reached every seat that kept silent', () => {
    const asked = question(
      rule(1),
      [
        [reviewer, null],
        [funder, 'approve'],
      ],
      { notified: [] },
    );
    expect(outcomeAtClosing(asked)).toBe('undecided');
    expect(outcomeAtClosing({ ...asked, notified: ['reviewer-1'] })).toBe('approved');
  });
  it('not before every seat with a veto has answered, not even at the closing time', () => {
    const asked = question(rule(1), [[one, null]], { notified: [one.seat] });
    expect(outcomeAtClosing(asked)).toBe('undecided');
  });
  it('counts the objections in each constituency alone', () => {
    const objecting = [
      [reviewer, 'object'],
      [funder, 'object'],
    ] as const;
    expect(certainOutcome(question(rule(2, 'kind'), objecting))).toBe('approved');
    expect(certainOutcome(question(rule(2, 'all'), objecting))).toBe('refused');
    const ofOneCountry = [
      [seat('provider-1', { country: 'KE' }), 'object'],
      [seat('beneficiary-1', { country: 'KE' }), 'object'],
    ] as const;
    expect(certainOutcome(question(rule(2, 'country'), ofOneCountry))).toBe('refused');
    const ofOneKind = [
      [seat('funder-1', { country: 'NO' }), 'object'],
      [seat('funder-2', { country: 'SE' }), 'object'],
    ] as const;
    expect(certainOutcome(question(rule(2, 'kind'), ofOneKind))).toBe('refused');
    expect(certainOutcome(question(rule(2, 'country'), ofOneKind))).toBe('approved');
  });
});

describe('CONSENSUS_WITH_CHAIR (lifecycle.md section 3)', () => {
  const rule: DecisionRule = { rule: 'CONSENSUS_WITH_CHAIR', chair: 'reviewer-1' };
  it('all agree', () => {
    expect(
      certainOutcome(
        question(rule, [
          [reviewer, 'approve'],
          [second, 'approve'],
        ]),
      ),
    ).toBe('approved');
  });
  it('an objection leaves the time until the closing to agree; then nothing is decided without the chair', () => {
    const asked = question(rule, [
      [reviewer, 'approve'],
      [second, 'object'],
    ]);
    expect(certainOutcome(asked)).toBeNull();
    expect(outcomeAtClosing(asked)).toBe('undecided');
  });
});

describe('SEQUENTIAL (lifecycle.md section 3)', () => {
  const rule: DecisionRule = {
    rule: 'SEQUENTIAL',
    turns: [{ rule: 'ALL_OF' }, { rule: 'N_OF_M', n: 'majority' }],
  };
  const board = [1, 2, 3].map((n) => seat(`approving_body-${n}`, { turn: 1 }));
  it('each rule in turn: the seats of the next do not count before', () => {
    const asked = question(rule, [[reviewer, null], ...board.map((member) => [member, 'approve'] as const)]);
    expect(certainOutcome(asked)).toBeNull();
    expect(certainOutcome({ ...asked, turn: 1 })).toBe('approved');
  });
  it('what the first seats refuse is refused', () => {
    expect(
      certainOutcome(
        question(rule, [
          [reviewer, 'object'],
          [board[0] ?? reviewer, null],
        ]),
      ),
    ).toBe('refused');
  });
  it('opens only if every turn can be met', () => {
    expect(quorumMissing({ rule, asked: [reviewer] })).toBe('at least one seat that can be asked');
    expect(quorumMissing({ rule, asked: [reviewer, ...board] })).toBeNull();
  });
  it('has no turn beyond its last', () => {
    expect(() => certainOutcome(question(rule, [[reviewer, null]], { turn: 2 }))).toThrow('no turn 2');
  });
});
