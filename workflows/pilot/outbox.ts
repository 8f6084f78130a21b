import type { OutboxMessage, RecordedEvent } from '../decider';
import type { PilotEvent } from './events';
import type { Pilot } from './state';

/**
 * What has to be sent because of an event: every reminder, and the word to an organisation that has got a seat.
 * Ids and dates only; names and addresses are looked up by who sends.
 */
export const outboxOf = (pilot: Pilot | null, event: RecordedEvent): readonly OutboxMessage[] => {
  const known = event as RecordedEvent & PilotEvent;
  if (pilot === null) return [];
  switch (known.type) {
    case 'reminder-recorded': {
      const { obligation, offset, due, to, proposes, lapsesAt } = known.data;
      return [
        { kind: 'reminder', body: { pilot: pilot.id, obligation, offset, due, to, proposes, lapsesAt } },
      ];
    }
    case 'seat-filled': {
      const { seat, organisation, persons, declinableUntil } = known.data;
      return declinableUntil === null
        ? []
        : [{ kind: 'seat-filled', body: { pilot: pilot.id, seat, organisation, persons, declinableUntil } }];
    }
    default:
      return [];
  }
};
