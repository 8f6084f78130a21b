/**
 * A start that cannot go on, for a reason that the person at the keyboard can mend. The message is one clear
 * sentence that says what to do; `npm start` prints it alone and ends with a non-zero exit code.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** The code of a system error (`ENOENT`, `EADDRINUSE`, …), or null for anything else. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** What an error says, in one line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
