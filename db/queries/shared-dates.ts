import { sql } from 'kysely';
import type { SharedDateEntry } from '../../workflows/directory/entries';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { type Page, pageOf, type PageRequest, readCursor } from './page';

/** The read table of meetings, or of master agreements. */
export type SharedDateTable = 'meeting' | 'master_agreement';

/** Meetings or master agreements, by name. */
export async function listSharedDates(
  database: Database,
  table: SharedDateTable,
  { limit, cursor }: PageRequest,
): Promise<Page<SharedDateEntry>> {
  const [name, id] = readCursor(cursor, 2) ?? [null, null];
  const rows = await connection(database).run(sql<{ entry: SharedDateEntry }>`
    select entry from ${sql.table(`read.${table}`)}
    where ${name}::text is null or (entry ->> 'name', id) > (${name}, ${id})
    order by entry ->> 'name', id limit ${limit + 1}`);
  const page = pageOf(rows, limit, ({ entry }) => [entry.name, entry.id]);
  return { ...page, items: page.items.map(({ entry }) => entry) };
}

/** One of them, undefined where there is none of this id. */
export async function findSharedDate(
  database: Database,
  table: SharedDateTable,
  id: string,
): Promise<SharedDateEntry | undefined> {
  const [row] = await connection(database).run(
    sql<{ entry: SharedDateEntry }>`select entry from ${sql.table(`read.${table}`)} where id = ${id}`,
  );
  return row?.entry;
}

/** The streams of the pilots whose due dates depend on this one. */
export async function dependentsOf(database: Database, source: string): Promise<readonly string[]> {
  const rows = await connection(database).run(
    sql<{ stream: string }>`select stream from read.dependency where source = ${source} order by stream`,
  );
  return rows.map(({ stream }) => stream);
}
