import { Value } from '@sinclair/typebox/value';

import type { RuleBook } from '../../programmes/rule-book';

/** A value that is not the same in two versions of a programme; null where a version does not have it. */
export interface Difference {
  /** JSON pointer of the value: `/waits/screening`. */
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Json = Readonly<Record<string, unknown>>;

const isGroup = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Every value of a rule book by its pointer, without its source. */
const valuesOf = (group: Json, at = ''): readonly (readonly [pointer: string, value: unknown])[] =>
  Object.entries(group).flatMap(([name, member]) => {
    const pointer = `${at}/${escaped(name)}`;
    if (!isGroup(member)) return [[pointer, member] as const];
    return 'source' in member ? [[pointer, member['value']] as const] : valuesOf(member, pointer);
  });

/** Each value that differs between two versions of a rule book, in the order of the second; the number aside. */
export const differences = (before: Partial<RuleBook>, after: Partial<RuleBook>): readonly Difference[] => {
  const [old, fresh] = [new Map(valuesOf(before)), new Map(valuesOf(after))];
  return [...new Set([...fresh.keys(), ...old.keys()])]
    .filter((pointer) => pointer !== '/version')
    .map((pointer) => ({
      pointer,
      before: old.get(pointer) ?? null,
      after: fresh.get(pointer) ?? null,
    }))
    .filter((difference) => !Value.Equal(difference.before, difference.after));
};
