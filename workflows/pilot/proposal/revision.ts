import { type Moment, command, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { dueOf, owe } from '../obligations/owe';
import { waitOf } from '../programme';
import { endAs } from '../ends/end';
import { owingSeat, owingSeats } from '../seats/held';
import { fundingSteps, type Pilot } from '../state';
import { lastResortSentence, moveTo, roundChoice, stepDone, stepOwed } from '../steps';

/** Opens what the proponent owes in revision (lifecycle.md section 2). */
export const revisionOwed =
  (moment: Moment, event = 'the return') =>
  (pilot: Pilot): Part =>
    stepOwed(
      {
        step: 'proposal.revision',
        owner: owingSeat(pilot, 'proponent'),
        label: 'Revise the proposal and submit it again',
        wait: 'revision',
        event,
        otherwise: 'The pilot lapses, after three notices.',
        endsIn: 'lapse',
      },
      moment,
    );

/** The approving body owes a choice: one more round, or reject. */
const choiceOwed =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    owingSeats(pilot, 'approving_body').map((owner, index) =>
      owe(moment, {
        kind: 'choice',
        subject: 'round',
        label: 'The rounds of revision are used up: grant one more, or reject the proposal',
        owner,
        due: dueOf(
          owner,
          waitOf(pilot, 'otherwise', moment.directory),
          'the last round was used up',
          moment.at,
          moment,
        ),
        otherwise: lastResortSentence,
        ...(index === 0 ? { endsIn: 'last-resort' as const } : {}),
      }),
    );

/**
 * Back to the proponent, from any step. Rounds count every entry over the pilot's life; when they are used up,
 * the pilot stays where it is and the approving body owes a choice (lifecycle.md section 2).
 */
export const backToRevision =
  (reason: string, moment: Moment) =>
  (pilot: Pilot): Part =>
    pilot.rounds.used >= pilot.rounds.allowed
      ? [stepDone, choiceOwed(moment)]
      : [moveTo('proposal.revision', reason), revisionOwed(moment)];

const noChoice = refuse('not-now', 'The proponent has rounds of revision left: there is nothing to choose.');

/** Steps from which a return may meet used-up rounds. */
const returning = [
  'proposal.screening',
  'proposal.endorsement',
  'proposal.concept_review',
  'consultation.convened',
  'consultation.open',
  'consultation.response',
  'consultation.clearance',
  ...fundingSteps,
] as const;

export const grantRound = command({
  name: 'grant-round',
  label: 'Grant one more round of revision',
  describe: 'When the rounds are used up: the proponent gets one more, with its full time.',
  by: ['approving_body'],
  in: returning,
  body: Shape({ reason: Reason }),
  offered: (pilot) => roundChoice(pilot) !== null,
  decide: (pilot, given, directory) => {
    const { reason } = given.body;
    const moment = momentOf(given, directory);
    if (roundChoice(pilot) === null) return noChoice;
    return inOrder(pilot, moment, fact('round-granted', { reason }), backToRevision(reason, moment));
  },
});

export const refuseRound = command({
  name: 'refuse-round',
  label: 'Reject instead of another round',
  describe: 'When the rounds are used up: the proposal is rejected.',
  by: ['approving_body'],
  in: returning,
  body: Shape({ reason: Reason }),
  offered: (pilot) => roundChoice(pilot) !== null,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    if (roundChoice(pilot) === null) return noChoice;
    return inOrder(pilot, moment, stepDone, endAs('rejected', given.body.reason, moment));
  },
});
