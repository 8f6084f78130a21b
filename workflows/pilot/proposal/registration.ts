import { Type } from '@sinclair/typebox';

import { Id, Shape } from '../../fields';
import type { Programme } from '../../programmes/rule-book';
import { refuse } from '../../refusals';
import { creation, type Moment, momentOf } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { owingSeat } from '../seats/held';
import { seated, type Seating } from '../seats/seating';
import type { Pilot } from '../state';
import { entered, stepOwed } from '../steps';
import { contradiction } from './content';
import { proposalForm } from './form';

/** The programme's coordinator that takes the pilot: who registers, if it is listed and proposes nothing itself. */
const coordinatorFor = (
  { institutions }: Programme,
  registrar: string | null,
  proponent: string,
): string | undefined => {
  const free = institutions.coordinators.filter((organisation) => organisation !== proponent);
  return free.find((organisation) => organisation === registrar) ?? free[0];
};

/** The seats that a registration fills: the programme names approving body and finance (lifecycle.md section 1). */
const seatsAtRegistration = (
  { institutions }: Programme,
  coordinator: string,
  proponent: string,
): readonly Omit<Seating, 'persons' | 'country'>[] => [
  { kind: 'coordinator', organisation: coordinator, mayDecline: false },
  { kind: 'proponent', organisation: proponent, mayDecline: false },
  ...institutions.approvingBody.map((organisation) => ({
    kind: 'approving_body' as const,
    organisation,
    mayDecline: true,
  })),
  { kind: 'finance', organisation: institutions.finance, mayDecline: true },
];

/** What the proponent owes in a draft (lifecycle.md section 2). */
export const draftOwed =
  (moment: Moment, event = 'the registration') =>
  (pilot: Pilot): Part =>
    stepOwed(
      {
        step: 'proposal.draft',
        owner: owingSeat(pilot, 'proponent'),
        label: 'Complete the proposal and submit it',
        wait: 'draft',
        event,
        otherwise: 'The pilot lapses, after three notices.',
        endsIn: 'lapse',
      },
      moment,
    );

/** The persons of the seat of who registers: the caller and whoever else is named. */
const withCaller = (named: readonly string[] | undefined, person: string | null) =>
  named === undefined || person === null ? named : [person, ...named];

export const registerPilot = creation({
  name: 'register-pilot',
  label: 'Register a pilot',
  describe:
    'Opens a draft under the newest version of a programme. The organisation that registers becomes coordinator if the programme lists it, otherwise the programme’s coordinator does; approving body and finance come from the programme.',
  by: ['registrar'],
  body: Shape({
    programme: Id,
    proponent: Id,
    ...proposalForm,
    persons: Type.Optional(
      Type.Array(Id, {
        maxItems: 50,
        description: 'Who may act for the seat of your organisation beside you; without it all its persons.',
      }),
    ),
  }),
  decide: (given, directory) => {
    const { programme: id, proponent, persons, ...proposal } = given.body;
    const moment = momentOf(given, directory);
    const programme = directory.latestProgramme(id);
    if (programme === undefined)
      return refuse('unknown-programme', `There is no published programme “${id}”.`);
    const coordinator = coordinatorFor(programme, given.as.organisation, proponent);
    if (coordinator === undefined)
      return refuse('segregation', 'The programme has no coordinator other than the proponent.');
    const named = withCaller(persons, given.caller.person);
    const { ruleBook } = programme;
    return (
      contradiction(proposal, directory) ??
      inOrder(
        null,
        moment,
        fact('pilot-registered', {
          programme: { id: ruleBook.id, version: ruleBook.version },
          proposal,
          rounds: ruleBook.revisionRounds.value,
        }),
        seatsAtRegistration(programme, coordinator, proponent).map((seat) =>
          seated(
            {
              ...seat,
              country: null,
              persons: seat.organisation === given.as.organisation ? named : undefined,
            },
            moment,
          ),
        ),
        entered(null, 'proposal.draft'),
        draftOwed(moment),
      )
    );
  },
});
