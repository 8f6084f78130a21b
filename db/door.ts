import { sql } from 'kysely';
import type { Caller, CommandInput, Refusal } from '../workflows/decider';
import { refuse } from '../workflows/refusals';
import { unstorableIn } from './canonical';
import { type Directory, directoryVersion } from './directory';
import { fault } from './faults';
import { verifyCommand } from './signed-command';
import type { Connection } from './transaction';

/** A command as it comes to `commit`. */
export interface CommitInput extends CommandInput {
  /** The version that the caller acts on; notices after it do not matter. */
  readonly ifMatch?: number | undefined;
  /** What the caller sent, to tell "same key, other content"; the body where it is not given. */
  readonly content?: unknown;
  /** Why it is no command at all, in a sentence: it is refused for that, whoever gave it. */
  readonly fault?: string | undefined;
  /** Compact JWS, for a command that came through Temporal. */
  readonly jws?: string | undefined;
  readonly correlation?: string | undefined;
  readonly causation?: string | undefined;
  readonly trace?: string | undefined;
}

/** Who gives the command. `key` is the caller to whom outcomes belong. */
export interface Given {
  readonly key: string;
  readonly caller: Caller;
  /** The command may not be carried out, whatever the decider would say. */
  readonly refusal: Refusal | null;
  /** What "same key, other content" is told by. */
  readonly content: unknown;
  /** Nobody in particular: an earlier outcome under the same id is given again without a comparison. */
  readonly unverified: boolean;
}

/** A command on its way, with its caller established. */
export interface Request {
  readonly stream: string;
  readonly input: CommitInput;
  readonly given: Given;
}

const streamName = /^[a-z][a-z-]*\/[A-Za-z0-9][A-Za-z0-9._-]*$/;
const commandName = /^[\x21-\x7e]{1,100}$/;
const commandId = /^[\x21-\x7e]{1,200}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** @throws Fault `invalid-command` for what could not even be kept as refused */
export function checkForm(stream: string, input: CommitInput): void {
  if (!streamName.test(stream) || stream.length > 200) {
    throw fault('invalid-command', 'The stream has no valid name: name it <type>/<id>.');
  }
  if (!commandId.test(input.id)) {
    throw fault(
      'invalid-command',
      'The command id has to be 1 to 200 visible ASCII characters without spaces.',
    );
  }
  if (!commandName.test(input.name)) {
    throw fault('invalid-command', 'The name of the command has to be 1 to 100 visible ASCII characters.');
  }
  if (!instant.test(input.at) || Number.isNaN(Date.parse(input.at))) {
    throw fault('invalid-command', 'The time of the command has to be an instant in UTC with milliseconds.');
  }
}

/**
 * Establishes the caller: as the API found it, or for the Temporal door by the signature (architecture.md
 * section 3, "Host").
 */
export async function whoGives(
  connection: Connection,
  stream: string,
  input: CommitInput,
  directory: Directory,
): Promise<Given> {
  const { caller } = input;
  const sent = input.content ?? input.body;
  const content = unstorableIn(sent).length === 0 ? sent : JSON.stringify(sent);
  const bodyErrors = unstorableIn(input.body);
  const refusal =
    bodyErrors.length === 0
      ? null
      : refuse('invalid-body', 'The body holds characters or values that cannot be stored.', {
          errors: bodyErrors,
        });
  if (input.fault !== undefined) {
    return {
      key: 'unverified:-',
      caller,
      refusal: refuse('malformed', input.fault),
      content,
      unverified: true,
    };
  }
  if (caller.door === 'temporal') {
    const [now] = await connection.run(
      sql<{ version: number | null }>`select ${directoryVersion} as version`,
    );
    await directory.refresh(connection, now?.version ?? null);
    const { id, name: command, body } = input;
    const signed = verifyCommand(input.jws, { stream, command, id, body }, input.at, directory);
    const invalid = signed.problem === null ? null : refuse('signature-invalid', signed.problem);
    return signed.person === null
      ? { key: `unverified:${signed.claimedKey}`, caller, refusal: invalid, content, unverified: true }
      : {
          key: signed.person,
          caller: { ...caller, person: signed.person, organisation: signed.organisation },
          refusal: invalid ?? refusal,
          content,
          unverified: false,
        };
  }
  return { key: keyOf(caller), caller, refusal, content, unverified: false };
}

function keyOf(caller: Caller): string {
  if (caller.person !== null) return caller.person;
  if (caller.door === 'clock' || caller.door === 'operator') return caller.door;
  throw fault('invalid-command', 'Nobody stands behind this command: authenticate first.');
}
