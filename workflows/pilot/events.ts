import type { Due, PlannedReminder } from '../clocks/due';
import type { Day, Instant, NewEvent } from '../decider';
import type { Asked, Condition, DecisionKind, DecisionRule, Outcome, Position } from '../decisions/decision';
import { consultationEventVersions, type ConsultationFacts } from './consultation/facts';
import { type CountryFacts, countryEventVersions } from './countries/facts';
import { type MigrationFacts, migrationEventVersions } from './migration/facts';
import { type FundingFacts, fundingEventVersions } from './funding/facts';
import { type ImplementationFacts, implementationEventVersions } from './implementation/facts';
import { type PaperFacts, paperEventVersions } from './deciding/facts';
import type { Proposal, ProposalField } from './proposal/form';
import { type BulkFacts, bulkFactVersions } from './obligations/facts';
import { type SuspensionFacts, suspensionFactVersions } from './suspension/facts';
import type { End, EndsIn, ObligationKind, SeatKind, Status, Step } from './state';

/** A document as an event names it (lifecycle.md section 7). */
export interface DocumentNamed {
  readonly sha256: string;
  readonly name: string;
  readonly date: Day;
  readonly issuer: string;
  readonly location: string;
}

/** One seat that a notice goes to, with its persons who can be reached; no seat: the programme's administrators. */
export interface NoticeTo {
  readonly seat: string | null;
  readonly organisation: string | null;
  readonly persons: readonly string[];
}

/** When a due date reminds, lapses and calls the approving body; it moves with the date. */
interface Clockwork {
  readonly due: Due;
  readonly reminders: readonly PlannedReminder[];
  readonly lapsesAt: Instant | null;
  readonly lastResortAt: Instant | null;
}

/** New times of a decision. */
interface DecisionTimes {
  readonly closes: Instant;
  readonly lastResortAt: Instant | null;
}

/** What the events of a pilot say, by type. Plain JSON. */
export interface PilotFacts
  extends
    ConsultationFacts,
    CountryFacts,
    FundingFacts,
    ImplementationFacts,
    MigrationFacts,
    SuspensionFacts,
    BulkFacts,
    PaperFacts {
  'pilot-registered': {
    readonly programme: { readonly id: string; readonly version: number };
    readonly proposal: Proposal;
    readonly rounds: number;
  };
  'proposal-revised': {
    readonly changes: Partial<Proposal>;
    readonly emptied: readonly ProposalField[];
  };
  'proposal-submitted': { readonly note: string | null };
  'screening-accepted': { readonly note: string | null };
  'proposal-returned': { readonly reason: string };
  'round-granted': { readonly reason: string };
  'step-entered': { readonly from: Status | null; readonly to: Step; readonly reason: string | null };

  'endorsement-withdrawn': { readonly seat: string; readonly country: string; readonly reason: string };

  'seat-filled': {
    readonly seat: string;
    readonly kind: SeatKind;
    readonly organisation: string;
    readonly country: string | null;
    readonly persons: readonly string[];
    readonly declinableUntil: Instant | null;
  };
  'seat-replaced': { readonly seat: string; readonly by: string; readonly reason: string };
  'seat-vacated': { readonly seat: string; readonly reason: string };
  'seat-declined': { readonly seat: string; readonly reason: string };
  'seat-persons-changed': { readonly seat: string; readonly persons: readonly string[] };
  'seat-succeeded': { readonly seat: string; readonly successor: string };

  'obligation-opened': Clockwork & {
    readonly obligation: string;
    readonly kind: ObligationKind;
    readonly subject: string;
    readonly label: string;
    readonly owner: string;
    readonly setBy: string | null;
    readonly otherwise: string;
    readonly endsIn: EndsIn | null;
  };
  'obligation-moved': Clockwork & { readonly obligation: string; readonly reason: string };
  'obligation-met': {
    readonly obligation: string;
    readonly note: string | null;
    readonly documents: readonly DocumentNamed[];
  };
  'obligation-waived': { readonly obligation: string; readonly reason: string };
  'obligation-voided': { readonly obligation: string; readonly reason: string };
  'obligation-lapsed': { readonly obligation: string };

  'reminder-recorded': {
    readonly obligation: string;
    readonly offset: number | 'final';
    readonly due: Instant;
    readonly to: readonly NoticeTo[];
    readonly proposes: PlannedReminder['proposes'];
    /** The next one of the repeated reminders, planned by this one. */
    readonly next: PlannedReminder | null;
    /** For a final notice: the new day of the lapse. */
    readonly lapsesAt: Instant | null;
  };
  'reminder-deferred': {
    readonly obligation: string;
    readonly offset: number | 'final';
    readonly until: Instant;
  };

  'decision-opened': DecisionTimes & {
    readonly decision: string;
    readonly kind: DecisionKind;
    readonly subject: string;
    readonly act: { readonly command: string; readonly body: unknown } | null;
    readonly rule: DecisionRule;
    readonly asked: readonly Asked[];
    readonly notified: readonly string[];
  };
  /** The seats of the next rule of a SEQUENTIAL one are asked. */
  'decision-turn-opened': DecisionTimes & {
    readonly decision: string;
    readonly turn: number;
    readonly notified: readonly string[];
  };
  'position-taken': {
    readonly decision: string;
    readonly seat: string;
    readonly organisation: string;
    readonly position: Position;
    readonly text: string | null;
    readonly conditions: readonly Condition[];
    readonly carriedFrom: string | null;
  };
  'decision-extended': DecisionTimes & { readonly decision: string; readonly reason: string };
  'decision-asked-again': DecisionTimes & { readonly decision: string; readonly reason: string };
  'seat-substituted': {
    readonly decision: string;
    readonly seat: string;
    readonly substitute: Asked;
    readonly reason: string;
  };
  'seat-released': { readonly decision: string; readonly seat: string; readonly reason: string };
  'decision-undecided': { readonly decision: string };
  'decision-referred': { readonly decision: string; readonly reason: string };
  'decision-resolved': {
    readonly decision: string;
    readonly outcome: Exclude<Outcome, 'undecided'>;
    readonly by: 'positions' | 'approving_body' | 'chair';
    readonly reason: string | null;
  };
  'act-not-carried-out': {
    readonly decision: string;
    readonly command: string;
    readonly code: string;
    readonly detail: string;
  };

  'pilot-taken-over': {
    readonly step: Step;
    readonly since: Day;
    readonly registeredOn: Day;
    readonly rounds: number;
    readonly endorsements: readonly {
      readonly country: string;
      readonly heldOn: Day;
      readonly conditions: readonly Condition[];
    }[];
    readonly documents: readonly DocumentNamed[];
    readonly reason: string;
  };
  'pilot-ended': {
    readonly end: End;
    readonly left: Step;
    readonly reason: string;
    readonly reopenableUntil: Instant | null;
  };
  'pilot-reopened': { readonly reason: string; readonly rounds: number };
  'pilot-settled': Readonly<Record<string, never>>;
}

