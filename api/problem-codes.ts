import type { RefusalKind } from '../workflows/refusals';
import { refusals } from '../workflows/refusals';

/** What the API itself refuses, before or beside the rules of any process. */
const ofTheApi = {
  unauthenticated: {
    status: 401,
    title: 'Who are you?',
    advice: 'Send Authorization: Bearer with an API key that is in force.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here that you may see',
    advice: 'Check the address. What you may not see is answered in the same way as what does not exist.',
  },
  'invalid-json': {
    status: 400,
    title: 'The body cannot be read',
    advice:
      'Correct the place that errors points to. Nothing was recorded, and the same key may be used again.',
  },
  'invalid-query': {
    status: 400,
    title: 'The query cannot be read',
    advice: 'Correct the parameters that errors points to.',
  },
  'invalid-header': {
    status: 400,
    title: 'A header cannot be read',
    advice: 'Correct the header that detail names. Nothing was recorded.',
  },
  'idempotency-key-missing': {
    status: 400,
    title: 'The command has no key',
    advice:
      'Send Idempotency-Key with a new value for every new command, and the same value when you send it again.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of another kind',
    advice: 'Send JSON in UTF-8, with Content-Type: application/json and without Content-Encoding.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    advice: 'Send at most 1 MiB. Documents are named by their hash, not sent.',
  },
  'bad-request': {
    status: 400,
    title: 'The request cannot be read',
    advice: 'Correct what detail names.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    advice: 'Send it again with the same key.',
  },
  'invalid-command': {
    status: 422,
    title: 'The command cannot be addressed',
    advice: 'Correct the id in the address, or the Idempotency-Key.',
  },
  'invalid-cursor': {
    status: 422,
    title: 'This is not a cursor of ours',
    advice: 'Take the cursor from next of the page before, or begin again without one.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    advice: 'Send fewer or shorter headers.',
  },
  'internal-error': {
    status: 500,
    title: 'Something broke here',
    advice:
      'Whether it was recorded is unknown: send it again with the same key, and tell the operator if it stays so.',
  },
} as const satisfies Readonly<Record<string, RefusalKind>>;

/** Every code of a problem that the API answers with; each is documented under /problems/<code>. */
export const problemCodes = { ...ofTheApi, ...refusals };
export type ProblemCode = keyof typeof problemCodes;

/** Is this code one of the table? An outcome that was kept years ago may have another. */
export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemCodes, code);
