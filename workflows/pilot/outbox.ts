import type { RecordedEvent } from '../decider';
import type { Message } from '../notices/message';
import type { PilotEvent } from './events';
import type { Pilot } from './state';

/**
 * What has to be sent because of an event: every reminder, the word to an organisation that has got a seat,
 * to one that is invited to a consultation, and to one on whose behalf a position was entered.
 * Ids and dates only; names and addresses are looked up by who sends.
 */
export const outboxOf = (pilot: Pilot | null, event: RecordedEvent): readonly Message[] => {
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
    case 'record-confirmed': {
      const { record, decision, seat, organisation, to, disputableUntil } = known.data;
      return [
        {
          kind: 'position-recorded',
          body: { pilot: pilot.id, record, decision, seat, organisation, to, disputableUntil },
        },
      ];
    }
    case 'seat-invited': {
      const seat = pilot.seats.find(({ id }) => id === known.data.seat);
      return seat === undefined
        ? []
        : [
            {
              kind: 'seat-invited',
              body: {
                pilot: pilot.id,
                seat: seat.id,
                organisation: seat.organisation,
                persons: seat.persons,
                day: pilot.consultation.present?.day ?? null,
              },
            },
          ];
    }
    default:
      return [];
  }
};
