import gefMedium from './gef-medium.json';
import pgtfSeed from './pgtf-seed.json';
import { readRuleBook } from './read-rule-book';
import type { RuleBook } from './rule-book';
import sscPilot from './ssc-pilot.json';
import triangular from './triangular.json';

/** The default programme: a pilot of South-South cooperation (values: programmes.md). */
export const sscPilotRules: RuleBook = readRuleBook(sscPilot);

/** The medium size, GEF-like programme. */
export const gefMediumRules: RuleBook = readRuleBook(gefMedium);

/** The seed grant, PGTF-like. */
export const pgtfSeedRules: RuleBook = readRuleBook(pgtfSeed);

/** Triangular cooperation. */
export const triangularRules: RuleBook = readRuleBook(triangular);

/** The rule books that ship with the engine. */
export const shippedRuleBooks: readonly RuleBook[] = [
  sscPilotRules,
  gefMediumRules,
  pgtfSeedRules,
  triangularRules,
];
