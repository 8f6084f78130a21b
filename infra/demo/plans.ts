import { country } from '../../workflows/countries';
import type { Day } from '../../workflows/decider';
import type { Activity } from './activity';
import { composed } from './composed';
import { yearsToMove } from './dates';
import { funderOf, isComplete, proponentOf, proposalOf } from './mapping';
import { type OnPaper, onPaperOf } from './on-paper';
import { type FileOrganisation, type Mention, organisationsOf } from './organisations';
import { type Additions, type Completable, completed, mark } from './partners';
import { pathAt, type Path } from './paths';

/** What is to become of one pilot. */
export interface Plan {
  /** Tells it from the others in every run. */
  readonly identifier: string;
  readonly from: 'file' | 'composed';
  readonly programme: 'gef-medium' | 'ssc-pilot';
  readonly proponent: FileOrganisation;
  /** Who funds it, where the file says so. */
  readonly funder: FileOrganisation | null;
  /** What is registered: nothing in it depends on the day, so that every run registers the same. */
  readonly draft: Additions & Pick<Completable, 'title'>;
  /** Null where the partners cannot complete it: it stays a draft. */
  readonly journey: {
    readonly path: Path;
    readonly additions: Additions;
    readonly onPaper: OnPaper | null;
  } | null;
}

/** Everything that a run brings into the stack. */
export interface Plans {
  readonly organisations: readonly FileOrganisation[];
  /** Whose focal points are needed. */
  readonly countries: readonly string[];
  readonly pilots: readonly Plan[];
  /** By how many years past planned dates are moved. */
  readonly years: number;
  /** The day on which this was planned. */
  readonly today: Day;
}

const additionsTo = (draft: Plan['draft'], years: number, today: Day): Additions => {
  const { plannedStart, plannedEnd } = draft;
  return plannedStart === undefined || plannedEnd === undefined
    ? {}
    : completed({ ...draft, plannedStart, plannedEnd }, years, today);
};

const plansOfFile = (
  activities: readonly Activity[],
  organisationOf: (mention: Mention) => FileOrganisation,
  years: number,
  today: Day,
): readonly Plan[] => {
  const complete = activities.filter(isComplete);
  return activities.map((activity) => {
    const draft = proposalOf(activity);
    const place = complete.indexOf(activity);
    const funder = funderOf(activity);
    const onPaper = onPaperOf[activity.identifier] ?? null;
    return {
      identifier: activity.identifier,
      from: 'file',
      programme: 'gef-medium',
      proponent: organisationOf(proponentOf(activity)),
      funder: funder === undefined ? null : organisationOf(funder),
      draft,
      journey:
        place < 0
          ? null
          : {
              path: onPaper === null ? pathAt(place) : 'taken-over',
              additions: additionsTo(draft, years, today),
              onPaper,
            },
    };
  });
};

/** Composed pilots last two years from the next January on. */
const plansOfComposed = (today: Day): readonly Plan[] => {
  const year = Number(today.slice(0, 4)) + 1;
  const dates = { plannedStart: `${year}-01-01`, plannedEnd: `${year + 1}-12-31` };
  return composed.map(({ identifier, path, provider, draft }) => ({
    identifier,
    from: 'composed',
    programme: 'ssc-pilot',
    proponent: {
      key: `composed:${provider}`,
      name: `${mark} partner institute, ${country(provider)?.name ?? provider} (composed)`,
      kind: 'academic',
      country: provider,
    },
    funder: null,
    draft,
    journey: {
      path,
      additions: additionsTo({ ...draft, ...dates }, 0, today),
      onPaper: onPaperOf[identifier] ?? null,
    },
  }));
};

/**
 * What a run brings in: every activity of the file under the GEF-like programme, for one country is not two, and
 * the composed two-country pilots under the default one.
 *
 * @param today decides which planned dates are past
 */
export const plansOf = (activities: readonly Activity[], today: Day): Plans => {
  const { organisations, keyOf } = organisationsOf(activities);
  const organisationOf = (mention: Mention): FileOrganisation => {
    const found = organisations.find(({ key }) => key === keyOf(mention));
    if (found === undefined) throw new Error(`${mention.name} is not among the organisations of the file.`);
    return found;
  };
  const years = yearsToMove(activities, today);
  const ofComposed = plansOfComposed(today);
  const pilots = [...plansOfFile(activities, organisationOf, years, today), ...ofComposed];
  const countries = pilots.flatMap(({ draft: { beneficiaryCountries = [], providerCountries = [] } }) => [
    ...beneficiaryCountries,
    ...providerCountries,
  ]);
  return {
    organisations: [...organisations, ...ofComposed.map(({ proponent }) => proponent)],
    countries: [...new Set(countries)],
    pilots,
    years,
    today,
  };
};
