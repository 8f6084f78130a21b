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
}

/** The seats of running pilots that the caller holds: listed by the seat, and active in its organisation. */
export const seatsHeld = (database: Database, viewer: Viewer): Promise<SeatHeld[]> =>
  connection(database).run(sql<SeatHeld>`
    with ${viewerTables(viewer)}
    select p.id as pilot, p.title, p.status, s.seat, s.kind, s.organisation, s.country
    from read.seat s join read.pilot p using (stream) cross join viewer v
    where s.persons @> array[v.id] and s.organisation = any (v.organisations) and p."end" is null
    order by p.title, p.id, s.seat`);
