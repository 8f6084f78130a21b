import type { Instant } from '../../decider';
import type { Condition, Decision, Position, PositionTaken } from '../../decisions/decision';
import { isOpen } from '../../decisions/decision';
import { askedNow, standingPosition } from '../../decisions/outcome';
import type { Part } from '../course';
import type { DocumentNamed } from '../events';
import { owedAbout, voided } from '../obligations/open';
import type { Pilot } from '../state';
import { decisionOf } from './open';

/** A position that came on paper, as the coordinator entered it. Ids are `record-<n>`. */
export interface PaperRecord {
  readonly id: string;
  readonly decision: string;
  readonly seat: string;
  /** On whose behalf it was entered. */
  readonly organisation: string;
  readonly position: Position;
  readonly text: string | null;
  readonly conditions: readonly Condition[];
  readonly document: DocumentNamed;
  readonly recorded: Instant;
  readonly recordedBy: string | null;
  /** Who had delegated the seat to who recorded it; absent where nobody had. */
  readonly delegatedBy?: string;
  readonly confirmed: Instant | null;
  readonly confirmedBy: string | null;
  /** Until when the organisation may strike it; null before it is confirmed. */
  readonly disputableUntil: Instant | null;
  readonly struck: Instant | null;
}

/** The record of this id. */
export const recordOf = (pilot: Pick<Pilot, 'paper'>, id: string): PaperRecord | undefined =>
  pilot.paper.find((record) => record.id === id);

/** The seat has not answered itself since it was recorded. */
const answeredBefore = (standing: PositionTaken | undefined, recorded: Instant): boolean =>
  standing?.onPaper !== null || standing.at < recorded;

/** Does its decision still ask that seat, and has it not answered itself since? */
const isAsked = (pilot: Pilot, { decision: id, seat, recorded }: PaperRecord): boolean => {
  const decision = decisionOf(pilot, id);
  if (decision === undefined || !isOpen(decision)) return false;
  const standing = standingPosition(decision, seat);
  return askedNow(decision).some((asked) => asked.seat === seat) && answeredBefore(standing, recorded);
};

/** The records that wait for the word of another person. */
export const unconfirmed = (pilot: Pilot): readonly PaperRecord[] =>
  pilot.paper.filter(({ id }) => owedAbout(pilot, id, 'confirmation').length > 0);

/** A record that waits for its confirmation is void when its seat is not asked any more, or has answered itself. */
export const recordsOvertaken = (pilot: Pilot): Part =>
  unconfirmed(pilot)
    .filter((record) => !isAsked(pilot, record))
    .flatMap(({ id }) => owedAbout(pilot, id, 'confirmation'))
    .map((owed) => voided(owed, 'The seat is not asked any more, or has answered itself.'));

/** The position that was entered from a record, while it stands. */
export const standsFrom = (decision: Decision, { id, seat }: Pick<PaperRecord, 'id' | 'seat'>) => {
  const standing = standingPosition(decision, seat);
  return standing?.onPaper?.record === id ? standing : undefined;
};
