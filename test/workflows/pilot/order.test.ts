import fc from 'fast-check';

import { type Caller, isRefusal } from '../../../workflows/decider';
import type { Position } from '../../../workflows/decisions/decision';
import type { ProgrammeRule } from '../../../workflows/programmes/decision-rule';
import { kenya, malawi, members, programmeWith, sampleDirectory } from '../../support/pilot-people';
import { aConcept, type Story } from '../../support/pilots';

const rules: readonly ProgrammeRule[] = [
  { rule: 'ALL_OF' },
  { rule: 'N_OF_M', n: 'majority' },
  { rule: 'N_OF_M', n: 2 },
  { rule: 'ROLE_COVERAGE', lines: [{ seat: 'approving_body', count: 2 }] },
  { rule: 'NO_OBJECTION', threshold: 2, per: 'all' },
  { rule: 'CONSENSUS_WITH_CHAIR', chair: 'approving_body' },
];

/** The concept under each of these rules, before anybody has answered. */
const reviewing = rules.map((rule) => {
  const { ruleBook, institutions } = programmeWith(3);
  const decisions = { ...ruleBook.decisions, concept: { value: rule, source: 'test' } };
  const directory = sampleDirectory({
    programmes: [{ institutions, ruleBook: { ...ruleBook, decisions } }],
  });
  return aConcept(directory, [kenya, malawi]);
});

interface Answer {
  readonly by: Caller;
  readonly position: Position;
}

const bodyOf = ({ by, position }: Answer): object => ({
  decision: 'concept-1',
  position,
  ...(position === 'object' || position === 'request_changes'
    ? { text: `${by.organisation ?? ''} says why` }
    : {}),
  ...(position === 'approve_with_conditions'
    ? { conditions: [{ text: `what ${by.organisation ?? ''} asks for` }] }
    : {}),
});

/** What comes of these answers in this order, and whether one of them came after the resolution. */
const outcomeOf = (before: Story, answers: readonly Answer[]) => {
  let story = before;
  let late = false;
  for (const answer of answers) {
    const giving = { by: answer.by, body: bodyOf(answer) };
    const decision = story.decide('take-position', giving);
    if (isRefusal(decision)) late ||= decision.code === 'already-resolved';
    else story = story.give('take-position', giving);
  }
  const closes = story.pilot.decisions.find(({ id }) => id === 'concept-1')?.closes ?? '';
  const closed = story.tick(closes).pilot;
  return {
    outcome: closed.decisions.find(({ id }) => id === 'concept-1')?.outcome,
    conditions: closed.obligations
      .filter(({ kind, subject }) => kind === 'condition' && subject === 'concept-1')
      .map(({ label }) => label)
      .sort(),
    late,
  };
};

const position: fc.Arbitrary<Position> = fc.constantFrom(
  'approve',
  'approve_with_conditions',
  'request_changes',
  'object',
  'abstain',
  'recuse',
);
const everySeat: readonly Caller[] = [...members, kenya, malawi];
const answers = fc
  .tuple(...everySeat.map((by) => position.map((taken) => ({ by, position: taken }))))
  .chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
  );

describe('The same positions, one for each seat, in another order', () => {
  const runs = Number(process.env['RUNS'] ?? 200);
  const inAnyOrder = (
    holds: (one: ReturnType<typeof outcomeOf>, other: ReturnType<typeof outcomeOf>) => void,
  ): void => {
    fc.assert(
      fc.property(fc.constantFrom(...reviewing), answers, (story, [one, other]) => {
        holds(outcomeOf(story, one), outcomeOf(story, other));
      }),
      { numRuns: runs, seed: 20_270_301 },
    );
  };

  it('give the same outcome', () => {
    inAnyOrder((one, other) => {
      expect(other.outcome).toBe(one.outcome);
    });
  }, 120_000);

  it('give the same conditions when none comes after the resolution', () => {
    let compared = 0;
    inAnyOrder((one, other) => {
      if (one.late || other.late) return;
      compared += one.conditions.length > 0 ? 1 : 0;
      expect(other.conditions).toEqual(one.conditions);
    });
    expect(compared).toBeGreaterThan(0);
  }, 120_000);
});
