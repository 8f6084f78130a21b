import type { Instant } from '../../decider';
import { type Decision, isOpen, type PositionTaken } from '../../decisions/decision';
import { restsOnDispute } from '../../decisions/dispute';
import { askedNow, outcomeAtClosing, standingPosition } from '../../decisions/outcome';
import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import type { Pilot } from '../state';
import { settle } from './resolve';

interface Dispute {
  readonly record: string;
  readonly decision: Decision;
  readonly until: Instant;
}

const openedBy = (decision: Decision, taken: PositionTaken | undefined): readonly Dispute[] =>
  taken?.onPaper?.disputableUntil == null
    ? []
    : [{ record: taken.onPaper.record, decision, until: taken.onPaper.disputableUntil }];

/** The positions of open decisions that can still be struck, and until when. */
export const openDisputes = ({ decisions }: Pick<Pilot, 'decisions'>): readonly Dispute[] =>
  decisions
    .filter(isOpen)
    .flatMap((decision) =>
      askedNow(decision).flatMap(({ seat }) => openedBy(decision, standingPosition(decision, seat))),
    );

/** At its closing time a decision waits where its outcome rests on a position that can still be struck. */
export const waitsForDispute = (decision: Decision): boolean =>
  restsOnDispute(decision, outcomeAtClosing, decision.closes);

/** The time in which a position could be struck is over: its decision resolves if it waited for that alone. */
export const disputesDue =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    openDisputes(pilot)
      .filter(({ until }) => until <= moment.at)
      .map(({ record, decision: { id } }) => [
        fact('dispute-window-closed', { record, decision: id }),
        settle(id, moment),
      ]);
