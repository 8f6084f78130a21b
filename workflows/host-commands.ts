import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
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
 * Puts a command in the place of a signal that is none, so that its refusal can be kept: under the id that came with
 * it, else under one that tells which signal of which run it was, the same whenever this code runs again.
 *
 * @param nth of the signals of this run that were none
 */
export function inPlaceOf(signal: unknown, nth: number): TemporalCommand {
  const sent: Partial<Record<string, unknown>> =
    typeof signal === 'object' && signal !== null ? { ...signal } : {};
  return {
    id:
      typeof sent['id'] === 'string' && id.test(sent['id'])
        ? sent['id']
        : `signal:${workflowInfo().runId}:${nth}`,
    name: typeof sent['name'] === 'string' ? sent['name'] : 'unnamed',
    body: {},
  };
}

/**
 * Commands in the order in which they came, one after the other, beside the loop: one that takes long keeps no
 * clock waiting.
 *
 * @param changed called after each command, since it may have changed the agenda
 */
export function commandLane(stream: string, changed: () => void) {
  let last: Promise<unknown> = Promise.resolve();

  /**
   * @param fault why it is no command at all
   * @returns the outcome. The instant is that of the arrival: what waits its turn is not late by that.
   */
  return (command: TemporalCommand, fault?: string): Promise<CommandOutcome> => {
    const { id, name, body, jws } = command;
    const at = new Date().toISOString();
    const more = { ...(jws !== undefined && { jws }), ...(fault !== undefined && { fault }) };
    const input = { stream, at, id, name, body, ...more };
    const answer = last
      .then(() => bring(input, fault === undefined ? name : `no command: ${fault}`))
      .finally(changed);
    last = answer.catch(() => undefined);
    return answer;
  };
}
