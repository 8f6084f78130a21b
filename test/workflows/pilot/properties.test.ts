import fc from 'fast-check';

import { clockCaller, type RecordedEvent } from '../../../workflows/decider';
import { isOpen } from '../../../workflows/decisions/decision';
import { askedNow, standingPosition } from '../../../workflows/decisions/outcome';
import { notAskedYet } from '../../../workflows/pilot/consultation/invited';
import { distance, sum } from '../../../workflows/money/decimal';
import { amountStates, isOverdrawn } from '../../../workflows/money/ledger';
import { pilot as decider, pilotCommands } from '../../../workflows/pilot/decider';
import type { Pilot } from '../../../workflows/pilot/state';
import { steps } from '../../../workflows/pilot/state';
import { type Move, play } from '../../support/pilot-play';

const runs = 60;
const length = 40;
const seed = 20_270_301;
const numbers = fc.array(fc.nat(9973), { minLength: 12, maxLength: 60 });

/** Each property looks at the same plays, and only a counter-example is played anew while it shrinks. */
const played = new Map<string, readonly Move[]>();
const movesOf = (chosen: readonly number[]): readonly Move[] => {
  const key = chosen.join();
  const moves = played.get(key) ?? play(chosen, length);
  played.set(key, moves);
  return moves;
};

/** Checks something of every play, or of every move of it. */
const everyPlay = (holds: (moves: readonly Move[]) => void): void =>
  fc.assert(
    fc.property(numbers, (chosen) => {
      holds(movesOf(chosen));
    }),
    { numRuns: runs, seed },
  );
const everyMove = (holds: (move: Move) => void): void =>
  everyPlay((moves) => {
    moves.forEach(holds);
  });

jest.setTimeout(120_000);

const open = (pilot: Pilot) => pilot.obligations.filter(({ state }) => state === 'open');

/** What the present step waits for: obligations and decisions, each with its date and what comes after it. */
const stepWaitsFor = (pilot: Pilot) => [
  ...open(pilot)
    .filter(
      ({ kind, subject }) =>
        kind === 'step' || kind === 'question' || (kind === 'choice' && subject === 'round'),
    )
    .map(({ due, owner, lapsesAt, lastResortAt }) => ({
      owners: [owner],
      due: due.at,
      end: lapsesAt ?? lastResortAt,
    })),
  ...pilot.decisions
    .filter((decision) => isOpen(decision) && decision.kind !== 'act')
    .map((decision) => ({ ...decision, asked: askedNow(decision) }))
    .map(({ closes, lastResortAt, asked }) => ({
      owners: asked.map(({ seat }) => seat),
      due: closes,
      end: lastResortAt,
    })),
];

/** Up to where a pilot was suspended: the clock may end the coordinator's own suspension. */
const resumedAt = (events: readonly RecordedEvent[]): number =>
  events.some(({ type }) => type === 'pilot-resumed')
    ? events.findIndex(({ type }) => type === 'ground-lifted')
    : events.length;

