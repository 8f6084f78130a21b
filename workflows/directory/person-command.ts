import { commandsFor } from '../command';
import type { DirectoryContext } from './entries';
import type { Person } from './person-events';
import type { DirectoryRole, EntryStatus } from './rights';

/** The makers of a person's commands. */
export const { creation, command } = commandsFor<{
  state: Person;
  context: DirectoryContext;
  role: DirectoryRole;
  status: EntryStatus;
}>();
