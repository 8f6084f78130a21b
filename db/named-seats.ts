import { sql } from 'kysely';
import type { SeatEntry } from '../workflows/directory/entries';
import type { NamedSeats } from './directory';
import type { Connection } from './transaction';

/** The filled seats of a pilot with the version of its stream, of one moment; version 0 where there is no such pilot. */
export async function seatsOf(on: Connection, pilot: string): Promise<NamedSeats> {
  const rows = await on.run(sql<SeatEntry & { readonly seat: string; readonly version: number }>`
    select s.seat, s.organisation, s.persons, p.version from read.seat s join read.pilot p using (stream)
    where s.stream = ${`pilot/${pilot}`}`);
  return {
    pilot,
    version: rows[0]?.version ?? 0,
    seats: new Map(rows.map(({ seat, organisation, persons }) => [seat, { organisation, persons }])),
  };
}
