import { inMinorUnits, type Money } from '../../money/currency';
import { minus, plus } from '../../money/decimal';
import { type Amounts, flowsOf } from '../../money/ledger';
import { termsOf } from '../../money/modalities';
import { totalsOf } from '../../money/totals';
import { seatOf } from '../seats/held';
import type { Pilot } from '../state';
import { classOfLine, type Contribution, isIn, standingOf, worthOf } from './contribution';
import { contributorOf } from './lines';

/** Who looks: sees everything, or for which seats. */
interface Looker {
  readonly extent: string;
  readonly seats: readonly string[];
}

/** Bank references are for finance, coordinator, auditors and the contributor itself (lifecycle.md section 1, Sight). */
export const seesReferences = (pilot: Pilot, { extent, seats }: Looker, contributor: string): boolean =>
  extent === 'everything' ||
  seats.includes(contributor) ||
  seats.some((id) => seatOf(pilot, id)?.kind === 'finance');

const amountsShown = (money: Money | null, amounts: Amounts) => {
  const { pledged, committed, called, expired, withdrawn, released } = amounts;
  const flows = flowsOf(amounts);
  const all = {
    pledged,
    committed,
    called,
    ...flows,
    refunded: plus(flows.refundedFromHeld, flows.refundedFromDisbursed),
    released,
    expired,
    withdrawn,
  };
  return Object.fromEntries(
    Object.entries(all).map(([state, amount]) => [state, inMinorUnits(amount, money?.currency ?? '')]),
  );
};

const lineShown = (pilot: Pilot, line: Contribution, looker: Looker) => {
  const {
    id,
    seat,
    modality,
    money,
    inKind,
    terms,
    expiresAt,
    letter,
    confirmedAt,
    entered,
    committedAt,
    left,
  } = line;
  return {
    id,
    seat,
    organisation: contributorOf(pilot, line),
    modality,
    class: classOfLine(line),
    ...termsOf[modality],
    state: standingOf(line),
    money,
    inKind:
      inKind === null
        ? null
        : {
            ...inKind,
            delivered: line.delivered,
            outstanding: minus(inKind.quantity, line.delivered),
            valued: line.valued,
          },
    terms,
    expires: expiresAt,
    letter,
    letterEntered: entered,
    confirmed: confirmedAt,
    committed: committedAt,
    left,
    amounts: line.amounts === null ? null : amountsShown(money, line.amounts),
    bankReferences: seesReferences(pilot, looker, seat) ? line.references : null,
  };
};

const totalled = (lines: readonly Contribution[]) =>
  totalsOf(
    lines.flatMap((line) => {
      const worth = worthOf(line);
      return worth === null ? [] : [{ ...worth, moneyClass: classOfLine(line) }];
    }),
  );

/** The lines of the mix as the case shows them. */
export const contributionsShown = (pilot: Pilot, looker: Looker) =>
  pilot.funding.contributions.map((line) => lineShown(pilot, line, looker));

/** Money as a whole: what is required, pledged and confirmed side by side, the rates, and the agreement. */
export const fundingShown = ({ funding }: Pilot) => {
  const lines = funding.contributions.filter(isIn);
  const { required, rates, texts, signedAt, masterAgreements, effectiveAt } = funding;
  return {
    required,
    pledged: totalled(lines),
    confirmed: totalled(lines.filter(({ confirmedAt }) => confirmedAt !== null)),
    rates,
    agreement: texts.length === 0 ? null : { versions: texts, signed: signedAt, effective: effectiveAt },
    masterAgreements: masterAgreements.map(({ organisation, heldOn }) => ({ organisation, heldOn })),
  };
};
