import { bulkEffect } from '../workflows/bulk/bulk';
import type { Performers } from './effects';
import { extendInBulk } from './extend-in-bulk';
import type { TellingParts } from './telling';

/** What this worker performs, by kind of effect. */
export const performersOf = (parts: TellingParts): Performers => ({ [bulkEffect]: extendInBulk(parts) });
