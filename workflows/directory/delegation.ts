import type { Standing } from '../command';
import { type Caller, emptyAgenda, isRefusal } from '../decider';
import { deciderOf } from '../process';
import {
  delegationRoleNames,
  type DelegationRole,
  giveDelegation,
  pilotNamed,
  withdrawDelegation,
} from './delegation-commands';
import { type Delegation, evolveDelegation } from './delegation-events';
import type { DirectoryContext } from './entries';
import { directoryStandings } from './rights';

const standings = (
  state: Delegation | null,
  caller: Caller,
  context: DirectoryContext,
): readonly Standing<DelegationRole>[] => {
  const person = caller.person === null ? undefined : context.person(caller.person);
  if (person?.active !== true) return [];
  const as = (role: DelegationRole): readonly Standing<DelegationRole>[] => [
    { role, seat: null, organisation: caller.organisation },
  ];
  if (state === null) return as('person');
  const { giver, receiver } = state.entry;
  return [
    ...(person.id === giver ? as('giver') : []),
    ...(person.id === receiver ? as('receiver') : []),
    ...(person.rights.includes('administrator') ? as('administrator') : []),
  ];
};

/** Beside them who acts for a coordinator, and auditors; those who take part in its pilot read it in the case. */
const sees = (state: Delegation, caller: Caller, context: DirectoryContext): boolean => {
  const held = directoryStandings(null, caller, context);
  const person = caller.person === null ? undefined : context.person(caller.person);
  return (
    standings(state, caller, context).length > 0 ||
    (!isRefusal(held) && held.some(({ role }) => role === 'coordinator')) ||
    (person?.active === true && person.rights.includes('auditor'))
  );
};

/**
 * A delegation as a process: `delegation/<id>` (lifecycle.md section 1). Nothing of it is timed: whether it is in force
 * is asked when somebody acts.
 */
export const delegation = deciderOf<Delegation, DirectoryContext, DelegationRole>({
  type: 'delegation',
  foldVersion: 1,
  pilotNamed,
  noticeTypes: [],
  commands: [giveDelegation, withdrawDelegation],
  roleNames: delegationRoleNames,
  standings,
  sees,
  lastAt: ({ at }) => at,
  evolve: evolveDelegation,
  agenda: () => emptyAgenda,
  status: (state) => (state === null ? null : state.entry.withdrawn === null ? 'given' : 'withdrawn'),
  outbox: () => [],
});
