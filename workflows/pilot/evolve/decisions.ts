import type { Asked, Decision, Position } from '../../decisions/decision';
import { askedNow } from '../../decisions/outcome';
import type { PilotFacts } from '../events';
import { countryPart } from '../proposal/country-part';
import type { Endorsement, Pilot } from '../state';
import { type Foldings, whoDelegated, withDecision } from './folding';

const approvals: readonly Position[] = ['approve', 'approve_with_conditions'];

/** What a country endorses is kept with its approval, and forgotten with any other answer. */
export const endorsementsAfter = (
  pilot: Pilot,
  {
    decision,
    seat,
    position,
    conditions,
  }: Pick<PilotFacts['position-taken'], 'decision' | 'seat' | 'position' | 'conditions'>,
): readonly Endorsement[] => {
  const kind = pilot.decisions.find(({ id }) => id === decision)?.kind;
  const country = pilot.seats.find(({ id }) => id === seat)?.country ?? null;
  if (kind !== 'endorsement' || country === null) return pilot.endorsements;
  return approvals.includes(position)
    ? [...pilot.endorsements, { country, decision, part: countryPart(pilot.proposal, country), conditions }]
    : pilot.endorsements.filter((given) => given.country !== country);
};

export const positionsVoided = (
  decision: Decision,
  of: readonly Pick<Asked, 'seat'>[],
): Decision['positions'] =>
  decision.positions.map((taken) =>
    of.some(({ seat }) => seat === taken.seat) ? { ...taken, void: true } : taken,
  );

/** Questions and answers. */
export const decisionFoldings: Foldings<
  | 'decision-opened'
  | 'decision-turn-opened'
  | 'position-taken'
  | 'decision-extended'
  | 'decision-asked-again'
  | 'seat-substituted'
  | 'seat-released'
  | 'decision-undecided'
  | 'decision-referred'
  | 'decision-resolved'
  | 'act-not-carried-out'
> = {
  'decision-opened': (pilot, { decision, ...data }, { occurredAt }) => ({
    ...pilot,
    decisions: [
      ...pilot.decisions,
      {
        id: decision,
        ...data,
        turn: 0,
        opened: occurredAt,
        programmeVersion: pilot.programme.version,
        positions: [],
        outcome: null,
        resolved: null,
        voided: null,
        reason: null,
      },
    ],
  }),
  'decision-turn-opened': (pilot, { decision: id, turn, notified, closes, lastResortAt }) =>
    withDecision(pilot, id, (decision) => ({
      ...decision,
      turn,
      notified: [...decision.notified, ...notified],
      closes,
      lastResortAt,
      outcome: null,
    })),
  'position-taken': (pilot, data, { occurredAt, ...names }) => {
    const { decision: id, ...given } = data;
    const by = { person: names.person, ...whoDelegated(names) };
    const taken = { ...given, at: occurredAt, ...by, onPaper: null, void: false };
    return {
      ...withDecision(pilot, id, (decision) => ({
        ...decision,
        positions: [...decision.positions, taken],
      })),
      endorsements: endorsementsAfter(pilot, data),
    };
  },
  'decision-extended': (pilot, { decision: id, closes, lastResortAt }) =>
    withDecision(pilot, id, (decision) => ({ ...decision, closes, lastResortAt, outcome: null })),
  'decision-asked-again': (pilot, { decision: id, closes, lastResortAt }) => ({
    ...withDecision(pilot, id, (decision) => ({
      ...decision,
      closes,
      lastResortAt,
      outcome: null,
      positions: positionsVoided(decision, askedNow(decision)),
    })),
    endorsements: pilot.endorsements.filter((given) => given.decision !== id),
  }),
  'seat-substituted': (pilot, { decision: id, seat, substitute }) =>
    withDecision(pilot, id, (decision) => ({
      ...decision,
      outcome: null,
      positions: positionsVoided(decision, [{ seat }]),
      asked: decision.asked.map((asked) => (asked.seat === seat ? substitute : asked)),
    })),
  'seat-released': (pilot, { decision: id, seat }) =>
    withDecision(pilot, id, (decision) => ({
      ...decision,
      positions: positionsVoided(decision, [{ seat }]),
      asked: decision.asked.filter((asked) => asked.seat !== seat),
    })),
  'decision-undecided': (pilot, { decision: id }) =>
    withDecision(pilot, id, (decision) => ({ ...decision, outcome: 'undecided' })),
  'decision-referred': (pilot) => pilot,
  'decision-resolved': (pilot, { decision: id, outcome, reason }, { occurredAt }) =>
    withDecision(pilot, id, (decision) => ({ ...decision, outcome, reason, resolved: occurredAt })),
  'act-not-carried-out': (pilot) => pilot,
};
