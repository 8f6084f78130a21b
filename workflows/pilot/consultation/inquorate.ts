import { isRefusal } from '../../decider';
import { Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { ExtensionFields, extended } from '../obligations/extension';
import { dueOf, moveDue } from '../obligations/owe';
import { waitOf } from '../programme';
import { seatOf } from '../seats/held';
import type { Pilot } from '../state';
import { commentsOwed, consultationClosed, windowFollows } from './window';

const isInquorate = ({ consultation }: Pilot): boolean => consultation.present?.inquorate === true;

const stillOpen = refuse(
  'not-now',
  'The window is still open, or is extended by itself: there is nothing to choose before it has closed twice without a quorum.',
);
const everyoneAnswered = refuse(
  'not-extendable',
  'Every invited seat has answered: invite others, or accept the consultation with a reason.',
);

export const extendConsultation = command({
  name: 'extend-consultation',
  label: 'Extend the consultation',
  describe:
    'Gives every invited seat that has not answered more time. The coordinator adds at most the length of the window in all; more is for the approving body.',
  by: ['coordinator', 'approving_body'],
  in: ['consultation.open'],
  body: Shape({ ...ExtensionFields, reason: Reason }),
  offered: (pilot) => commentsOwed(pilot).length > 0,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { reason } = given.body;
    const waiting = commentsOwed(pilot);
    if (waiting.length === 0) return everyoneAnswered;
    const moves = waiting.map((owed) => ({ owed, due: extended(owed, given.body, moment) }));
    return (
      moves.map(({ due }) => due).find((due) => isRefusal(due)) ??
      inOrder(
        pilot,
        moment,
        moves.map(({ owed, due }) => (isRefusal(due) ? due : moveDue(pilot, owed, due, reason, moment))),
        windowFollows('longer', reason, moment),
      )
    );
  },
});

export const continueByCorrespondence = command({
  name: 'continue-by-correspondence',
  label: 'Continue by correspondence',
  describe:
    'When the consultation was without a quorum again: the invited seats that have not answered get a whole window, by correspondence.',
  by: ['coordinator'],
  in: ['consultation.open'],
  body: Shape({ reason: Reason }),
  offered: (pilot) => isInquorate(pilot) && pilot.consultation.present?.form === 'meeting',
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { reason } = given.body;
    const { present } = pilot.consultation;
    if (present === null || !isInquorate(pilot)) return stillOpen;
    if (present.form === 'correspondence')
      return refuse(
        'not-now',
        'It is held by correspondence already: extend it, or accept it with a reason.',
      );
    const waiting = commentsOwed(pilot);
    if (waiting.length === 0) return everyoneAnswered;
    const wait = waitOf(pilot, present.wait, directory);
    return inOrder(
      pilot,
      moment,
      waiting.map((owed) => {
        const seat = seatOf(pilot, owed.owner);
        return seat === undefined
          ? []
          : moveDue(
              pilot,
              owed,
              dueOf(seat, wait, 'it was continued by correspondence', moment.at, moment),
              reason,
              moment,
            );
      }),
      windowFollows('correspondence', reason, moment),
    );
  },
});

/** The consultation stands as it is, without a quorum. */
export const inquorateAccepted = (reason: string, moment: Moment): Part =>
  consultationClosed(false, reason, moment);

export const acceptInquorate = command({
  name: 'accept-inquorate',
  label: 'Accept the consultation without a quorum',
  describe: 'When it was without a quorum again: the consultation closes with what was said, with a reason.',
  by: ['coordinator'],
  in: ['consultation.open'],
  body: Shape({ reason: Reason }),
  offered: isInquorate,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    return isInquorate(pilot)
      ? inOrder(pilot, moment, inquorateAccepted(given.body.reason, moment))
      : stillOpen;
  },
});
