import { emptyAgenda } from '../decider';
import { deciderOf } from '../process';
import type { DirectoryContext } from './entries';
import { createApiKey, registerSigningKey, revokeApiKey, revokeSigningKey } from './key-commands';
import {
  changePerson,
  deactivatePerson,
  registerFirstAdministrator,
  registerPerson,
} from './person-commands';
import { evolvePerson, type Person } from './person-events';
import { directoryRoleNames, type DirectoryRole, directoryStandings } from './rights';

/** A person of the directory, with her API keys and signing keys (lifecycle.md section 1). */
export const person = deciderOf<Person, DirectoryContext, DirectoryRole>({
  type: 'person',
  foldVersion: 1,
  noticeTypes: [],
  commands: [
    registerPerson,
    registerFirstAdministrator,
    changePerson,
    deactivatePerson,
    createApiKey,
    revokeApiKey,
    registerSigningKey,
    revokeSigningKey,
  ],
  roleNames: directoryRoleNames,
  standings: (state, caller, context) => directoryStandings(state?.entry.id ?? null, caller, context),
  lastAt: ({ at }) => at,
  evolve: evolvePerson,
  agenda: () => emptyAgenda,
  status: (state) => (state === null ? null : state.entry.active ? 'active' : 'deactivated'),
  outbox: () => [],
});
