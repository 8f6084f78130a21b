import type { Instant } from '../../workflows/decider';

/** What a test reads of a case (api.md, "The case"). Every answer of the API is held against its schema already. */
export interface CaseRead {
  readonly status: string;
  readonly version: number;
  readonly suspended: object | null;
  readonly obligations: readonly {
    readonly id: string;
    readonly label: string;
    readonly owner: string;
    readonly due: Instant | null;
    readonly explanation: string;
    readonly state: string;
  }[];
  readonly decisions: readonly {
    readonly id: string;
    readonly positions: readonly { readonly seat: string; readonly carriedFrom: string | null }[];
    readonly outcome: string | null;
  }[];
  readonly contributions: readonly { readonly id: string; readonly state: string }[];
  readonly waitingOn: readonly {
    readonly seat: string;
    readonly for: string;
    readonly due: Instant | null;
    readonly overdueDays: number;
    readonly whatHappensIfNot: string;
  }[];
  readonly next: { readonly at: Instant; readonly what: string } | null;
  readonly actions: readonly { readonly command: string; readonly missing: readonly object[] }[];
}

/** An explanation as it reads on every day of the year: calendar days, and the holidays between them, left out. */
const onAnyDay = (text: string): string =>
  text.replace(/\d{1,2} [A-Z][a-z]+ \d{4}/g, '‹day›').replace(/ \(not counted: [^)]*\)/g, '');

/** Who has to act, on what, and why by then: one line for each, in order of the alphabet. */
export const waitingLines = ({ waitingOn, obligations }: CaseRead): readonly string[] =>
  waitingOn
    .map(({ seat, for: what, due }) => {
      const owed = obligations.find(
        ({ owner, label, state, due: at }) =>
          owner === seat && label === what && state === 'open' && at === due,
      );
      return `${seat}: ${what} (${onAnyDay(owed?.explanation ?? 'not owed')})`;
    })
    .sort();

/** The commands that a person may give now, with nothing missing. */
export const mayNow = ({ actions }: CaseRead): readonly string[] =>
  actions.filter(({ missing }) => missing.length === 0).map(({ command }) => command);

/** The open obligation with this label. */
export const owedAs = ({ obligations }: CaseRead, label: string) => {
  const found = obligations.find((each) => each.label === label && each.state === 'open');
  if (found === undefined) throw new Error(`Nothing is owed as “${label}”.`);
  return found;
};
