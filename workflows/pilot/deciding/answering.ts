import type { Asked, Condition, Decision, Position } from '../../decisions/decision';
import { isOpen } from '../../decisions/decision';
import { askedNow } from '../../decisions/outcome';
import { isRefusal, type Refusal } from '../../decider';
import { refuse } from '../../refusals';
import { isBy, type Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { met, owedAbout } from '../obligations/open';
import type { Pilot } from '../state';
import { decisionOf } from './open';
import { settle } from './resolve';

/** A decision that can still be answered, or why there is none of this id. */
export const openDecision = (pilot: Pilot, id: string): Decision | Refusal => {
  const decision = decisionOf(pilot, id);
  if (decision === undefined) return refuse('unknown-decision', `The pilot has no decision “${id}”.`);
  if (!isOpen(decision))
    return refuse(
      'already-resolved',
      decision.resolved === null
        ? `The pilot ended, or went back to revision, before ${decision.subject} was decided.`
        : `The decision on ${decision.subject} was taken on ${decision.resolved.slice(0, 10)}: ${decision.outcome ?? ''}.`,
    );
  return decision;
};

/** The seat for which a caller would answer: one seat of an organisation stands for all of its kind. */
const askedFor = (decision: Decision, { as }: Moment): Asked | undefined => {
  const asked = askedNow(decision);
  return (
    asked.find(({ seat }) => seat === as.seat) ??
    asked.find(({ organisation, kinds }) => organisation === as.organisation && kinds.includes(as.role))
  );
};

/** Why a seat is not asked now: its turn is over, has not come yet, or it never is. */
const notAsked = (decision: Decision, { as }: Moment): Refusal => {
  const other = decision.asked.find(({ organisation }) => organisation === as.organisation);
  if (other === undefined || other.turn === decision.turn)
    return refuse('not-asked', `Your seat is not asked in the decision on ${decision.subject}.`);
  return other.turn < decision.turn
    ? refuse('already-resolved', 'The seats of your turn have decided: others are asked now.')
    : refuse('not-asked', 'Others are asked before you: your seat is asked when they have approved.');
};

/** One person never answers for two organisations in one decision (lifecycle.md section 1). */
const answeredElsewhere = (decision: Decision, asked: Asked, moment: Moment): Refusal | null =>
  decision.positions.some(
    (taken) => !taken.void && taken.organisation !== asked.organisation && isBy(taken, moment),
  )
    ? refuse(
        'segregation',
        'You have answered for another organisation in this decision: another person has to answer for this one.',
      )
    : null;

/** The open decision and the seat for which this caller answers it, or why she cannot. */
export const questionTo = (
  pilot: Pilot,
  id: string,
  moment: Moment,
): { readonly decision: Decision; readonly asked: Asked } | Refusal => {
  const decision = openDecision(pilot, id);
  if (isRefusal(decision)) return decision;
  const asked = askedFor(decision, moment);
  if (asked === undefined) return notAsked(decision, moment);
  return answeredElsewhere(decision, asked, moment) ?? { decision, asked };
};

/** An answer to be given. */
export interface AnswerGiven {
  readonly decision: string;
  readonly asked: Asked;
  readonly position: Position;
  readonly text: string | null;
  readonly conditions: readonly Condition[];
  readonly carriedFrom: string | null;
}

/** Takes a position, and resolves the decision if its outcome is certain by it. */
export const answered =
  ({ decision, asked, position, text, conditions, carriedFrom }: AnswerGiven, moment: Moment) =>
  (pilot: Pilot): Part => [
    fact('position-taken', {
      decision,
      seat: asked.seat,
      organisation: asked.organisation,
      position,
      text,
      conditions,
      carriedFrom,
    }),
    owedAbout(pilot, decision, 'position')
      .filter(({ owner }) => owner === asked.seat)
      .map((owed) => met(owed)),
    settle(decision, moment),
  ];
