import type { DocumentNamed } from '../events';

/** What the events of extensions for many pilots say. */
export interface BulkFacts {
  /** By which bulk extension, and on what authority, the due date moves that the next event names. */
  'extended-in-bulk': {
    readonly bulk: string;
    readonly obligation: string;
    readonly document: DocumentNamed;
  };
}

export const bulkFactVersions: Readonly<Record<keyof BulkFacts, number>> = { 'extended-in-bulk': 1 };
