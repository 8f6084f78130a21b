import type { Command } from '../command';
import type { DirectoryContext } from '../directory/entries';
import { deciderOf } from '../process';
import { hostCommands, type SharedDateRole, sharedDateRoleNames, sharedDateStandings } from './commands';
import { evolveSharedDate, type SharedDate, sharedDateAgenda } from './shared-date';

/** A date that many pilots share, as a process of this type with its own commands beside those of the host. */
export const sharedDateProcess = (
  type: string,
  commands: readonly Command<SharedDate, DirectoryContext, SharedDateRole>[],
) =>
  deciderOf({
    type,
    foldVersion: 2,
    noticeTypes: [],
    commands: [...commands, ...hostCommands],
    roleNames: sharedDateRoleNames,
    standings: sharedDateStandings,
    lastAt: ({ at }) => at,
    evolve: evolveSharedDate,
    agenda: sharedDateAgenda,
    status: (state) => (state === null ? null : state.day === null ? 'undated' : 'dated'),
    outbox: () => [],
  });
