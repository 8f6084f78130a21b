/**
 * The paths that the pilots of the demonstration take through the proposal stage.
 *
 * - `approved`: every answer is yes.
 * - `objected`: the host government objects once; the proposal is revised and resubmitted.
 * - `returned`: the host government requests changes once; revised and resubmitted.
 * - `screened-back`: the coordinator returns it once; revised and resubmitted.
 * - `rejected-by-screening`, `rejected-by-concept`, `withdrawn`: how it ends.
 * - `left-in-…`: nobody goes on, so that somebody owes something.
 */
export type Path =
  | 'approved'
  | 'objected'
  | 'returned'
  | 'screened-back'
  | 'rejected-by-screening'
  | 'rejected-by-concept'
  | 'withdrawn'
  | 'left-in-screening'
  | 'left-in-endorsement'
  | 'left-in-revision'
  | 'left-in-concept-review';

/** Which complete activity of a file takes which path: this order, over and over. */
const order: readonly Path[] = [
  'approved',
  'objected',
  'rejected-by-concept',
  'withdrawn',
  'returned',
  'approved',
  'objected',
  'screened-back',
  'approved',
  'approved',
  'approved',
  'approved',
  'objected',
  'rejected-by-screening',
  'withdrawn',
  'returned',
  'approved',
  'objected',
  'screened-back',
  'approved',
  'approved',
  'approved',
];

/** The path of the complete activity at this place (0 is the first) among the complete ones of its file. */
export const pathAt = (place: number): Path => order[place % order.length] ?? 'approved';

/** Does this path arrive in the consultation? */
export const arrives = (path: Path): boolean =>
  ['approved', 'objected', 'returned', 'screened-back'].includes(path);
