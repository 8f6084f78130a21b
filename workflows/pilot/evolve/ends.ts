import { isOpen } from '../../decisions/decision';
import { countryPart } from '../proposal/country-part';
import type { Instant } from '../../decider';
import type { Suspension } from '../suspension/ground';
import type { Foldings } from './folding';

/** Nothing lies over a pilot that has ended. */
const ended = ({ grounds }: Suspension, at: Instant): Suspension => ({
  since: null,
  grounds: grounds.map((ground) => ({ ...ground, lifted: ground.lifted ?? at })),
});

/** How a pilot ends, comes back, or comes in from elsewhere. */
export const endFoldings: Foldings<'pilot-taken-over' | 'pilot-ended' | 'pilot-reopened' | 'pilot-settled'> =
  {
    'pilot-taken-over': (pilot, { rounds, endorsements, documents }) => ({
      ...pilot,
      takenOver: true,
      submitted: true,
      rounds: { ...pilot.rounds, used: rounds },
      documents: [...pilot.documents, ...documents.map(({ sha256 }) => sha256)],
      endorsements: endorsements.map(({ country, conditions }) => ({
        country,
        decision: 'taken-over',
        part: countryPart(pilot.proposal, country),
        conditions,
      })),
    }),
    'pilot-ended': (pilot, { end, left, reason, reopenableUntil }, { occurredAt }) => ({
      ...pilot,
      status: end,
      since: occurredAt,
      end: { end, at: occurredAt, left, reason, reopenableUntil, final: false },
      obligations: pilot.obligations.map((obligation) =>
        obligation.state === 'open' ? { ...obligation, state: 'void', closed: occurredAt } : obligation,
      ),
      decisions: pilot.decisions.map((decision) =>
        isOpen(decision) ? { ...decision, voided: occurredAt } : decision,
      ),
      suspension: ended(pilot.suspension, occurredAt),
      suspendedCountries: [],
    }),
    'pilot-reopened': (pilot, { rounds }) => ({
      ...pilot,
      end: null,
      reopened: true,
      rounds: { ...pilot.rounds, allowed: pilot.rounds.allowed + rounds },
    }),
    'pilot-settled': (pilot) => ({
      ...pilot,
      end: pilot.end === null ? null : { ...pilot.end, final: true },
    }),
  };
