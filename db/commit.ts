import type { CommandOutcome } from '../workflows/outcome';
import type { AnyDecider } from '../workflows/registry';
import { appendAccepted } from './append';
import type { CommitOptions } from './commit-options';
import { consider, type Considered, type Overtaken } from './consider';
import { checkForm, type CommitInput, type Request, whoGives } from './door';
import { typeOf } from './envelope';
import { compareWithStored, lockStream } from './event-store';
import { asFault, fault, isFault } from './faults';
import { keepAlone } from './outcome';
import { connection, tentatively } from './transaction';

/**
 * The only way in: load, decide, append, in one short transaction (architecture.md section 3, "Commit").
 *
 * @returns the outcome, which is kept: the same command id gives it again, refusals too
 * @throws Fault when there is no outcome: nothing was kept, or with `unavailable` it is unknown. Same id again.
 */
export type Commit = (stream: string, input: CommitInput) => Promise<CommandOutcome>;

/** Tries without a lock, then tries under the stream's lock, where only a moving directory can disturb. */
const optimisticTries = 3;
const lockedTries = 5;

/** Makes the `commit` of a process: one of the API, one of the worker. */
export function createCommit(options: CommitOptions): Commit {
  return async (stream, input) => {
    try {
      const answer = await carryOut(options, admit(options, stream, input), stream, input);
      logAnswer(options, input, answer);
      return answer;
    } catch (error) {
      throw logFault(options, stream, input, asFault(error));
    }
  };
}

/**
 * The decider that a command is for.
 *
 * @throws Fault `invalid-command`, `read-only`
 */
export function admit({ database, deciders }: CommitOptions, stream: string, input: CommitInput): AnyDecider {
  checkForm(stream, input);
  if (database.gate.closed !== null) {
    throw fault('read-only', `Nothing can be recorded: ${database.gate.closed}.`);
  }
  const decider = deciders[typeOf(stream)];
  if (decider === undefined) throw fault('invalid-command', 'There is no process of this type.');
  return decider;
}

/** Every line of a command carries its id and its stream, and nothing of its body. */
const named = (stream: string, { id, name, caller }: CommitInput) => ({
  commandId: id,
  stream,
  command: name,
  door: caller.door,
});

/** Tells how a command ended. */
export function logAnswer({ logger }: CommitOptions, input: CommitInput, answer: CommandOutcome): void {
  const { outcome, version, replayed, stream } = answer;
  const code = answer.outcome === 'refused' ? answer.refusal.code : undefined;
  logger.info({ ...named(stream, input), version, replayed, code }, `command ${outcome}`);
}

function logFault({ logger }: CommitOptions, stream: string, input: CommitInput, cause: unknown): unknown {
  const code = isFault(cause) ? cause.code : undefined;
  if (code === 'idempotency-key-reused') {
    logger.error({ ...named(stream, input), code, alarm: true }, 'one command id came with two contents');
  } else {
    logger.warn({ ...named(stream, input), code, err: cause }, 'command without outcome');
  }
  return cause;
}

async function carryOut(
  options: CommitOptions,
  decider: AnyDecider,
  stream: string,
  input: CommitInput,
): Promise<CommandOutcome> {
  const { database, context } = options;
  let before: Overtaken | null = null;
  for (let tried = 0; tried < optimisticTries + lockedTries; tried += 1) {
    // Anew for each try: a signing key may have been revoked since the last.
    const given = await whoGives(connection(database), stream, input, context);
    const attempt = tried < optimisticTries ? optimistic : underLock;
    const result: Attempt = await attempt(options, decider, { stream, input, given }, before);
    if ('answer' in result) return result.answer;
    before = result.overtaken;
  }
  throw fault('busy', 'Others keep changing what this command rests on: send it again with the same key.');
}

type Attempt = { readonly answer: CommandOutcome } | { readonly overtaken: Overtaken | null };
const again: Attempt = { overtaken: null };

async function optimistic(
  options: CommitOptions,
  decider: AnyDecider,
  request: Request,
  before: Overtaken | null,
): Promise<Attempt> {
  const { database } = options;
  const considered = await consider(connection(database), options, decider, request, before);
  if (!('judged' in considered)) return close(options, considered);
  return tentatively<Attempt>(database, async (tx) => {
    const locked = await lockStream(tx, request.stream);
    if (locked?.version !== considered.loaded.version) {
      const { judged, personKey, answer: accepted } = considered;
      const standing = await compareWithStored(tx, judged.plain, personKey);
      return { keep: false, answer: { overtaken: { standing, accepted } } };
    }
    const keep = await appendAccepted(tx, options, considered, locked);
    return { keep, answer: keep ? { answer: considered.answer } : again };
  });
}

async function underLock(
  options: CommitOptions,
  decider: AnyDecider,
  request: Request,
  before: Overtaken | null,
): Promise<Attempt> {
  const result = await tentatively<Attempt | { considered: Considered }>(options.database, async (tx) => {
    const locked = await lockStream(tx, request.stream);
    const considered = await consider(tx, options, decider, request, before);
    if (locked === null || !('judged' in considered)) return { keep: false, answer: { considered } };
    const keep = await appendAccepted(tx, options, considered, locked);
    return { keep, answer: keep ? { answer: considered.answer } : again };
  });
  return 'considered' in result ? close(options, result.considered) : result;
}

/** What appends nothing: an answer given before, or an outcome that is kept in a transaction of its own. */
async function close({ database }: CommitOptions, considered: Considered): Promise<Attempt> {
  if ('replay' in considered) return { answer: considered.replay };
  const kept = await keepAlone(database, considered.outcome, considered.newPersonKey);
  return kept ? { answer: considered.outcome.answer } : again;
}
