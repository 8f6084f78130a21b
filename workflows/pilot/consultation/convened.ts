import type { Moment } from '../command';
import type { Part } from '../course';
import { openObligations } from '../obligations/open';
import { dueOf, owe } from '../obligations/owe';
import { waitOf } from '../programme';
import { owingSeat } from '../seats/held';
import type { Pilot } from '../state';
import { lastResortSentence, stepOwed } from '../steps';

/** What the coordinator owes once the concept is approved: a date for the consultation (lifecycle.md section 2). */
export const convenedOwed =
  (moment: Moment, event = 'the approval of the concept') =>
  (pilot: Pilot): Part =>
    stepOwed(
      {
        step: 'consultation.convened',
        owner: owingSeat(pilot, 'coordinator'),
        label: 'Invite the seats, and set a date for the consultation or hold it by correspondence',
        wait: 'convening',
        event,
        otherwise: lastResortSentence,
        endsIn: 'last-resort',
      },
      moment,
    );

/** The one clock from the approval of the concept to the appraisal's approval; when it runs out the pilot lapses. */
export const conceptClockStarted =
  (moment: Moment, event = 'the approval of the concept') =>
  (pilot: Pilot): Part => {
    if (openObligations(pilot, 'clock').length > 0) return [];
    const owner = owingSeat(pilot, 'proponent');
    return owe(moment, {
      kind: 'clock',
      subject: 'appraisal',
      label: 'Reach the approval of the full proposal',
      owner,
      due: dueOf(owner, waitOf(pilot, 'conceptToApproval', moment.directory), event, moment.at, moment),
      otherwise: 'The pilot lapses, after three notices.',
      endsIn: 'lapse',
    });
  };
