import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import type { FieldError } from '../workflows/decider';

/** Canonical JSON (RFC 8785): the same value gives the same bytes, whoever writes it. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON has a canonical form.');
  return text;
}

/** SHA-256 over UTF-8, in hex: what `sha256sum` prints. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const unstorable = /[\0\p{Surrogate}]/u;

/**
 * What makes a value unfit for the log: text with NUL or half a surrogate pair, a number that is none, anything
 * that is not JSON. Each with a JSON pointer; empty when all is well.
 */
export function unstorableIn(value: unknown, pointer = ''): FieldError[] {
  if (typeof value === 'string') {
    return unstorable.test(value) ? [{ pointer, detail: 'Remove the characters that are not text.' }] : [];
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? [] : [{ pointer, detail: 'Give a finite number.' }];
  }
  if (value === null || typeof value === 'boolean' || value === undefined) return [];
  if (typeof value !== 'object') return [{ pointer, detail: 'Give plain JSON.' }];
  return Object.entries(value).flatMap(([name, part]) => [
    ...(unstorable.test(name) ? [{ pointer, detail: 'Remove the field names that are not text.' }] : []),
    ...unstorableIn(part, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  ]);
}
