import { computeDue } from '../../clocks/compute';
import { localDay } from '../../clocks/days';
import type { Due } from '../../clocks/due';
import { extendDue } from '../../clocks/extend';
import { Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf, roleNames } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { ExtensionFields } from '../obligations/extension';
import { calendarOfSeat } from '../programme';
import { owingSeat } from '../seats/held';
import { fundingSteps, implementationSteps, type Pilot } from '../state';

/** The planned end as a due date: as it was extended, else the day of the proposal; null where that names none. */
const plannedEndOf = (pilot: Pilot, { directory }: Pick<Moment, 'directory'>): Due | null => {
  const { plannedEnd: day } = pilot.proposal;
  if (pilot.plannedEnd !== null || day === undefined) return pilot.plannedEnd;
  return computeDue({ kind: 'fixed', day }, calendarOfSeat(owingSeat(pilot, 'coordinator'), directory));
};

export const extendPlannedEnd = command({
  name: 'extend-planned-end',
  label: 'Extend the planned end',
  describe:
    'Makes the planned end of the pilot later, never earlier, with a reason: by the approving body alone. It adds to earlier extensions or replaces them, and after a final one there is no other.',
  by: ['approving_body'],
  in: [...fundingSteps, ...implementationSteps],
  body: Shape({ ...ExtensionFields, reason: Reason }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { by, replaces = false, final = false, reason } = given.body;
    const before = plannedEndOf(pilot, moment);
    if (before === null) return refuse('not-extendable', 'The proposal names no planned end yet.');
    const authority = roleNames.approving_body;
    const due = extendDue(before, { by, replaces, final, authority, reason });
    if (typeof due === 'string') return refuse('not-extendable', due);
    if (due.at === null || due.at <= given.at)
      return refuse('not-extendable', 'With this extension the planned end would have passed already.');
    const day = localDay(due.at, due.computedWith.timeZone);
    return inOrder(pilot, moment, fact('planned-end-extended', { due, day, reason }));
  },
});
