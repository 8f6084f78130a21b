import { type NextAct, nextApproves, question, seatOf, withCondition } from './act';
import { mark } from './partners';

const inResponse: NextAct = (pilot) => {
  const open = pilot.consultation?.comments.find(({ answer }) => answer === null);
  return open === undefined
    ? null
    : {
        seat: seatOf(pilot, 'proponent'),
        command: 'answer-comment',
        body: { comment: open.id, text: `${mark} the answer to “${open.text}”` },
      };
};

const inClearance: NextAct = (pilot, known) => {
  const { decision, next, answered } = question(pilot);
  return decision !== undefined &&
    next !== undefined &&
    answered === 0 &&
    known.onPaper?.detours.includes('condition-of-clearance') === true
    ? withCondition(next, decision, 'name who keeps the accounts.')
    : nextApproves(pilot, known);
};

/** What the partners do in the steps of the consultation. */
export const consultationActs: Readonly<Record<string, NextAct>> = {
  'consultation.response': inResponse,
  'consultation.clearance': inClearance,
};
