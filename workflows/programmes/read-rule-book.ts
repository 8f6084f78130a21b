import { Value, type ValueError, ValueErrorType } from '@sinclair/typebox/value';

import type { FieldError } from '../decider';
import { contradictions } from './contradictions';
import { type RuleBook, RuleBookSchema } from './rule-book';

const sentence = ({ type, schema }: ValueError): string => {
  switch (type) {
    case ValueErrorType.ObjectRequiredProperty:
      return 'This value is missing: a rule book has to state it.';
    case ValueErrorType.ObjectAdditionalProperties:
      return 'A rule book has no value of this name.';
    case ValueErrorType.Object:
      return 'This has to be an object of named values.';
    default:
      return `This has to be ${schema.description ?? 'another value'}.`;
  }
};

/**
 * The errors inside the one form of several that is meant: the rule that is named, or the object that is no null.
 * Where no form is meant, or more than one, the union itself is wrong.
 */
const meant = (error: ValueError): readonly ValueError[] => {
  const forms = error.errors
    .map((each) => [...each])
    .filter((errors) => errors.every(({ path }) => path !== error.path && path !== `${error.path}/rule`));
  const [only, ...others] = forms;
  return only === undefined || others.length > 0 ? [error] : only.flatMap(meant);
};

const shapeErrors = (value: unknown): FieldError[] => {
  const places = new Map<string, string>();
  for (const outer of Value.Errors(RuleBookSchema, value))
    for (const error of meant(outer)) if (!places.has(error.path)) places.set(error.path, sentence(error));
  return [...places].map(([pointer, detail]) => ({ pointer, detail }));
};

/**
 * Everything that keeps this value from being a rule book, each with a JSON pointer and a sentence; none when it is
 * one (lifecycle.md, first paragraph: a programme that lacks a value is refused).
 */
export const ruleBookErrors = (value: unknown): readonly FieldError[] =>
  Value.Check(RuleBookSchema, value) ? contradictions(value) : shapeErrors(value);

/** Reads a rule book that ships with the engine. Throws with all its errors if it is none. */
export const readRuleBook = (value: unknown): RuleBook => {
  const errors = ruleBookErrors(value);
  if (errors.length > 0 || !Value.Check(RuleBookSchema, value))
    throw new Error(
      `This is no rule book:\n${errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('\n')}`,
    );
  return value;
};
