import type { Agenda, Effect, Instant } from './decider';
import type { CommandOutcome } from './outcome';

/**
 * What passes between the host, its activities and those who write to it (architecture.md section 3, "Host").
 * It stands in histories that live for years: fields are only ever added.
 *
 * Vocabulary
 * - host: the one workflow function that carries any process; its workflow id is the stream's name.
 * - wake: a hint, sent as the signal `advanced`, that the agenda may have changed.
 * - bring: to hand a command that came through Temporal to `commit`.
 */

/** Name of the workflow function, and so the workflow type. */
export const hostName = 'process';

/** Signals `advanced` and `command`, update `command`. */
export const advancedName = 'advanced';
export const commandName = 'command';

/**
 * Argument of the workflow: what one run hands to the next when it continues as new. Nothing at the start; the
 * stream is the workflow id.
 */
export interface Carried {
  /** So that a poisoned stream keeps its place in the back-off. */
  readonly lastTick: LastTick | null;
}
export interface LastTick {
  readonly at: Instant;
  /** How many ticks in a row did not move the wake-up on. */
  readonly fruitless: number;
}

/** Argument of `advanced`: what was appended since the last wake, for the reader of Temporal's UI. No data. */
export interface Advanced {
  readonly events: readonly { readonly type: string; readonly version: number }[];
}

/** Argument of the signal and of the update `command`. `jws` is the compact JWS by which the person signs it. */
export interface TemporalCommand {
  readonly id: string;
  readonly name: string;
  readonly body: unknown;
  readonly jws?: string;
}

/** How an effect ended: the receiver has it, or it is given up with a reason. */
export type EffectResult = { readonly done: true } | { readonly done: false; readonly reason: string };

/**
 * The agenda as it stands at an instant of Temporal's clock. `looksAgainAt`: when the next due date comes, and with
 * it what an operator sees changes, although nothing has to be done; histories of before have no such field.
 */
export type AgendaRead = Agenda & { readonly looksAgainAt?: Instant | null };

/** What the host asks of the activities. `at` is Temporal's clock: only the host knows it. */
export interface HostActivities {
  readonly readAgenda: (input: { readonly stream: string; readonly at: Instant }) => Promise<AgendaRead>;
  /** With a `fault` the command is only what stands in the place of one: it is refused for that, and recorded. */
  readonly bring: (
    input: { readonly stream: string; readonly at: Instant; readonly fault?: string } & TemporalCommand,
  ) => Promise<CommandOutcome>;
  readonly tick: (input: { readonly stream: string; readonly at: Instant }) => Promise<void>;
  readonly performEffect: (input: { readonly stream: string; readonly effect: Effect }) => Promise<void>;
  readonly reportEffect: (input: {
    readonly stream: string;
    readonly at: Instant;
    readonly effect: string;
    readonly result: EffectResult;
  }) => Promise<void>;
}

/** Nothing is owed, nothing is timed and nothing can come any more: no workflow is needed. */
export const isEmpty = (agenda: Agenda): boolean =>
  agenda.settled && agenda.wakeAt === null && agenda.effects.length === 0;
