import type { Act, Known, NextAct } from './act';
import { seatOf } from './act';
import { paper } from './documents';
import { type Amounts, amountsOf, requiredOf } from './funding-amounts';
import { roundRates } from './money';
import type { LinePlanned, OnPaper } from './on-paper';
import { mark } from './partners';
import type { PilotSeen } from './pilot-seen';

const currency = 'USD';

/** Finance records what one unit of the budget is worth in the currency of the programme. */
const rateRecorded = (pilot: PilotSeen, from: string, { today }: Known): Act | null => {
  const rate = roundRates[from];
  return rate === undefined
    ? null
    : {
        seat: seatOf(pilot, 'finance'),
        command: 'record-rate',
        body: { from, to: currency, rate, date: today, source: `${mark} a round rate, of no market` },
      };
};

const isReturned = ({ decisions }: PilotSeen): boolean =>
  decisions.some(({ kind, outcome }) => kind === 'appraisal' && outcome === 'returned');

/** The lines that are wanted now, with what they are worth. */
const linesWanted = (pilot: PilotSeen, { lines, afterReturn }: OnPaper): readonly LinePlanned[] =>
  afterReturn !== undefined && isReturned(pilot) ? [...lines, afterReturn] : lines;

const pledged = (pilot: PilotSeen, { seat, modality }: LinePlanned, money: Amounts[number]): Act => ({
  seat: seatOf(pilot, seat),
  command: 'pledge-contribution',
  body: {
    modality,
    ...(modality === 'in_kind'
      ? {
          inKind: {
            what: `${mark} experts`,
            quantity: '60',
            unit: 'days',
            valuation: { ...money, method: `${mark} its part of the budget`, valuer: `${mark} nobody` },
          },
        }
      : { money }),
  },
});

/** Its contributor sends a letter, or the coordinator enters one that came on paper and another confirms it. */
const confirmed = (pilot: PilotSeen, { onPaper, today }: Known): Act | null => {
  const line = pilot.contributions.find(({ confirmed: at }) => at === null);
  if (line === undefined) return null;
  const { id: contribution, seat, letterEntered } = line;
  const coordinator = seatOf(pilot, 'coordinator');
  if (letterEntered !== null)
    return {
      seat: coordinator,
      command: 'confirm-letter',
      body: { contribution },
      notBy: letterEntered.by,
    };
  const onlyPaper = onPaper?.detours.includes('letter-on-paper') === true && line === pilot.contributions[0];
  return {
    seat: onlyPaper ? coordinator : seat,
    command: 'confirm-contribution',
    body: { contribution, letter: paper(pilot.id, `letter about ${contribution}`, today) },
  };
};

/** The mix: a rate where the budget needs one, what is required, every line with its letter, then the appraisal. */
export const inMix: NextAct = (pilot, known) => {
  const { onPaper } = known;
  const budget = pilot.proposal.roughBudget;
  if (onPaper === null || budget === undefined) return null;
  const { rates, required } = pilot.funding;
  const rate = rates.find(({ from }) => from === budget.currency)?.rate ?? null;
  if (rate === null && budget.currency !== currency) return rateRecorded(pilot, budget.currency, known);
  const lines = linesWanted(pilot, onPaper);
  const amounts = amountsOf(budget, lines);
  const proponent = seatOf(pilot, 'proponent');
  if (required === null)
    return { seat: proponent, command: 'state-required', body: requiredOf(lines, amounts, rate ?? '1') };
  const place = pilot.contributions.length;
  const [line, money] = [lines[place], amounts[place]];
  return (
    confirmed(pilot, known) ??
    (line === undefined || money === undefined
      ? { seat: proponent, command: 'submit-mix', body: {} }
      : pledged(pilot, line, money))
  );
};
