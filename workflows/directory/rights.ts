import type { Standing } from '../command';
import type { Caller, Refusal } from '../decider';
import { refuse } from '../refusals';
import type { DirectoryContext } from './entries';

/**
 * Who may do what in the directory: an administrator keeps organisations, persons, programmes and keys; whoever
 * acts for a coordinator of any programme may register organisations and persons; every person keeps her own
 * keys and personal data. The operator at the machine makes the first administrator, and nothing else.
 */
export const directoryRoles = ['administrator', 'coordinator', 'self', 'operator'] as const;
export type DirectoryRole = (typeof directoryRoles)[number];

export const directoryRoleNames: Readonly<Record<DirectoryRole, string>> = {
  administrator: 'an administrator',
  coordinator: 'a coordinator',
  self: 'the person herself',
  operator: 'the operator',
};

/**
 * Every capacity in which a caller stands to an entry of the directory.
 *
 * @param person whose stream it is; null where it is no person's
 */
export const directoryStandings = (
  person: string | null,
  caller: Caller,
  context: DirectoryContext,
): readonly Standing<DirectoryRole>[] | Refusal => {
  if (caller.door === 'operator') return operatorStanding(context);
  const entry = caller.person === null ? undefined : context.person(caller.person);
  if (entry?.active !== true) return [];
  const actsFor = entry.organisations.filter(
    (id) => caller.organisation === null || caller.organisation === id,
  );
  const as = (role: DirectoryRole, organisation: string | null): Standing<DirectoryRole> => ({
    role,
    seat: null,
    organisation,
  });
  const only = actsFor.length === 1 ? (actsFor[0] ?? null) : null;
  return [
    ...(entry.rights.includes('administrator') ? [as('administrator', only)] : []),
    ...actsFor.filter((id) => context.coordinates(id)).map((id) => as('coordinator', id)),
    ...(entry.id === person ? [as('self', only)] : []),
  ];
};

const operatorStanding = (context: DirectoryContext): readonly Standing<DirectoryRole>[] | Refusal =>
  context.withoutAdministrator
    ? [{ role: 'operator', seat: null, organisation: null }]
    : refuse('administrator-exists', 'There is an administrator already: ask that person for an account.');

/** The statuses of an organisation and of a person. */
export type EntryStatus = 'active' | 'deactivated';
