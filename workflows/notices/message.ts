import type { Day, Instant } from '../decider';
import type { NoticeTo, PilotFacts } from '../pilot/events';

type Of<Type extends keyof PilotFacts, Field extends keyof PilotFacts[Type]> = {
  readonly pilot: string;
} & Pick<PilotFacts[Type], Field>;

/** What the messages of a pilot say, by kind: ids and dates alone, for they lie in a table in clear. */
export interface MessageBodies {
  readonly reminder: Of<
    'reminder-recorded',
    'obligation' | 'offset' | 'due' | 'to' | 'proposes' | 'lapsesAt'
  >;
  readonly 'seat-filled': Of<'seat-filled', 'seat' | 'organisation' | 'persons'> & {
    readonly declinableUntil: Instant;
  };
  readonly 'seat-invited': {
    readonly pilot: string;
    readonly seat: string;
    readonly organisation: string;
    readonly persons: readonly string[];
    /** The day of the meeting, where it has one. */
    readonly day: Day | null;
  };
  readonly 'position-recorded': Of<
    'record-confirmed',
    'record' | 'decision' | 'seat' | 'organisation' | 'to' | 'disputableUntil'
  >;
}

export type MessageKind = keyof MessageBodies;

/** A message of the outbox that persons are told of. */
export type Message = {
  readonly [Kind in MessageKind]: { readonly kind: Kind; readonly body: MessageBodies[Kind] };
}[MessageKind];

/** The kinds of which this code can tell. A message of another kind waits for a newer worker. */
export const messageKinds = [
  'reminder',
  'seat-filled',
  'seat-invited',
  'position-recorded',
] as const satisfies readonly MessageKind[];

/** The seats that a message is for, as it names them itself; null: the administrators of the programme. */
export const seatsNamed = ({ body }: Message): readonly NoticeTo['seat'][] =>
  'to' in body ? body.to.map(({ seat }) => seat) : [body.seat];

/** By when something has to be done about it, or the day on which it happens; null where there is no such day. */
export const dueOf = ({ kind, body }: Message): { readonly at: Instant } | { readonly day: Day } | null => {
  switch (kind) {
    case 'reminder':
      return { at: body.due };
    case 'seat-filled':
      return { at: body.declinableUntil };
    case 'position-recorded':
      return { at: body.disputableUntil };
    case 'seat-invited':
      return body.day === null ? null : { day: body.day };
  }
};
