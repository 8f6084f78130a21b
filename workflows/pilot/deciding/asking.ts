import type { Asked, DecisionKind, DecisionRule, RuleOfTurn } from '../../decisions/decision';
import type { ProgrammeRule, ProgrammeTurn } from '../../programmes/decision-rule';
import { countsAsDeveloping } from '../../programmes/eligibility';
import type { Moment } from '../command';
import { programmeOf } from '../programme';
import { filledSeats } from '../seats/held';
import type { Pilot, Seat, SeatKind } from '../state';

/** Host governments hold a veto for their own country in every decision in which they are asked. */
const hasVeto = (kinds: readonly string[]): boolean => kinds.includes('host_government');

/** A host government answers its own endorsement, and a signatory an agreement (lifecycle.md section 3). */
const mayNotAbstain = (kind: DecisionKind, kinds: readonly string[]): boolean =>
  kind === 'agreement' || (kind === 'endorsement' && hasVeto(kinds));

const proponents = (pilot: Pilot): readonly string[] =>
  filledSeats(pilot, 'proponent').map(({ organisation }) => organisation);

/** One organisation as it is asked with all of its seats; the first of them answers. */
export const askedWith = (
  [first, ...others]: readonly [Seat, ...(readonly Seat[])],
  { kind, turn }: { readonly kind: DecisionKind; readonly turn: number },
  pilot: Pilot,
  { directory }: Pick<Moment, 'directory'>,
): Asked => {
  const seats = [first, ...others];
  const kinds = [...new Set(seats.map((seat) => seat.kind))];
  const country = seats.find((seat) => seat.country !== null)?.country ?? null;
  const { ruleBook } = programmeOf(pilot, directory);
  return {
    seat: first.id,
    organisation: first.organisation,
    kinds,
    country,
    developing: country !== null && countsAsDeveloping(ruleBook)(country),
    counts: kind !== 'clearance' || !proponents(pilot).includes(first.organisation),
    veto: hasVeto(kinds),
    mayNotAbstain: mayNotAbstain(kind, kinds),
    turn,
  };
};

/** Who is asked by a rule; host governments in every ROLE_COVERAGE, named or not (lifecycle.md section 3). */
const seatsAsked = (pilot: Pilot, rule: ProgrammeTurn, otherwise: readonly Seat[]): readonly Seat[] => {
  switch (rule.rule) {
    case 'SINGLE':
      return filledSeats(pilot, rule.seat).slice(0, 1);
    case 'ROLE_COVERAGE':
      return filledSeats(pilot, 'host_government', ...rule.lines.map(({ seat }) => seat));
    default:
      return rule.of === undefined ? otherwise : filledSeats(pilot, ...rule.of);
  }
};

const byOrganisation = (seats: readonly Seat[]): readonly (readonly [Seat, ...(readonly Seat[])])[] =>
  seats
    .filter(
      ({ organisation }, index) => seats.findIndex((seat) => seat.organisation === organisation) === index,
    )
    .map((first) => [
      first,
      ...seats.filter((seat) => seat.organisation === first.organisation && seat !== first),
    ]);

const firstSeat = (pilot: Pilot, kind: SeatKind): string => filledSeats(pilot, kind)[0]?.id ?? kind;

/** The rule with seats of this pilot in the place of kinds of seats. A majority of one is that seat. */
const ruleOf = (pilot: Pilot, rule: ProgrammeTurn, asked: readonly Asked[]): RuleOfTurn => {
  switch (rule.rule) {
    case 'ALL_OF':
      return { rule: 'ALL_OF' };
    case 'N_OF_M': {
      const [only, ...others] = asked;
      return rule.n === 'majority' && only !== undefined && others.length === 0
        ? { rule: 'SINGLE', seat: only.seat }
        : { rule: 'N_OF_M', n: rule.n };
    }
    case 'ROLE_COVERAGE':
      return {
        rule: 'ROLE_COVERAGE',
        lines: rule.lines.map(({ seat, where = null, count }) => ({ seat, where, count })),
      };
    case 'SINGLE':
      return { rule: 'SINGLE', seat: firstSeat(pilot, rule.seat) };
    case 'NO_OBJECTION':
      return { rule: 'NO_OBJECTION', threshold: rule.threshold, per: rule.per };
    case 'CONSENSUS_WITH_CHAIR':
      return { rule: 'CONSENSUS_WITH_CHAIR', chair: firstSeat(pilot, rule.chair) };
  }
};

/**
 * The rule of a decision and whom it asks, from what the programme says in kinds of seats. `seats`: who is asked
 * where the rule does not say. The seats of one organisation are asked once in each turn (lifecycle.md section 1).
 */
export const askedBy = (
  pilot: Pilot,
  kind: DecisionKind,
  rule: ProgrammeRule,
  seats: readonly Seat[],
  moment: Pick<Moment, 'directory'>,
): { readonly rule: DecisionRule; readonly asked: readonly Asked[] } => {
  const turns = rule.rule === 'SEQUENTIAL' ? rule.turns : [rule];
  const reached = turns.map((each, turn) => {
    const asked = byOrganisation(seatsAsked(pilot, each, seats)).map((own) =>
      askedWith(own, { kind, turn }, pilot, moment),
    );
    return { asked, rule: ruleOf(pilot, each, asked) };
  });
  const asked = reached.flatMap((turn) => turn.asked);
  const rules = reached.map((turn) => turn.rule);
  const [only] = rules;
  return {
    asked,
    rule: rule.rule === 'SEQUENTIAL' || only === undefined ? { rule: 'SEQUENTIAL', turns: rules } : only,
  };
};
