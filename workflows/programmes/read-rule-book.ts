import { Value, type ValueError, ValueErrorType } from '@sinclair/typebox/value';

import type { FieldError } from '../decider';
import { type RuleBook, RuleBookSchema } from './rule-book';

const sentence = ({ type, schema }: ValueError): string => {
  if (type === ValueErrorType.ObjectRequiredProperty)
    return 'This value is missing: a rule book has to state it.';
  if (type === ValueErrorType.ObjectAdditionalProperties) return 'A rule book has no value of this name.';
  return `This has to be ${schema.description ?? 'an object of named values'}.`;
};

const shapeErrors = (value: unknown): FieldError[] => {
  const places = new Map<string, string>();
  for (const error of Value.Errors(RuleBookSchema, value))
    if (!places.has(error.path)) places.set(error.path, sentence(error));
  return [...places].map(([pointer, detail]) => ({ pointer, detail }));
};

/** What a schema cannot say: the reminders fit each other, and no notice of a lapse is left without one. */
const reminderErrors = ({ reminders, lapse }: RuleBook): FieldError[] => {
  const { owner, coordinator, approvingBody } = reminders;
  const rules = [
    {
      holds: owner.value.every((offset) => offset < coordinator.value),
      pointer: '/reminders/coordinator/value',
      detail: 'The coordinator is told after all reminders to the owner.',
    },
    {
      holds: coordinator.value > 0,
      pointer: '/reminders/coordinator/value',
      detail: 'The coordinator is told of a delay: after the due date.',
    },
    {
      holds: approvingBody.value > coordinator.value,
      pointer: '/reminders/approvingBody/value',
      detail: 'The approving body is told after the coordinator.',
    },
    {
      holds: lapse.notices.value.every((offset) => offset < 0),
      pointer: '/lapse/notices/value',
      detail: 'A notice of a lapse comes before the due date: its offset is negative.',
    },
    {
      holds: lapse.notices.value.every((offset) => owner.value.includes(offset)),
      pointer: '/lapse/notices/value',
      detail: 'Every notice of a lapse has to be one of the reminders to the owner.',
    },
  ];
  return rules.flatMap(({ holds, pointer, detail }) => (holds ? [] : [{ pointer, detail }]));
};

/**
 * Everything that keeps this value from being a rule book, each with a JSON pointer; none when it is one
 * (lifecycle.md, first paragraph: a programme that lacks a value is refused).
 */
export const ruleBookErrors = (value: unknown): readonly FieldError[] =>
  Value.Check(RuleBookSchema, value) ? reminderErrors(value) : shapeErrors(value);

/** Reads a rule book that ships with the engine. Throws with all its errors if it is none. */
export const readRuleBook = (value: unknown): RuleBook => {
  const errors = ruleBookErrors(value);
  if (errors.length > 0 || !Value.Check(RuleBookSchema, value))
    throw new Error(
      `This is no rule book:\n${errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('\n')}`,
    );
  return value;
};
