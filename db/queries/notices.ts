import { sql } from 'kysely';
import type { Day, Instant } from '../../workflows/decider';
import type { Message } from '../../workflows/notices/message';
import type { Database } from '../connect';
import { connection } from '../transaction';
import { type Page, pageOf, type PageRequest, readCursor } from './page';
import type { Viewer } from './viewer';

/** A notice that was sent, and the messages that it tells of. */
export interface NoticeRead {
  readonly id: string;
  readonly day: Day;
  readonly urgent: boolean;
  readonly sentAt: Instant;
  readonly items: readonly NoticeItemRead[];
}

/** A message, the seat for which it was told, and the version of its pilot that stood then. */
export interface NoticeItemRead {
  readonly message: Message;
  readonly stream: string;
  readonly version: number;
  readonly seat: string | null;
}

/**
 * The notices that were sent to the viewer, newest first. One who looks for one organisation alone finds in them only
 * what she was told for it, or as an administrator.
 */
export async function noticesPage(
  database: Database,
  { person, organisation }: Pick<Viewer, 'person' | 'organisation'>,
  request: PageRequest,
): Promise<Page<NoticeRead>> {
  const [sentAt, id] = readCursor(request.cursor, 2) ?? [null, null];
  const rows = await connection(database).run(sql<NoticeRead>`
    select n.id, n.day, n.urgent, n.sent_at as "sentAt", json_agg(json_build_object(
      'message', json_build_object('kind', o.kind, 'body', o.body),
      'stream', o.stream, 'version', i.version, 'seat', i.seat) order by o.id) as items
    from relay.notice n join relay.notice_item i on i.notice = n.id join relay.outbox o on o.id = i.message
    where n.person = ${person} and n.sent_at is not null
      and (${organisation}::text is null or i.organisation is null or i.organisation = ${organisation})
      and (${sentAt}::timestamptz is null or (n.sent_at, n.id) < (${sentAt}, ${id}::uuid))
    group by n.id order by n.sent_at desc, n.id desc limit ${request.limit + 1}`);
  return pageOf(rows, request.limit, (notice) => [notice.sentAt, notice.id]);
}
