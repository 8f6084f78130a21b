import pino from 'pino';
import type { NoticeParts } from '../../activities/noticing';
import { sendNotices } from '../../activities/send-notices';
import { takeMessages } from '../../activities/take-messages';
import { readAgenda } from '../../db/state';
import { clockCaller, type Instant } from '../../workflows/decider';
import { deciders } from '../../workflows/registry';
import type { TestApi } from './api';
import { command } from './log';

/** A notice as it lies in its table, with the kinds of what is in it, oldest first. */
export interface NoticeRow {
  readonly id: string;
  readonly person: string;
  readonly day: string;
  readonly urgent: boolean;
  readonly sendAt: Instant;
  readonly sentAt: Instant | null;
  readonly kinds: readonly string[];
}

/** What the worker does with notices, on the database of a test's API, at instants that the test says. */
export const noticesOf = (of: { readonly current: TestApi }) => {
  const lines: Record<string, unknown>[] = [];
  const parts = (): NoticeParts => ({
    database: of.current.log.database,
    directory: of.current.services.directory,
    logger: pino({}, { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) }),
  });
  const take = (now: Instant) => takeMessages(parts(), now);
  const send = (now: Instant) => sendNotices(parts(), now);
  /** One round of the worker. */
  const work = async (now: Instant): Promise<void> => {
    await take(now);
    await send(now);
  };
  /** Lets the clock of a pilot act up to this instant: one tick at each wake-up. The time of the API goes with it. */
  const clocksRun = async (pilot: string, until: Instant): Promise<void> => {
    const { database, commit } = of.current.log;
    const stream = `pilot/${pilot}`;
    for (;;) {
      const { wakeAt } = await readAgenda(database, deciders, stream);
      if (wakeAt === null || wakeAt > until) break;
      await commit(stream, command('tick', {}, { at: wakeAt, caller: clockCaller }));
    }
    of.current.now = until;
  };
  return {
    lines,
    take,
    send,
    work,
    clocksRun,
    /** Of a person of the sample directory, or of all persons; earliest first. */
    rows: (handle: string | null = null) =>
      of.current.log.rows<NoticeRow>(
        `select n.id, n.person, n.day, n.urgent, n.send_at as "sendAt", n.sent_at as "sentAt",
           coalesce((select json_agg(o.kind order by o.id) from relay.notice_item i
             join relay.outbox o on o.id = i.message where i.notice = n.id), '[]') as kinds
         from relay.notice n where $1::text is null or n.person = $1 order by n.send_at, n.id`,
        [handle === null ? null : of.current.idOf(handle).person],
      ),
    /** The outbox is empty, and nobody was told of anything. */
    forget: () => of.current.log.rows('truncate relay.outbox, relay.notice, relay.notice_item'),
  };
};
