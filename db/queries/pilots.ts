import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../workflows/decider';
import type { PortfolioRow } from '../../workflows/pilot/portfolio';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { participates, type Viewer, viewerTables } from './viewer';
import { never, type Page, pageOf, type PageRequest, readCursor } from './page';

/** A pilot of the portfolio. `participates`: the viewer sees more of it than what is public. */
export type PilotListed = Omit<PortfolioRow, 'persons'> & {
  readonly version: number;
  readonly participates: boolean;
};

export const pilotSorts = ['title', 'updated', 'registered', 'nextDue'] as const;
export type PilotSort = (typeof pilotSorts)[number] | `-${(typeof pilotSorts)[number]}`;

/** The filters of api.md. All that are given have to hold. */
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

/** Each sort is by one value that is never null, then by id. */
const sortColumns: Readonly<Record<(typeof pilotSorts)[number], RawBuilder<unknown>>> = {
  title: sql`p.title`,
  updated: sql`p.updated`,
  registered: sql`p.registered`,
  nextDue: sql`coalesce(p.next_due, ${sql.lit(never)})`,
};

/**
 * The pilots that the viewer may see: those that are public, and those in which she holds a seat.
 *
 * @param now the instant that `overdue` is told by
 * @throws Fault `invalid-cursor`
 */
export async function listPilots(
  database: Database,
  request: PageRequest & {
    readonly viewer: Viewer;
    readonly now: Instant;
    readonly filters?: PilotFilters;
    readonly sort?: PilotSort | undefined;
  },
): Promise<Page<PilotListed>> {
  const { limit, viewer, now, filters = {}, sort = '-updated' } = request;
  const descending = sort.startsWith('-');
  const by = sort.replace('-', '') as (typeof pilotSorts)[number];
  const column = sortColumns[by];
  const [comparison, direction] = descending ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const cursor = readCursor(request.cursor, 2);
  const rows = await connection(database).run(sql<PilotListed>`
    with ${viewerTables(viewer)}, seen as (
      select p.*, ${participates} as participates from read.pilot p cross join viewer v
      where ${sql.join(conditions(filters, now), sql` and `)}
        and ${cursor === null ? sql`true` : sql`(${column}, p.id) ${comparison} (${cursor[0]}, ${cursor[1]})`}
    )
    select p.id, p.version, p.title, p.status, p.stage, p.step, p."end", p.since, p.registered, p.updated,
      p.programme, p.programme_version as "programmeVersion", p.region, p.countries, p.organisations, p.public,
      p.next_due as "nextDue", p.participates
    from seen p where p.public or p.participates
    order by ${column} ${direction}, p.id ${direction} limit ${limit + 1}`);
  return pageOf(rows, limit, (row) => [row[by] ?? never, row.id]);
}

function conditions(filters: PilotFilters, now: Instant): RawBuilder<unknown>[] {
  const { stage, step, state, programme, region, country, organisation, overdue, dueBefore, q } = filters;
  const given = <Value>(value: Value | undefined, condition: (value: Value) => RawBuilder<unknown>) =>
    value === undefined ? [] : [condition(value)];
  return [
    sql`true`,
    ...given(stage, (value) => sql`p.stage = ${value}`),
    ...given(step, (value) => sql`p.step = ${value}`),
    ...given(state, stateIs),
    ...given(programme, (value) => sql`p.programme = ${value}`),
    ...given(region, (value) => sql`p.region = ${value}`),
    ...given(country, (value) => sql`p.countries @> array[${value}]`),
    ...given(organisation, (value) => sql`p.organisations @> array[${value}]`),
    ...given(overdue, (value) => sql`coalesce(p.next_due < ${now}, false) = ${value}`),
    ...given(dueBefore, (value) => sql`p.next_due < ${value}`),
    ...given(q, (value) => sql`strpos(lower(p.title), lower(${value})) > 0`),
  ];
}

const stateIs = (state: string): RawBuilder<unknown> =>
  state === 'open'
    ? sql`p."end" is null`
    : state === 'ended'
      ? sql`p."end" is not null`
      : sql`p."end" = ${state}`;
