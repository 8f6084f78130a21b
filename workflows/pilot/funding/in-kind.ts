import { Type } from '@sinclair/typebox';

import { localDay } from '../../clocks/days';
import { isRefusal, type Refusal } from '../../decider';
import { Amount, Document, Id, Shape } from '../../fields';
import { inMinorUnits } from '../../money/currency';
import { isLess, isPositive, plus } from '../../money/decimal';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { servedBefore } from '../obligations/meet-obligation';
import { calendarOfSeat } from '../programme';
import { owingSeat } from '../seats/held';
import { ends, type Pilot, steps } from '../state';
import { endCorrected } from './closing';
import { type Contribution, type InKind, isIn } from './contribution';
import { HeldOn, ValuationField, Why } from './line-fields';
import { amountFault, inFuture, lineInMix, ownGift, todayOf } from './lines';

const always = [...steps, ...ends];

const anyInKind = ({ funding }: Pilot): boolean =>
  funding.contributions.some((line) => isIn(line) && line.inKind !== null);

const anyToCome = ({ funding }: Pilot): boolean =>
  funding.contributions.some(
    (line) => isIn(line) && line.inKind !== null && isLess(line.delivered, line.inKind.quantity),
  );

const inKindOf = ({ inKind }: Contribution): InKind | Refusal =>
  inKind ?? refuse('wrong-modality', 'This contribution is money: it is received, not delivered.');

export const deliverContribution = command({
  name: 'deliver-contribution',
  label: 'Record that something given in kind was delivered',
  describe:
    'How much of the quantity came, as a beneficiary, the coordinator or finance saw it. Before the contributor’s letter only with a reason.',
  by: ['beneficiary', 'coordinator', 'finance'],
  in: always,
  body: Shape({
    contribution: Id,
    quantity: Amount,
    heldOn: HeldOn,
    reason: Why,
    documents: Type.Optional(Type.Array(Document, { maxItems: 20 })),
  }),
  offered: anyToCome,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { contribution: id, quantity, heldOn, reason, documents = [] } = given.body;
    const line = lineInMix(pilot, id);
    if (isRefusal(line)) return line;
    const inKind = inKindOf(line);
    if (isRefusal(inKind)) return inKind;
    if (line.confirmedAt === null && reason === undefined)
      return refuse(
        'reason-required',
        'The contributor has not confirmed it: say why it was delivered before.',
      );
    if (!isPositive(quantity) || isLess(inKind.quantity, plus(line.delivered, quantity)))
      return refuse(
        'amount-too-high',
        `${inKind.quantity} ${inKind.unit} is promised, and ${line.delivered} was delivered.`,
      );
    const { timeZone } = calendarOfSeat(owingSeat(pilot, 'coordinator'), directory);
    if (pilot.end !== null && (heldOn ?? todayOf(pilot, moment)) > localDay(pilot.end.at, timeZone))
      return refuse(
        'too-late',
        'The pilot has ended: only what came before its end can be recorded, with its day.',
      );
    return (
      inFuture(pilot, heldOn, moment) ??
      ownGift(pilot, line, moment) ??
      servedBefore(pilot, documents, reason) ??
      inOrder(
        pilot,
        moment,
        fact('contribution-delivered', {
          contribution: id,
          quantity,
          heldOn: heldOn ?? null,
          reason: reason ?? null,
          documents,
        }),
        endCorrected,
      )
    );
  },
});

export const valueContribution = command({
  name: 'value-contribution',
  label: 'Value something given in kind',
  describe:
    'What it is worth, by which method and which valuer: before it is delivered as it is reckoned, afterwards as it was.',
  by: ['finance', 'coordinator'],
  in: always,
  body: Shape({ contribution: Id, valuation: ValuationField }),
  offered: anyInKind,
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { contribution: id, valuation } = given.body;
    const line = lineInMix(pilot, id);
    if (isRefusal(line)) return line;
    const inKind = inKindOf(line);
    if (isRefusal(inKind)) return inKind;
    const amount = inMinorUnits(valuation.amount, valuation.currency);
    return (
      amountFault(valuation, '/valuation') ??
      ownGift(pilot, line, moment) ??
      inOrder(
        pilot,
        moment,
        fact('contribution-valued', { contribution: id, valuation: { ...valuation, amount } }),
      )
    );
  },
});