export type PilotEventType = keyof PilotFacts;

/** An event as the pilot's commands make it. */
export type PilotEvent = {
  readonly [Type in PilotEventType]: NewEvent<Type, PilotFacts[Type]>;
}[PilotEventType];

/** Every event type of a pilot with the schema version that is written now. */
export const pilotEventVersions: Readonly<Record<PilotEventType, number>> = {
  'pilot-registered': 1,
  'proposal-revised': 1,
  'proposal-submitted': 1,
  'screening-accepted': 1,
  'proposal-returned': 1,
  'round-granted': 1,
  'step-entered': 1,
  'endorsement-withdrawn': 1,
  'seat-filled': 1,
  'seat-replaced': 1,
  'seat-vacated': 1,
  'seat-declined': 1,
  'seat-persons-changed': 1,
  'seat-succeeded': 1,
  'obligation-opened': 2,
  'obligation-moved': 1,
  'obligation-met': 1,
  'obligation-waived': 1,
  'obligation-voided': 1,
  'obligation-lapsed': 1,
  'reminder-recorded': 1,
  'reminder-deferred': 1,
  'decision-opened': 2,
  'decision-turn-opened': 1,
  'position-taken': 1,
  'decision-extended': 1,
  'decision-asked-again': 1,
  'seat-substituted': 2,
  'seat-released': 1,
  'decision-undecided': 1,
  'decision-referred': 1,
  'decision-resolved': 1,
  ...paperEventVersions,
  'act-not-carried-out': 1,
  'pilot-taken-over': 1,
  'pilot-ended': 1,
  'pilot-reopened': 1,
  'pilot-settled': 1,
  ...consultationEventVersions,
  ...migrationEventVersions,
  ...suspensionFactVersions,
  ...bulkFactVersions,
  ...fundingEventVersions,
  ...implementationEventVersions,
  ...countryEventVersions,
};

/** Events that only record that a notice was given: they do not fail an `If-Match`. */
export const noticeTypes: readonly PilotEventType[] = ['reminder-recorded', 'reminder-deferred'];

/** An event of a pilot: `fact('proposal-submitted', { note: null })`. */
export const fact = <Type extends PilotEventType>(
  type: Type,
  data: PilotFacts[Type],
): NewEvent<Type, PilotFacts[Type]> => ({ type, schemaVersion: pilotEventVersions[type], data });
