import { decisionOf } from '../pilot/deciding/open';
import { recordOf, standsFrom } from '../pilot/deciding/paper';
import { seatOf } from '../pilot/seats/held';
import type { Pilot } from '../pilot/state';
import { stoodSince } from '../pilot/countries/suspended';
import type { Message, MessageBodies } from './message';

/** It is still owed by that date, and no later reminder of it has been given. */
const isOwed = (pilot: Pilot, { obligation: id, offset, due }: MessageBodies['reminder']): boolean => {
  const obligation = pilot.obligations.find((each) => each.id === id);
  return (
    obligation?.state === 'open' &&
    obligation.due.at === due &&
    obligation.given.findLast((given) => given.due === due)?.offset === offset &&
    stoodSince(pilot, obligation) === null
  );
};

const isSeated = (pilot: Pilot, seat: string): boolean =>
  pilot.end === null && seatOf(pilot, seat)?.state === 'filled';

/** The consultation that the seat is invited to is not over, and the seat has said nothing yet. */
const isAwaited = (pilot: Pilot, seat: string): boolean => {
  const { present } = pilot.consultation;
  return (
    isSeated(pilot, seat) &&
    present?.closed === null &&
    present.invited.includes(seat) &&
    !present.tookPart.includes(seat) &&
    !present.positions.some((taken) => taken.seat === seat && !taken.void)
  );
};

/** The position that was entered from that record is the organisation's standing one: not struck, not overtaken. */
const standsOnPaper = (pilot: Pilot, { record: id, decision: of }: MessageBodies['position-recorded']) => {
  const [record, decision] = [recordOf(pilot, id), decisionOf(pilot, of)];
  return record !== undefined && decision !== undefined && standsFrom(decision, record) !== undefined;
};

/** Does what a message says still hold? What is settled before a notice is sent is left out of it. */
export const holds = (pilot: Pilot, { kind, body }: Message): boolean => {
  switch (kind) {
    case 'reminder':
      return isOwed(pilot, body);
    case 'seat-filled':
      return isSeated(pilot, body.seat);
    case 'seat-invited':
      return isAwaited(pilot, body.seat);
    case 'position-recorded':
      return standsOnPaper(pilot, body);
  }
};
