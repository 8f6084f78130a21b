import { appendEvents, link, lockStream, type UnplacedEvent } from '../../db/event-store';
import type { SigningKey } from '../../db/signing-key';
import type { Connection } from '../../db/transaction';

/** Appends a note to a probe as `commit` would, but alone: no outcome, no agenda, nothing beside the event. */
export async function appendNote(
  tx: Connection,
  stream: string,
  key: SigningKey,
  more: Partial<UnplacedEvent> = {},
): Promise<number | null> {
  const locked = await lockStream(tx, stream);
  if (locked === null) throw new Error('Nobody else should hold this stream.');
  const event: UnplacedEvent = {
    stream,
    version: locked.version + 1,
    type: 'note-taken',
    schemaVersion: 1,
    data: { notes: ['by another hand'] },
    occurredAt: '2027-03-01T09:00:00.000Z',
    person: 'p1',
    organisation: null,
    seat: null,
    onBehalfOf: null,
    commandId: 'another-command',
    correlation: null,
    causation: null,
    trace: null,
    ...more,
  };
  return appendEvents(tx, [link(locked, [event], key)], { entries: {}, whole: null });
}
