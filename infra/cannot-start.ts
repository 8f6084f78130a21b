/**
 * A start that cannot go on, for a reason that the person at the keyboard can mend. The message is one clear
 * sentence that says what to do; `npm start` prints it alone and ends with a non-zero exit code.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** The code of a system error (`ENOENT`, `EADDRINUSE`, …), or null for anything else. */
export function errorCode(error: unknown): string | null {
  return textIn(error, 'code');
}

/** What an error says, in one line, with what lies behind it. */
export function messageOf(error: unknown): string {
  const message = (textIn(error, 'message') ?? String(error)).trim().replaceAll(/\s+/g, ' ');
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return cause === undefined ? message : `${message} (${messageOf(cause)})`;
}

/** By its fields and not by its class: Node's own errors are of another class than those of a test's sandbox. */
function textIn(error: unknown, field: string): string | null {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : null;
  return typeof value === 'string' ? value : null;
}

/** How a command ends that could not go on: a sentence where there is one, else all that is known; exit code 1. */
export function endWith(error: unknown): void {
  const whole = error instanceof Error ? String(error.stack) : String(error);
  process.stderr.write(`${error instanceof CannotStart ? error.message : whole}\n`);
  process.exitCode = 1;
}
