import { sql } from 'kysely';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { type Viewer, viewerTables } from './viewer';

/** A seat that a person may act for now. */
export interface SeatHeld {
  readonly pilot: string;
  readonly title: string;
  readonly status: string;
  readonly seat: string;
  readonly kind: string;
  readonly organisation: string;
  readonly country: string | null;
  /** Who holds it in her own right and has delegated it; null where the viewer holds it herself. */
  readonly delegatedBy: string | null;
}

/** The seats of running pilots for which the caller acts: listed by the seat, and active in its organisation; or by delegation. */
export const seatsHeld = (database: Database, viewer: Viewer): Promise<SeatHeld[]> =>
  connection(database).run(sql<SeatHeld>`
    with ${viewerTables(viewer)}
    select p.id as pilot, p.title, p.status, s.seat, s.kind, s.organisation, s.country,
      case when own.right then null else d.giver end as "delegatedBy"
    from read.seat s join read.pilot p using (stream) cross join viewer v
    cross join lateral (select v.id = any (s.persons) and s.organisation = any (v.organisations) as right) own
    left join delegated_seat d on d.stream = s.stream and d.seat = s.seat
    where (own.right or d.giver is not null) and p."end" is null
    order by p.title, p.id, s.seat`);
