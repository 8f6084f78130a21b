import { bulkEventVersions } from '../workflows/bulk/bulk-events';
import type { DelegationEvent } from '../workflows/directory/delegation-events';
import type { OrganisationEvent } from '../workflows/directory/organisation-events';
import type { PersonEvent } from '../workflows/directory/person-events';
import type { ProgrammeEvent } from '../workflows/directory/programme-events';
import { masterAgreementEventVersions } from '../workflows/master-agreement/master-agreement';
import { meetingEventVersions } from '../workflows/meeting/meeting';
import { pilotEventVersions } from '../workflows/pilot/events';
import type { LogKeyEventType } from './log-keys';

/** For each event type of a process the schema version that is written now. */
export type EventVersions = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * All events that may be written. An event that does not stand here is not appended, and each version that does
 * has a golden file: so nothing can come into the log that cannot be read in ten years (architecture.md section 3,
 * "Event log").
 */
export const eventVersions: EventVersions = {
  pilot: pilotEventVersions,
  organisation: {
    'organisation-registered': 1,
    'organisation-changed': 1,
    'organisation-deactivated': 1,
  } satisfies Record<OrganisationEvent['type'], number>,
  person: {
    'person-registered': 1,
    'person-changed': 1,
    'person-deactivated': 1,
    'api-key-created': 1,
    'api-key-revoked': 1,
    'signing-key-registered': 1,
    'signing-key-revoked': 1,
  } satisfies Record<PersonEvent['type'], number>,
  programme: { 'programme-published': 1 } satisfies Record<ProgrammeEvent['type'], number>,
  delegation: { 'delegation-given': 1, 'delegation-withdrawn': 1 } satisfies Record<
    DelegationEvent['type'],
    number
  >,
  bulk: bulkEventVersions,
  meeting: meetingEventVersions,
  'master-agreement': masterAgreementEventVersions,
  log: { 'log-key-registered': 1, 'log-key-rotated': 1 } satisfies Record<LogKeyEventType, number>,
};
