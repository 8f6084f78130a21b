import { clockCaller, type RecordedEvent } from '../../../workflows/decider';
import { isOpen } from '../../../workflows/decisions/decision';
import { askedNow, standingPosition } from '../../../workflows/decisions/outcome';
import { distance, sum } from '../../../workflows/money/decimal';
import { amountStates, isOverdrawn } from '../../../workflows/money/ledger';
import { notAskedYet } from '../../../workflows/pilot/consultation/invited';
import { pilot as decider, pilotCommands } from '../../../workflows/pilot/decider';
import type { Pilot } from '../../../workflows/pilot/state';
import { steps } from '../../../workflows/pilot/state';
import { familyName, type Move, playground } from '../../support/pilot-play';
import { expectSpoken } from '../../support/spoken';
import { patience, playAll, type Property, said, shrink } from '../../support/plays';

const properties = new Map<string, Property>();
let contradicted: ReturnType<typeof playAll>['contradicted'] = new Map();
let reached: ReturnType<typeof playAll>['reached'] | undefined;

beforeAll(() => {
  ({ contradicted, reached } = playAll(properties));
}, patience);

afterAll(() => {
  if (reached !== undefined) process.stdout.write(said(reached));
});

/** A property of every play; what contradicts it is shown as a short list of commands. */
const everyPlay = (title: string, property: Property): void => {
  properties.set(title, property);
  it(
    title,
    () => {
      const play = contradicted.get(title);
      if (play !== undefined) shrink(property, play);
    },
    patience,
  );
};

/** A property of every command that was tried. */
const everyMove = (title: string, holds: (move: Move) => void): void => {
  everyPlay(title, (moves) => {
    moves.forEach(holds);
  });
};

