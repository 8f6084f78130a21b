import { commandsFor, type Standing } from '../command';
import { type Caller, isRefusal, type NewEvent } from '../decider';
import type { DirectoryContext } from '../directory/entries';
import { directoryStandings } from '../directory/rights';
import { Id, Shape, Text } from '../fields';
import type { SharedDate } from './shared-date';

/** Who keeps meetings and master agreements: administrators, and who acts for a coordinator of any programme. */
export type SharedDateRole = 'administrator' | 'coordinator' | 'clock';

export const sharedDateRoleNames: Readonly<Record<SharedDateRole, string>> = {
  administrator: 'an administrator',
  coordinator: 'a coordinator',
  clock: 'the clock',
};

/** Whether it has its date. */
export type SharedDateStatus = 'undated' | 'dated';
export const sharedDateStatuses = ['undated', 'dated'] as const;

/** The makers of commands to a meeting or a master agreement. */
export const { creation, command } = commandsFor<{
  state: SharedDate;
  context: DirectoryContext;
  role: SharedDateRole;
  status: SharedDateStatus;
}>();

export const sharedDateStandings = (
  _state: SharedDate | null,
  caller: Caller,
  context: DirectoryContext,
): readonly Standing<SharedDateRole>[] => {
  if (caller.door === 'clock') return [{ role: 'clock', seat: null, organisation: null }];
  const held = directoryStandings(null, caller, context);
  return isRefusal(held)
    ? []
    : held.flatMap(({ role, ...standing }) =>
        role === 'administrator' || role === 'coordinator' ? [{ role, ...standing }] : [],
      );
};

const event = (type: string, data: object): readonly NewEvent[] => [{ type, schemaVersion: 1, data }];

/** What the host reports of its effects, and its tick. */
export const hostCommands = [
  command({
    name: 'complete-effect',
    label: 'The pilots were told',
    describe: 'Given by the host.',
    by: ['clock'],
    in: sharedDateStatuses,
    body: Shape({ effect: Id }),
    decide: (_state, { body }) => event('effect-completed', body),
  }),
  command({
    name: 'give-up-effect',
    label: 'The pilots could not be told',
    describe: 'Given by the host.',
    by: ['clock'],
    in: sharedDateStatuses,
    body: Shape({ effect: Id, reason: Text }),
    decide: (_state, { body }) => event('effect-given-up', body),
  }),
  command({
    name: 'tick',
    label: 'Let the clock act',
    describe: 'Given by the clock alone; nothing here is timed.',
    by: ['clock'],
    in: sharedDateStatuses,
    body: Shape({}),
    decide: () => [],
  }),
];
