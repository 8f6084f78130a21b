import type { Day, Instant } from '../../decider';
import type { Position } from '../../decisions/decision';
import type { Consultation, ConsultationForm, QuorumNeeded } from './consultation';

/** How many of those invited took part when the window closed. */
export interface Attendance {
  readonly invited: number;
  readonly tookPart: number;
  readonly hostGovernments: number;
}

/** What the events of a consultation say, by type. */
export interface ConsultationFacts {
  'consultation-convened': {
    readonly form: ConsultationForm;
    readonly meeting: string | null;
    readonly day: Day | null;
    readonly lastDay: Day | null;
    readonly opens: Instant | null;
    readonly wait: Consultation['wait'];
    readonly quorum: QuorumNeeded;
  };
  'seat-invited': { readonly seat: string };
  'meeting-date-set': {
    readonly meeting: string | null;
    readonly day: Day | null;
    readonly lastDay: Day | null;
    readonly opens: Instant | null;
    readonly reason: string;
  };
  'meeting-confirmed': { readonly note: string | null };
  'consultation-opened': { readonly closes: Instant };
  'comment-given': {
    readonly comment: string;
    readonly seat: string;
    readonly organisation: string;
    readonly text: string;
  };
  'consultation-position-taken': {
    readonly seat: string;
    readonly organisation: string;
    readonly position: Position;
  };
  'consultation-extended': {
    readonly closes: Instant;
    readonly how: 'automatic' | 'longer' | 'correspondence';
    readonly reason: string;
  };
  'consultation-inquorate': Attendance;
  'consultation-closed': Attendance & { readonly quorate: boolean; readonly reason: string | null };
  'comment-answered': { readonly comment: string; readonly text: string };
}

/** The event types of a consultation with the schema version that is written now. */
export const consultationEventVersions: Readonly<Record<keyof ConsultationFacts, number>> = {
  'consultation-convened': 1,
  'seat-invited': 1,
  'meeting-date-set': 1,
  'meeting-confirmed': 1,
  'consultation-opened': 1,
  'comment-given': 1,
  'consultation-position-taken': 1,
  'consultation-extended': 1,
  'consultation-inquorate': 1,
  'consultation-closed': 1,
  'comment-answered': 1,
};
