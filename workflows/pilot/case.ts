import type { Agenda, Instant } from '../decider';
import type { Decision } from '../decisions/decision';
import type { Action } from '../process';
import { consultationShown } from './consultation/shown';
import { standsStillFor, stoodSince } from './countries/suspended';
import { openObligations, owedAbout } from './obligations/open';
import { contributionsShown, fundingShown } from './funding/shown';
import { countriesOf } from './portfolio';
import { seesPosition, type Sight } from './sight';
import type { Delegate } from './seats/delegates';
import { bothNames } from './both-names';
import type { Obligation, Pilot, Seat } from './state';
import type { Ground } from './suspension/ground';
import { standingGrounds } from './suspension/suspension';

/** From where a case is looked at: when, with what sight, and what this caller may do. */
export interface Look {
  readonly at: Instant;
  readonly sight: Sight;
  readonly actions: readonly Action[];
  readonly agenda: Pick<Agenda, 'wakeAt' | 'wakeFor'>;
  /** Who acts for a seat by delegation now; absent where the case is shown as it stood. */
  readonly delegates?: (seat: Seat) => readonly Delegate[];
}

const aDay = 24 * 60 * 60 * 1000;

/** Full days since an instant; 0 while it is still to come. */
const daysSince = (instant: Instant, at: Instant): number =>
  Math.max(0, Math.floor((Date.parse(at) - Date.parse(instant)) / aDay));

/** Who has to confirm what came on paper sees it, like those who see the position. */
const recordsShown = (pilot: Pilot, decision: Decision, sight: Sight) =>
  pilot.paper
    .filter(
      (record) =>
        record.decision === decision.id &&
        (seesPosition(sight, decision, record) ||
          owedAbout(pilot, record.id, 'confirmation').some(({ owner }) => sight.seats.includes(owner))),
    )
    .map(({ id, seat, organisation, position, text, conditions, document, ...when }) => ({
      id,
      seat,
      organisation,
      position,
      text,
      conditions,
      document,
      recorded: when.recorded,
      recordedBy: when.recordedBy,
      delegatedBy: when.delegatedBy ?? null,
      confirmed: when.confirmed,
      confirmedBy: when.confirmedBy,
      disputableUntil: when.disputableUntil,
      struck: when.struck,
    }));

const shownDecision = (pilot: Pilot, decision: Decision, sight: Sight) => {
  const { id, kind, subject, rule, opened, closes, asked, outcome, resolved, reason } = decision;
  return {
    id,
    kind,
    subject,
    rule,
    opens: opened,
    closes,
    asked: asked.map(({ seat, organisation, veto }) => ({ seat, organisation, veto })),
    positions: decision.positions
      .filter((position) => seesPosition(sight, decision, position))
      .map(bothNames),
    records: recordsShown(pilot, decision, sight),
    answered: decision.positions.filter((position) => !position.void).map(({ seat }) => seat),
    outcome,
    resolved,
    reason,
  };
};

const shownObligation = ({ id, kind, label, owner, opened, due, given, state, closed }: Obligation) => ({
  id,
  kind,
  label,
  owner,
  opened,
  due: due.at,
  explanation: due.explanation,
  remindedAt: given.map(({ at }) => at),
  state,
  closed,
});

const shownGround = ({ id, by, seat, reason, since, until }: Ground) => ({
  id,
  by,
  seat,
  reason,
  since,
  until,
});

/** What lies over the pilot, or over the money of a funder alone: then the pilot itself goes on (`since` null). */
const suspendedOf = (pilot: Pilot) => {
  const grounds = standingGrounds(pilot);
  return grounds.length === 0 ? null : { since: pilot.suspension.since, grounds: grounds.map(shownGround) };
};

/** After everything that has a date. */
const never = '9999';

const waitingOn = (pilot: Pilot, at: Instant) =>
  [...openObligations(pilot)]
    .sort((a, b) => a.opened.localeCompare(b.opened) || (a.due.at ?? never).localeCompare(b.due.at ?? never))
    .map((owed) => {
      const { owner, label, opened, due, otherwise } = owed;
      const held = standsStillFor(pilot, owed);
      return {
        organisation: pilot.seats.find(({ id }) => id === owner)?.organisation ?? null,
        seat: owner,
        for: label,
        since: opened,
        due: due.at,
        // What stands still does not become overdue.
        overdueDays: due.at === null ? 0 : daysSince(due.at, stoodSince(pilot, owed) ?? at),
        whatHappensIfNot:
          held === undefined
            ? otherwise
            : `Nothing: it stands still while the part of ${held.country} is suspended.`,
      };
    });

/** What everybody may know of a pilot whose consultation has opened (lifecycle.md section 1, "Sight"). */
export const publicCaseOf = (pilot: Pilot) => ({
  id: pilot.id,
  title: pilot.proposal.title,
  countries: countriesOf(pilot),
  status: pilot.status,
});

/**
 * The case: answers in one read where the pilot is, who has to act, by when, and what happens if they do not
 * (api.md, "The case"). Only for participants; others get `publicCaseOf`.
 */
export const caseOf = (pilot: Pilot, { at, sight, actions, agenda, delegates }: Look) => ({
  id: pilot.id,
  version: pilot.version,
  programme: pilot.programme,
  title: pilot.proposal.title,
  status: pilot.status,
  since: pilot.since,
  registered: pilot.registered,
  suspended: suspendedOf(pilot),
  suspendedCountries: pilot.suspendedCountries,
  end: pilot.end,
  rounds: pilot.rounds,
  seats: pilot.seats.map((seat) => ({
    id: seat.id,
    seat: seat.kind,
    organisation: seat.organisation,
    country: seat.country,
    persons: seat.persons,
    ...(delegates !== undefined && { delegates: delegates(seat) }),
    state: seat.state,
  })),
  proposal: pilot.proposal,
  plannedEnd:
    pilot.plannedEnd === null
      ? null
      : { day: pilot.proposal.plannedEnd ?? null, explanation: pilot.plannedEnd.explanation },
  decisions: pilot.decisions.map((decision) => shownDecision(pilot, decision, sight)),
  obligations: pilot.obligations.map(shownObligation),
  consultation: consultationShown(pilot, sight),
  contributions: contributionsShown(pilot, sight),
  funding: fundingShown(pilot),
  milestones: [],
  reports: [],
  results: [],
  waitingOn: waitingOn(pilot, at),
  next: agenda.wakeAt === null ? null : { at: agenda.wakeAt, what: agenda.wakeFor },
  actions: actions.map(({ command, label, missing }) => ({
    command,
    label,
    href: `/v1/pilots/${pilot.id}/commands/${command}`,
    missing,
  })),
});
