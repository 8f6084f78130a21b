import { type DecisionRule, isOpen, type RuleOfTurn } from '../../decisions/decision';
import type { Pilot, Seat } from '../state';
import { invitationHandedOver, seatLeftConsultation } from './consultation';
import { type Foldings, withSeat } from './folding';

/** The positions of a seat in open decisions fall away; what is resolved stands (lifecycle.md section 1). */
export const withoutOpenPositions = (pilot: Pilot, seat: string): Pilot => {
  const open = pilot.decisions.filter(isOpen).map(({ id }) => id);
  const country = pilot.seats.find(({ id }) => id === seat)?.country;
  return {
    ...seatLeftConsultation(pilot, seat),
    decisions: pilot.decisions.map((decision) =>
      isOpen(decision)
        ? {
            ...decision,
            positions: decision.positions.map((taken) =>
              taken.seat === seat ? { ...taken, void: true } : taken,
            ),
          }
        : decision,
    ),
    endorsements: pilot.endorsements.filter(
      (given) => given.country !== country || !open.includes(given.decision),
    ),
  };
};

/** A rule that names a seat names its successor after it. */
const ruleHandedOver = (rule: DecisionRule, seat: string, successor: string): DecisionRule => {
  const turn = (each: RuleOfTurn): RuleOfTurn => {
    if (each.rule === 'SINGLE' && each.seat === seat) return { ...each, seat: successor };
    if (each.rule === 'CONSENSUS_WITH_CHAIR' && each.chair === seat) return { ...each, chair: successor };
    return each;
  };
  return rule.rule === 'SEQUENTIAL' ? { ...rule, turns: rule.turns.map(turn) } : turn(rule);
};

/** The successor is asked and owes in the place of the seat before it. */
const handedOver = (pilot: Pilot, seat: string, successor: string): Pilot => {
  const organisation = pilot.seats.find(({ id }) => id === successor)?.organisation ?? '';
  return {
    ...invitationHandedOver(pilot, seat, successor),
    decisions: pilot.decisions.map((decision) =>
      isOpen(decision)
        ? {
            ...decision,
            asked: decision.asked.map((asked) =>
              asked.seat === seat ? { ...asked, seat: successor, organisation } : asked,
            ),
            rule: ruleHandedOver(decision.rule, seat, successor),
          }
        : decision,
    ),
    obligations: pilot.obligations.map((obligation) =>
      obligation.state === 'open'
        ? {
            ...obligation,
            owner: obligation.owner === seat ? successor : obligation.owner,
            setBy: obligation.setBy === seat ? successor : obligation.setBy,
          }
        : obligation,
    ),
  };
};

const succeeded = (pilot: Pilot, seat: string, successor: string, state: Seat['state'] | null): Pilot =>
  withSeat(handedOver(withoutOpenPositions(pilot, seat), seat, successor), seat, (before) => ({
    ...before,
    state: state ?? before.state,
    successor,
  }));

/** Who sits where. */
export const seatFoldings: Foldings<
  | 'seat-filled'
  | 'seat-replaced'
  | 'seat-vacated'
  | 'seat-declined'
  | 'seat-persons-changed'
  | 'seat-succeeded'
> = {
  'seat-filled': (pilot, { seat, ...data }, { occurredAt }) => ({
    ...pilot,
    seats: [...pilot.seats, { id: seat, ...data, filledAt: occurredAt, state: 'filled', successor: null }],
  }),
  'seat-replaced': (pilot, { seat, by }) => succeeded(pilot, seat, by, 'replaced'),
  'seat-succeeded': (pilot, { seat, successor }) => succeeded(pilot, seat, successor, null),
  'seat-vacated': (pilot, { seat }) =>
    withSeat(withoutOpenPositions(pilot, seat), seat, (before) => ({ ...before, state: 'vacated' })),
  'seat-declined': (pilot, { seat }) =>
    withSeat(withoutOpenPositions(pilot, seat), seat, (before) => ({ ...before, state: 'declined' })),
  'seat-persons-changed': (pilot, { seat, persons }) =>
    withSeat(pilot, seat, (before) => ({ ...before, persons })),
};