/** As it comes back from the database, where the log and the snapshots are JSON. */
const asStored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

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
  everyMove('every step has an owner, a due date and a last resort', ({ after: { pilot } }) => {
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
  });

  everyMove('after a tick the next wake-up is strictly later, or none', ({ command, after }) => {
    if (command !== 'tick') return;
    const { wakeAt } = after.agenda();
    expect(wakeAt === null || wakeAt > after.at).toBe(true);
  });

  everyMove('a second tick at the same instant finds nothing to do', ({ command, after }) => {
    if (command === 'tick')
      expect(after.decide('tick', { by: clockCaller, at: after.at })).toMatchObject({ events: [] });
  });

  everyPlay(
    'evolve never throws on a recorded stream, and gives the same state from the events alone',
    (moves) => {
      const last = moves.at(-1)?.after;
      const fromEvents = last?.events.reduce<Pilot | null>(
        (state, event) => decider.evolve(state, asStored(event)),
        null,
      );
      expect(fromEvents).toStrictEqual(last?.pilot);
    },
  );

  everyPlay('the state from a snapshot and the events after it equals the state from the events', (moves) => {
    const last = moves.at(-1)?.after;
    const middle = moves[Math.floor(moves.length / 2)]?.before;
    if (last === undefined || middle === undefined) return;
    const fromSnapshot = last.events
      .slice(middle.events.length)
      .reduce<Pilot | null>((state, event) => decider.evolve(state, asStored(event)), asStored(middle.pilot));
    expect(fromSnapshot).toStrictEqual(last.pilot);
  });

  everyPlay('occurredAt goes forward only, and versions have no hole', (moves) => {
    const events = moves.at(-1)?.after.events ?? [];
    const instants = events.map(({ occurredAt }) => occurredAt);
    expect(instants).toEqual([...instants].sort());
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
  });

  everyMove(
    'no accepted command is lost: it leaves events, and a refused one leaves none',
    ({ command, code, before, after }) => {
      const added = after.events.length - before.events.length;
      if (code !== null) expect(added).toBe(0);
      else if (command !== 'tick') expect(added).toBeGreaterThan(0);
    },
  );

  everyMove(
    'a position that was accepted stands, until the seat or the question changes',
    ({ command, code, giving, after: { pilot } }) => {
      if (command !== 'take-position' || code !== null) return;
      const { decision: id, position } = giving.body as { decision: string; position: string };
      const decision = pilot.decisions.find((each) => each.id === id);
      const seat = decision?.asked.find(({ organisation }) => organisation === giving.by?.organisation);
      expect(standingPosition(decision ?? { positions: [] }, seat?.seat ?? '')?.position).toBe(position);
    },
  );

  everyMove(
    'every seat that is asked and has not answered owes its position, and no other',
    ({ after: { pilot } }) => {
      for (const decision of pilot.decisions) {
        const owing = open(pilot)
          .filter(({ kind, subject }) => kind === 'position' && subject === decision.id)
          .map(({ owner }) => owner);
        const silent = askedNow(decision)
          .map(({ seat }) => seat)
          .filter((seat) => isOpen(decision) && standingPosition(decision, seat) === undefined);
        expect([...owing].sort()).toEqual([...silent].sort());
      }
    },
  );

  everyMove('a decision closes at the latest of the positions owed, or later', ({ after: { pilot } }) => {
    for (const decision of pilot.decisions.filter(isOpen))
      for (const owed of open(pilot).filter(
        ({ kind, subject }) => kind === 'position' && subject === decision.id,
      ))
        expect((owed.due.at ?? 'undated') <= decision.closes).toBe(true);
  });

  everyMove(
    'in an open consultation every invited organisation has taken part, stands aside, or owes its comment',
    ({ after: { pilot } }) => {
      const { present } = pilot.consultation;
      if (pilot.status !== 'consultation.open' || present === null) return;
      expect(notAskedYet(pilot, present)).toEqual([]);
    },
  );

  everyMove('a consultation closes at the latest of the comments owed, or later', ({ after: { pilot } }) => {
    const owed = open(pilot).filter(({ kind }) => kind === 'comment');
    if (pilot.status !== 'consultation.open') expect(owed).toEqual([]);
    for (const { due } of owed)
      expect((due.at ?? 'undated') <= (pilot.consultation.present?.closes ?? '')).toBe(true);
  });

  everyMove('events carry person ids, never names or addresses', ({ before, after }) => {
    const added = after.events.slice(before.events.length);
    expect(JSON.stringify(added)).not.toContain(familyName);
    const known = playground.person(added[0]?.person ?? 'carla');
    expect(known).toHaveProperty('personal.name', `${known?.id ?? ''} ${familyName}`);
  });

  everyMove('rounds used never exceed those allowed', ({ after: { pilot } }) => {
    expect(pilot.rounds.used).toBeLessThanOrEqual(pilot.rounds.allowed);
  });

  everyMove(
    'a suspended pilot fires only its review, and the end of a suspension by the coordinator',
    ({ command, before, after }) => {
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
    },
  );

  everyMove(
    'money never appears or vanishes: the states of a line come to what was pledged, none below zero',
    ({ after: { pilot } }) => {
      for (const { amounts, money } of pilot.funding.contributions) {
        if (amounts === null || money === null) continue;
        const each = amountStates.map((state) => amounts[state]);
        expect(distance(sum(each), money.amount)).toBe('0');
        expect(isOverdrawn(amounts)).toBe(false);
      }
    },
  );

  everyPlay('whoever is to be told of something is there, and it can be said in every language', (moves) => {
    const last = moves.at(-1);
    if (last !== undefined) expectSpoken(last.after);
  });

  it('at least half of the commands are accepted, and every command and step is reached', () => {
    const { moves, accepted, commands, statuses } = reached ?? playAll(new Map()).reached;
    expect(accepted / moves).toBeGreaterThan(0.5);
    const never = pilotCommands.map(({ name }) => name).filter((name) => !commands.has(name));
    expect(never).toEqual(['register-pilot']);
    const all = [...steps, 'rejected', 'withdrawn', 'lapsed', 'cancelled', 'terminated'];
    expect(all.filter((status) => !statuses.has(status))).toEqual([]);
  });
});
