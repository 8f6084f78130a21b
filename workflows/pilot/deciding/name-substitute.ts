import { isRefusal, type Refusal } from '../../decider';
import type { Asked, Decision } from '../../decisions/decision';
import { standingPosition } from '../../decisions/outcome';
import { Id, Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { owedAbout, voided } from '../obligations/open';
import { dueOf } from '../obligations/owe';
import { asOpened, waitOf } from '../programme';
import { filledSeats, seatOf } from '../seats/held';
import { ends, type Pilot, type Seat, steps } from '../state';
import { openDecision } from './answering';
import { askedWith } from './asking';
import { closesWithTheLatest, wayOutFound } from './moving';
import { openDecisions, positionOwed, windowOf } from './open';

/** The seat that is to be asked no more: it has not answered, or stands aside. */
const toBeReplaced = (decision: Decision, seat: string): Asked | Refusal => {
  const asked = decision.asked.find((each) => each.seat === seat);
  if (asked === undefined)
    return refuse('not-asked', `The seat “${seat}” is not asked in the decision on ${decision.subject}.`);
  if (asked.veto)
    return refuse(
      'veto-stands',
      'Nobody answers for a country but its host government: replace the seat by the country’s focal point.',
    );
  const position = standingPosition(decision, seat)?.position ?? 'abstain';
  return position === 'abstain' || position === 'recuse'
    ? asked
    : refuse('wrong-seat', 'This seat has answered: substitutes are for seats that have not.');
};

/** Seats of the same kind whose organisation is not asked yet. */
const substitutesFor = (pilot: Pilot, decision: Decision, seat: string): readonly Seat[] => {
  const kind = seatOf(pilot, seat)?.kind;
  return kind === undefined
    ? []
    : filledSeats(pilot, kind).filter(
        ({ organisation }) => !decision.asked.some((asked) => asked.organisation === organisation),
      );
};

export const nameSubstitute = command({
  name: 'name-substitute',
  label: 'Name a substitute seat',
  describe:
    'In an undecided decision: asks another seat of the same kind in the place of one that has not answered or stands aside.',
  by: ['coordinator'],
  in: [...steps, ...ends],
  body: Shape({ decision: Id, seat: Id, substitute: Id, reason: Reason }),
  offered: (pilot) => openDecisions(pilot).some(({ outcome }) => outcome === 'undecided'),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { decision: id, seat, substitute: substituteId, reason } = given.body;
    const decision = openDecision(pilot, id);
    if (isRefusal(decision)) return decision;
    if (decision.outcome !== 'undecided')
      return refuse('not-now', 'The decision is still within its time: wait for it, or extend it.');
    const leaving = toBeReplaced(decision, seat);
    if (isRefusal(leaving)) return leaving;
    const substitute = substitutesFor(pilot, decision, seat).find((each) => each.id === substituteId);
    if (substitute === undefined)
      return refuse(
        'wrong-seat',
        'A substitute is a filled seat of the same kind, of an organisation that is not asked yet.',
      );
    const wait = waitOf(asOpened(pilot, decision), windowOf(decision.kind), directory);
    const due = dueOf(substitute, wait, 'the substitute was named', moment.at, moment);
    return inOrder(
      pilot,
      moment,
      owedAbout(pilot, id, 'position')
        .filter(({ owner }) => owner === seat)
        .map((open) => voided(open, 'Another seat is asked.')),
      fact('seat-substituted', {
        decision: id,
        seat,
        substitute: askedWith([substitute], { kind: decision.kind, turn: leaving.turn }, pilot, moment),
        reason,
      }),
      positionOwed(decision, substitute, due, moment),
      closesWithTheLatest(id, reason, moment),
      wayOutFound(id),
    );
  },
});
