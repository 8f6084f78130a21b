import type { Logger } from 'pino';
import type { Database } from '../db/connect';
import type { Directory } from '../db/directory';
import { asFault, isFault } from '../db/faults';
import { erasedPersons, openNotice } from '../db/notices';
import { readState } from '../db/state';
import { connection, type Connection, transaction } from '../db/transaction';
import type { Instant } from '../workflows/decider';
import { calendarOfPerson } from '../workflows/notices/home';
import { dueOf, type Message } from '../workflows/notices/message';
import { planNotice } from '../workflows/notices/plan';
import type { People } from '../workflows/pilot/clock/reached';
import { pilot as pilotDecider } from '../workflows/pilot/decider';
import type { Pilot } from '../workflows/pilot/state';

/** What making and sending notices stands on. */
export interface NoticeParts {
  readonly database: Database;
  readonly directory: Directory;
  readonly logger: Logger;
}

/** Who can be told of something now: an erased person is told of nothing, whatever the directory has of her. */
export async function peopleNow({ database, directory }: NoticeParts): Promise<People> {
  await directory.refresh(connection(database), Infinity);
  const { context } = directory.open();
  const erased = await erasedPersons(database);
  return {
    person: (id) => (erased.has(id) ? undefined : context.person(id)),
    organisation: (id) => context.organisation(id),
    latestProgramme: (id) => context.latestProgramme(id),
    delegationsBy: (person, at) => context.delegationsBy(person, at),
  };
}

/** A pilot as it stands. Throws where there is none: a message always comes from one. */
export async function pilotAt(
  tx: Connection,
  stream: string,
): Promise<{ readonly pilot: Pilot; readonly version: number }> {
  const read = await readState(tx, pilotDecider, stream);
  if (read === null) throw new Error(`There is no stream ${stream}.`);
  return { pilot: read.state as Pilot, version: read.version };
}

/**
 * The notice in which a person is told of a message that is taken up now. A digest that another worker has sent in
 * the meantime is over: the message waits for the one after it.
 *
 * @returns the id of the notice
 */
export async function noticeFor(
  tx: Connection,
  person: string,
  message: Message,
  people: People,
  now: Instant,
): Promise<string> {
  const planned = planNotice(dueOf(message), calendarOfPerson(person, people), now);
  return (await openNotice(tx, person, planned)) ?? noticeFor(tx, person, message, people, planned.at);
}

/**
 * Deals with each in a transaction of its own. One that fails by itself is logged and stays leased for a while, longer
 * each time; the others go on.
 *
 * @throws Fault when the database is away or busy
 */
export async function eachAlone<Leased extends { readonly id: number | string }>(
  { database, logger }: NoticeParts,
  leased: readonly Leased[],
  deal: (tx: Connection, each: Leased) => Promise<void>,
): Promise<number> {
  for (const each of leased) {
    try {
      await transaction(database, (tx) => deal(tx, each));
    } catch (error) {
      const cause = asFault(error);
      if (isFault(cause)) throw cause;
      logger.warn({ id: each.id, err: cause }, 'a notice was not made or sent, tries again');
    }
  }
  return leased.length;
}
