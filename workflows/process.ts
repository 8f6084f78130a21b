import { Value } from '@sinclair/typebox/value';

import { type Answer, type Change, type Command, type Given, invalidBody, type Standing } from './command';
import {
  type Author,
  type CommandInput,
  type Decider,
  type Decision,
  type FieldError,
  type Instant,
  isRefusal,
  type Refusal,
} from './decider';
import { refuse } from './refusals';

/** What one process type adds to its commands to become a decider. `null` is the process before it exists. */
export interface Process<State, Context, Role extends string> extends Pick<
  Decider<State | null, Context>,
  'type' | 'foldVersion' | 'noticeTypes' | 'evolve' | 'agenda' | 'status' | 'outbox' | 'pilotNamed'
> {
  readonly commands: readonly Command<State, Context, Role>[];
  /** What refusals call a role: "the coordinator". */
  readonly roleNames: Readonly<Record<Role, string>>;
  /** Every capacity in which this caller stands to the process at this instant. */
  readonly standings: (
    state: State | null,
    caller: CommandInput['caller'],
    context: Context,
    at: Instant,
  ) => readonly Standing<Role>[] | Refusal;
  /** May a caller who can do nothing here know that it exists? Without it everybody may know of all. */
  readonly sees?: (state: State, caller: CommandInput['caller'], context: Context, at: Instant) => boolean;
  /** The instant of the last event: time never runs backwards within a process. */
  readonly lastAt: (state: State) => string;
  /** Is a command open at all to anybody now, whatever its own `offered` says? Without it all are. */
  readonly offers?: (command: Change<State, Context, Role>, state: State) => boolean;
  /** How a command is carried out, where that is more than its own `decide`. */
  readonly carry?: (
    command: Change<State, Context, Role>,
    state: State,
    given: Given<Role>,
    context: Context,
  ) => Answer;
}

/** One command that a caller may give now, and what has to be done before it can be accepted. */
export interface Action {
  readonly command: string;
  readonly label: string;
  readonly missing: readonly FieldError[];
}

/** A decider that can also say what a caller may do now. */
export interface CommandedDecider<State, Context, Role extends string> extends Decider<
  State | null,
  Context
> {
  readonly commands: readonly Command<State, Context, Role>[];
  /** The commands that this caller may give now, in the order in which they are listed. */
  actions(state: State, input: Pick<CommandInput, 'caller' | 'at'>, context: Context): readonly Action[];
}

const unsaid = new Set<string>(['not-your-seat', 'not-asked']);

/** Of several capacities the refusal that says most: not the one that only says "not you". */
const mostTelling = (refused: readonly Refusal[]): Refusal | undefined =>
  refused.find(({ code }) => !unsaid.has(code)) ?? refused[0];

const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

/**
 * Makes the decider of a process type from its commands. In this order it checks that the caller may know of the
 * process, that the command exists, that its body fits, that the caller has a seat that may give it, and that it
 * exists in the present status; only then the command's own rules run (api.md, order of checks). Every refusal says
 * what the caller may do instead.
 */
