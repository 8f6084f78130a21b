import type { RuleBook } from '../../../workflows/programmes/rule-book';
import { sscPilotRules } from '../../../workflows/programmes/shipped';

type Json = Record<string, unknown>;

/** A rule book with the value at a path of names replaced, or taken away (`undefined`). */
export const changed = (
  path: readonly (string | number)[],
  value: unknown,
  from: RuleBook = sscPilotRules,
): Json => {
  const book = structuredClone(from) as Json;
  const parent = path.slice(0, -1).reduce<Json>((place, name) => place[name] as Json, book);
  const name = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(parent, name);
  else parent[name] = value;
  return book;
};
