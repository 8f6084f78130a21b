import type { ImplementationFacts } from '../implementation/facts';
import type { Foldings } from './folding';

/** How implementation goes. */
export const implementationFoldings: Foldings<keyof ImplementationFacts> = {
  'planned-end-extended': (pilot, { due, day }) => ({
    ...pilot,
    proposal: { ...pilot.proposal, plannedEnd: day },
    plannedEnd: due,
  }),
};
