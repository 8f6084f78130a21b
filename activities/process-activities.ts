import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import type { Commit } from '../db/commit';
import type { CommitInput } from '../db/door';
import { isFault } from '../db/faults';
import { type Agenda, clockCaller, type Instant } from '../workflows/decider';
import type { AgendaRead, HostActivities } from '../workflows/host-contract';
import type { CommandOutcome } from '../workflows/outcome';
import { perform, type Performers } from './effects';

/** What the activities of the host are made of. */
export interface ProcessParts {
  readonly commit: Commit;
  /** The agenda of a stream as it stands; the empty one for a stream that is not there. */
  readonly readAgenda: (stream: string) => Promise<Agenda>;
  readonly performers: Performers;
  readonly logger: Logger;
}

/**
 * What the host asks for, on top of `commit` (architecture.md section 3, "Host"). An error means that it is unknown
 * whether something was recorded, or that nothing could be: the host asks again with the same ids.
 */
export function processActivities(parts: ProcessParts): HostActivities {
  const { commit, readAgenda, performers, logger } = parts;

  const byTheClock = async (stream: string, input: Omit<CommitInput, 'caller'>): Promise<void> => {
    const answer = await commit(stream, { ...input, caller: clockCaller });
    if (answer.outcome === 'accepted') return;
    const { code, detail } = answer.refusal;
    logger.error({ stream, commandId: input.id, code, detail }, `the clock was refused ${input.name}`);
  };

  return {
    readAgenda: async ({ stream, at }) => asOf(await readAgenda(stream), at),
    bring: ({ stream, ...command }) => bring(commit, stream, command),
    tick: ({ stream, at }) => byTheClock(stream, { id: `tick:${at}`, name: 'tick', body: {}, at }),
    performEffect: ({ stream, effect }) => withSignsOfLife(() => perform(performers, effect, stream)),
    reportEffect: ({ stream, at, effect, result }) =>
      result.done
        ? byTheClock(stream, { id: `done:${effect}`, name: 'complete-effect', body: { effect }, at })
        : byTheClock(stream, {
            id: `given-up:${effect}`,
            name: 'give-up-effect',
            body: { effect, reason: result.reason },
            at,
          }),
  };
}

/**
 * What is open becomes overdue at its due instant, by the clock alone: neither an event nor a tick tells of it, so the
 * state by itself knows it only later.
 */
function asOf(agenda: Agenda, at: Instant): AgendaRead {
  const { nextDue } = agenda.details;
  const overdue = agenda.details.overdue || (nextDue !== null && nextDue <= at);
  return { ...agenda, looksAgainAt: overdue ? null : nextDue, details: { ...agenda.details, overdue } };
}

/** As any command of ours is named, and long enough for those to come. */
const commandName = /^[a-z][a-z0-9-]{0,99}$/;

/** Says every two seconds that this worker lives, while it works. */
async function withSignsOfLife(work: () => Promise<void>): Promise<void> {
  const context = Context.current();
  const beating = setInterval(() => {
    context.heartbeat();
  }, 2_000);
  try {
    await work();
  } finally {
    clearInterval(beating);
  }
}

/** The person is established by the signature, in `commit`. */
async function bring(
  commit: Commit,
  stream: string,
  { name, ...command }: Omit<CommitInput, 'caller'>,
): Promise<CommandOutcome> {
  const named = commandName.test(name)
    ? { name }
    : { name: 'unnamed', fault: command.fault ?? 'Send the name of a command, such as take-position.' };
  try {
    return await commit(stream, {
      ...command,
      ...named,
      caller: { door: 'temporal', person: null, organisation: null },
    });
  } catch (error) {
    if (!isFault(error) || error.retryable) throw error;
    const refusal = { refused: true, code: error.code, detail: error.message } as const;
    return { outcome: 'refused', replayed: false, stream, version: 0, refusal };
  }
}