describe('Properties over random plays of at least five seats', () => {
  it('every step has an owner, a due date and a last resort', () =>
    everyMove(({ after: { pilot } }) => {
      if (pilot.end !== null) {
        expect(stepWaitsFor(pilot)).toEqual([]);
        return;
      }
      const waits = stepWaitsFor(pilot);
      expect(waits).not.toEqual([]);
      expect(waits.some(({ due }) => due !== null)).toBe(true);
      for (const { owners, due } of waits) {
        expect(owners.length).toBeGreaterThan(0);
        for (const owner of owners) expect(pilot.seats.map(({ id }) => id)).toContain(owner);
        if (due !== null) expect(due).toMatch(/^\d{4}-/);
      }
      expect(waits.some(({ end }) => end !== null)).toBe(true);
    }));

  it('after a tick the next wake-up is strictly later, or none', () =>
    everyMove(({ command, after }) => {
      if (command !== 'tick') return;
      const { wakeAt } = after.agenda();
      expect(wakeAt === null || wakeAt > after.at).toBe(true);
    }));

  it('a second tick at the same instant finds nothing to do', () =>
    everyMove(({ command, after }) => {
      if (command === 'tick')
        expect(after.decide('tick', { by: clockCaller, at: after.at })).toMatchObject({ events: [] });
    }));

  it('evolve never throws on a recorded stream, and gives the same state from the events alone', () =>
    everyPlay((moves) => {
      const last = moves.at(-1)?.after;
      const fromEvents = last?.events.reduce<Pilot | null>(
        (state, event) => decider.evolve(state, JSON.parse(JSON.stringify(event)) as typeof event),
        null,
      );
      expect(fromEvents).toStrictEqual(last?.pilot);
    }));

  it('a state is plain JSON: a snapshot of it is the same state', () =>
    everyPlay((moves) => {
      const pilot = moves.at(-1)?.after.pilot;
      expect(JSON.parse(JSON.stringify(pilot))).toStrictEqual(pilot);
    }));

  it('occurredAt goes forward only, and versions have no hole', () =>
    everyPlay((moves) => {
      const events = moves.at(-1)?.after.events ?? [];
      const instants = events.map(({ occurredAt }) => occurredAt);
      expect(instants).toEqual([...instants].sort());
      expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
    }));

  it('no accepted command is lost: it leaves events, and a refused one leaves none', () =>
    everyMove(({ command, code, before, after }) => {
      const added = after.events.length - before.events.length;
      if (code !== null) expect(added).toBe(0);
      else if (command !== 'tick') expect(added).toBeGreaterThan(0);
    }));

  it('a position that was accepted stands, until the seat or the question changes', () =>
    everyMove(({ command, code, giving, after: { pilot } }) => {
      if (command !== 'take-position' || code !== null) return;
      const { decision: id, position } = giving.body as { decision: string; position: string };
      const decision = pilot.decisions.find((each) => each.id === id);
      const seat = decision?.asked.find(({ organisation }) => organisation === giving.by?.organisation);
      expect(standingPosition(decision ?? { positions: [] }, seat?.seat ?? '')?.position).toBe(position);
    }));

  it('every seat that is asked and has not answered owes its position, and no other', () =>
    everyMove(({ after: { pilot } }) => {
      for (const decision of pilot.decisions) {
        const owing = open(pilot)
          .filter(({ kind, subject }) => kind === 'position' && subject === decision.id)
          .map(({ owner }) => owner);
        const silent = askedNow(decision)
          .map(({ seat }) => seat)
          .filter((seat) => isOpen(decision) && standingPosition(decision, seat) === undefined);
        expect([...owing].sort()).toEqual([...silent].sort());
      }
    }));

  it('a decision closes at the latest of the positions owed, or later', () =>
    everyMove(({ after: { pilot } }) => {
      for (const decision of pilot.decisions.filter(isOpen))
        for (const owed of open(pilot).filter(
          ({ kind, subject }) => kind === 'position' && subject === decision.id,
        ))
          expect((owed.due.at ?? 'undated') <= decision.closes).toBe(true);
    }));

  it('in an open consultation every invited organisation has taken part, stands aside, or owes its comment', () =>
    everyMove(({ after: { pilot } }) => {
      const { present } = pilot.consultation;
      if (pilot.status !== 'consultation.open' || present === null) return;
      expect(notAskedYet(pilot, present)).toEqual([]);
    }));

  it('a consultation closes at the latest of the comments owed, or later', () =>
    everyMove(({ after: { pilot } }) => {
      const owed = open(pilot).filter(({ kind }) => kind === 'comment');
      if (pilot.status !== 'consultation.open') expect(owed).toEqual([]);
      for (const { due } of owed)
        expect((due.at ?? 'undated') <= (pilot.consultation.present?.closes ?? '')).toBe(true);
    }));

  it('a suspended pilot fires only its review, and the end of a suspension by the coordinator', () =>
    everyMove(({ command, before, after }) => {
      if (command !== 'tick' || before.pilot.suspension.since === null) return;
      const fired = after.events.slice(before.events.length);
      const reviews = before.pilot.obligations
        .filter(({ kind }) => kind === 'suspension')
        .map(({ id }) => id);
      const over = (data: unknown) =>
        before.pilot.suspension.grounds.some(
          ({ id, by }) => by === 'coordinator' && id === (data as { ground: string }).ground,
        );
      for (const { type, data } of fired.slice(0, resumedAt(fired))) {
        if (type === 'ground-lifted' && over(data)) continue;
        expect(['reminder-recorded', 'reminder-deferred']).toContain(type);
        expect(reviews).toContain((data as { obligation: string }).obligation);
      }
    }));

  it('rounds used never exceed those allowed', () =>
    everyMove(({ after: { pilot } }) => {
      expect(pilot.rounds.used).toBeLessThanOrEqual(pilot.rounds.allowed);
    }));

  it('money never appears or vanishes: the states of a line come to what was pledged, none below zero', () =>
    everyMove(({ after: { pilot } }) => {
      for (const { amounts, money } of pilot.funding.contributions) {
        if (amounts === null || money === null) continue;
        const each = amountStates.map((state) => amounts[state]);
        expect(distance(sum(each), money.amount)).toBe('0');
        expect(isOverdrawn(amounts)).toBe(false);
      }
    }));

  it('at least half of the commands are accepted, and every command and step is reached', () => {
    const moves = fc.sample(numbers, { numRuns: 240, seed }).flatMap(movesOf);
    const accepted = moves.filter(({ code }) => code === null);
    expect(accepted.length / moves.length).toBeGreaterThan(0.5);
    const given = new Set(accepted.map(({ command }) => command));
    const never = pilotCommands.map(({ name }) => name).filter((name) => !given.has(name));
    expect(never).toEqual(['register-pilot']);
    const reached = new Set<string>(accepted.map(({ after }) => after.pilot.status));
    const all = [...steps, 'rejected', 'withdrawn', 'lapsed', 'cancelled', 'terminated'];
    expect(all.filter((status) => !reached.has(status))).toEqual([]);
  });
});
