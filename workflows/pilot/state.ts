import type { Due, GivenReminder, PlannedReminder } from '../clocks/due';
import type { Instant } from '../decider';
import type { Condition, Decision } from '../decisions/decision';
import type { SeatKind } from '../seat-kinds';
import type { Consultations } from './consultation/consultation';
import type { SuspendedCountry } from './countries/suspended';
import type { Funding } from './funding/contribution';
import type { PaperRecord } from './deciding/paper';
import type { Proposal } from './proposal/form';
import type { Suspension } from './suspension/ground';

export type { Proposal } from './proposal/form';

export { type SeatKind, seatKinds } from '../seat-kinds';

/** The role of one organisation in the pilot. Ids are `<kind>-<n>`, and never used twice in a pilot. */
export interface Seat {
  readonly id: string;
  readonly kind: SeatKind;
  readonly organisation: string;
  /** The country whose host government, provider or beneficiary this is; null where the seat has none. */
  readonly country: string | null;
  /** Those who may act for the seat: belonging to the organisation is not enough. */
  readonly persons: readonly string[];
  readonly filledAt: Instant;
  /** Until when the organisation may decline; null where it may not. */
  readonly declinableUntil: Instant | null;
  readonly state: 'filled' | 'declined' | 'vacated' | 'replaced';
  /** The seat that took over from this one, null while there is none. */
  readonly successor: string | null;
}

/** Stages and steps in this order; the status of a pilot that runs is `stage.step`. */
export const proposalSteps = [
  'proposal.draft',
  'proposal.screening',
  'proposal.revision',
  'proposal.endorsement',
  'proposal.concept_review',
] as const;
export const consultationSteps = [
  'consultation.convened',
  'consultation.open',
  'consultation.response',
  'consultation.clearance',
] as const;
export const fundingSteps = [
  'funding.mix',
  'funding.appraisal',
  'funding.signature',
  'funding.conditions',
] as const;
export const stepsBeforeImplementation = [...proposalSteps, ...consultationSteps, ...fundingSteps] as const;
export const implementationSteps = ['implementation.inception'] as const;
export const steps = [...stepsBeforeImplementation, ...implementationSteps] as const;
export type Step = (typeof steps)[number];

/** How a pilot ends; the status of an ended pilot is the end alone. */
export const ends = ['closed', 'rejected', 'withdrawn', 'lapsed', 'cancelled', 'terminated'] as const;
export type End = (typeof ends)[number];
export type Status = Step | End;

/**
 * What a seat can owe.
 * - step: the act that the present step waits for.
 * - position: an answer in a decision.
 * - undecided: the coordinator's way out of a decision without a result.
 * - choice: the approving body's choice, of one more round or in the place of the seats asked.
 * - last_resort: the approving body's act on what is 30 days overdue.
 * - comment: what an invited seat says in a consultation.
 * - condition: what an approval was given with.
 * - clock: a clock that spans steps.
 * - confirmation: another person's word for what somebody entered.
 * - carried: what was open when the pilot was taken over.
 * - suspension: the review of a suspension by who set it.
 * - question: whether what a date counts from is still expected.
 * - replacement: a contribution in the place of one that was lost after the agreement was effective.
 * - refund: money that was received and not spent when the pilot ended.
 */
export type ObligationKind =
  | 'step'
  | 'position'
  | 'undecided'
  | 'choice'
  | 'last_resort'
  | 'comment'
  | 'condition'
  | 'clock'
  | 'confirmation'
  | 'carried'
  | 'suspension'
  | 'question'
  | 'replacement'
  | 'refund';

export type ObligationState = 'open' | 'met' | 'void' | 'waived' | 'lapsed';

/** `lapse`: the pilot lapses over it. `last-resort`: the step waits for it, and the approving body is the last resort. */
export type EndsIn = 'lapse' | 'last-resort';

/** Something that one seat owes by a due date. */
export interface Obligation {
  /** `<kind>:<subject>:<owner>`, with a counter where it is owed again. */
  readonly id: string;
  readonly kind: ObligationKind;
  /** The step, decision or obligation that it is about. */
  readonly subject: string;
  /** In words, for people: "Screen the proposal". */
  readonly label: string;
  /** Seat id. */
  readonly owner: string;
  /** The seat whose condition it is; null for everything else. */
  readonly setBy: string | null;
  readonly opened: Instant;
  /** The version of the programme that it opened under, and whose rule it keeps. */
  readonly programmeVersion: number;
  /** Without an instant while it counts from something that has no date yet. */
  readonly due: Due;
  /** Where it ends if it is not met: the pilot lapses, or the approving body is called; null: it only escalates. */
  readonly endsIn: EndsIn | null;
  /** When the pilot lapses over it; null where it does not, or while it is undated. */
  readonly lapsesAt: Instant | null;
  /** When the approving body is called if the step still waits for it; null where no step does, or while it is undated. */
  readonly lastResortAt: Instant | null;
  /** What happens if it is not met, in words. */
  readonly otherwise: string;
  readonly reminders: readonly PlannedReminder[];
  /** When a final notice goes out that has to wait for a working morning. */
  readonly finalNoticeAt: Instant | null;
  readonly given: readonly GivenReminder[];
  readonly state: ObligationState;
  readonly closed: Instant | null;
}

/** What a country has endorsed: it is carried over only where this is unchanged (lifecycle.md section 2). */
export interface CountryPart {
  readonly roles: readonly ('beneficiary' | 'provider')[];
  /** Its own part in words, or the whole of the proposal where it has none. */
  readonly part: unknown;
}

/** The endorsement that a country gave last. */
export interface Endorsement {
  readonly country: string;
  readonly decision: string;
  readonly part: CountryPart;
  readonly conditions: readonly Condition[];
}

/** The state of one pilot, plain JSON. */
export interface Pilot {
  readonly id: string;
  readonly version: number;
  readonly occurredAt: Instant;
  readonly programme: { readonly id: string; readonly version: number };
  readonly status: Status;
  /** Since when the pilot stands where it stands. */
  readonly since: Instant;
  readonly registered: Instant;
  /** False until the first submission: till then only proponent and coordinator see it. */
  readonly submitted: boolean;
  readonly proposal: Proposal;
  readonly seats: readonly Seat[];
  readonly decisions: readonly Decision[];
  /** Positions that came on paper. */
  readonly paper: readonly PaperRecord[];
  readonly obligations: readonly Obligation[];
  readonly endorsements: readonly Endorsement[];
  readonly consultation: Consultations;
  /** Entries to revision over the pilot's life, and how many are allowed. */
  readonly rounds: { readonly used: number; readonly allowed: number };
  /** Hashes of the documents that have served. */
  readonly documents: readonly string[];
  readonly funding: Funding;
  /** The planned end with its extensions; null while it is the day that the proposal names. */
  readonly plannedEnd: Due | null;
  readonly end: {
    readonly end: End;
    readonly at: Instant;
    readonly left: Step;
    readonly reason: string;
    readonly reopenableUntil: Instant | null;
    /** True once the reopening window is over. */
    readonly final: boolean;
  } | null;
  /** What lies over it: grounds for which it stands still, or a funder's money does. */
  readonly suspension: Suspension;
  /** The countries whose part alone stands still. */
  readonly suspendedCountries: readonly SuspendedCountry[];
  readonly reopened: boolean;
  readonly takenOver: boolean;
}
