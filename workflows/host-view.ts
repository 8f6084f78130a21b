import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Agenda, Instant } from './decider';
import type { WakeUp } from './host-alarm';
import type { AgendaRead } from './host-contract';
import { type SearchAttribute, searchAttributes } from './search-attributes';

/**
 * What an operator sees of the process in Temporal's own UI: the case in a few lines, and search attributes. Both
 * are a function of the agenda answer alone.
 *
 * @param poisoned in words, when the clock of this stream does not move on; else null
 */
export function show(agenda: Agenda, poisoned: string | null): void {
  setCurrentDetails(inWords(agenda, poisoned));
  upsertChanged(agenda);
}

/**
 * When the agenda is to be read again although nothing is to be done: as something becomes overdue, if that is before
 * the next tick. Null where the tick comes first.
 */
export const lookBefore = (tick: WakeUp | null, { looksAgainAt = null }: AgendaRead): WakeUp | null =>
  looksAgainAt === null || (tick !== null && tick.at <= looksAgainAt)
    ? null
    : { at: looksAgainAt, for: 'due date' };

function inWords({ details, ...agenda }: Agenda, poisoned: string | null): string {
  const where = [details.stage, details.step].filter((part) => part !== null).join('.');
  const lines = [
    poisoned === null ? null : `**Poisoned**: ${poisoned}`,
    where === '' ? null : `**${where}**`,
    agenda.wakeAt === null ? null : `Next, ${minute(agenda.wakeAt)}: ${agenda.wakeFor ?? 'wake-up'}`,
    details.nextDue === null
      ? null
      : `${details.overdue ? 'Overdue since' : 'Next deadline:'} ${minute(details.nextDue)}`,
    agenda.effects.length === 0 ? null : `Under way: ${agenda.effects.map(({ kind }) => kind).join(', ')}`,
    agenda.settled ? 'Settled' : null,
  ];
  return lines.filter((line) => line !== null).join('\n\n');
}

/** `2027-03-01 09:00 UTC` */
const minute = (instant: Instant): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

type Upsert = Extract<Parameters<typeof upsertSearchAttributes>[0], unknown[]>;

const key = <Name extends SearchAttribute>(name: Name) => ({ name, type: searchAttributes[name] });

/** An upsert is an event in the history, so only what differs from what stands is sent. */
function upsertChanged({ details }: Agenda): void {
  const { workflowId, typedSearchAttributes: standing } = workflowInfo();
  const wanted: Upsert = [
    { key: key('processType'), value: workflowId.split('/', 1).join() },
    { key: key('stage'), value: details.stage },
    { key: key('step'), value: details.step },
    { key: key('region'), value: details.region },
    { key: key('programme'), value: details.programme },
    { key: key('nextDue'), value: details.nextDue === null ? null : new Date(details.nextDue) },
    { key: key('overdue'), value: details.overdue },
  ];
  const changed = wanted.filter(
    (pair) => JSON.stringify(standing.get(pair.key) ?? null) !== JSON.stringify(pair.value),
  );
  if (changed.length > 0) upsertSearchAttributes(changed);
}
