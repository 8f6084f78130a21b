import type { Caller, Instant, RecordedEvent } from '../decider';
import type { Decision, PositionTaken } from '../decisions/decision';
import type { DirectoryContext } from '../directory/entries';
import type { Standing } from './command';
import type { Consultation } from './consultation/consultation';
import { seesReferences } from './funding/shown';
import { isPublic, participants } from './portfolio';
import type { Pilot } from './state';
import { standingsOf } from './standings';

/**
 * How much of a pilot a caller sees (lifecycle.md section 1, "Sight").
 * - nothing: to this caller the pilot does not exist.
 * - public: title, countries and status.
 * - participant: all but deliberation and positions that are not theirs yet.
 * - everything: coordinator and auditors.
 */
export interface Sight {
  readonly extent: 'nothing' | 'public' | 'participant' | 'everything';
  /** The seats that the caller acts for. */
  readonly seats: readonly string[];
  /** Whether the caller belongs to the approving body, whose deliberation is restricted. */
  readonly deliberates: boolean;
}

const extentOf = (pilot: Pilot, standings: readonly Standing[], auditor: boolean): Sight['extent'] => {
  const roles = new Set(standings.map(({ role }) => role));
  if (auditor || roles.has('coordinator') || roles.has('administrator')) return 'everything';
  if (pilot.submitted && roles.has('auditor')) return 'everything';
  const seats = participants(pilot).map(({ id }) => id);
  const takesPart = standings.some(({ seat, role }) =>
    seat === null ? role === 'approving_body' && pilot.end !== null : seats.includes(seat),
  );
  if (takesPart) return 'participant';
  return isPublic(pilot) ? 'public' : 'nothing';
};

/**
 * What a caller sees of a pilot now: who acts for a seat by delegation sees what the seat sees. A person with the right of an auditor sees all pilots; an administrator of the
 * programme sees what the coordinator sees, for she takes over what a coordinator without a person owes.
 */
export const sightOf = (pilot: Pilot, caller: Caller, directory: DirectoryContext, at: Instant): Sight => {
  const standings = standingsOf(pilot, caller, directory, at);
  const person = caller.person === null ? undefined : directory.person(caller.person);
  const auditor = person?.active === true && person.rights.includes('auditor');
  return {
    extent: extentOf(pilot, standings, auditor),
    seats: standings.flatMap(({ seat }) => (seat === null ? [] : [seat])),
    deliberates: standings.some(({ role }) => role === 'approving_body'),
  };
};

/**
 * May this caller know that the pilot exists, although perhaps not see it? So may also those who belong to the
 * organisation of a seat without acting for it: to them it is said clearly that the seat is not theirs
 * (lifecycle.md section 3).
 */
export const knowsOf = (pilot: Pilot, caller: Caller, directory: DirectoryContext, at: Instant): boolean => {
  const person = caller.person === null ? undefined : directory.person(caller.person);
  return (
    standingsOf(pilot, caller, directory, at).length > 0 ||
    sightOf(pilot, caller, directory, at).extent !== 'nothing' ||
    (person?.active === true &&
      participants(pilot).some(({ organisation }) => person.organisations.includes(organisation)))
  );
};

const deliberation: readonly Decision['kind'][] = ['concept', 'act', 'appraisal'];

/**
 * Does the caller see this position? Until its decision resolves it is its seat's, the coordinator's and the
 * auditors'; the approving body's own deliberation stays among its members, coordinator and auditors.
 */
export const seesPosition = (
  sight: Sight,
  decision: Pick<Decision, 'kind' | 'resolved'>,
  { seat }: Pick<PositionTaken, 'seat'>,
): boolean => {
  if (sight.extent === 'everything' || sight.seats.includes(seat)) return true;
  if (sight.extent !== 'participant' || decision.resolved === null) return false;
  return sight.deliberates || !deliberation.includes(decision.kind);
};

/**
 * May this caller see what position a seat took? While the consultation is not closed it is the seat's own, the
 * coordinator's and the auditors' (lifecycle.md section 1, "Sight").
 */
export const seesConsultationPosition = (
  sight: Sight,
  consultation: Pick<Consultation, 'closed'> | null,
  seat: string,
): boolean =>
  sight.extent === 'everything' ||
  sight.seats.includes(seat) ||
  (sight.extent === 'participant' && consultation?.closed != null);

const namedIn = (data: unknown, field: string): string | null => {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, field) : null;
  return typeof value === 'string' ? value : null;
};

const seesReference = (pilot: Pilot, sight: Sight, data: unknown): boolean => {
  const line = pilot.funding.contributions.find(({ id }) => id === namedIn(data, 'contribution'));
  return line !== undefined && seesReferences(pilot, sight, line.seat);
};

/** Does the caller see what this event of the pilot says? That it happened is no secret among participants. */
export const seesEvent = (
  pilot: Pilot,
  sight: Sight,
  event: Pick<RecordedEvent, 'type' | 'data'>,
): boolean => {
  if (sight.extent === 'everything') return true;
  if (sight.extent !== 'participant') return false;
  const seat = namedIn(event.data, 'seat');
  if (event.type === 'consultation-position-taken')
    return seesConsultationPosition(sight, pilot.consultation.present, seat ?? '');
  if (event.type === 'bank-reference-recorded') return seesReference(pilot, sight, event.data);
  // What an act proposes, and why, is deliberation; once it is approved, the events that it leads to say it.
  if (event.type === 'decision-opened' && namedIn(event.data, 'kind') === 'act') return sight.deliberates;
  if (event.type !== 'position-taken' && event.type !== 'position-recorded') return true;
  const decision = pilot.decisions.find(({ id }) => id === namedIn(event.data, 'decision'));
  return decision !== undefined && seat !== null && seesPosition(sight, decision, { seat });
};
