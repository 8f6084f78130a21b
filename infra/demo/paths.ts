/**
 * The paths that the pilots of the demonstration take.
 *
 * - `approved`: every answer is yes.
 * - `objected`: the host government objects once; the proposal is revised and resubmitted.
 * - `returned`: the host government requests changes once; revised and resubmitted.
 * - `screened-back`: the coordinator returns it once; revised and resubmitted.
 * - `rejected-by-screening`, `rejected-by-concept`, `withdrawn`: how it ends.
 * - `taken-over`: it ran on paper until now; it is taken over in the consultation or in funding, and goes on to its
 *   effective agreement.
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
  | 'taken-over'
  | 'left-in-screening'
  | 'left-in-endorsement'
  | 'left-in-revision'
  | 'left-in-concept-review';

/**
 * Which complete activity of a file takes which path, by its place among them (0 is the first); all others are
 * approved. The places are such that an activity of the sample takes the same path as in the file of 94 that the
 * sample is from, so that both files may be brought into one stack.
 */
const placesOf: Readonly<Partial<Record<Path, readonly number[]>>> = {
  objected: [1, 2, 4, 9, 28],
  returned: [3, 8, 16],
  'screened-back': [10, 24, 32],
  'rejected-by-concept': [6, 13],
  'rejected-by-screening': [20],
  withdrawn: [7, 14, 22],
};

/** A longer file begins anew after so many. */
export const placesInAll = 34;

const paths = Object.entries(placesOf) as readonly (readonly [Path, readonly number[]])[];

/** The path of the complete activity at this place (0 is the first) among the complete ones of its file. */
export const pathAt = (place: number): Path =>
  paths.find(([, places]) => places.includes(place % placesInAll))?.[0] ?? 'approved';

/** Does this path arrive in the consultation? */
export const arrives = (path: Path): boolean =>
  ['approved', 'objected', 'returned', 'screened-back'].includes(path);
