import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import { addDays, atHour, later, localDay } from '../clocks/days';
import { commandsFor, type Given } from '../command';
import { type Day, isRefusal, type Refusal } from '../decider';
import { DayField, Id, Reason, Shape, Text } from '../fields';
import { refuse } from '../refusals';
import { type Delegation, delegationGiven, delegationWithdrawn } from './delegation-events';
import type { DirectoryContext, OrganisationEntry } from './entries';

/** In what capacity a person stands to a delegation; anybody may give one of what she holds. */
export type DelegationRole = 'person' | 'giver' | 'receiver' | 'administrator';

export const delegationRoleNames: Readonly<Record<DelegationRole, string>> = {
  person: 'an active person of the directory',
  giver: 'the person who gave it',
  receiver: 'the person to whom it was given',
  administrator: 'an administrator',
};

const { creation, command } = commandsFor<{
  state: Delegation;
  context: DirectoryContext;
  role: DelegationRole;
  status: 'given' | 'withdrawn';
}>();

const Scope = Type.Union(
  [
    Shape({ pilot: Id, seat: Type.String({ ...Id, description: 'For example host_government-1.' }) }),
    Shape({ organisation: Id }),
  ],
  {
    description: 'One seat of one pilot, or every seat that you hold in your own right for an organisation.',
  },
);
const Gift = Shape({
  to: Type.String({ ...Id, description: 'The person who may act.' }),
  for: Scope,
  from: Type.Optional(
    Type.String({ ...DayField, description: 'The first day; today, and at once, without it.' }),
  ),
  until: Type.String({ ...DayField, description: 'The last day, whole.' }),
  reason: Type.Optional(Text),
});
type Gift = Static<typeof Gift>;

/** The pilot whose seats a delegation of one seat rests on. */
export const pilotNamed = ({
  name,
  body,
}: {
  readonly name: string;
  readonly body: unknown;
}): string | null =>
  name === giveDelegation.name && Value.Check(Gift, body) && 'pilot' in body.for ? body.for.pilot : null;

const notHeld = (detail: string): Refusal => refuse('not-your-seat', detail);

/** For which organisation it is given: the giver acts for it in her own right, and lists no right of somebody else's. */
const givenFor = (
  { body, caller: { person, organisation: named } }: Given<DelegationRole, Gift>,
  context: DirectoryContext,
): OrganisationEntry | Refusal => {
  const seat = 'pilot' in body.for ? context.seat(body.for.pilot, body.for.seat) : null;
  const id = 'pilot' in body.for ? seat?.organisation : body.for.organisation;
  const own = person === null ? undefined : context.person(person);
  const organisation = id === undefined ? undefined : context.organisation(id);
  const holds = seat === null || seat?.persons.includes(person ?? '') === true;
  if (organisation?.active !== true || own?.organisations.includes(organisation.id) !== true || !holds)
    return notHeld(
      seat === null
        ? 'You do not act for this organisation: you can delegate only what you hold in your own right.'
        : 'You do not hold this seat in your own right: only who does can delegate it, and nobody passes it on.',
    );
  return named === null || named === organisation.id
    ? organisation
    : notHeld('With a key for one organisation you can delegate only seats of that organisation.');
};

const unfitReceiver = (to: string, giver: string | null, context: DirectoryContext): Refusal | null => {
  const at = { errors: [{ pointer: '/to', detail: 'Name another active person of the directory.' }] };
  if (to === giver) return refuse('invalid-body', 'You hold the seat yourself: name somebody else.', at);
  return context.person(to)?.active === true
    ? null
    : refuse('unknown-person', 'The directory has no active person of this id.', at);
};

/** It does not reach back, for what was done without the right was done without it; and its end is not before its start. */
const impossibleDays = (from: Day, until: Day, today: Day): Refusal | null => {
  const refused = (pointer: string, detail: string) =>
    refuse('dates-contradict', 'These cannot be the days of a delegation.', {
      errors: [{ pointer, detail }],
    });
  if (from < today)
    return refused('/from', `A delegation does not reach back: it has to be ${today} or later.`);
  return until < from ? refused('/until', `It has to be ${from} or later.`) : null;
};

/** By a person who holds the seat in her own right. Whether it holds is checked at the moment of each act. */
export const giveDelegation = creation({
  name: 'give-delegation',
  label: 'Delegate a seat',
  describe:
    'Gives another person the right to act for a seat from one day to another: for one seat of one pilot, or for every seat that you hold for an organisation. Only who holds a seat in her own right can delegate it; it is not passed on. Both names stand on what is done. A day begins and ends where the organisation is.',
  by: ['person'],
  body: Gift,
  decide: (given, context) => {
    const { body, at, caller } = given;
    const { to, from: stated, until, reason = null } = body;
    const refused = unfitReceiver(to, caller.person, context);
    if (refused !== null) return refused;
    const organisation = givenFor(given, context);
    if (isRefusal(organisation)) return organisation;
    const { id, timeZone } = organisation;
    const today = localDay(at, timeZone);
    const from = stated ?? today;
    const seat = 'pilot' in body.for ? body.for : null;
    return (
      impossibleDays(from, until, today) ?? {
        events: [
          delegationGiven({
            giver: caller.person ?? '',
            receiver: to,
            organisation: id,
            seat,
            from,
            until,
            begins: later(at, atHour(from, 0, timeZone)),
            ends: atHour(addDays(until, 1), 0, timeZone),
            reason,
          }),
        ],
        author: { person: caller.person, organisation: id, seat: seat?.seat ?? null, onBehalfOf: null },
      }
    );
  },
});

/** By who gave it, by who got it, or by an administrator. What was done by it stands. */
export const withdrawDelegation = command({
  name: 'withdraw-delegation',
  label: 'Withdraw the delegation',
  describe:
    'Ends a delegation at once; what was done by it stands. By the person who gave it, by the one to whom it was given, or by an administrator.',
  by: ['giver', 'receiver', 'administrator'],
  in: ['given'],
  body: Shape({ reason: Reason }),
  decide: ({ entry: { ends, until } }, { body, at }) =>
    at < ends
      ? [delegationWithdrawn(body.reason)]
      : refuse('not-now', `The delegation ended by itself after ${until}.`),
});
