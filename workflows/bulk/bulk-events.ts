import type { Static } from '@sinclair/typebox';
import type { ExtensionInBulk } from '../pilot/obligations/extend-in-bulk';
import type { Instant, NewEvent, RecordedEvent } from '../decider';

/** One due date of the set: an obligation of a pilot. */
export interface BulkItem {
  readonly pilot: string;
  readonly obligation: string;
}

/** Which due dates of which pilots: those that run in one programme, narrowed down. */
export interface BulkFilter {
  readonly programme: string;
  /** The kind of what is owed, and the step or decision that it is about. */
  readonly kind: string;
  readonly subject?: string;
  readonly region?: string;
  readonly country?: string;
  readonly stage?: string;
  readonly step?: string;
}

/** How one due date of the set fared. */
export interface BulkResult extends BulkItem {
  /** Null where it was extended; else the code and the sentence of the refusal. */
  readonly skipped: { readonly code: string; readonly detail: string } | null;
}

type Extension = Omit<Static<typeof ExtensionInBulk>, 'bulk' | 'obligation'>;

export interface BulkFacts {
  'bulk-extension-started': {
    readonly filter: BulkFilter;
    readonly extension: Extension;
    readonly items: readonly BulkItem[];
  };
  'bulk-results-recorded': { readonly results: readonly BulkResult[] };
  'effect-completed': { readonly effect: string };
  'effect-given-up': { readonly effect: string; readonly reason: string };
}

export type BulkEvent = {
  readonly [Type in keyof BulkFacts]: NewEvent<Type, BulkFacts[Type]>;
}[keyof BulkFacts];

export const bulkEventVersions: Readonly<Record<keyof BulkFacts, number>> = {
  'bulk-extension-started': 1,
  'bulk-results-recorded': 1,
  'effect-completed': 1,
  'effect-given-up': 1,
};

export const fact = <Type extends keyof BulkFacts>(
  type: Type,
  data: BulkFacts[Type],
): NewEvent<Type, BulkFacts[Type]> => ({ type, schemaVersion: bulkEventVersions[type], data });

/** The state of a bulk extension. */
export interface Bulk {
  readonly id: string;
  readonly at: Instant;
  readonly started: Instant;
  readonly startedBy: string | null;
  readonly filter: BulkFilter;
  readonly extension: Extension;
  /** The set, fixed at the start. */
  readonly items: readonly BulkItem[];
  readonly results: readonly BulkResult[];
  readonly status: BulkStatus;
}

/** `given-up`: it could not be carried through; what was extended stays so. */
export const bulkStatuses = ['running', 'done', 'given-up'] as const;
export type BulkStatus = (typeof bulkStatuses)[number];

/** What is still to be done, in the order of the set. */
export const remaining = ({ items, results }: Pick<Bulk, 'items' | 'results'>): readonly BulkItem[] => {
  const done = new Set(results.map(keyOf));
  return items.filter((item) => !done.has(keyOf(item)));
};

/** What tells two due dates apart. */
export const keyOf = ({ pilot, obligation }: BulkItem): string => `${pilot} ${obligation}`;

const begun = (event: RecordedEvent, data: BulkFacts['bulk-extension-started']): Bulk => ({
  id: event.stream.slice('bulk/'.length),
  at: event.occurredAt,
  started: event.occurredAt,
  startedBy: event.person,
  ...data,
  results: [],
  status: data.items.length === 0 ? 'done' : 'running',
});

/** The bulk after an event. Throws for what cannot stand in its stream. */
export const evolveBulk = (bulk: Bulk | null, recorded: RecordedEvent): Bulk => {
  const event = recorded as RecordedEvent & BulkEvent;
  if (event.type === 'bulk-extension-started') return begun(event, event.data);
  if (bulk === null) throw new Error(`A bulk extension begins with its start, not with ${event.type}.`);
  const now = { ...bulk, at: event.occurredAt };
  switch (event.type) {
    case 'bulk-results-recorded':
      return { ...now, results: [...bulk.results, ...event.data.results] };
    case 'effect-completed':
      return { ...now, status: 'done' };
    case 'effect-given-up':
      return { ...now, status: 'given-up' };
  }
};
