import { fault } from '../faults';

/** One page of a list. `next` is opaque; null on the last page (api.md, "pages"). */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Which page: at most `limit` items after `cursor`, which an earlier page gave as `next`. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Sorts after everything that is due: where nothing is due, for a cursor holds no null. */
export const never = '9999-12-31T00:00:00.000Z';

/** The sort values of the last item of a page, as text that only this project reads. */
const cursorOf = (values: readonly string[]): string =>
  Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');

/**
 * Reads a cursor of `count` values; null at the beginning.
 *
 * @throws Fault `invalid-cursor`
 */
export function readCursor(cursor: string | undefined, count: number): readonly string[] | null {
  if (cursor === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(values) &&
      values.length === count &&
      values.every((value) => typeof value === 'string')
    ) {
      return values;
    }
  } catch {
    // Told below, like every other cursor that is none.
  }
  throw fault('invalid-cursor', 'This cursor is not one that a list gave: begin again without it.');
}

/** Makes a page of rows that were read with one more than the limit. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  sortValues: (row: Row) => readonly string[],
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(sortValues(last)) : null };
}
