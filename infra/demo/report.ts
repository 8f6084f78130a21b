import { ends, steps } from '../../workflows/pilot/state';
import type { Plans } from './plans';
import type { PilotSeen } from './pilot-seen';
import type { BroughtIn, Outcome } from './run';
import { table } from './table';

/** What the report knows beside the outcome: the stack as everybody sees it. */
export interface Surroundings {
  /** The status of every pilot of the stack that the coordinator sees. */
  readonly statuses: readonly string[];
  /** The name of an organisation. */
  readonly nameOf: (organisation: string) => string;
  /** Of the API, without a path. */
  readonly address: string;
}

const casesShown = 7;
const waitsShown = 3;

const inConsultation = ({ pilot }: BroughtIn): boolean => pilot.status.startsWith('consultation.');
const wasRefused = ({ pilot }: BroughtIn): boolean =>
  pilot.decisions.some(({ kind, outcome }) => kind === 'endorsement' && outcome === 'refused');

const portfolio = ({ broughtIn }: Outcome, { statuses }: Surroundings): string => {
  const count = (from: BroughtIn['from'], status: string): number =>
    broughtIn.filter((each) => each.from === from && each.pilot.status === status).length;
  const rows = [...steps, ...ends]
    .filter((status) => statuses.includes(status))
    .map((status) => [
      status,
      count('file', status),
      count('composed', status),
      statuses.filter((each) => each === status).length,
    ]);
  const of = (from: BroughtIn['from']) => broughtIn.filter((each) => each.from === from).length;
  return table(
    ['status', 'of the file', 'composed', 'all'],
    [...rows, ['together', of('file'), of('composed'), statuses.length]],
  );
};

const journeys = ({ broughtIn }: Outcome): string => {
  const ofFile = broughtIn.filter(({ from }) => from === 'file');
  const arrived = ofFile.filter(inConsultation);
  const ended = (end: string): number => ofFile.filter(({ pilot }) => pilot.status === end).length;
  const objected = arrived.filter(wasRefused).length;
  const returned = arrived.filter(({ pilot }) => pilot.rounds.used > 0).length - objected;
  return (
    `Of the file ${arrived.length} arrived in the consultation: ${objected} after an objection and a resubmission, ` +
    `${returned} after a return, the others at once. Rejected: ${ended('rejected')}. Withdrawn: ${ended('withdrawn')}.`
  );
};

const isEffective = ({ pilot }: BroughtIn): boolean => pilot.funding.agreement?.effective != null;

/** What is confirmed of one class, by currency. */
const said = (totals: PilotSeen['funding']['confirmed']['cash']): string =>
  totals.map(({ amount, currency }) => `${amount} ${currency}`).join(', ');

const agreements = ({ broughtIn }: Outcome): string => {
  const effective = broughtIn.filter(isEffective);
  const ofFile = effective.filter(({ from }) => from === 'file').length;
  const rows = effective.map(({ pilot }) => {
    const { cash, in_kind: inKind, parallel } = pilot.funding.confirmed;
    return [shortened(pilot.title, 45), said(cash), said(inKind), said(parallel)];
  });
  return [
    `${effective.length} agreements are effective: ${ofFile} of the file, ${effective.length - ofFile} composed. These pilots ran on paper and were taken over.`,
    ...(rows.length === 0 ? [] : [table(['pilot', 'cash', 'in kind', 'in parallel'], rows)]),
  ].join('\n');
};

/** What the case tells its proponent before the draft can be submitted. */
const missingOf = ({ pilot }: BroughtIn): PilotSeen['actions'][number]['missing'] =>
  pilot.actions.find(({ command }) => command === 'submit-proposal')?.missing ?? [];

/** What the partners do not make up: a country, a date, a budget. */
const onlyInFile = ['/beneficiaryCountries', '/plannedStart', '/plannedEnd', '/roughBudget'];

const drafts = ({ broughtIn }: Outcome): string => {
  const left = broughtIn.filter(({ from, pilot }) => from === 'file' && pilot.status === 'proposal.draft');
  if (left.length === 0) return '';
  const reasons = left.flatMap(missingOf).filter(({ pointer }) => onlyInFile.includes(pointer));
  const details = [...new Set(reasons.map(({ detail }) => detail))];
  const count = (wanted: string): number => reasons.filter(({ detail }) => detail === wanted).length;
  const withoutCountry = left.filter(({ pilot }) => pilot.proposal.beneficiaryCountries === undefined);
  return [
    `${left.length} stay drafts. Of what their cases say is missing, the partners do not make up:`,
    table(
      ['missing', 'drafts'],
      details.map((detail) => [detail, count(detail)]),
    ),
    `${withoutCountry.length} of them have no country:`,
    ...withoutCountry.map(({ identifier, pilot }) => `  ${identifier}  ${shortened(pilot.title)}`),
  ].join('\n');
};

const shortened = (title: string, length = 70): string =>
  title.length > length ? `${title.slice(0, length - 1)}…` : title;

/** Who has to act, by when, and what happens if they do not, as the case says it. */
const caseOf = ({ pilot }: BroughtIn, { nameOf, address }: Surroundings): string =>
  [
    `${shortened(pilot.title)}: ${pilot.status}`,
    `  ${address}/v1/pilots/${pilot.id}`,
    ...pilot.waitingOn
      .slice(0, waitsShown)
      .flatMap(({ organisation, seat, for: what, due, whatHappensIfNot }) => [
        `  ${due === null ? 'without a date yet' : `by ${due.slice(0, 16).replace('T', ' ')} UTC`}, ${organisation === null ? seat : nameOf(organisation)} (${seat}):`,
        `    ${what}`,
        `    if not: ${whatHappensIfNot}`,
      ]),
  ].join('\n');

const aFewCases = (outcome: Outcome, surroundings: Surroundings): string => {
  const byStatus = new Map(outcome.broughtIn.toReversed().map((each) => [each.pilot.status, each]));
  return steps
    .flatMap((status) => byStatus.get(status) ?? [])
    .slice(0, casesShown)
    .map((each) => caseOf(each, surroundings))
    .join('\n\n');
};

const stuck = ({ broughtIn, refused }: Outcome): string =>
  [
    ...refused.map(({ identifier, problem }) => `${identifier} was not taken: ${problem}`),
    ...broughtIn.flatMap(({ identifier, stuck: why }) =>
      why === null ? [] : [`${identifier} got stuck: ${why}`],
    ),
  ].join('\n');

/** What the demonstration says at its end. */
export const reportOf = (
  outcome: Outcome,
  { years }: Pick<Plans, 'years'>,
  surroundings: Surroundings,
): string =>
  [
    years === 0
      ? 'No planned date was past, and none was moved.'
      : `Past planned dates were moved by ${years === 1 ? 'one year' : `${years} years`}, all by the same.`,
    portfolio(outcome, surroundings),
    journeys(outcome),
    agreements(outcome),
    drafts(outcome),
    `A few cases, and who has to act by when:`,
    aFewCases(outcome, surroundings),
    stuck(outcome),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

/** Did everything go as it should? */
export const wentWell = ({ broughtIn, refused }: Outcome): boolean =>
  refused.length === 0 && broughtIn.every(({ stuck: why }) => why === null);
