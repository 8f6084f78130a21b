import type { Due, PlannedReminder } from '../clocks/due';
import type { Day, Instant } from '../decider';
import type { Decision } from '../decisions/decision';

/** The seats of lifecycle.md section 1. */
export const seatKinds = [
  'coordinator',
  'proponent',
  'host_government',
  'provider',
  'beneficiary',
  'facilitator',
  'funder',
  'reviewer',
  'approving_body',
  'finance',
  'evaluator',
  'observer',
  'auditor',
] as const;
export type SeatKind = (typeof seatKinds)[number];

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
  /** Until when the organisation may decline; null for coordinator and proponent at registration. */
  readonly declinableUntil: Instant | null;
  readonly state: 'filled' | 'declined' | 'vacated' | 'replaced';
}

/** Stages and steps in this order; the status of a pilot that runs is `stage.step`. */
export const proposalSteps = [
  'proposal.draft',
  'proposal.screening',
  'proposal.revision',
  'proposal.endorsement',
  'proposal.concept_review',
] as const;
export const steps = [...proposalSteps, 'consultation.convened'] as const;
export type Step = (typeof steps)[number];

/** How a pilot ends; the status of an ended pilot is the end alone. */
export const ends = ['closed', 'rejected', 'withdrawn', 'lapsed', 'cancelled', 'terminated'] as const;
export type End = (typeof ends)[number];
export type Status = Step | End;

export type ObligationState = 'open' | 'met' | 'void' | 'waived' | 'lapsed';

/** Something that one seat owes by a due date. A step, a position and a choice are all obligations. */
export interface Obligation {
  readonly id: string;
  /** `step`, `position`, `choice`, … */
  readonly kind: string;
  /** The step, decision or choice that it is about. */
  readonly subject: string;
  /** In words, for people: "Screen the proposal". */
  readonly label: string;
  /** Seat id. */
  readonly owner: string;
  readonly opened: Instant;
  readonly due: Due;
  /** True: when it runs out, the pilot lapses. False: it only escalates. */
  readonly lapses: boolean;
  /** What happens if it is not met, in words. */
  readonly otherwise: string;
  readonly reminders: readonly PlannedReminder[];
  readonly given: readonly GivenReminder[];
  readonly state: ObligationState;
  readonly closed: Instant | null;
}

/** A reminder that was recorded: once per (obligation, offset, due date). */
export interface GivenReminder {
  readonly offset: number | 'final';
  readonly due: Instant;
  readonly at: Instant;
}

/** The proposal: everything but the title may be missing while it is a draft (lifecycle.md section 2). */
export interface Proposal {
  readonly title: string;
  readonly problem?: string;
  readonly demandEvidence?: { readonly need: string } | { readonly exception: string };
  readonly beneficiaryCountries?: readonly string[];
  readonly providerCountries?: readonly string[];
  readonly region?: string;
  readonly focalArea?: string;
  readonly objectives?: readonly string[];
  readonly expectedOutputs?: readonly string[];
  readonly plannedStart?: Day;
  readonly plannedEnd?: Day;
  readonly roughBudget?: { readonly amount: string; readonly currency: string; readonly modality: string };
  readonly policyLinks?: readonly { readonly kind: string; readonly reference: string }[];
  /** The three roles of triangular cooperation, where the programme asks for them. */
  readonly facilitator?: string;
  /** Where the figures come from, for example the identifier in a file that was imported. */
  readonly references?: readonly string[];
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
  readonly obligations: readonly Obligation[];
  /** Entries to revision over the pilot's life, and how many are allowed. */
  readonly rounds: { readonly used: number; readonly allowed: number };
  readonly end: {
    readonly end: End;
    readonly at: Instant;
    readonly left: Step;
    readonly reason: string;
    readonly reopenableUntil: Instant | null;
  } | null;
  readonly reopened: boolean;
  readonly takenOver: boolean;
}
