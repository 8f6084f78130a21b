import { roleNames } from '../workflows/pilot/command';
import { pilotCommands } from '../workflows/pilot/decider';
import { eventMeanings } from '../workflows/pilot/event-meanings';
import { pilotEventVersions } from '../workflows/pilot/events';
import { ends, seatKinds, steps } from '../workflows/pilot/state';
import { markdownTable } from './markdown-table';

type PilotCommand = (typeof pilotCommands)[number];

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const who = ({ by }: PilotCommand): string =>
  seatKinds.every((kind) => by.includes(kind)) ? 'any seat' : by.map((role) => roleNames[role]).join(', ');

/** When a command exists: in words for all steps and all ends, the others by name. */
const when = (command: PilotCommand): string => {
  if (command.creates) return 'at the beginning';
  const inAll = (all: readonly string[]) => all.every((status) => command.in.includes(status));
  const [running, ended] = [inAll(steps), inAll(ends)];
  const named = command.in.filter(
    (status) =>
      !(running && steps.some((step) => step === status)) && !(ended && ends.some((end) => end === status)),
  );
  return [
    ...(running ? ['at any step'] : []),
    ...(ended ? ['after any end'] : []),
    ...(named.length > 0 ? [listed(named)] : []),
  ].join('; ');
};

/** All commands of a pilot: who may give them, when, and what they do. */
export const commandTable = (): string =>
  markdownTable(
    ['command', 'who', 'when', 'what it does'],
    pilotCommands.map((command) => [`\`${command.name}\``, who(command), when(command), command.describe]),
  );

/** All events of a pilot: what each says. */
export const eventTable = (): string =>
  markdownTable(
    ['event', 'schema version', 'what it says'],
    Object.entries(pilotEventVersions).map(([type, version]) => [
      `\`${type}\``,
      String(version),
      eventMeanings[type as keyof typeof eventMeanings],
    ]),
  );
