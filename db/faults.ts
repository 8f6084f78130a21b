/**
 * Why a command got no outcome. Nothing is kept of it, so the same command may be sent again with the same id;
 * a fault that is not `retryable` will come again (architecture.md section 3, "Commit"; api.md, "once" and "honest").
 */
export interface Fault extends Error {
  readonly fault: true;
  readonly code: FaultCode;
  /** HTTP status. */
  readonly status: number;
  readonly retryable: boolean;
  /** Seconds, for `Retry-After`; null where trying again does not help. */
  readonly retryAfter: number | null;
}

/** The stable codes, and what a caller should know. */
export const faultCodes = {
  busy: {
    status: 503,
    retryAfter: 1,
    title: 'Others are writing to the same record: send it again with the same key.',
  },
  unavailable: {
    status: 503,
    retryAfter: 2,
    title:
      'The database does not answer: whether it was recorded is unknown, send it again with the same key.',
  },
  'clock-ahead': {
    status: 503,
    retryAfter: 5,
    title: 'The clock of this server is ahead of the database: nothing was recorded.',
  },
  'read-only': {
    status: 503,
    retryAfter: 30,
    title: 'The log is closed for writing, because a check of it failed: tell the operator.',
  },
  'idempotency-key-reused': {
    status: 422,
    retryAfter: null,
    title: 'This key was used before with another content: take a new key.',
  },
  'invalid-cursor': { status: 422, retryAfter: null, title: 'The cursor is not one that a list gave.' },
  'invalid-command': {
    status: 422,
    retryAfter: null,
    title: 'The command id or the stream name is malformed.',
  },
} as const;
export type FaultCode = keyof typeof faultCodes;

/** Makes every fault of this room. `detail` is a plain sentence without personal data. */
export function fault(code: FaultCode, detail: string, cause?: unknown): Fault {
  const { status, retryAfter } = faultCodes[code];
  return Object.assign(new Error(detail, { cause }), {
    name: 'Fault',
    fault: true as const,
    code,
    status,
    retryAfter,
    retryable: retryAfter !== null,
  });
}

/** Was this thrown by `fault`? */
export const isFault = (error: unknown): error is Fault =>
  error instanceof Error && 'fault' in error && error.fault === true;

/** The code of an error of pg (SQLSTATE) or of the system (`ECONNREFUSED`), or null. */
export const codeOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;

const waitedTooLong = ['55P03', '57014', '40P01', '40001'];
const readOnlyServer = ['25006'];
const notTheConnection = /^(?!08|57P|53|25P03)[0-9A-Z]{5}$/;

/**
 * What an error of the database means to the caller: a lock or statement that took too long is `busy`, a lost
 * or refused connection `unavailable`. Errors of the program (a bad statement, a broken rule) stay what they are.
 */
export function asFault(error: unknown): unknown {
  if (isFault(error)) return error;
  const code = codeOf(error);
  if (code !== null && waitedTooLong.includes(code)) return fault('busy', faultCodes.busy.title, error);
  if (code !== null && readOnlyServer.includes(code)) {
    return fault('read-only', 'The database server takes no writes: tell the operator.', error);
  }
  if (code !== null && notTheConnection.test(code)) return error;
  return isConnectionError(error) ? fault('unavailable', faultCodes.unavailable.title, error) : error;
}

/** ECONNREFUSED, EPIPE, EAI_AGAIN, or what the server says when it goes; never a mistake of a program (ERR_…). */
const systemOrServer = /^(08|57P|53|25P03|E(?!RR_))/;

/** pg gives many of these no code, only a sentence. */
const connectionSentences =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|Client was closed|Cannot use a pool after calling end/;

function isConnectionError(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== null) return systemOrServer.test(code);
  return error instanceof Error && connectionSentences.test(error.message);
}
