import { sql } from 'kysely';
import type { Envelope } from '../envelope';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { upcast } from '../upcasters';
import { type Page, pageOf, type PageRequest, readCursor } from './page';

/** An event as the history of its stream shows it. */
export interface HistoryItem extends Envelope {
  /** SHA-256 of the event's canonical JSON; `previous` is that of the event before. */
  readonly hash: string;
}

/** The events of one stream, oldest first (api.md, history). */
export async function historyPage(
  database: Database,
  stream: string,
  request: PageRequest,
): Promise<Page<HistoryItem>> {
  const [after] = readCursor(request.cursor, 1) ?? ['0'];
  const rows = await connection(database).run(sql<{ event: Envelope; hash: string }>`
    select hashed::json as event, hash from log.event
    where stream = ${stream} and version > ${Number(after) || 0}
    order by version limit ${request.limit + 1}`);
  const page = pageOf(rows, request.limit, ({ event }) => [String(event.version)]);
  return { ...page, items: page.items.map(({ event, hash }) => ({ ...upcast(event), hash })) };
}
