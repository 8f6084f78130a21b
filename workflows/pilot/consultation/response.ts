import { Id, Shape, Text } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { owingSeat } from '../seats/held';
import type { Pilot } from '../state';
import { lastResortSentence, moveTo, stepDone, stepOwed } from '../steps';
import { toClearance } from './clearance';
import type { Comment } from './consultation';
import { clearanceMissing } from './invited';

const comments = (pilot: Pilot): readonly Comment[] => pilot.consultation.present?.comments ?? [];

const unanswered = (pilot: Pilot): readonly Comment[] =>
  comments(pilot).filter(({ answer }) => answer === null);

/** The answers are in, and clearance could not be decided: the coordinator fills the seats that it lacks. */
const seatsOwed =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    stepOwed(
      {
        step: 'consultation.response',
        owner: owingSeat(pilot, 'coordinator'),
        label: 'Fill the seats that clearance needs, and ask for clearance',
        wait: 'otherwise',
        event: 'the answers were in',
        otherwise: lastResortSentence,
        endsIn: 'last-resort',
      },
      moment,
    );

/** Answers in → clearance; while its seats could not decide it, the coordinator owes those seats. */
const answersIn =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    clearanceMissing(pilot, moment) === null ? toClearance(moment) : [stepDone, seatsOwed(moment)];

/** What the proponent owes in response: an answer to every comment; without comments the step passes at once. */
export const responseOwed =
  (moment: Moment, event = 'the close of the consultation') =>
  (pilot: Pilot): Part =>
    unanswered(pilot).length === 0
      ? answersIn(moment)
      : stepOwed(
          {
            step: 'consultation.response',
            owner: owingSeat(pilot, 'proponent'),
            label: 'Answer every comment of the consultation',
            wait: 'response',
            event,
            otherwise: lastResortSentence,
            endsIn: 'last-resort',
          },
          moment,
        );

/** Opens response. */
export const toResponse = (moment: Moment): Part => [moveTo('consultation.response'), responseOwed(moment)];

export const answerComment = command({
  name: 'answer-comment',
  label: 'Answer a comment',
  describe:
    'The proponent answers one comment of the consultation. With the last answer the seats are asked for clearance.',
  by: ['proponent'],
  in: ['consultation.response'],
  body: Shape({ comment: Id, text: Text }),
  offered: (pilot) => unanswered(pilot).length > 0,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { comment: id, text } = given.body;
    const comment = comments(pilot).find((each) => each.id === id);
    if (comment === undefined) return refuse('unknown-comment', `The consultation has no comment “${id}”.`);
    if (comment.answer !== null)
      return refuse('already-answered', `“${id}” was answered on ${comment.answer.at.slice(0, 10)}.`);
    return inOrder(pilot, moment, fact('comment-answered', { comment: id, text }), (now: Pilot) =>
      unanswered(now).length === 0 ? answersIn(moment) : [],
    );
  },
});

export const askForClearance = command({
  name: 'ask-for-clearance',
  label: 'Ask for clearance',
  describe:
    'When every comment is answered and a seat was missing that clearance needs: asks the seats, now that it is filled.',
  by: ['coordinator'],
  in: ['consultation.response'],
  body: Shape({}),
  offered: (pilot) => unanswered(pilot).length === 0,
  missing: (pilot, directory) => {
    const missing = clearanceMissing(pilot, { directory });
    return missing === null ? [] : [{ pointer: '/seats', detail: `Fill ${missing}.` }];
  },
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    return unanswered(pilot).length > 0
      ? refuse('not-now', 'The proponent has not answered every comment yet.')
      : inOrder(pilot, moment, toClearance(moment));
  },
});
