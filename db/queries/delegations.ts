import { type RawBuilder, sql } from 'kysely';
import type { DelegationEntry } from '../../workflows/directory/entries';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { type Page, pageOf, type PageRequest, readCursor } from './page';
import { participates, type Viewer, viewerTables } from './viewer';

/** Which delegations; all that are given have to hold. */
export interface DelegationFilters {
  /** Gave it or got it. */
  readonly person?: string | undefined;
  /** It is for a seat of this pilot. */
  readonly pilot?: string | undefined;
}

/** The pilots `p` in which the delegation `d` is for a seat that its giver holds. */
const concerned = sql`read.seat s join read.pilot p using (stream)
  where d.giver = any (s.persons) and s.organisation = d.organisation
    and (d.pilot is null or (p.id = d.pilot and s.seat = d.seat))`;

/**
 * May the viewer `v` see the delegation `d`: who gave or got it, administrators, auditors, who acts for a coordinator
 * of any programme, and those who take part in a pilot that it concerns.
 */
const isSeen = sql`(
  v.id in (d.giver, d.receiver) or v.auditor
  or exists (select from read.person a where a.id = v.id and a.entry -> 'rights' ? 'administrator')
  or exists (select from viewed_programme g where g.coordinates)
  or exists (select from ${concerned} and ${participates})
)`;

const read = (
  database: Database,
  viewer: Viewer,
  condition: RawBuilder<unknown>,
  rest: RawBuilder<unknown>,
) =>
  connection(database).run(sql<{ entry: DelegationEntry }>`
    with ${viewerTables(viewer)}
    select d.entry from read.delegation d cross join viewer v where ${isSeen} and ${condition} ${rest}`);

/** The delegations that the viewer may see, the latest first. */
export async function listDelegations(
  database: Database,
  request: PageRequest & { readonly viewer: Viewer } & DelegationFilters,
): Promise<Page<DelegationEntry>> {
  const { limit, viewer, person = null, pilot = null } = request;
  const [begins, id] = readCursor(request.cursor, 2) ?? [null, null];
  const rows = await read(
    database,
    viewer,
    sql`(${begins}::timestamptz is null or (d.begins, d.id) < (${begins}, ${id}))
      and (${person}::text is null or ${person} in (d.giver, d.receiver))
      and (${pilot}::text is null or exists (select from ${concerned} and p.id = ${pilot}))`,
    sql`order by d.begins desc, d.id desc limit ${limit + 1}`,
  );
  const page = pageOf(rows, limit, ({ entry }) => [entry.begins, entry.id]);
  return { ...page, items: page.items.map(({ entry }) => entry) };
}

/** One of them; undefined where there is none of this id that the viewer may see. */
export async function findDelegation(
  database: Database,
  viewer: Viewer,
  id: string,
): Promise<DelegationEntry | undefined> {
  const [row] = await read(database, viewer, sql`d.id = ${id}`, sql``);
  return row?.entry;
}

/** What a person has given or got that is in force or will be, in the order in which it begins. */
export async function ownDelegations(
  database: Database,
  { person, at }: Pick<Viewer, 'person' | 'at'>,
): Promise<readonly DelegationEntry[]> {
  const rows = await connection(database).run(sql<{ entry: DelegationEntry }>`
    select entry from read.delegation
    where ${person} in (giver, receiver) and withdrawn is null and ends > ${at} order by begins, id`);
  return rows.map(({ entry }) => entry);
}
