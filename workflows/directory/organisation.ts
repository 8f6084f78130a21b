import { emptyAgenda } from '../decider';
import { deciderOf } from '../process';
import type { DirectoryContext } from './entries';
import { organisationCommands } from './organisation-commands';
import { evolveOrganisation, type Organisation } from './organisation-events';
import { directoryRoleNames, type DirectoryRole, directoryStandings } from './rights';

/** An organisation of the directory (lifecycle.md section 1). */
export const organisation = deciderOf<Organisation, DirectoryContext, DirectoryRole>({
  type: 'organisation',
  foldVersion: 1,
  noticeTypes: [],
  commands: organisationCommands,
  roleNames: directoryRoleNames,
  standings: (_, caller, context) => directoryStandings(null, caller, context),
  lastAt: ({ at }) => at,
  evolve: evolveOrganisation,
  agenda: () => emptyAgenda,
  status: (state) => (state === null ? null : state.entry.active ? 'active' : 'deactivated'),
  outbox: () => [],
});
