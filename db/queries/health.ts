import { sql } from 'kysely';
import type { Instant } from '../../workflows/decider';
import type { Database } from '../connect';
import { asFault } from '../faults';
import { connection } from '../transaction';

/** What the health and metrics pages tell of the database (api.md, health). */
export interface HealthFacts {
  /** Why a command could not be recorded now; null when it could. */
  readonly notWritable: string | null;
  /** Since when the oldest wake has waited for the relay, in seconds; null where none waits. */
  readonly oldestWakeAge: number | null;
  /** For how long the oldest message or notice has waited to be told or sent, in seconds; null where none waits. */
  readonly oldestNoticeAge: number | null;
  /** The earliest wake-up that is more than a minute late: the clocks stand since then. Null while they run. */
  readonly clocksBehindSince: Instant | null;
  /** The position of the last event. */
  readonly position: number | null;
}

interface Row {
  read_only: boolean;
  oldest: number | null;
  notices: number | null;
  behind: Instant | null;
  position: number;
}

/** Never throws: a database that does not answer is a fact too. */
export async function healthFacts(database: Database): Promise<HealthFacts> {
  try {
    const [row] = await connection(database).run(sql<Row>`
      select current_setting('transaction_read_only')::boolean as read_only,
        (select extract(epoch from clock_timestamp() - min(created_at))::float8 from relay.wake) as oldest,
        (select extract(epoch from clock_timestamp() - least(
          (select min(created_at) from relay.outbox where noticed_at is null),
          (select min(send_at) from relay.notice where sent_at is null and send_at <= clock_timestamp())
        ))::float8) as notices,
        (select min(wake_at) from relay.agenda where wake_at < clock_timestamp() - interval '1 minute') as behind,
        (select position from log.head) as position`);
    return {
      notWritable: row?.read_only === true ? 'the database server takes no writes' : database.gate.closed,
      oldestWakeAge: row?.oldest ?? null,
      oldestNoticeAge: row?.notices ?? null,
      clocksBehindSince: row?.behind ?? null,
      position: row?.position ?? null,
    };
  } catch (error) {
    const cause = asFault(error);
    const reason = cause instanceof Error ? cause.message : 'the database does not answer';
    return {
      notWritable: reason,
      oldestWakeAge: null,
      oldestNoticeAge: null,
      clocksBehindSince: null,
      position: null,
    };
  }
}
