import type { Length } from '../clocks/due';

/** A value of a rule book and where it comes from: a public rule, a decision of a fund, or `ours`. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly source: string;
}

/** How long something may take: days or months, or working days of the owner's organisation. */
export type Wait = Length | { readonly workingDays: number };

/**
 * The versioned rules under which a pilot runs (lifecycle.md, first paragraph; values: programmes.md).
 * A published version never changes; a rule book that lacks a value is refused.
 */
export interface RuleBook {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly currency: Sourced<string>;
  readonly eligibility: {
    readonly minimumCountries: Sourced<number>;
    readonly minimumDevelopingCountries: Sourced<number>;
    /** A need, or a justified exception, has to be given. */
    readonly demandEvidence: Sourced<boolean>;
    readonly triangular: Sourced<boolean>;
  };
  readonly waits: Readonly<Record<WaitName, Sourced<Wait>>>;
  readonly revisionRounds: Sourced<number>;
  readonly decisions: Readonly<
    Record<
      'endorsement' | 'concept' | 'act',
      Sourced<{ readonly rule: 'ALL_OF' | 'N_OF_M' | 'SINGLE'; readonly n?: number | 'majority' }>
    >
  >;
  /** Days from the due date; who is told besides the owner is lifecycle.md section 4. */
  readonly reminders: {
    readonly owner: Sourced<readonly number[]>;
    readonly coordinator: Sourced<number>;
    readonly approvingBody: Sourced<number>;
    readonly repeatEvery: Sourced<number>;
  };
  /** The notices without which nothing lapses, and the days that a final notice gives. */
  readonly lapse: { readonly notices: Sourced<readonly number[]>; readonly finalNotice: Sourced<number> };
}

export const waitNames = [
  'draft',
  'screening',
  'revision',
  'endorsement',
  'concept',
  'act',
  'convening',
  'conceptToApproval',
  'declineSeat',
  'undecided',
  'successor',
  'lastResortAfter',
  'lastResort',
  'lastResortRepeat',
  'reopening',
  'reopenedClock',
  'review',
  'otherwise',
] as const;
export type WaitName = (typeof waitNames)[number];

/** A rule book in force at one deployment: which bodies fill the seats that the programme names. */
export interface Programme {
  readonly ruleBook: RuleBook;
  readonly institutions: {
    /** Organisations that may coordinate; the first is the programme's own coordinator. */
    readonly coordinators: readonly string[];
    /** One organisation a member. */
    readonly approvingBody: readonly string[];
    readonly finance: string;
    /** Persons. */
    readonly administrators: readonly string[];
  };
}
