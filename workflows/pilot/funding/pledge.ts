import { type Static, type TObject, Type } from '@sinclair/typebox';

import type { Refusal } from '../../decider';
import { Id, Shape } from '../../fields';
import { inMinorUnits } from '../../money/currency';
import { isPositive } from '../../money/decimal';
import { refuse } from '../../refusals';
import { command, type Moment, momentOf, type Role } from '../command';
import { inOrder, type Part } from '../course';
import { fact } from '../events';
import { dueOn } from '../obligations/owe';
import { programmeOf } from '../programme';
import { filledSeats, seatOf } from '../seats/held';
import { implementationSteps, type Pilot, type Seat, type SeatKind } from '../state';
import { lineFields } from './line-fields';
import { amountFault, todayOf } from './lines';
import { linesMayCome, noLinesNow } from './replacement';

/** The seats that may give something. */
export const contributorKinds: readonly SeatKind[] = [
  'funder',
  'host_government',
  'provider',
  'beneficiary',
  'facilitator',
  'proponent',
  'coordinator',
];

/** Those who propose lines for others. */
const proposers: readonly Role[] = ['coordinator', 'proponent'];

/** A line as it is proposed. */
export type LineProposed = Static<TObject<typeof lineFields>>;

const shapeFault = ({ modality, money, inKind }: LineProposed): Refusal | null => {
  const wanted = modality === 'in_kind' ? 'inKind' : 'money';
  if (
    (wanted === 'inKind' ? inKind : money) === undefined ||
    (wanted === 'inKind' ? money : inKind) !== undefined
  )
    return refuse(
      'wrong-modality',
      'What is given in kind has a quantity and a unit, everything else an amount of money.',
      {
        errors: [
          {
            pointer: `/${wanted}`,
            detail: `A contribution as ${modality.replaceAll('_', ' ')} states exactly this.`,
          },
        ],
      },
    );
  if (money !== undefined) return amountFault(money, '/money');
  if (inKind === undefined) return null;
  if (!isPositive(inKind.quantity))
    return refuse('wrong-amount', 'The quantity has to be more than zero.', {
      errors: [{ pointer: '/inKind/quantity', detail: 'It has to be more than zero.' }],
    });
  return inKind.valuation === undefined ? null : amountFault(inKind.valuation, '/inKind/valuation');
};

const notAllowed = (pilot: Pilot, { modality }: LineProposed, { directory }: Moment): Refusal | null => {
  const { modalities } = programmeOf(pilot, directory).ruleBook.money;
  return modalities.value.includes(modality)
    ? null
    : refuse(
        'wrong-modality',
        `The programme takes no contribution as ${modality.replaceAll('_', ' ')}: it takes ${modalities.value.join(', ').replaceAll('_', ' ')}.`,
      );
};

const expired = (pilot: Pilot, { expiresOn }: LineProposed, moment: Moment): Refusal | null =>
  expiresOn === undefined || expiresOn > todayOf(pilot, moment)
    ? null
    : refuse('dates-contradict', 'A pledge expires on a day to come.', {
        errors: [{ pointer: '/expiresOn', detail: `It has to be later than ${todayOf(pilot, moment)}.` }],
      });

/** Puts a line into the mix, for this seat; refused where it is not as the programme or lifecycle.md section 5 wants it. */
export const linePledged =
  (line: LineProposed, contributor: Seat, moment: Moment) =>
  (pilot: Pilot): Part => {
    const { modality, money, inKind, terms, expiresOn } = line;
    return (
      shapeFault(line) ??
      notAllowed(pilot, line, moment) ??
      expired(pilot, line, moment) ??
      fact('contribution-pledged', {
        contribution: `contribution-${pilot.funding.contributions.length + 1}`,
        seat: contributor.id,
        modality,
        money:
          money === undefined
            ? null
            : { amount: inMinorUnits(money.amount, money.currency), currency: money.currency },
        inKind: inKind === undefined ? null : { ...inKind, valuation: inKind.valuation ?? null },
        terms: terms ?? null,
        expiresAt:
          expiresOn === undefined ? null : dueOn(contributor, expiresOn, 'the end of the pledge', moment).at,
      })
    );
  };

const contributorFor = (pilot: Pilot, named: string | undefined, { as }: Moment): Seat | Refusal => {
  const seat = seatOf(pilot, named ?? as.seat ?? '');
  if (seat?.state !== 'filled' || !contributorKinds.includes(seat.kind))
    return refuse(
      'unknown-seat',
      `Name the filled seat that gives this: ${filledSeats(pilot, ...contributorKinds)
        .map(({ id }) => id)
        .join(', ')}.`,
    );
  return seat.id === as.seat || proposers.includes(as.role)
    ? seat
    : refuse(
        'not-your-seat',
        'A line for another contributor is proposed by the proponent or the coordinator.',
      );
};

export const pledgeContribution = command({
  name: 'pledge-contribution',
  label: 'Propose a contribution',
  describe:
    'Adds a line to the funding mix: who gives what, how and when. A contributor pledges for itself, proponent and coordinator propose lines for others. It counts when its contributor has confirmed it by letter. Once the agreement is effective, only to replace a contribution that was lost.',
  by: contributorKinds,
  in: ['funding.mix', ...implementationSteps],
  body: Shape({
    contributor: Type.Optional(
      Type.String({ ...Id, description: 'The seat that gives it; without it your own.' }),
    ),
    ...lineFields,
  }),
  offered: linesMayCome,
  decide: (pilot, given, directory) => {
    if (!linesMayCome(pilot)) return noLinesNow;
    const moment = momentOf(given, directory);
    const { contributor, ...line } = given.body;
    const seat = contributorFor(pilot, contributor, moment);
    return 'refused' in seat ? seat : inOrder(pilot, moment, linePledged(line, seat, moment));
  },
});
