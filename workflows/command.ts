import { type Static, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import type { Caller, Decision, FieldError, Instant, NewEvent, Refusal } from './decider';
import { refuse } from './refusals';

/** One capacity in which a caller stands to a process: a seat, an administrator, the clock. */
export interface Standing<Role extends string = string> {
  readonly role: Role;
  /** Null where the capacity is no seat. */
  readonly seat: string | null;
  readonly organisation: string | null;
  /** The person who holds the seat in her own right, where the caller acts by her delegation. */
  readonly delegatedBy?: string;
}

/** A command as `decide` gets it. `at` never runs backwards; `as` is the capacity in which it is given. */
export interface Given<Role extends string = string, Body = unknown> {
  readonly id: string;
  readonly body: Body;
  readonly at: Instant;
  readonly as: Standing<Role>;
  readonly caller: Caller;
}

/** The events that a command leads to, or a refusal; with an author only where it is not the caller's standing. */
export type Answer = readonly NewEvent[] | Decision;

interface Described<Role extends string, Body> {
  /** Kebab-case imperative: `accept-screening`. Part of the API's address. */
  readonly name: string;
  /** What a button says: "Accept for endorsement". */
  readonly label: string;
  /** One or two sentences for the documentation: what it does and when. */
  readonly describe: string;
  /** Who may give it; the first that fits the caller is tried first. */
  readonly by: readonly Role[];
  readonly body: Body;
  /** Why a body that does not fit its schema is refused, where its own words are clearer than those of a schema. */
  readonly bodyErrors?: (body: unknown) => readonly FieldError[];
}

/** A command that begins a process. */
export interface Creation<Context, Role extends string, Body = TSchema, Content = unknown> extends Described<
  Role,
  Body
> {
  readonly creates: true;
  decide(given: Given<Role, Content>, context: Context): Answer;
}

/** A command to a process that exists. */
export interface Change<
  State,
  Context,
  Role extends string,
  Body = TSchema,
  Content = unknown,
> extends Described<Role, Body> {
  readonly creates: false;
  /** The statuses in which it exists. */
  readonly in: readonly string[];
  /** True: given by a seat for itself, even where seats of its kind otherwise act together. */
  readonly ownSeat: boolean;
  /** Is there anything now that the caller could do with it? What is not offered is refused by `decide`. */
  offered(state: State, as: Standing<Role>, context: Context, at: Instant): boolean;
  /** What has to be done before it can be accepted. */
  missing(state: State, context: Context, at: Instant): readonly FieldError[];
  decide(state: State, given: Given<Role, Content>, context: Context): Answer;
}

export type Command<State, Context, Role extends string> =
  Creation<Context, Role> | Change<State, Context, Role>;

type Definition<Whole, Optional extends keyof Whole> = Omit<Whole, 'creates' | Optional> &
  Partial<Pick<Whole, Optional>>;

const fieldErrorLimit = 20;

const invalid = 'Some fields of the command are missing or not as they should be.';

/** Why a body does not fit its schema, one error a place. */
export const invalidBody = (schema: TSchema, body: unknown): Refusal => {
  const places = new Map<string, string>();
  for (const { path, message } of Value.Errors(schema, body)) {
    if (!places.has(path)) places.set(path, message);
    if (places.size === fieldErrorLimit) break;
  }
  const errors = [...places].map(([pointer, detail]) => ({ pointer, detail }));
  return refuse('invalid-body', invalid, { errors });
};

/** The refusal of a body that does not fit: in words of its own where there are, else in those of its schema. */
export const refusedBody = (
  schema: TSchema,
  body: unknown,
  bodyErrors: Described<string, TSchema>['bodyErrors'],
): Refusal =>
  bodyErrors === undefined
    ? invalidBody(schema, body)
    : refuse('invalid-body', invalid, { errors: bodyErrors(body).slice(0, fieldErrorLimit) });

/** What the commands of one process type are about. `status`: the statuses that a process can have. */
export interface About {
  readonly state: unknown;
  readonly context: unknown;
  readonly role: string;
  readonly status: string;
}

/**
 * The two makers of commands for one process type. A command is one object in one place (architecture.md
 * section 3): the API's route, the authorisation, the actions of the case and the documentation come from it.
 * The body is checked before `decide` sees it.
 */
export const commandsFor = <Of extends About>() => ({
  creation: <Body extends TSchema>({
    decide,
    ...definition
  }: Definition<Creation<Of['context'], Of['role'], Body, Static<Body>>, never>): Creation<
    Of['context'],
    Of['role']
  > => ({
    ...definition,
    creates: true,
    decide: (given, context) => {
      const { body } = given;
      return Value.Check(definition.body, body)
        ? decide({ ...given, body }, context)
        : refusedBody(definition.body, body, definition.bodyErrors);
    },
  }),

  command: <Body extends TSchema>({
    decide,
    ...definition
  }: Definition<
    Change<Of['state'], Of['context'], Of['role'], Body, Static<Body>> & {
      readonly in: readonly Of['status'][];
    },
    'ownSeat' | 'offered' | 'missing'
  >): Change<Of['state'], Of['context'], Of['role']> => ({
    ownSeat: false,
    offered: () => true,
    missing: () => [],
    ...definition,
    creates: false,
    decide: (state, given, context) => {
      const { body } = given;
      return Value.Check(definition.body, body)
        ? decide(state, { ...given, body }, context)
        : refusedBody(definition.body, body, definition.bodyErrors);
    },
  }),
});
