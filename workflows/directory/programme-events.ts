import type { Instant, NewEvent, RecordedEvent } from '../decider';
import type { Programme } from '../programmes/rule-book';

/** The state of a programme's stream: every version ever published, for a pilot keeps the one it pinned. */
export interface PublishedProgramme {
  readonly id: string;
  /** Of the stream. */
  readonly version: number;
  /** Index 0 is version 1. */
  readonly published: readonly { readonly programme: Programme; readonly at: Instant }[];
}

export type ProgrammeEvent = NewEvent<'programme-published', Programme>;

export const programmePublished = (programme: Programme): ProgrammeEvent => ({
  type: 'programme-published',
  schemaVersion: 1,
  data: programme,
});

export const evolveProgramme = (
  state: PublishedProgramme | null,
  recorded: RecordedEvent,
): PublishedProgramme => {
  const event = recorded as RecordedEvent & ProgrammeEvent;
  return {
    id: event.stream.slice('programme/'.length),
    version: event.version,
    published: [...(state?.published ?? []), { programme: event.data, at: event.occurredAt }],
  };
};
