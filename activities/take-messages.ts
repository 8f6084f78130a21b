import { addItem, holdMessage, leaseMessages, type LeasedMessage, messageTaken } from '../db/notices';
import type { Connection } from '../db/transaction';
import type { Instant } from '../workflows/decider';
import { addressed } from '../workflows/notices/addressed';
import { holds } from '../workflows/notices/holds';
import type { People } from '../workflows/pilot/clock/reached';
import { eachAlone, noticeFor, type NoticeParts, peopleNow, pilotAt } from './noticing';

/**
 * Makes notices of the messages in the outbox: each message makes its notices exactly once, whatever dies in between.
 * What no longer holds is told to nobody.
 *
 * @returns how many messages it took
 */
export async function takeMessages(parts: NoticeParts, now: Instant): Promise<number> {
  const messages = await leaseMessages(parts.database);
  if (messages.length === 0) return 0;
  const people = await peopleNow(parts);
  return eachAlone(parts, messages, (tx, message) => take(tx, message, people, now));
}

async function take(tx: Connection, message: LeasedMessage, people: People, now: Instant): Promise<void> {
  const { id, stream } = message;
  const told = await holdMessage(tx, id);
  if (told === null) return;
  const { pilot } = await pilotAt(tx, stream);
  const to = holds(pilot, message) ? addressed(pilot, message, { at: now, directory: people }) : [];
  for (const each of to.filter(({ person }) => !told.includes(person)))
    await addItem(tx, id, each, await noticeFor(tx, each.person, message, people, now));
  await messageTaken(tx, id, now);
}
