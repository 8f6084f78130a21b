import type { FieldError } from '../../decider';
import type { DirectoryContext } from '../../directory/entries';
import type { Money } from '../../money/currency';
import { distance, isLess, none, times } from '../../money/decimal';
import { type Modality, type MoneyClass, moneyClasses } from '../../money/modalities';
import { ratesMissing, sumIn } from '../../money/rates';
import type { RuleBook } from '../../programmes/rule-book';
import { programmeOf } from '../programme';
import type { Pilot } from '../state';
import { type ByClass, classOfLine, type Contribution, isIn, worthOf } from './contribution';

const linesIn = ({ funding }: Pick<Pilot, 'funding'>): readonly Contribution[] =>
  funding.contributions.filter(isIn);

/** The lines that count: in the mix, and confirmed by the contributor's letter. */
export const confirmedLines = (pilot: Pick<Pilot, 'funding'>): readonly Contribution[] =>
  linesIn(pilot).filter(({ confirmedAt }) => confirmedAt !== null);

const worth = (lines: readonly Contribution[]): readonly Money[] =>
  lines.flatMap((line) => worthOf(line) ?? []);

/** The currencies of the mix from which finance has recorded no rate to that of the programme. */
export const ratesNeeded = (pilot: Pilot, directory: DirectoryContext): readonly string[] =>
  ratesMissing(
    worth(linesIn(pilot)),
    programmeOf(pilot, directory).ruleBook.currency.value,
    pilot.funding.rates,
  );

/** The confirmed lines by class, in the currency of the programme; null where a rate is missing. */
export const confirmedTotals = (pilot: Pilot, directory: DirectoryContext): ByClass | null => {
  const { currency } = programmeOf(pilot, directory).ruleBook;
  const of = (wanted: MoneyClass) =>
    sumIn(
      currency.value,
      worth(confirmedLines(pilot).filter((line) => classOfLine(line) === wanted)),
      pilot.funding.rates,
    );
  const [cash, inKind, parallel] = [of('cash'), of('in_kind'), of('parallel')];
  return cash === null || inKind === null || parallel === null ? null : { cash, in_kind: inKind, parallel };
};

const inWords: Readonly<Record<MoneyClass, string>> = {
  cash: 'cash',
  in_kind: 'in kind',
  parallel: 'in parallel',
};

const notCovered = (pilot: Pilot, totals: ByClass, currency: string): readonly FieldError[] => {
  const { required } = pilot.funding;
  if (required === null)
    return [{ pointer: '/required', detail: 'State what is required of cash, in kind and in parallel.' }];
  return moneyClasses
    .filter((each) => isLess(totals[each], required[each]))
    .map((each) => ({
      pointer: `/required/${each}`,
      detail: `${required[each]} ${currency} ${inWords[each]} is required, and ${totals[each]} ${currency} is confirmed.`,
    }));
};

/** The confirmed lines of these modalities in the currency of the programme. */
const ofModalities = (pilot: Pilot, wanted: readonly Modality[], currency: string): string =>
  sumIn(
    currency,
    worth(confirmedLines(pilot).filter(({ modality }) => wanted.includes(modality))),
    pilot.funding.rates,
  ) ?? none;

const named = (modalities: readonly Modality[]): string => modalities.join(', ').replaceAll('_', ' ');

/** What the programme says against the mix: its limit, and what has to match what. */
const programmeSays = (pilot: Pilot, { money, currency }: RuleBook): readonly FieldError[] => {
  const { limit, matching } = money;
  const over =
    limit.value !== null &&
    isLess(limit.value.amount, ofModalities(pilot, limit.value.modalities, currency.value));
  const unmatched =
    matching.value !== null &&
    isLess(
      times(ofModalities(pilot, matching.value.by, currency.value), '100'),
      times(ofModalities(pilot, matching.value.modalities, currency.value), String(matching.value.percent)),
    );
  return [
    ...(over && limit.value !== null
      ? [
          {
            pointer: '/contributions',
            detail: `The programme gives at most ${limit.value.amount} ${currency.value} as ${named(limit.value.modalities)}.`,
          },
        ]
      : []),
    ...(unmatched && matching.value !== null
      ? [
          {
            pointer: '/contributions',
            detail: `At least ${matching.value.percent} percent of what is given as ${named(matching.value.modalities)} has to be given as ${named(matching.value.by)}.`,
          },
        ]
      : []),
  ];
};

const linesIncomplete = (pilot: Pilot, { money }: RuleBook): readonly FieldError[] =>
  linesIn(pilot).flatMap((line) => [
    ...(line.confirmedAt === null
      ? [
          {
            pointer: `/contributions/${line.id}`,
            detail: `${line.id} waits for the letter of its contributor.`,
          },
        ]
      : []),
    ...(line.inKind !== null && money.inKindValued.value && worthOf(line) === null
      ? [{ pointer: `/contributions/${line.id}`, detail: `${line.id} has to be valued by a valuer.` }]
      : []),
  ]);

/**
 * What is still missing for the mix to be appraised (lifecycle.md section 2, funding): every line is confirmed, what
 * is confirmed comes to what is required in each class, and the programme's own rules about money are met.
 */
export const mixMissing = (pilot: Pilot, directory: DirectoryContext): readonly FieldError[] => {
  const { ruleBook } = programmeOf(pilot, directory);
  const rates = ratesNeeded(pilot, directory).map((currency) => ({
    pointer: '/rates',
    detail: `Finance has to record a rate from ${currency} to ${ruleBook.currency.value}.`,
  }));
  const none = linesIn(pilot).length === 0;
  const totals = confirmedTotals(pilot, directory);
  return [
    ...rates,
    ...(none ? [{ pointer: '/contributions', detail: 'Propose at least one contribution.' }] : []),
    ...linesIncomplete(pilot, ruleBook),
    ...(totals === null ? [] : notCovered(pilot, totals, ruleBook.currency.value)),
    ...(rates.length > 0 ? [] : programmeSays(pilot, ruleBook)),
  ];
};

/** Do the confirmed lines still come to what is required? Asked when one is lost. */
export const suffices = (pilot: Pilot, directory: DirectoryContext): boolean => {
  const totals = confirmedTotals(pilot, directory);
  return totals !== null && notCovered(pilot, totals, '').length === 0;
};

/** Has the total of a class changed by more than so many percent since the appraisal approved it? */
export const hasChanged = (approved: ByClass, totals: ByClass, percent: number): boolean =>
  moneyClasses.some((each) =>
    isLess(times(approved[each], String(percent)), times(distance(approved[each], totals[each]), '100')),
  );
