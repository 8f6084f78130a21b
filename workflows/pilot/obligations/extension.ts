import { type Static, type TObject, Type } from '@sinclair/typebox';

import type { Due } from '../../clocks/due';
import { coordinatorLimit, extendDue } from '../../clocks/extend';
import type { Refusal } from '../../decider';
import { DayField, LengthField, type Reason, Shape } from '../../fields';
import { refuse } from '../../refusals';
import { type Moment, roleNames } from '../command';
import type { Obligation } from '../state';

/** How much longer: lengths add to the date, a day replaces it. */
export const ExtensionFields = {
  by: Type.Union([Shape({ add: LengthField }), Shape({ to: DayField })]),
  replaces: Type.Optional(
    Type.Boolean({ description: 'True: in place of earlier extensions, which then count for nothing.' }),
  ),
  final: Type.Optional(Type.Boolean({ description: 'True: no further extension is possible.' })),
};

type ExtensionAsked = Static<TObject<typeof ExtensionFields & { reason: typeof Reason }>>;

/** What a coordinator may not grant alone (lifecycle.md section 4, Extend). */
const beyondCoordinator = (obligation: Obligation, due: Due): Refusal | null => {
  if (obligation.endsIn === 'lapse')
    return refuse('not-extendable', 'A clock that lapses is extended by the approving body.');
  const limit = coordinatorLimit(obligation.due, obligation.opened);
  if (limit === null || due.at === null)
    return refuse(
      'not-extendable',
      'This has no date yet, so nobody knows its length: the approving body extends it.',
    );
  return due.at <= limit
    ? null
    : refuse(
        'not-extendable',
        `The coordinator may extend this to ${limit.slice(0, 10)} in all; more is for the approving body.`,
      );
};

/**
 * The due date of an obligation with this extension, or why it cannot be had: the coordinator adds to a clock
 * without lapse at most its own length in all, everything else is the approving body's (lifecycle.md section 4).
 */
export const extended = (
  obligation: Obligation,
  { by, reason, replaces = false, final = false }: ExtensionAsked,
  { as, at }: Moment,
): Due | Refusal => {
  const due = extendDue(obligation.due, { by, replaces, final, authority: roleNames[as.role], reason });
  if (typeof due === 'string') return refuse('not-extendable', due);
  if (due.at !== null && due.at <= at)
    return refuse('not-extendable', `With this extension it would have been due on ${due.at.slice(0, 10)}.`);
  return (as.role === 'coordinator' ? beyondCoordinator(obligation, due) : null) ?? due;
};
