/** One change of the code that breaks a rule: `find` stands exactly once in the file. */
export interface Mutant {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A rule of lifecycle.md that is not held yet. */
export interface OpenRule {
  /** The sentence or the row of a table, quoted shortly. */
  readonly sentence: string;
}

/** A rule of lifecycle.md, the tests that hold it, and a mutant that turns each of them red. */
export interface HeldRule extends OpenRule {
  /** `describe › describe › it`, as written; of a table also `describe › ` and the title of one row. */
  readonly titles: readonly [string, ...(readonly string[])];
  readonly mutant: Mutant;
}

export type Rule = OpenRule | HeldRule;

/** Is there a test of this rule? */
export const isHeld = (rule: Rule): rule is HeldRule => 'titles' in rule;
