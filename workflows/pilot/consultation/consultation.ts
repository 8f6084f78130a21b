import type { Day, Instant } from '../../decider';
import type { Position } from '../../decisions/decision';

/** How a consultation is held. */
export const consultationForms = ['meeting', 'correspondence'] as const;
export type ConsultationForm = (typeof consultationForms)[number];

/** How many of the invited seats have to take part, in percent, and how many host governments among them. */
export interface QuorumNeeded {
  readonly percent: number;
  readonly hostGovernments: number;
}

/** What an invited seat said. The proponent answers every single one (lifecycle.md section 2). */
export interface Comment {
  /** `comment-<n>`. */
  readonly id: string;
  readonly seat: string;
  readonly organisation: string;
  readonly text: string;
  readonly at: Instant;
  readonly person: string | null;
  readonly delegatedBy?: string;
  readonly answer: {
    readonly text: string;
    readonly at: Instant;
    readonly person: string | null;
    readonly delegatedBy?: string;
  } | null;
}

/** One version of an invited seat's position; the last that is not void stands. */
export interface ConsultationPosition {
  readonly seat: string;
  readonly organisation: string;
  readonly position: Position;
  readonly at: Instant;
  readonly person: string | null;
  readonly delegatedBy?: string;
  readonly void: boolean;
}

/** The technical consultation of one pilot: its own record, also where a meeting takes up several pilots. */
export interface Consultation {
  readonly form: ConsultationForm;
  /** The meeting that takes the pilot up, where it is shared with others; null for one of its own. */
  readonly meeting: string | null;
  /** The first and the last day of the meeting; null while it has no date, and by correspondence. */
  readonly day: Day | null;
  readonly lastDay: Day | null;
  /** When it opens by the clock; null while it has no date, and by correspondence. */
  readonly opens: Instant | null;
  /** Which window it has: that of small pilots is shorter. */
  readonly wait: 'consultation' | 'smallConsultation';
  readonly quorum: QuorumNeeded;
  /** How often the coordinator has confirmed that a meeting without a date is expected. */
  readonly confirmations: number;
  /** Seat ids; a successor stands in the place of the seat before it. */
  readonly invited: readonly string[];
  readonly opened: Instant | null;
  /** When the window closes; null before it opens. */
  readonly closes: Instant | null;
  /** Whether the one automatic extension was given. */
  readonly extended: boolean;
  /** True while the coordinator owes a choice, because the window has closed again without a quorum. */
  readonly inquorate: boolean;
  readonly closed: { readonly at: Instant; readonly quorate: boolean; readonly reason: string | null } | null;
  readonly comments: readonly Comment[];
  readonly positions: readonly ConsultationPosition[];
  /** The seats that have taken part in this window: with a comment, or with a position that is no recusal. */
  readonly tookPart: readonly string[];
}

/** The consultation as it stands, and those of earlier rounds. */
export interface Consultations {
  readonly present: Consultation | null;
  readonly earlier: readonly Consultation[];
}
