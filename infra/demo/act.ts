import type { Day } from '../../workflows/decider';
import type { OnPaper } from './on-paper';
import { type Additions, mark } from './partners';
import type { Path } from './paths';
import type { PilotSeen } from './pilot-seen';

/** One command, and the seat that gives it. */
export interface Act {
  readonly seat: string;
  readonly command: string;
  readonly body: unknown;
  /** The person who may not give it: somebody else of the seat does. */
  readonly notBy?: string | null;
}

/** What the partners of one pilot know beside its case. */
export interface Known {
  readonly path: Path;
  /** What they add to the draft before they submit it. */
  readonly additions: Additions;
  /** What ran on paper until now, and how its money is found; null for a pilot that begins here. */
  readonly onPaper: OnPaper | null;
  /** The focal point of a country: an organisation id. */
  readonly focalPoint: (country: string) => string;
  /** Who takes a seat of this kind: an organisation id. */
  readonly partner: (kind: string) => string;
  readonly today: Day;
}

/** What is done next with a pilot; null where nothing is. */
export type NextAct = (pilot: PilotSeen, known: Known) => Act | null;

/** The id of the first filled seat of a kind. */
export const seatOf = (pilot: PilotSeen, kind: string): string =>
  pilot.seats.find(({ seat, state }) => seat === kind && state === 'filled')?.id ?? kind;

/** The seats that are asked now and have not answered, and those that have. */
export const question = (pilot: PilotSeen) => {
  const decision = pilot.decisions.findLast(({ resolved }) => resolved === null);
  const asked = decision?.asked.map(({ seat }) => seat) ?? [];
  const answered = asked.filter((seat) => decision?.answered.includes(seat));
  const [next] = asked.filter((seat) => !answered.includes(seat));
  return { decision: decision?.id, next, answered: answered.length, open: asked.length - answered.length };
};

/** A position with a text, where it needs one. */
export const position = (seat: string, decision: string, answer: string, text?: string): Act => ({
  seat,
  command: 'take-position',
  body: { decision, position: answer, ...(text === undefined ? {} : { text: `${mark} ${text}` }) },
});

/** An approval that asks for something to be done. */
export const withCondition = (seat: string, decision: string, text: string): Act => ({
  seat,
  command: 'take-position',
  body: { decision, position: 'approve_with_conditions', conditions: [{ text: `${mark} ${text}` }] },
});

/** The next of those who are asked approves. */
export const nextApproves: NextAct = (pilot) => {
  const { decision, next } = question(pilot);
  return decision === undefined || next === undefined ? null : position(next, decision, 'approve');
};
