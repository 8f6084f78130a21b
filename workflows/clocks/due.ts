import type { Day, Instant } from '../decider';

/**
 * A due date is the value of an expression, so that it can be explained, and computed again when what it
 * depends on moves (lifecycle.md section 4). `event` names what the days are counted from ("submission",
 * "concept approval"); `from` is the instant at which that happened, null while it is not known. `on` names the
 * stream that dates it, where that is a meeting or a master agreement that many pilots share.
 */
export type DueExpression =
  /** `why` says what day it is, in words that follow it: "the last day of the window". */
  | { readonly kind: 'fixed'; readonly day: Day; readonly why?: string }
  | {
      readonly kind: 'after';
      readonly event: string;
      readonly from: Instant | null;
      readonly length: Length;
      readonly on?: string;
    }
  | {
      readonly kind: 'working';
      readonly event: string;
      readonly from: Instant | null;
      readonly days: number;
      readonly on?: string;
    }
  | { readonly kind: 'yearly'; readonly dates: readonly MonthDay[]; readonly after: Instant }
  | { readonly kind: 'later_of' | 'earlier_of'; readonly of: readonly DueExpression[] }
  | {
      readonly kind: 'meeting';
      readonly meeting: string;
      readonly lastDay: Day | null;
      readonly days: number;
      readonly on?: string;
    }
  | ({ readonly kind: 'extended'; readonly base: DueExpression } & Extension)
  /** A clock that stood still from one instant to the other and then ran on with what was left of it. */
  | {
      readonly kind: 'resumed';
      readonly base: DueExpression;
      readonly suspended: Instant;
      readonly resumed: Instant;
    };

/**
 * A longer time that was granted. If the base moves, `add` follows it and `to` stays. One that `replaces` makes
 * the earlier extensions of its base count for nothing; after a `final` one there is no other.
 */
export interface Extension {
  readonly by: { readonly add: Length } | { readonly to: Day };
  readonly replaces: boolean;
  readonly final: boolean;
  /** Who granted it, in words that continue "extended by 30 days by …": "the coordinator". */
  readonly authority: string;
  readonly reason: string;
}

/** A number of days or of months; months are summed before they are applied to the base once. */
export type Length = { readonly days: number } | { readonly months: number };

/** `--01-31`: 31 January. */
export type MonthDay = string;

/** The calendar of an organisation: with it alone every due date can be computed. */
export interface Calendar {
  readonly timeZone: string;
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly weekend: readonly number[];
  /** Country whose public holidays count, or null. */
  readonly country: string | null;
  /** The organisation's own holidays. */
  readonly holidays: readonly Day[];
}

/** A computed due date. It stands in the event as it is, with the calendar it was computed with. */
export interface Due {
  readonly expression: DueExpression;
  /** 17:00 in the owner's zone; null while the expression is undated. */
  readonly at: Instant | null;
  readonly explanation: string;
  /** The holidays that were met on the way, and the zone and weekend used. */
  readonly computedWith: {
    readonly timeZone: string;
    readonly weekend: readonly number[];
    readonly holidays: readonly Day[];
  };
}

/** One reminder of an obligation, planned when the obligation is opened or moved. */
export interface PlannedReminder {
  /** Days from the due date: −30 … +30, then every 30. */
  readonly offset: number;
  readonly at: Instant;
  readonly to: readonly ReminderAudience[];
  /** True: the obligation may not lapse before this one was given, or a final notice instead. */
  readonly lapseNotice: boolean;
  /** The act that it proposes to the approving body; null in all but the one at +30. */
  readonly proposes: ProposedAct | null;
}
export type ReminderAudience = 'owner' | 'coordinator' | 'proponent' | 'approving_body';
export type ProposedAct = 'extend' | 'suspend' | 'terminate' | 'waive';

/** A reminder that was recorded: once per (obligation, offset, due date). */
export interface GivenReminder {
  readonly offset: number | 'final';
  readonly due: Instant;
  readonly at: Instant;
}
