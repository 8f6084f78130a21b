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

const casesShown = 6;
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
  const roundsUsed = arrived.filter(({ pilot }) => pilot.rounds.used > 0).length;
  return (
    `Of the file ${arrived.length} arrived in the consultation, ${arrived.filter(wasRefused).length} of them after an objection ` +
    `and a resubmission and ${roundsUsed - arrived.filter(wasRefused).length} after a return; ${ended('rejected')} were rejected, ${ended('withdrawn')} withdrawn.`
  );
};

const missingOf = ({ actions }: PilotSeen): readonly { pointer: string; detail: string }[] =>
  actions.find(({ command }) => command === 'submit-proposal')?.missing ?? [];

const detailOf = ({ pilot }: BroughtIn, pointer: string): string | undefined =>
  missingOf(pilot).find((missing) => missing.pointer === pointer)?.detail;

/** What only the file could tell: the partners do not make up a country, a date or a budget. */
const decisive = ['/beneficiaryCountries', '/plannedStart', '/plannedEnd', '/roughBudget'];

const drafts = ({ broughtIn }: Outcome): string => {
  const left = broughtIn.filter(({ from, pilot }) => from === 'file' && pilot.status === 'proposal.draft');
  const withoutCountry = left.filter((each) => detailOf(each, '/beneficiaryCountries') !== undefined);
  const reasons = decisive
    .map((pointer) => left.flatMap((each) => detailOf(each, pointer) ?? []))
    .filter((details) => details.length > 0)
    .map((details) => [details[0] ?? '', details.length]);
  return [
    `${left.length} stay drafts. What their cases say is missing, among else:`,
    table(['missing', 'drafts'], reasons),
    `Without a country (${withoutCountry.length}):`,
    ...withoutCountry.map(({ identifier, pilot }) => `  ${identifier}  ${shortened(pilot.title)}`),
  ].join('\n');
};

const shortened = (title: string): string => (title.length > 70 ? `${title.slice(0, 69)}…` : title);

/** Who has to act, by when, and what happens if they do not, as the case says it. */
const caseOf = ({ pilot }: BroughtIn, { nameOf, address }: Surroundings): string =>
  [
    `${shortened(pilot.title)}: ${pilot.status}`,
    `  ${address}/v1/pilots/${pilot.id}`,
    ...pilot.waitingOn
      .slice(0, waitsShown)
      .map(
        ({ organisation, seat, for: what, due, whatHappensIfNot }) =>
          `  by ${due.slice(0, 16).replace('T', ' ')} UTC ${organisation === null ? seat : nameOf(organisation)} (${seat}): ${what}. Otherwise: ${whatHappensIfNot}`,
      ),
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
      : `Past planned dates were moved by ${years} years, all by the same.`,
    portfolio(outcome, surroundings),
    journeys(outcome),
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
