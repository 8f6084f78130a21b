import type { Instant } from '../../decider';
import type { Condition, Position } from '../../decisions/decision';
import type { DocumentNamed, NoticeTo } from '../events';

/** What the events say about positions that came on paper (lifecycle.md section 3, On behalf). */
export interface PaperFacts {
  /** Entered by the coordinator; counts for nothing before another person has confirmed it. */
  'position-recorded': {
    readonly record: string;
    readonly decision: string;
    readonly seat: string;
    readonly organisation: string;
    readonly position: Position;
    readonly text: string | null;
    readonly conditions: readonly Condition[];
    readonly document: DocumentNamed;
    /** Why the document serves again; null where it serves for the first time. */
    readonly reason: string | null;
  };
  /** The position is taken, and the organisation is told: from here it may be struck. */
  'record-confirmed': {
    readonly record: string;
    readonly decision: string;
    readonly seat: string;
    readonly organisation: string;
    readonly to: readonly NoticeTo[];
    readonly disputableUntil: Instant;
  };
  /** The letter in which a country has endorsed. */
  'endorsement-written': {
    readonly seat: string;
    readonly letter: DocumentNamed;
    /** Why a letter serves that has served before. */
    readonly reason: string | null;
  };
  'position-struck': {
    readonly record: string;
    readonly decision: string;
    readonly seat: string;
    readonly reason: string;
  };
  /** After a suspension the time in which it may be struck gets back what was left. */
  'dispute-window-resumed': {
    readonly record: string;
    readonly decision: string;
    readonly disputableUntil: Instant;
  };
  'dispute-window-closed': { readonly record: string; readonly decision: string };
}

/** The schema version of each that is written now. */
export const paperEventVersions: Readonly<Record<keyof PaperFacts, number>> = {
  'position-recorded': 1,
  'record-confirmed': 1,
  'endorsement-written': 1,
  'position-struck': 1,
  'dispute-window-resumed': 1,
  'dispute-window-closed': 1,
};
