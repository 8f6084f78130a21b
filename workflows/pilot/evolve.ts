import type { RecordedEvent } from '../decider';
import type { PilotEvent, PilotEventType, PilotFacts } from './events';
import { consultationFoldings } from './evolve/consultation';
import { countryFoldings } from './evolve/countries';
import { decisionFoldings } from './evolve/decisions';
import { endFoldings } from './evolve/ends';
import type { Foldings } from './evolve/folding';
import { migrationFoldings } from './evolve/migration';
import { fundingFoldings } from './evolve/funding';
import { implementationFoldings } from './evolve/implementation';
import { obligationFoldings } from './evolve/obligations';
import { paperFoldings } from './evolve/paper';
import { proposalFoldings } from './evolve/proposal';
import { seatFoldings } from './evolve/seats';
import { suspensionFoldings } from './evolve/suspension';
import { noFunding } from './funding/contribution';
import type { Pilot } from './state';
import { unsuspended } from './suspension/ground';

/** Raised whenever the same events give another state. */
export const pilotFoldVersion = 2;

const foldings: Foldings<Exclude<PilotEventType, 'pilot-registered'>> = {
  ...proposalFoldings,
  ...seatFoldings,
  ...obligationFoldings,
  ...decisionFoldings,
  ...paperFoldings,
  ...endFoldings,
  ...consultationFoldings,
  ...migrationFoldings,
  ...suspensionFoldings,
  ...fundingFoldings,
  ...implementationFoldings,
  ...countryFoldings,
};

const registered = (
  { programme, proposal, rounds }: PilotFacts['pilot-registered'],
  { stream, version, occurredAt }: RecordedEvent,
): Pilot => ({
  id: stream.slice(stream.indexOf('/') + 1),
  version,
  occurredAt,
  programme,
  status: 'proposal.draft',
  since: occurredAt,
  registered: occurredAt,
  submitted: false,
  proposal,
  seats: [],
  decisions: [],
  paper: [],
  obligations: [],
  endorsements: [],
  consultation: { present: null, earlier: [] },
  rounds: { used: 0, allowed: rounds },
  documents: [],
  funding: noFunding,
  plannedEnd: null,
  end: null,
  suspension: unsuspended,
  suspendedCountries: [],
  reopened: false,
  takenOver: false,
});

const folded = <Type extends Exclude<PilotEventType, 'pilot-registered'>>(
  pilot: Pilot,
  type: Type,
  data: PilotFacts[Type],
  event: RecordedEvent,
): Pilot => foldings[type](pilot, data, event);

/**
 * The pilot after an event. Throws for events that no stream of a pilot can have: an unknown type, or anything
 * before the registration.
 */
export const evolvePilot = (pilot: Pilot | null, event: RecordedEvent): Pilot => {
  const known = event as RecordedEvent & PilotEvent;
  if (known.type === 'pilot-registered') return registered(known.data, event);
  if (pilot === null) throw new Error(`A pilot begins with its registration, not with ${known.type}.`);
  if (!(known.type in foldings)) throw new Error(`No event of a pilot: ${event.type}`);
  return {
    ...folded(pilot, known.type, known.data, event),
    version: event.version,
    occurredAt: event.occurredAt,
  };
};
