import { Type } from '@sinclair/typebox';

import { computeDue } from '../../clocks/compute';
import type { DueExpression } from '../../clocks/due';
import { sayDay } from '../../clocks/explain';
import { heldAt } from '../../clocks/held-on';
import { type Day, isRefusal, type Refusal } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import { DayField, Id, LengthField, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { consultationDated } from '../consultation/meeting';
import { sharedDays } from '../consultation/shared-meeting';
import { inOrder, type Part } from '../course';
import type { PilotEvent } from '../events';
import { sharedAgreementSigned } from '../funding/master-agreement';
import { agreementSource } from '../funding/shared-agreement';
import { openObligation } from '../obligations/extend-obligation';
import { openObligations, resortsEnded } from '../obligations/open';
import { moveDue } from '../obligations/owe';
import { calendarOfSeat } from '../programme';
import { seatOf } from '../seats/held';
import { type ObligationKind, type Pilot, type Seat, steps } from '../state';
import { recomputed, sourcesOfPilot } from './recompute';

/** What may wait for a date that is not known: no step does, for every step has a due date. */
const countable: readonly ObligationKind[] = ['condition', 'carried'];

const From = Type.Union([
  Shape({
    meeting: Id,
    days: Type.Integer({
      minimum: -365,
      maximum: 365,
      description: 'After its last day; negative: before it.',
    }),
  }),
  Shape({ masterAgreement: Id, length: LengthField }),
]);

/** A due date that is relative to a shared meeting, or counts from the signing of a master agreement. */
export const sharedExpression = (
  from: { readonly meeting: string; readonly days: number } | MasterAgreementWait,
  owner: Seat,
  directory: DirectoryContext,
): DueExpression | Refusal => {
  if ('meeting' in from) {
    const meeting = directory.meeting(from.meeting);
    return meeting === undefined
      ? refuse('unknown-meeting', `There is no meeting “${from.meeting}”.`)
      : {
          kind: 'meeting',
          meeting: meeting.name,
          lastDay: meeting.day,
          days: from.days,
          on: `meeting/${meeting.id}`,
        };
  }
  const agreement = directory.masterAgreement(from.masterAgreement);
  return agreement === undefined
    ? refuse('unknown-meeting', `There is no master agreement “${from.masterAgreement}”.`)
    : {
        kind: 'after',
        event: `the signing of ${agreement.name}`,
        from: agreement.day === null ? null : heldAt(agreement.day, calendarOfSeat(owner, directory)),
        length: from.length,
        on: agreementSource(agreement.id),
      };
};

interface MasterAgreementWait {
  readonly masterAgreement: string;
  readonly length: { readonly days: number } | { readonly months: number };
}

export const countFrom = command({
  name: 'count-from',
  label: 'Count a due date from a meeting or a master agreement',
  describe:
    'Makes the due date of a condition relative to the last day of a meeting, or to the signing of a master agreement; it is unknown until that has its date, and moves with it.',
  by: ['approving_body'],
  in: steps,
  body: Shape({ obligation: Id, from: From, reason: Reason }),
  offered: (pilot) => openObligations(pilot, ...countable).length > 0,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { obligation: id, from, reason } = given.body;
    const owed = openObligation(pilot, id);
    if (isRefusal(owed)) return owed;
    const owner = seatOf(pilot, owed.owner);
    if (owner === undefined || !countable.includes(owed.kind))
      return refuse('not-extendable', 'Only a condition, or what was taken over, may wait for another date.');
    const expression = sharedExpression(from, owner, directory);
    if (isRefusal(expression)) return expression;
    const due = computeDue(expression, calendarOfSeat(owner, directory));
    return inOrder(
      pilot,
      moment,
      moveDue(pilot, owed, due, reason, moment),
      resortsEnded(id, 'void', 'The due date has moved.'),
    );
  },
});

/** Tells the pilot the day that a shared date has now, with what it does of its own then; what it knows already is refused. */
const told = (
  pilot: Pilot,
  source: string,
  day: Day | null,
  reason: string,
  moment: Moment,
  own: Part,
): readonly PilotEvent[] | Refusal => {
  if (!sourcesOfPilot(pilot).includes(source))
    return refuse('unknown-obligation', 'Nothing that is open here depends on this date.');
  const events = inOrder(pilot, moment, recomputed(source, day, reason, moment), own);
  return isRefusal(events) || events.length > 0
    ? events
    : refuse('not-now', 'Every due date here follows this day already.');
};

export const meetingDated = command({
  name: 'meeting-dated',
  label: 'A meeting has its date',
  describe: 'Given by the clock to every pilot that depends on the meeting.',
  by: ['clock'],
  in: steps,
  body: Shape({
    meeting: Id,
    firstDay: Type.Optional(DayField),
    lastDay: Type.Union([DayField, Type.Null()]),
  }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { meeting, firstDay, lastDay } = given.body;
    const days = sharedDays({ day: lastDay, ...(firstDay === undefined ? {} : { firstDay }) });
    const reason =
      lastDay === null ? 'The meeting has no date any more.' : `The meeting ends on ${sayDay(lastDay)}.`;
    const own = consultationDated(meeting, days, reason, moment);
    return told(pilot, `meeting/${meeting}`, lastDay, reason, moment, own);
  },
});

export const masterAgreementSigned = command({
  name: 'master-agreement-signed',
  label: 'A master agreement was signed',
  describe: 'Given by the clock to every pilot that depends on the agreement.',
  by: ['clock'],
  in: steps,
  body: Shape({ masterAgreement: Id, signedOn: DayField }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { masterAgreement, signedOn } = given.body;
    const reason = `The master agreement was signed on ${sayDay(signedOn)}.`;
    const own = sharedAgreementSigned(masterAgreement, signedOn, moment);
    return told(pilot, agreementSource(masterAgreement), signedOn, reason, moment, own);
  },
});
