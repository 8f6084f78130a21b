import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../workflows/decider';
import type { PortfolioRow } from '../../workflows/pilot/portfolio';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { participates, type Viewer, viewerTables } from './viewer';
import { never, type Page, pageOf, type PageRequest, readCursor } from './page';

/**
 * A pilot of the portfolio. `participates`: the viewer sees more of it than what is public, which is title, countries
 * and status alone (lifecycle.md section 1, "Sight").
 */
export type PilotListed = Omit<PortfolioRow, 'persons'> & {
  readonly version: number;
  readonly participates: boolean;
};

export const pilotSorts = ['title', 'updated', 'registered', 'nextDue'] as const;
export type PilotSort = (typeof pilotSorts)[number] | `-${(typeof pilotSorts)[number]}`;

/**
 * The filters of api.md. All that are given have to hold; what a viewer may not see of a pilot holds for none, or it
 * would tell her who takes part in it.
 */
export interface PilotFilters {
  readonly stage?: string | undefined;
  readonly step?: string | undefined;
  /** `open`, `ended`, or one end. */
  readonly state?: string | undefined;
  readonly programme?: string | undefined;
  readonly region?: string | undefined;
  readonly country?: string | undefined;
  /** Holds a seat. */
  readonly organisation?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly dueBefore?: Instant | undefined;
  /** Part of the title. */
  readonly q?: string | undefined;
}

/** Sorts before everything that happened. */
const always = '1000-01-01T00:00:00.000Z';

/** Each sort is by one value that is never null, then by id; what the viewer may not see comes last. */
const sortKeyOf = (by: (typeof pilotSorts)[number], last: Instant): RawBuilder<unknown> => {
  if (by === 'title') return sql`s.title`;
  const column = { updated: sql`s.updated`, registered: sql`s.registered`, nextDue: sql`s.next_due` }[by];
  return sql`case when s.participates then coalesce(${column}, ${sql.lit(never)}) else ${sql.lit(last)} end`;
};

/**
 * The pilots that the viewer may see: those that are public, and those in which she holds a seat.
 *
 * @throws Fault `invalid-cursor`
 */
export async function listPilots(
  database: Database,
  request: PageRequest & {
    /** `overdue` is told by the viewer's instant. */
    readonly viewer: Viewer;
    readonly filters?: PilotFilters;
    readonly sort?: PilotSort | undefined;
  },
): Promise<Page<PilotListed>> {
  const { limit, viewer, filters = {}, sort = '-updated' } = request;
  const descending = sort.startsWith('-');
  const by = sort.replace('-', '') as (typeof pilotSorts)[number];
  const [comparison, direction] = descending ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const last = descending ? always : never;
  const cursor = readCursor(request.cursor, 2);
  const rows = await connection(database).run(sql<PilotListed>`
    with ${viewerTables(viewer)}, seen as (
      select p.*, ${participates} as participates from read.pilot p cross join viewer v
      where ${sql.join(publicConditions(filters), sql` and `)}
    ), sorted as (
      select s.*, ${sortKeyOf(by, last)} as sort_key from seen s
      where ${sql.join([sql`(s.public or s.participates)`, ...ownConditions(filters, viewer.at)], sql` and `)}
    )
    select p.id, p.version, p.title, p.status, p.stage, p.step, p."end", p.since, p.registered, p.updated,
      p.programme, p.programme_version as "programmeVersion", p.region, p.countries, p.organisations, p.public,
      p.next_due as "nextDue", p.participates
    from sorted p
    where ${cursor === null ? sql`true` : sql`(p.sort_key, p.id) ${comparison} (${cursor[0]}, ${cursor[1]})`}
    order by p.sort_key ${direction}, p.id ${direction} limit ${limit + 1}`);
  return pageOf(rows, limit, (row) => [
    by === 'title' || row.participates ? (row[by] ?? never) : last,
    row.id,
  ]);
}

const given = <Value>(value: Value | undefined, condition: (value: Value) => RawBuilder<unknown>) =>
  value === undefined ? [] : [condition(value)];

/** By what is public of a pilot. */
function publicConditions({ stage, step, state, country, q }: PilotFilters): RawBuilder<unknown>[] {
  return [
    sql`true`,
    ...given(stage, (value) => sql`p.stage = ${value}`),
    ...given(step, (value) => sql`p.step = ${value}`),
    ...given(state, stateIs),
    ...given(country, (value) => sql`p.countries @> array[${value}]`),
    ...given(q, (value) => sql`strpos(lower(p.title), lower(${value})) > 0`),
  ];
}

/** By what only those see who take part. */
function ownConditions(filters: PilotFilters, now: Instant): RawBuilder<unknown>[] {
  const { programme, region, organisation, overdue, dueBefore } = filters;
  const conditions = [
    ...given(programme, (value) => sql`s.programme = ${value}`),
    ...given(region, (value) => sql`s.region = ${value}`),
    ...given(organisation, (value) => sql`s.organisations @> array[${value}]`),
    ...given(overdue, (value) => sql`coalesce(s.next_due < ${now}, false) = ${value}`),
    ...given(dueBefore, (value) => sql`s.next_due < ${value}`),
  ];
  return conditions.length === 0 ? [] : [sql`s.participates`, ...conditions];
}

const stateIs = (state: string): RawBuilder<unknown> =>
  state === 'open'
    ? sql`p."end" is null`
    : state === 'ended'
      ? sql`p."end" is not null`
      : sql`p."end" = ${state}`;
