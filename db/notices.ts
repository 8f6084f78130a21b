import { type RawBuilder, sql } from 'kysely';
import type { Day, Instant } from '../workflows/decider';
import type { Addressed } from '../workflows/notices/addressed';
import { type Message, messageKinds } from '../workflows/notices/message';
import type { Planned } from '../workflows/notices/plan';
import type { Database } from './connect';
import { connection, type Connection } from './transaction';

/**
 * How messages of the outbox become notices of persons, and notices are sent. Rows are leased, so that workers share
 * them; what is done with a row is done in one transaction that holds it, so that it is done once.
 */

/** A message that its persons have to be told of. */
export type LeasedMessage = Message & { readonly id: number; readonly stream: string };

/** A notice whose hour has come. */
export interface DueNotice {
  readonly id: string;
  readonly person: string;
  readonly day: Day;
  readonly urgent: boolean;
}

/** What is leased waits so long for its worker, in seconds, and twice as long each time that it failed. */
const leaseSeconds = 15;

const atATime = 50;

const free = sql`(not_before is null or not_before <= clock_timestamp())`;
const leased = sql`
  attempts = attempts + 1,
  not_before = clock_timestamp() + make_interval(secs => ${leaseSeconds} * 2 ^ least(attempts, 6))`;

/** Leases messages that nobody has made notices of, oldest first. One of an unknown kind waits for a newer worker. */
export const leaseMessages = (database: Database): Promise<LeasedMessage[]> =>
  connection(database).run(sql<LeasedMessage>`
    with next as (
      select id from relay.outbox
      where noticed_at is null and stream like 'pilot/%' and kind = any (${messageKinds}) and ${free}
      order by id limit ${atATime}
      for update skip locked
    ), taken as (
      update relay.outbox o set ${leased} from next where o.id = next.id
      returning o.id, o.stream, o.kind, o.body
    )
    select * from taken order by id`);

/** Leases notices that are to be sent by then, earliest first. */
export const leaseNotices = (database: Database, now: Instant): Promise<{ readonly id: string }[]> =>
  connection(database).run(sql<{ id: string }>`
    with next as (
      select id from relay.notice where sent_at is null and send_at <= ${now} and ${free}
      order by send_at, id limit ${atATime}
      for update skip locked
    ), taken as (
      update relay.notice n set ${leased} from next where n.id = next.id returning n.id, n.send_at
    )
    select id from taken order by send_at, id`);

const one = async <Row>(tx: Connection, query: RawBuilder<Row>): Promise<Row | null> =>
  (await tx.run(query))[0] ?? null;

/**
 * Holds a leased message until the transaction ends.
 *
 * @returns the persons who have been told of it already; null when another worker has dealt with it meanwhile
 */
export async function holdMessage(tx: Connection, id: number): Promise<readonly string[] | null> {
  const held = await one(
    tx,
    sql`select from relay.outbox where id = ${id} and noticed_at is null for update`,
  );
  if (held === null) return null;
  const told = await tx.run(
    sql<{ person: string }>`select person from relay.notice_item where message = ${id}`,
  );
  return told.map(({ person }) => person);
}

/** Every person has her notice of it. */
export const messageTaken = (tx: Connection, id: number, now: Instant): Promise<unknown> =>
  tx.run(sql`update relay.outbox set noticed_at = ${now} where id = ${id}`);

/** It is taken once more, for whoever has come in the place of a person who was not told. */
export const messageGivenBack = (tx: Connection, id: number): Promise<unknown> =>
  tx.run(sql`
    update relay.outbox set noticed_at = null, not_before = null, attempts = 0 where id = ${id}`);

/**
 * The notice of a person that is to go out as planned: an urgent one of its own, or the digest of that day.
 *
 * @returns its id; null when the digest of that day has been sent
 */
export async function openNotice(
  tx: Connection,
  person: string,
  { urgent, day, at }: Planned,
): Promise<string | null> {
  const row = await one(
    tx,
    sql<{ id: string }>`
      insert into relay.notice (person, day, urgent, send_at) values (${person}, ${day}, ${urgent}, ${at})
      on conflict (person, day) where not urgent
      do update set send_at = excluded.send_at where relay.notice.sent_at is null
      returning id`,
  );
  return row?.id ?? null;
}

/** Tells a person of a message in this notice. */
export const addItem = (
  tx: Connection,
  message: number,
  { person, seat, organisation }: Addressed,
  notice: string,
): Promise<unknown> =>
  tx.run(sql`
    insert into relay.notice_item (message, person, notice, seat, organisation)
    values (${message}, ${person}, ${notice}, ${seat}, ${organisation})`);

/** Holds a leased notice until the transaction ends; null when another worker has dealt with it meanwhile. */
export const holdNotice = (tx: Connection, id: string): Promise<DueNotice | null> =>
  one(
    tx,
    sql<DueNotice>`
      select id, person, day, urgent from relay.notice where id = ${id} and sent_at is null for update`,
  );

/** The messages of a notice that has not been sent. */
export const messagesIn = (tx: Connection, notice: string): Promise<LeasedMessage[]> =>
  tx.run(sql<LeasedMessage>`
    select o.id, o.stream, o.kind, o.body from relay.notice_item i join relay.outbox o on o.id = i.message
    where i.notice = ${notice} order by o.id`);

/** Takes a message out of a notice. */
export const removeItem = (tx: Connection, message: number, notice: string): Promise<unknown> =>
  tx.run(sql`delete from relay.notice_item where message = ${message} and notice = ${notice}`);

/** Puts a message of one notice into another of the same person. */
export const moveItem = (tx: Connection, message: number, from: string, to: string): Promise<unknown> =>
  tx.run(sql`
    update relay.notice_item set notice = ${to} where message = ${message} and notice = ${from}`);

/** A message of a notice is sent, as it stood with that version of its pilot. */
export const itemSent = (
  tx: Connection,
  {
    message,
    notice,
    version,
  }: { readonly message: number; readonly notice: string; readonly version: number },
): Promise<unknown> =>
  tx.run(sql`
    update relay.notice_item set version = ${version} where message = ${message} and notice = ${notice}`);

/** The notice is sent: it never changes again. */
export const noticeSent = (tx: Connection, id: string, now: Instant): Promise<unknown> =>
  tx.run(sql`update relay.notice set sent_at = ${now} where id = ${id}`);

/** A notice that nothing is left in is not sent. */
export const dropIfEmpty = (tx: Connection, id: string): Promise<unknown> =>
  tx.run(sql`
    delete from relay.notice n
    where id = ${id} and not exists (select from relay.notice_item i where i.notice = n.id)`);

/** The ids of all persons who were erased. */
export async function erasedPersons(database: Database): Promise<ReadonlySet<string>> {
  const rows = await connection(database).run(sql<{ stream: string }>`select stream from vault.erasure`);
  return new Set(rows.map(({ stream }) => stream.slice('person/'.length)));
}
