import {
  type DueNotice,
  dropIfEmpty,
  holdNotice,
  itemSent,
  leaseNotices,
  type LeasedMessage,
  messageGivenBack,
  messagesIn,
  moveItem,
  noticeSent,
  removeItem,
} from '../db/notices';
import type { Connection } from '../db/transaction';
import type { Instant } from '../workflows/decider';
import { addressed } from '../workflows/notices/addressed';
import { holds } from '../workflows/notices/holds';
import { calendarOfPerson } from '../workflows/notices/home';
import { isItsDay } from '../workflows/notices/plan';
import type { People, Reach } from '../workflows/pilot/clock/reached';
import { eachAlone, noticeFor, type NoticeParts, peopleNow, pilotAt } from './noticing';

/** A message that is still to be told, and the version of its pilot. */
interface Standing {
  readonly message: LeasedMessage;
  readonly version: number;
}

/**
 * Sends the notices whose hour has come: from then on the person finds them among hers, and they never change. What
 * is settled by then is left out, and a notice that nothing is left in is not sent.
 *
 * @returns how many notices it dealt with
 */
export async function sendNotices(parts: NoticeParts, now: Instant): Promise<number> {
  const due = await leaseNotices(parts.database, now);
  if (due.length === 0) return 0;
  const people = await peopleNow(parts);
  return eachAlone(parts, due, async (tx, { id }) => {
    const notice = await holdNotice(tx, id);
    if (notice !== null) await send(tx, notice, people, now);
  });
}

async function send(tx: Connection, notice: DueNotice, people: People, now: Instant): Promise<void> {
  const { id, person, day, urgent } = notice;
  const standing = await whatStands(tx, notice, { at: now, directory: people });
  const goesOut = urgent || isItsDay(day, calendarOfPerson(person, people), now);
  for (const { message, version } of standing) {
    if (goesOut) await itemSent(tx, { message: message.id, notice: id, version });
    else await moveItem(tx, message.id, id, await noticeFor(tx, person, message, people, now));
  }
  if (goesOut && standing.length > 0) await noticeSent(tx, id, now);
  await dropIfEmpty(tx, id);
}

/**
 * Takes out of a notice what is settled, and what is no longer for this person: she has left the seat, or is gone
 * herself. The latter is told to those who are there in her place.
 */
async function whatStands(
  tx: Connection,
  { id: notice, person }: DueNotice,
  reach: Reach,
): Promise<readonly Standing[]> {
  const standing: Standing[] = [];
  const read = new Map<string, Awaited<ReturnType<typeof pilotAt>>>();
  for (const message of await messagesIn(tx, notice)) {
    const { stream } = message;
    const { pilot, version } = read.get(stream) ?? (await pilotAt(tx, stream));
    read.set(stream, { pilot, version });
    const isHers = addressed(pilot, message, reach).some((each) => each.person === person);
    if (isHers && holds(pilot, message)) {
      standing.push({ message, version });
      continue;
    }
    await removeItem(tx, message.id, notice);
    if (!isHers) await messageGivenBack(tx, message.id);
  }
  return standing;
}
