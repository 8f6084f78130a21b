import fc from 'fast-check';
import { type Move, play } from './pilot-play';

/**
 * Random plays looked at once by every property, however many there are: `RUNS=5000 npm test …` for thousands, a
 * few hundred without it.
 */
const runs = Number(process.env['RUNS'] ?? 300);
const seed = Number(process.env['SEED'] ?? 20_270_301);

/** From what a play follows: the numbers by which it chooses, and how many commands it tries. */
interface Chosen {
  readonly numbers: readonly number[];
  readonly length: number;
}

const chosen: fc.Arbitrary<Chosen> = fc.record({
  numbers: fc.array(fc.nat(9973), { minLength: 12, maxLength: 60 }),
  // Shorter counter-examples come of shorter plays; half of the plays have the full length.
  length: fc.integer({ min: 1, max: 80 }).map((length) => Math.min(length, 40)),
});

const movesOf = ({ numbers, length }: Chosen): readonly Move[] => play(numbers, length);

/** A property of a play; it throws where the play contradicts it. */
export type Property = (moves: readonly Move[]) => void;

const toldMove = ({ command, giving, after, code }: Move, index: number): string => {
  const by = giving.by?.person ?? giving.by?.door ?? '';
  const body = JSON.stringify(giving.body ?? {});
  const end = code === null ? after.pilot.status : `refused: ${code}`;
  return `${String(index + 1).padStart(3)}. ${giving.at ?? after.at} ${by}: ${command} ${body} → ${end}`;
};

/** A play as a list of commands, for a reader who wants to play it again by hand. */
export const told = (moves: readonly Move[]): string => {
  const before = moves[0]?.before;
  const events = before?.events.map(({ type }) => type).join(', ') ?? '';
  return [`  0. begins at ${before?.pilot.status ?? ''}, after ${events}`, ...moves.map(toldMove)].join('\n');
};

/** What was reached by the accepted commands of all plays. */
export interface Reached {
  readonly moves: number;
  readonly accepted: number;
  /** How often each command was accepted, and how often a pilot came to stand at each status. */
  readonly commands: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<string, number>;
}

const counted = (): Map<string, number> => new Map<string, number>();
const count = (of: Map<string, number>, what: string): void => {
  of.set(what, (of.get(what) ?? 0) + 1);
};

/** Plays them all once, and keeps of each property the first play that contradicts it. */
export const playAll = (
  properties: ReadonlyMap<string, Property>,
): { readonly reached: Reached; readonly contradicted: ReadonlyMap<string, Chosen> } => {
  const contradicted = new Map<string, Chosen>();
  const reached = { moves: 0, accepted: 0, commands: counted(), statuses: counted() };
  for (const each of fc.sample(chosen, { numRuns: runs, seed })) {
    const moves = movesOf(each);
    const begun = moves[0]?.before.pilot.status;
    if (begun !== undefined) count(reached.statuses, begun);
    for (const { code, command, before, after } of moves) {
      reached.moves += 1;
      if (code !== null) continue;
      reached.accepted += 1;
      count(reached.commands, command);
      if (before.pilot.status !== after.pilot.status) count(reached.statuses, after.pilot.status);
    }
    for (const [title, property] of properties) {
      if (contradicted.has(title)) continue;
      try {
        property(moves);
      } catch {
        contradicted.set(title, each);
      }
    }
  }
  return { reached, contradicted };
};

/** The shortest play found that contradicts a property, as a list of commands. Throws it, with what was wrong. */
export const shrink = (property: Property, counterExample: Chosen): never => {
  const holds = fc.property(chosen, (each) => {
    property(movesOf(each));
  });
  const { counterexample, errorInstance } = fc.check(holds, {
    examples: [[counterExample]],
    numRuns: 1,
    seed,
    interruptAfterTimeLimit: 60_000,
  });
  const shortest = counterexample?.[0] ?? counterExample;
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  throw new Error(`${why}\n\nThe play that contradicts it:\n${told(movesOf(shortest))}`);
};

const lines = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([what, times]) => `${String(times).padStart(7)} ${what}`)
    .join('\n');

/** What a run says at its end. */
export const said = ({ moves, accepted, commands, statuses }: Reached): string =>
  [
    `${runs} plays, ${moves} commands tried, ${accepted} accepted (${Math.round((100 * accepted) / moves)} %)`,
    `accepted of each of ${commands.size} commands:`,
    lines(commands),
    `reached of each of ${statuses.size} statuses:`,
    lines(statuses),
    '',
  ].join('\n');

/** How long a run may take, in milliseconds: long on a busy machine. */
export const patience = Math.max(120_000, runs * 3_000);
