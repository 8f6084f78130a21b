import type { Instant } from '../decider';

/** The kinds of decision of lifecycle.md section 3. */
export const decisionKinds = [
  'endorsement',
  'concept',
  'clearance',
  'appraisal',
  'act',
  'amendment',
  'agreement',
  'final_report',
  'closure',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

export const positions = [
  'approve',
  'approve_with_conditions',
  'request_changes',
  'object',
  'abstain',
  'recuse',
] as const;
export type Position = (typeof positions)[number];

export type Outcome = 'approved' | 'returned' | 'refused' | 'undecided';

/** Which seats a line of ROLE_COVERAGE counts, and how many of them have to approve. */
export interface CoverageLine {
  /** The kind of seat: `host_government`. */
  readonly seat: string;
  /** Only those of countries that the programme counts as developing. */
  readonly where: 'developing' | null;
  readonly count: number | 'each';
}

/** How the objections under NO_OBJECTION are counted: all together, by kind of seat, or by country. */
export const constituencies = ['all', 'kind', 'country'] as const;
export type Constituency = (typeof constituencies)[number];

/** A rule that is asked in one turn. `n: 'majority'` is more than half of the base. */
export type RuleOfTurn =
  | { readonly rule: 'ALL_OF' }
  | { readonly rule: 'N_OF_M'; readonly n: number | 'majority' }
  | { readonly rule: 'ROLE_COVERAGE'; readonly lines: readonly CoverageLine[] }
  | { readonly rule: 'SINGLE'; readonly seat: string }
  | { readonly rule: 'NO_OBJECTION'; readonly threshold: number; readonly per: Constituency }
  | { readonly rule: 'CONSENSUS_WITH_CHAIR'; readonly chair: string };

/** Who must agree (lifecycle.md section 3). SEQUENTIAL asks the seats of each rule only when the one before has approved. */
export type DecisionRule =
  RuleOfTurn | { readonly rule: 'SEQUENTIAL'; readonly turns: readonly RuleOfTurn[] };

/** What a seat asks for when it approves with conditions; owner and day are left to the default where null. */
export interface Condition {
  readonly text: string;
  readonly owner: string | null;
  readonly due: string | null;
}

/** One version of a seat's answer; all versions are kept, the last that is not void stands. */
export interface PositionTaken {
  readonly seat: string;
  readonly organisation: string;
  readonly position: Position;
  readonly text: string | null;
  readonly conditions: readonly Condition[];
  readonly at: Instant;
  readonly person: string | null;
  /** Who holds the seat in her own right and had delegated it to `person`; absent where nobody had. */
  readonly delegatedBy?: string;
  /** The earlier decision whose position was confirmed in one act; null for a position taken anew. */
  readonly carriedFrom: string | null;
  /** The record from which it was entered on behalf of the organisation; null where the seat answered itself. */
  readonly onPaper: OnPaper | null;
  readonly void: boolean;
}

/** A position that came on paper. */
export interface OnPaper {
  readonly record: string;
  /** Until when the organisation may strike it; null once that time is over. */
  readonly disputableUntil: Instant | null;
}

/** A seat that is asked, and whether it holds a veto. Seats of one organisation are asked once in each turn. */
export interface Asked {
  readonly seat: string;
  readonly organisation: string;
  /** The kinds of all its seats that are asked: its position stands for all of them and counts once. */
  readonly kinds: readonly string[];
  /** Its country, null where it has none, and whether the programme counts that as developing. */
  readonly country: string | null;
  readonly developing: boolean;
  /** False: it may object, and its approval is not counted, as that of the proponent in clearance. */
  readonly counts: boolean;
  /** In which turn of a SEQUENTIAL rule it is asked, from 0; 0 for every other rule. */
  readonly turn: number;
  readonly veto: boolean;
  readonly mayNotAbstain: boolean;
}

/** A question put to seats, with a quorum rule and a closing time (lifecycle.md section 3). */
export interface Decision {
  readonly id: string;
  readonly kind: DecisionKind;
  /** What is decided, in words. */
  readonly subject: string;
  /** For an `act` the command that is carried out when it is approved. */
  readonly act: { readonly command: string; readonly body: unknown } | null;
  readonly rule: DecisionRule;
  readonly asked: readonly Asked[];
  /** The turn that is asked now; 0 where there is one turn only. */
  readonly turn: number;
  /** The seats that a notice of the question has reached: silence counts only where it did (NO_OBJECTION). */
  readonly notified: readonly string[];
  readonly opened: Instant;
  /** The version of the programme that it opened under, and whose rule it keeps. */
  readonly programmeVersion: number;
  /** The latest of the asked seats' due instants. */
  readonly closes: Instant;
  /** When the approving body is called if the step still waits for this decision; null where no step does. */
  readonly lastResortAt: Instant | null;
  readonly positions: readonly PositionTaken[];
  /** Null while it is open; `undecided` stays answerable until it is resolved. */
  readonly outcome: Outcome | null;
  readonly resolved: Instant | null;
  /** When the pilot ended over it. */
  readonly voided: Instant | null;
  readonly reason: string | null;
}

/** Can it still be answered? */
export const isOpen = ({ resolved, voided }: Pick<Decision, 'resolved' | 'voided'>): boolean =>
  resolved === null && voided === null;
