import { dependentsOf } from '../db/queries/shared-dates';
import type { SharedDate } from '../workflows/shared-date/shared-date';
import type { Performer } from './effects';
import { byTheClock, stateOf, tell, type TellingParts } from './telling';

const commandFor = (stream: string, { id, day, firstDay, dated }: SharedDate) =>
  stream.startsWith('meeting/')
    ? byTheClock(`${stream}:${dated}`, 'meeting-dated', {
        meeting: id,
        ...(firstDay === null ? {} : { firstDay }),
        lastDay: day,
      })
    : byTheClock(`${stream}:${dated}`, 'master-agreement-signed', { masterAgreement: id, signedOn: day });

/**
 * Tells every dependent pilot the date that a meeting or a master agreement has now, once each (lifecycle.md section
 * 4). A pilot that begins to depend on it meanwhile has decided by this date, or its append was refused.
 *
 * @throws Error when a pilot could not be told: the host tries again later
 */
export const tellPilots =
  (parts: TellingParts): Performer =>
  async (_effect, stream) => {
    const shared = await stateOf<SharedDate>(parts, stream);
    if (shared === null) return;
    const pilots = await dependentsOf(parts.options.database, stream);
    const commands = pilots.map((pilot) => ({ stream: pilot, input: commandFor(stream, shared) }));
    const answers = await tell(parts, commands);
    if (answers.size < commands.length)
      throw new Error(`${commands.length - answers.size} pilots could not be told just now.`);
  };
