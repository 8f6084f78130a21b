import type { Agenda, Instant } from './decider';
import type { WakeUp } from './host-alarm';
import type { LastTick } from './host-contract';

/** What the loop waits for next, and what is wrong with it if the clock of this stream does not move on. */
export interface Plan {
  readonly wakeUp: WakeUp | null;
  readonly poisoned: string | null;
}

const firstPause = 1_000;
const longestPause = 60 * 60 * 1_000;

/**
 * The tick and its property: after it the next wake-up is strictly later, or none (architecture.md section 3,
 * "Host"). A stream that breaks it is poisoned: its next tick waits, longer each time up to an hour, so that it
 * harms nobody but itself; any commit that moves the wake-up on heals it.
 */
export function hostTicks(carried: LastTick | null) {
  let last = carried;

  return {
    /** When to tick next for this agenda. */
    plan(agenda: Agenda): Plan {
      const { wakeAt, wakeFor } = agenda;
      if (wakeAt === null) return { wakeUp: null, poisoned: null };
      if (last === null || wakeAt > last.at) return { wakeUp: { at: wakeAt, for: wakeFor }, poisoned: null };
      const pause = Math.min(firstPause * 2 ** last.fruitless, longestPause);
      const at = new Date(Date.parse(last.at) + pause).toISOString();
      const poisoned = `the tick of ${last.at} left the wake-up at ${wakeAt}; trying again at ${at}`;
      return { wakeUp: { at, for: `again: ${wakeFor ?? 'wake-up'}` }, poisoned };
    },

    /** The instant of a tick: the later of Temporal's clock and the instant that it answers. */
    next({ wakeUp, poisoned }: Plan): Instant {
      const now = new Date().toISOString();
      const at = wakeUp !== null && wakeUp.at > now ? wakeUp.at : now;
      last = { at, fruitless: poisoned === null ? 0 : (last?.fruitless ?? 0) + 1 };
      return at;
    },

    /** What the next run has to know. */
    carried: (): LastTick | null => last,
  };
}
