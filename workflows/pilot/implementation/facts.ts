import type { Due } from '../../clocks/due';
import type { Day } from '../../decider';

/** What the events of implementation say. */
export interface ImplementationFacts {
  'planned-end-extended': { readonly due: Due; readonly day: Day; readonly reason: string };
}

/** The schema version of each that is written now. */
export const implementationEventVersions: Readonly<Record<keyof ImplementationFacts, number>> = {
  'planned-end-extended': 1,
};
