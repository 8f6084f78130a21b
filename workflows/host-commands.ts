import { ApplicationFailure } from '@temporalio/workflow';
import { bring } from './host-activities';
import type { TemporalCommand } from './host-contract';
import type { CommandOutcome } from './outcome';

/** As `commit` takes them: 1 to 200 visible ASCII characters. */
const id = /^[\x21-\x7e]{1,200}$/;

/** What is wrong with the shape of a command, or null. What it says is for `commit` to judge. */
export function malformed(command: unknown): string | null {
  if (typeof command !== 'object' || command === null) return 'Send one object {id, name, body, jws}.';
  if (!('id' in command) || typeof command.id !== 'string' || !id.test(command.id))
    return 'Send an id of 1 to 200 visible ASCII characters without spaces.';
  if (!('name' in command) || typeof command.name !== 'string') return 'Send the name of the command.';
  if (!('body' in command) || typeof command.body !== 'object' || command.body === null)
    return 'Send a body, {} if the command needs none.';
  if ('jws' in command && typeof command.jws !== 'string') return 'Send the signature jws as a string.';
  return null;
}

/** Validator of the update `command`. Synchronous: an async one would silently accept. */
export function refuseMalformed(command: TemporalCommand): void {
  const fault = malformed(command);
  if (fault !== null) throw ApplicationFailure.nonRetryable(fault, 'malformed');
}

/**
 * Commands in the order in which they came, one after the other, beside the loop: one that takes long keeps no
 * clock waiting.
 *
 * @param changed called after each command, since it may have changed the agenda
 */
export function commandLane(stream: string, changed: () => void) {
  let last: Promise<unknown> = Promise.resolve();

  /** @returns the outcome. The instant is that of the arrival: what waits its turn is not late by that. */
  return (command: TemporalCommand): Promise<CommandOutcome> => {
    const { id, name, body, jws } = command;
    const input = { stream, at: new Date().toISOString(), id, name, body, ...(jws !== undefined && { jws }) };
    const answer = last.then(() => bring(input, name)).finally(changed);
    last = answer.catch(() => undefined);
    return answer;
  };
}
