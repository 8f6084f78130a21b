import type { FieldError, Refusal } from '../workflows/decider';
import { isProblemCode, type ProblemCode, problemCodes } from './problem-codes';

/** What a route throws to answer with problem details (RFC 9457; api.md, "errors"). */
export interface Problem extends Error {
  readonly problem: true;
  readonly code: string;
  readonly statusCode: number;
  readonly advice: string;
  readonly errors: readonly FieldError[];
  readonly insteadYouMay: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/** The body of a problem. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance: string;
  readonly advice: string;
  readonly errors?: readonly FieldError[];
  readonly insteadYouMay?: readonly string[];
}

export const problemMediaType = 'application/problem+json';

const takesNewKey = ' This answer stays with its key: a corrected attempt takes a new Idempotency-Key.';

/** Makes every problem of this room. `detail` is a whole sentence for people, without personal data. */
export const problem = (
  code: ProblemCode,
  detail: string,
  {
    errors = [],
    headers = {},
  }: { readonly errors?: readonly FieldError[]; readonly headers?: Problem['headers'] } = {},
): Problem => {
  const { status, advice } = problemCodes[code];
  return problemOf({ code, detail, status, advice, errors, insteadYouMay: [], headers });
};

/** The problem of a command that was refused; the refusal is kept, so that the key is used up. */
export const problemOfRefusal = (refusal: Refusal, headers: Problem['headers'] = {}): Problem => {
  const { code, detail, errors = [], insteadYouMay = [] } = refusal;
  const { status, advice } = isProblemCode(code) ? problemCodes[code] : { status: 422, advice: '' };
  return problemOf({
    code,
    detail,
    status,
    advice: advice + takesNewKey,
    errors,
    insteadYouMay,
    headers,
  });
};

const problemOf = ({
  detail,
  status,
  ...rest
}: Pick<Problem, 'code' | 'advice' | 'errors' | 'insteadYouMay' | 'headers'> & {
  readonly detail: string;
  readonly status: number;
}): Problem => Object.assign(new Error(detail), { ...rest, problem: true as const, statusCode: status });

/** Was this made here? */
export const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && 'problem' in error && error.problem === true;

/** The document that is sent. `instance` is the path of the request. */
export const detailsOf = (
  { code, statusCode, message, advice, errors, insteadYouMay }: Problem,
  instance: string,
): ProblemDetails => ({
  type: `/problems/${code}`,
  title: isProblemCode(code) ? problemCodes[code].title : 'The command was refused',
  status: statusCode,
  detail: message,
  code,
  instance,
  advice: advice.trim(),
  ...(errors.length > 0 && { errors }),
  ...(insteadYouMay.length > 0 && { insteadYouMay }),
});
