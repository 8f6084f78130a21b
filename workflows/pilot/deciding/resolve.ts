import type { Decision, DecisionKind, Outcome } from '../../decisions/decision';
import { isOpen } from '../../decisions/decision';
import { restsOnDispute } from '../../decisions/dispute';
import {
  askedNow,
  certainOutcome,
  hasNextTurn,
  outcomeAtClosing,
  ruleNow,
  standingPosition,
} from '../../decisions/outcome';
import type { Moment } from '../command';
import { clearanceDecided } from '../consultation/clearance';
import type { Part } from '../course';
import { fact } from '../events';
import { met, owedAbout, resortsEnded, voided } from '../obligations/open';
import { dueOf, dueOn, owe } from '../obligations/owe';
import { asOpened, waitOf } from '../programme';
import { conceptDecided } from '../proposal/concept-review';
import { endorsementDecided } from '../proposal/endorsement';
import { appraisalDecided } from '../funding/appraisal';
import { agreementDecided } from '../funding/signed';
import { owingSeat, presentSeat } from '../seats/held';
import type { Pilot } from '../state';
import { decidedUnderSuspension } from '../suspension/accepted';
import { isSuspended } from '../suspension/suspension';
import { newTimes, wayOutFound } from './moving';
import { decisionOf, notifiedAmong, turnOf } from './open';

type Result = Exclude<Outcome, 'undecided'>;

/** What a resolved decision leads to. An approved `act` is carried out by the decider itself. */
const consequences: Partial<
  Record<DecisionKind, (outcome: Result, reason: string | null, moment: Moment) => Part>
> = {
  endorsement: endorsementDecided,
  concept: conceptDecided,
  clearance: clearanceDecided,
  appraisal: appraisalDecided,
  agreement: agreementDecided,
};

/** Conditions of every position given by the resolution become obligations (lifecycle.md section 3). */
const conditionsOwed = (decision: Decision, moment: Moment): Part =>
  decision.asked.flatMap(({ seat }) =>
    (standingPosition(decision, seat)?.conditions ?? []).map(({ text, owner, due }) => (pilot: Pilot) => {
      const owing = presentSeat(pilot, owner ?? '') ?? owingSeat(pilot, 'proponent');
      return owe(moment, {
        kind: 'condition',
        subject: decision.id,
        label: text,
        owner: owing,
        setBy: seat,
        due:
          due === null
            ? dueOf(owing, waitOf(pilot, 'otherwise', moment.directory), 'the approval', moment.at, moment)
            : dueOn(owing, due, 'the day that the condition names', moment),
        otherwise: 'The owner and the coordinator are reminded until it is met or waived.',
      });
    }),
  );

/** The words of the positions that kept the decision from being approved. */
const reasonOf = (decision: Decision, outcome: Result): string | null => {
  const telling = outcome === 'refused' ? 'object' : 'request_changes';
  const texts = decision.asked.flatMap(({ seat }) => {
    const taken = standingPosition(decision, seat);
    return taken?.position === telling && taken.text !== null ? [taken.text] : [];
  });
  return outcome === 'approved' ? null : texts.join('\n');
};

const noLongerNeeded = 'The decision has been taken.';

/** Closes a decision with its outcome, and does what follows from it. */
export const resolve =
  (
    id: string,
    result: {
      readonly outcome: Result;
      readonly by: 'positions' | 'approving_body' | 'chair';
      readonly reason: string | null;
    },
    moment: Moment,
  ) =>
  (pilot: Pilot): Part => {
    const decision = decisionOf(pilot, id);
    if (decision === undefined) return [];
    const { outcome, reason } = result;
    return [
      fact('decision-resolved', { decision: id, ...result }),
      owedAbout(pilot, id, 'position').map((owed) => voided(owed, noLongerNeeded)),
      owedAbout(pilot, id, 'undecided').map((owed) => voided(owed, noLongerNeeded)),
      owedAbout(pilot, id, 'choice').map((owed) =>
        result.by === 'positions' ? voided(owed, noLongerNeeded) : met(owed),
      ),
      resortsEnded(id, 'void', noLongerNeeded),
      outcome === 'approved' ? conditionsOwed(decision, moment) : [],
      consequences[decision.kind]?.(outcome, reason, moment) ?? [],
    ];
  };

/** Asks the seats of the next rule, now that those before them have approved (lifecycle.md section 3, SEQUENTIAL). */
const nextTurn =
  (decision: Decision, moment: Moment) =>
  (pilot: Pilot): Part => {
    const turn = decision.turn + 1;
    const asked = askedNow({ ...decision, turn });
    const { closes, owed } = turnOf(
      decision,
      asked,
      'the turn of the seats asked',
      asOpened(pilot, decision),
      moment,
    );
    return [
      fact('decision-turn-opened', {
        decision: decision.id,
        turn,
        notified: notifiedAmong(asked, pilot, moment),
        ...newTimes(pilot, decision.id, closes, moment),
      }),
      owedAbout(pilot, decision.id, 'position').map((open) => voided(open, noLongerNeeded)),
      wayOutFound(decision.id),
      ...owed,
    ];
  };

/** Where a chair decides in the end, the chair owes it; else the coordinator owes a way out. */
const wayOutOwed = (decision: Decision, pilot: Pilot, moment: Moment): Part => {
  const rule = ruleNow(decision);
  const chair = rule.rule === 'CONSENSUS_WITH_CHAIR' ? presentSeat(pilot, rule.chair) : undefined;
  const owner = chair ?? owingSeat(pilot, 'coordinator');
  const wait = waitOf(pilot, 'undecided', moment.directory);
  return owe(moment, {
    kind: chair === undefined ? 'undecided' : 'choice',
    subject: decision.id,
    label:
      chair === undefined
        ? `Find a way out of the decision on ${decision.subject}: extend it, ask again, name substitutes, or refer it to the approving body`
        : `Decide as the chair on ${decision.subject}: there is no consensus`,
    owner,
    due: dueOf(owner, wait, 'the decision had no result', moment.at, moment),
    otherwise:
      chair === undefined
        ? 'The approving body is told that the coordinator is late.'
        : 'The coordinator is told that the chair is late.',
  });
};

/** A decision without a result stays answerable, and somebody owes a way out (lifecycle.md section 3). */
const undecided =
  (decision: Decision, moment: Moment) =>
  (pilot: Pilot): Part => [
    fact('decision-undecided', { decision: decision.id }),
    wayOutOwed(decision, pilot, moment),
  ];

/**
 * Resolves a decision if its outcome is certain, or, at its closing time, with what was given by then; where
 * there is no result it becomes `undecided`. An outcome that rests on a position which can still be struck waits
 * until it cannot, past the closing time if need be (lifecycle.md section 3, On behalf).
 */
export const settle =
  (id: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const decision = decisionOf(pilot, id);
    if (decision === undefined || !isOpen(decision)) return [];
    if (isSuspended(pilot) && !decidedUnderSuspension(decision)) return [];
    const outcomeOf = decision.closes <= moment.at ? outcomeAtClosing : certainOutcome;
    const outcome = outcomeOf(decision);
    if (outcome === null || restsOnDispute(decision, outcomeOf, moment.at)) return [];
    if (outcome === 'undecided') return decision.outcome === 'undecided' ? [] : undecided(decision, moment);
    if (outcome === 'approved' && hasNextTurn(decision)) return nextTurn(decision, moment);
    return resolve(id, { outcome, by: 'positions', reason: reasonOf(decision, outcome) }, moment);
  };
