import { commandsFor, type Given as GivenBy, type Standing as StandingIn } from '../command';
import type { Instant } from '../decider';
import type { DirectoryContext } from '../directory/entries';
import { type Pilot, type SeatKind, seatKinds, type Status } from './state';

/**
 * In what capacity a caller may act on a pilot: for one of its seats, as an administrator of its programme, as
 * an organisation that registers one, or as the clock.
 */
export type Role = SeatKind | 'administrator' | 'registrar' | 'clock';

/** What refusals call the roles. */
export const roleNames: Readonly<Record<Role, string>> = {
  coordinator: 'the coordinator',
  proponent: 'the proponent',
  host_government: 'a host government',
  provider: 'a provider',
  beneficiary: 'a beneficiary',
  facilitator: 'the facilitator',
  funder: 'a funder',
  reviewer: 'a reviewer',
  approving_body: 'the approving body',
  finance: 'finance',
  evaluator: 'the evaluator',
  observer: 'an observer',
  auditor: 'an auditor',
  administrator: 'an administrator of the programme',
  registrar: 'an active person of an organisation in the directory',
  clock: 'the clock',
};

/** Every seat, for commands that a seat gives for itself. */
export const everySeat: readonly SeatKind[] = seatKinds;

export type Standing = StandingIn<Role>;
export type Given<Body = unknown> = GivenBy<Role, Body>;

/** The makers of commands to a pilot. */
export const { command, creation } = commandsFor<{
  state: Pilot;
  context: DirectoryContext;
  role: Role;
  status: Status;
}>();

/** The moment of a decision: when, by whom and in what capacity, and what the directory says. */
export interface Moment {
  readonly at: Instant;
  readonly as: Standing;
  readonly person: string | null;
  readonly directory: DirectoryContext;
}

/** What somebody did: who, and who had delegated the seat to her; the latter absent where nobody had. */
export interface Done {
  readonly person: string | null;
  readonly delegatedBy?: string;
}

/** The names that stand on what was done (lifecycle.md section 1). */
export const namesOf = ({ person, delegatedBy }: Done): readonly string[] =>
  [person, delegatedBy].filter((name) => name != null);

/** The names that stand on what is done at this moment. */
export const namesOn = ({ person, as }: Pick<Moment, 'person' | 'as'>): readonly string[] =>
  namesOf({ ...as, person });

/** Does one of these names stand on what was done before? */
export const isBy = (done: Done, moment: Pick<Moment, 'person' | 'as'>): boolean =>
  namesOn(moment).some((name) => namesOf(done).includes(name));

/** The moment at which a command is given. */
export const momentOf = ({ at, as, caller }: Given, directory: DirectoryContext): Moment => ({
  at,
  as,
  person: caller.person,
  directory,
});
