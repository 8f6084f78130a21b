import type { Instant } from '../decider';
import type { Outcome, PositionTaken } from './decision';
import { askedNow, type Question, standingPosition } from './outcome';

/** May this position still be struck by the organisation on whose behalf it was entered? */
export const isDisputable = ({ onPaper }: Pick<PositionTaken, 'onPaper'>, at: Instant): boolean =>
  onPaper?.disputableUntil != null && onPaper.disputableUntil > at;

/** The question as it would be if all that can still be struck were struck: those seats have not answered. */
const ifAllStruck = (question: Question, at: Instant): Question => {
  const disputed = askedNow(question)
    .map(({ seat }) => standingPosition(question, seat))
    .filter((taken) => taken !== undefined && isDisputable(taken, at))
    .map((taken) => taken?.seat);
  return {
    ...question,
    positions: question.positions.filter(({ seat }) => !disputed.includes(seat)),
  };
};

/**
 * Does this outcome rest on a position that is still open to dispute: would it be another one without it? Such a
 * decision resolves only when the dispute window is over (lifecycle.md section 3, On behalf).
 */
export const restsOnDispute = (
  question: Question,
  outcomeOf: (question: Question) => Outcome | null,
  at: Instant,
): boolean => outcomeOf(question) !== outcomeOf(ifAllStruck(question, at));
