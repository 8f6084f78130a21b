import { computeDue, waitDue } from '../../clocks/compute';
import type { DueExpression } from '../../clocks/due';
import type { Instant } from '../../decider';
import type { Moment } from '../command';
import type { Part } from '../course';
import { dated, owe } from '../obligations/owe';
import { calendarOfSeat, waitOf } from '../programme';
import { owingSeat } from '../seats/held';
import type { Pilot } from '../state';
import { moveTo } from '../steps';
import { signaturesAskedAgain } from './agreement';

/** Until when the agreement has to be signed by all, counted from an event. */
export const signatureDue = (pilot: Pilot, event: string, from: Instant, { directory }: Moment) => {
  const calendar = calendarOfSeat(owingSeat(pilot, 'coordinator'), directory);
  return dated(waitDue(waitOf(pilot, 'signature', directory), event, from, calendar));
};

const owed =
  (expression: DueExpression, moment: Moment) =>
  (pilot: Pilot): Part => {
    const owner = owingSeat(pilot, 'coordinator');
    return owe(moment, {
      kind: 'step',
      subject: 'funding.signature',
      label: 'Set the text of the agreement, and have it signed by all',
      owner,
      due: computeDue(expression, calendarOfSeat(owner, moment.directory)),
      otherwise: 'The pilot lapses, after three notices.',
      endsIn: 'lapse',
    });
  };

/** What the coordinator owes in signature: it lapses 180 days after the approval (lifecycle.md section 2, funding). */
const signatureOwed =
  (moment: Moment) =>
  (pilot: Pilot): Part => {
    const from = pilot.funding.approved?.at ?? moment.at;
    return owed(signatureDue(pilot, 'the approval', from, moment).expression, moment);
  };

/** Opens the signature of the agreement. */
export const toSignature = (moment: Moment): Part => [moveTo('funding.signature'), signatureOwed(moment)];

/** Opens it again with its full time: a text that was set is put to the signatories again. */
export const signatureOpened =
  (moment: Moment, event: string) =>
  (pilot: Pilot): Part => [
    owed(signatureDue(pilot, event, moment.at, moment).expression, moment),
    signaturesAskedAgain(moment),
  ];

/**
 * Back from the conditions for a new text. It restarts no clock: what ran since the approval and since the first
 * signature runs on, and the later of the two is the last day (lifecycle.md section 2, funding).
 */
export const backToSignature =
  (reason: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const { approved, signedAt } = pilot.funding;
    const calendar = calendarOfSeat(owingSeat(pilot, 'coordinator'), moment.directory);
    const conditions = waitOf(pilot, 'conditions', moment.directory);
    const of = [
      signatureDue(pilot, 'the approval', approved?.at ?? moment.at, moment).expression,
      waitDue(conditions, 'the signature', signedAt ?? moment.at, calendar).expression,
    ];
    return [moveTo('funding.signature', reason), owed({ kind: 'later_of', of }, moment)];
  };