export const deciderOf = <State, Context, Role extends string>(
  process: Process<State, Context, Role>,
): CommandedDecider<State, Context, Role> => {
  const { commands, standings } = process;
  const byName = new Map(commands.map((command) => [command.name, command]));

  const standingsFor = (
    command: Command<State, Context, Role>,
    state: State | null,
    { caller, at }: Pick<CommandInput, 'caller' | 'at'>,
    context: Context,
  ): readonly Standing<Role>[] | Refusal => {
    const held = standings(state, caller, context, at);
    if (isRefusal(held)) return held;
    return command.by.flatMap((role) => held.filter((standing) => standing.role === role));
  };

  const actions = (
    state: State,
    { caller, at }: Pick<CommandInput, 'caller' | 'at'>,
    context: Context,
  ): readonly Action[] => {
    const held = standings(state, caller, context, at);
    if (isRefusal(held)) return [];
    const now = process.status(state);
    return commands.flatMap((command) =>
      !command.creates &&
      now !== null &&
      command.in.includes(now) &&
      process.offers?.(command, state) !== false &&
      held.some((as) => command.by.includes(as.role) && command.offered(state, as, context, at))
        ? [{ command: command.name, label: command.label, missing: command.missing(state, context, at) }]
        : [],
    );
  };

  const advised = (refusal: Refusal, state: State | null, input: CommandInput, context: Context): Refusal => {
    if (state === null || refusal.code === unseen || refusal.insteadYouMay !== undefined) return refusal;
    const labels = actions(state, input, context)
      .filter(({ command }) => command !== input.name)
      .map(({ label }) => label);
    return labels.length === 0 ? refusal : { ...refusal, insteadYouMay: labels };
  };

  /** The command and the capacities in which the caller may give it, or why not. */
  const admitted = (
    state: State | null,
    input: CommandInput,
    context: Context,
  ): Refusal | { command: Command<State, Context, Role>; as: readonly Standing<Role>[] } => {
    const command = byName.get(input.name);
    const as = command === undefined ? [] : standingsFor(command, state, input, context);
    if (isRefusal(as)) return as;
    // Told in the same words as for a stream that is not there, or the refusal would tell that there is one.
    if (as.length === 0 && state !== null && process.sees?.(state, input.caller, context, input.at) === false)
      return nothingThere();
    if (command === undefined)
      return refuse('unknown-command', `There is no command "${input.name}" for a ${process.type}.`);
    if (!Value.Check(command.body, input.body)) return invalidBody(command.body, input.body);
    if (command.creates !== (state === null))
      return command.creates
        ? refuse('already-exists', `This ${process.type} exists already.`)
        : nothingThere();
    if (input.caller.organisation === null && new Set(as.map(({ organisation }) => organisation)).size > 1)
      return refuse(
        'choose-organisation',
        `You could give “${command.label}” for several organisations: say for which one you act.`,
      );
    const names = command.by.map((role) => process.roleNames[role]);
    return as.length > 0
      ? { command, as }
      : refuse(
          'not-your-seat',
          `“${command.label}” belongs to ${oneOf(names)}, and you do not act for that seat.`,
        );
  };

  const carried = (
    command: Command<State, Context, Role>,
    state: State | null,
    given: Given<Role>,
    context: Context,
  ): Answer => {
    if (command.creates) return command.decide(given, context);
    if (state === null) return nothingThere();
    return process.carry === undefined
      ? command.decide(state, given, context)
      : process.carry(command, state, given, context);
  };

  const decided = (state: State | null, input: CommandInput, context: Context): Decision => {
    const admission = admitted(state, input, context);
    if (isRefusal(admission)) return admission;
    const { command, as } = admission;
    const now = state === null ? null : process.status(state);
    if (!command.creates && (now === null || !command.in.includes(now)))
      return refuse(
        'not-now',
        `“${command.label}” is not possible while the ${process.type} is at ${now ?? 'its beginning'}.`,
      );
    const last = state === null ? input.at : process.lastAt(state);
    const at = last > input.at ? last : input.at;
    const refused: Refusal[] = [];
    for (const standing of as) {
      const { id, body, caller } = input;
      const answer = carried(command, state, { id, body, at, as: standing, caller }, context);
      if ('refused' in answer && isRefusal(answer)) refused.push(answer);
      else return 'events' in answer ? answer : { events: answer, author: authorOf(input, standing) };
    }
    return mostTelling(refused) ?? refuse('not-your-seat', `“${command.label}” is not yours to give.`);
  };

  return {
    type: process.type,
    foldVersion: process.foldVersion,
    initial: null,
    noticeTypes: process.noticeTypes,
    ...(process.pilotNamed !== undefined && { pilotNamed: process.pilotNamed }),
    creations: commands.filter(({ creates }) => creates).map(({ name }) => name),
    commands,
    actions,
    authorise: (state, input, context) => {
      const admission = admitted(state, input, context);
      return isRefusal(admission) ? advised(admission, state, input, context) : null;
    },
    decide: (state, input, context) => {
      const decision = decided(state, input, context);
      return isRefusal(decision) ? advised(decision, state, input, context) : decision;
    },
    evolve: (state, event) => process.evolve(state, event),
    agenda: (state) => process.agenda(state),
    status: (state) => process.status(state),
    outbox: (state, event) => process.outbox(state, event),
  };
};

const unseen = 'unknown-stream';

/** What a command to a process is refused with that is not there, or that the caller may not see. */
export const nothingThere = (): Refusal =>
  refuse(unseen, 'There is nothing of this id that you may see: check the id.');

/** Who stands behind what this caller does in this capacity: both names, where the seat was delegated to her. */
export const authorOf = (
  { caller }: { readonly caller: Pick<CommandInput['caller'], 'person'> },
  { organisation, seat, delegatedBy }: Standing,
): Author => ({
  person: caller.person,
  organisation,
  seat,
  onBehalfOf: null,
  ...(delegatedBy !== undefined && { delegatedBy }),
});
