/**
 * The words that every process shares. A process (a pilot, an organisation, later a match or a policy
 * instrument) is one pure decider; the log, `commit` and the host carry any of them.
 *
 * Vocabulary
 * - stream: the events of one process, named `<type>/<id>`, for example `pilot/0f3a…`.
 * - command: a request to change a process; accepted or refused as a whole.
 * - event: a fact in the log. A `NewEvent` is decided, a `RecordedEvent` is in its place in the stream.
 * - door: where a command came in: HTTP, Temporal, or the clock.
 */

/** An instant, RFC 3339 in UTC with milliseconds: `2027-03-01T09:00:00.000Z`. Sorts as text. */
export type Instant = string;

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** Who stands behind an event: ids only, never names. All null: the clock. */
export interface Author {
  readonly person: string | null;
  readonly organisation: string | null;
  readonly seat: string | null;
  readonly onBehalfOf: string | null;
  /** The person who holds the seat in her own right and has delegated it to `person`; absent where nobody has. */
  readonly delegatedBy?: string;
}

/** An event as a decider makes it. `data` is plain JSON. */
export interface NewEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly schemaVersion: number;
  readonly data: Data;
}

/** An event in its place in the stream. Versions count from 1 without a hole. */
export interface RecordedEvent<Type extends string = string, Data = unknown>
  extends NewEvent<Type, Data>, Author {
  readonly stream: string;
  readonly version: number;
  readonly occurredAt: Instant;
  readonly commandId: string;
}

/** Who gives a command, as the door established it. `organisation` null: all that the person belongs to. */
export interface Caller {
  readonly door: 'http' | 'temporal' | 'clock' | 'operator';
  readonly person: string | null;
  readonly organisation: string | null;
}

/** The clock as a caller: ticks, and what the host reports of effects. */
export const clockCaller: Caller = { door: 'clock', person: null, organisation: null };

/** The operator at the machine (`npm run create-admin`, the sample directory): no person stands behind it. */
export const operatorCaller: Caller = { door: 'operator', person: null, organisation: null };

/** A command at the door of a decider. `at` is set by the door, never by the caller. */
export interface CommandInput {
  readonly id: string;
  readonly name: string;
  readonly body: unknown;
  readonly at: Instant;
  readonly caller: Caller;
}

/** One bad field of a body: where (JSON pointer) and what to do about it. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** Why a command was refused: a stable code, a plain sentence, and what could be done instead. */
export interface Refusal {
  readonly refused: true;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly insteadYouMay?: readonly string[];
}

/** What a decider answers: the events that the command leads to and who stands behind them, or a refusal. */
export type Decision =
  { readonly refused?: never; readonly events: readonly NewEvent[]; readonly author: Author } | Refusal;

/** An effect on the outside world that is owed: performed at least once, gone only by a committed event. */
export interface Effect {
  readonly id: string;
  readonly kind: string;
  readonly body: unknown;
}

/** What an operator sees of the process in Temporal: ids, steps and dates, no personal data. */
export interface AgendaDetails {
  readonly stage: string | null;
  readonly step: string | null;
  readonly region: string | null;
  readonly programme: string | null;
  readonly nextDue: Instant | null;
  readonly overdue: boolean;
}

/**
 * What is to be done next. A versioned schema that the host's timers, effects and search attributes depend
 * on: fields are only ever added.
 */
export interface Agenda {
  readonly schema: 1;
  /** When the clock has to ask again; null when nothing is timed. After a tick it is strictly later, or null. */
  readonly wakeAt: Instant | null;
  /** What the wake-up is for, in words: `reminder −7 days: endorsement, KE`. */
  readonly wakeFor: string | null;
  readonly effects: readonly Effect[];
  /** Nothing is owed and nothing can come any more: the workflow may finish. */
  readonly settled: boolean;
  readonly details: AgendaDetails;
}

/** Nothing is timed and nothing is owed: what a process without clocks, or one that does not exist yet, has to do. */
export const emptyAgenda: Agenda = {
  schema: 1,
  wakeAt: null,
  wakeFor: null,
  effects: [],
  settled: true,
  details: { stage: null, step: null, region: null, programme: null, nextDue: null, overdue: false },
};

/** A message that leaves the system once sending exists; its row is written in the append's transaction. */
export interface OutboxMessage {
  readonly kind: string;
  readonly body: unknown;
}

/** One process type: pure, without I/O and without a clock of its own. */
export interface Decider<State, Context> {
  /** First part of the stream's name. */
  readonly type: string;
  /** Raised whenever `evolve` gives another state for the same events; snapshots of other versions are not used. */
  readonly foldVersion: number;
  readonly initial: State;
  /** Names of the commands that begin a stream; any other command to a stream that is not there: `unknown-stream`. */
  readonly creations: readonly string[];
  /** The pilot whose seats the decision on this command rests on, beside the directory; without it there is none. */
  pilotNamed?(command: Pick<CommandInput, 'name' | 'body'>): string | null;
  /** Event types that only record that a notice was given: they do not fail an `If-Match`. */
  readonly noticeTypes: readonly string[];
  /** May this caller give this command at all? Asked before `If-Match`; null when it may. */
  authorise(state: State, command: CommandInput, context: Context): Refusal | null;
  decide(state: State, command: CommandInput, context: Context): Decision;
  evolve(state: State, event: RecordedEvent): State;
  agenda(state: State): Agenda;
  /** The status shown with a command's answer, for example `proposal.screening`; null where there is none. */
  status(state: State): string | null;
  /** What has to be sent because of this event; `state` is the state after it. */
  outbox(state: State, event: RecordedEvent): readonly OutboxMessage[];
}

/** Is this answer of a decider a refusal? */
export const isRefusal = (answer: object | null): answer is Refusal =>
  answer !== null && 'refused' in answer && answer.refused === true;

/** Folds events onto a state, in order. */
export const fold = <State>(
  decider: Pick<Decider<State, never>, 'evolve'>,
  state: State,
  events: readonly RecordedEvent[],
): State => events.reduce((folded, event) => decider.evolve(folded, event), state);
