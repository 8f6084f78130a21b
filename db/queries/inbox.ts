import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../workflows/decider';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { never, type Page, pageOf, type PageRequest, readCursor } from './page';
import { type Viewer, viewerTables } from './viewer';

/** Something that waits for a person. */
export interface InboxItem {
  readonly pilot: string;
  readonly title: string;
  readonly status: string;
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly label: string;
  readonly seat: string;
  readonly organisation: string;
  readonly opened: Instant;
  readonly due: Instant | null;
  /** What happens if it is not done, in words. */
  readonly otherwise: string;
  /**
   * Why it is in this inbox: her seat owes it, or one that was delegated to her, or she coordinates and that seat has no active person, or she
   * administers the programme and the coordinator has none (lifecycle.md section 1, "Seats").
   */
  readonly as: 'seat' | 'delegation' | 'coordinator' | 'administrator';
  /** Who has delegated the seat to her, where that is why; else null. */
  readonly delegatedBy: string | null;
}

const hasNobody = sql`not exists (
  select from read.person a where a.id = any (i.persons) and (a.entry ->> 'active')::boolean)`;

const reasons: Readonly<Record<InboxItem['as'], RawBuilder<unknown>>> = {
  seat: sql`i.persons @> array[v.id] and i.organisation = any (v.organisations)`,
  delegation: sql`exists (select from delegated_seat d where d.stream = i.stream and d.seat = i.seat)`,
  coordinator: sql`${hasNobody} and exists (select from read.seat c where c.stream = i.stream
    and c.kind = 'coordinator' and (v.id = any (c.persons) and c.organisation = any (v.organisations)
      or exists (select from delegated_seat d where d.stream = c.stream and d.seat = c.seat)))`,
  administrator: sql`${hasNobody} and exists (select from read.seat c where c.stream = i.stream and c.seat = i.seat
    and c.kind = 'coordinator') and exists (select from viewed_programme g where g.id = p.programme and g.administers)`,
};

/** What waits for the caller, the most urgent first (api.md, inbox). */
export async function inboxPage(
  database: Database,
  viewer: Viewer,
  request: PageRequest,
): Promise<Page<InboxItem>> {
  const cursor = readCursor(request.cursor, 3);
  const urgency = sql`coalesce(due, ${sql.lit(never)})`;
  const each = Object.entries(reasons).map(
    ([as, holds], index) => sql`
    select i.*, p.id as pilot, p.title, p.status, ${sql.lit(as)} as "as", ${sql.lit(index)} as rank
    from read.open_item i join read.pilot p using (stream) cross join viewer v
    where ${holds}`,
  );
  const rows = await connection(database).run(sql<InboxItem>`
    with ${viewerTables(viewer)}, item as (
      select distinct on (stream, id) * from (${sql.join(each, sql` union all `)}) every_reason
      order by stream, id, rank
    )
    select pilot, title, status, id, kind, subject, label, seat, organisation, opened, due, otherwise, "as",
      case when "as" = 'delegation' then
        (select d.giver from delegated_seat d where d.stream = item.stream and d.seat = item.seat)
      end as "delegatedBy"
    from item
    where ${cursor === null ? sql`true` : sql`(${urgency}, pilot, id) > (${cursor[0]}, ${cursor[1]}, ${cursor[2]})`}
    order by ${urgency}, pilot, id limit ${request.limit + 1}`);
  return pageOf(rows, request.limit, ({ due, pilot, id }) => [due ?? never, pilot, id]);
}
